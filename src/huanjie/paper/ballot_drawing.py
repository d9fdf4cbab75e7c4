"""What is drawn on a ballot (选票的图样): every frame of words and every rule, in millimetres.

The boxes are the form's own; the words are laid into what is left, and never move a box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from huanjie.domain.ballotform import Area, BallotForm, FormPage, PaperSize
from huanjie.domain.election import Candidate, Contest, Election
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.law.pack import RulePack
from huanjie.paper import ballot_words as words
from huanjie.paper.ballot_forms import Columns, columns_of
from huanjie.paper.ballot_measures import CODE, CORNER, EDGE, HEAD, MEASURES
from huanjie.paper.ballot_pages import SectionPlan, plan, table_top

_GAP: Final = 5.0
"""Millimetres between a corner mark and what stands beside it: the mark is found by the white
around it."""
_PAD: Final = 1.5
"""Millimetres from a cell's sides to the words in it, where they are long."""
_HAIR: Final = 0.5
"""Millimetres from a cell's lines to the words in it, at least."""
_HEADING_SHARE: Final = 0.56
"""How much of a heading is the post's own line; the rest is the columns'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Words and where they stand (一块文字)."""

    area: Area
    says: str
    size: float
    """points, where there is room"""
    least: float = 7.0
    """the smallest in one line; then it is broken"""
    bold: bool = False
    one_line: bool = True
    across: Literal["left", "center"] = "center"
    """where the words stand in it; a text that is read from the right begins there"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rectangle: black all over, or its outline alone."""

    area: Area
    weight: float | None = None
    """points of the outline; None: black all over"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPage:
    """One page of a form, ready for any printer (一页图样)."""

    frames: tuple[Frame, ...]
    rules: tuple[Rule, ...]
    seal: Area
    """the square around the ring in which the seal is pressed (盖章处)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Whose words stand on the paper: the election, the law, and a second language if there is
    one.
    """

    election: Election
    pack: RulePack
    second: SecondLanguage | None = None


def code_area(size: PaperSize) -> Area:
    """Where the code stands (二维码的位置)."""
    width = MEASURES[size].width
    return Area(x=width - EDGE - CORNER - _GAP - CODE, y=EDGE, w=CODE, h=CODE)


def code_words_area(size: PaperSize) -> Area:
    """Where the code stands in letters, under its picture."""
    area = code_area(size)
    return Area(x=area.x - 5, y=area.y + area.h + 0.8, w=area.w + 10, h=3.2)


def corner_areas(size: PaperSize) -> tuple[Area, ...]:
    """The corner marks (定位角块): top left, top right, bottom right, bottom left."""
    own = MEASURES[size]
    right, bottom = own.width - EDGE - CORNER, own.height - EDGE - CORNER
    places = ((EDGE, EDGE), (right, EDGE), (right, bottom), (EDGE, bottom))
    return tuple(Area(x=x, y=y, w=CORNER, h=CORNER) for x, y in places)


def draw(form: BallotForm, contests: Sequence[Contest], wording: Wording) -> Iterator[DrawnPage]:
    """Every page of a form."""
    plans = plan(contests, form.paper, bilingual=form.bilingual)
    for number, (page, sections) in enumerate(zip(form.pages, plans, strict=True), start=1):
        frames = [*_head(form, contests, wording), *_foot(form, number)]
        rules = [Rule(area=area) for area in corner_areas(form.paper)]
        for section in sections:
            frames += _section_frames(section, form, wording)
            rules += _section_rules(section, form, wording)
        rules += _box_rules(page)
        seal = MEASURES[form.paper].seal
        yield DrawnPage(frames=tuple(frames), rules=tuple(rules), seal=seal)


# Above and below the table -----------------------------------------------------------------------


def _head(form: BallotForm, contests: Sequence[Contest], wording: Wording) -> Iterator[Frame]:
    own, second = MEASURES[form.paper], wording.second
    room, letters = own.title, own.letters
    titles = [words.title_of(wording.election, wording.pack)]
    if second:
        titles.append(second.title)
    height = room.h / len(titles)
    for number, title in enumerate(titles):
        area = Area(x=room.x, y=room.y + number * height, w=room.w, h=height)
        yield Frame(area=area, says=title, size=letters.title, least=11, bold=True)
    day = words.day_of(wording.election)
    yield Frame(area=own.day, says=day, size=letters.text)
    seal = words.seal_of(wording.pack)
    yield Frame(area=own.seal_words, says=seal, size=letters.seal, one_line=own.seal_one_line)
    for said, area in _instructions(contests, form, wording):
        yield Frame(area=area, says=said, size=letters.text, one_line=False, across="left")


def _instructions(
    contests: Sequence[Contest], form: BallotForm, wording: Wording
) -> Iterator[tuple[str, Area]]:
    own = MEASURES[form.paper]
    left, right, height = own.instructions_left, own.width - EDGE - _PAD, own.instructions - 1
    ours = words.instructions_of(wording.election, contests, wording.pack, symbols=form.symbols)
    yield _numbered(ours), Area(x=left, y=HEAD, w=right - left, h=height)
    if wording.second:
        left = EDGE + _PAD
        area = Area(x=left, y=HEAD + height, w=right - left, h=own.bilingual)
        yield _numbered(wording.second.instructions), area


def _numbered(said: Sequence[str]) -> str:
    return "\n".join(f"{number}. {each}" for number, each in enumerate(said, start=1))


def _foot(form: BallotForm, number: int) -> Iterator[Frame]:
    if len(form.pages) > 1:
        own = MEASURES[form.paper]
        area = Area(x=own.width / 2 - 30, y=own.height - EDGE - CORNER, w=60, h=CORNER)
        yield Frame(area=area, says=f"第 {number} 页，共 {len(form.pages)} 页", size=9)


# The table ---------------------------------------------------------------------------------------


def _section_frames(each: SectionPlan, form: BallotForm, wording: Wording) -> Iterator[Frame]:
    section, letters, second = each.section, each.own.letters, wording.second
    heading = words.heading_of(section.contest, wording.pack)
    if second and section.contest.post in second.posts:
        heading += f"　{second.posts[section.contest.post]}"
    if section.first:
        heading += "（续）"
    area = _padded(_heading_cell(each))
    yield Frame(area=area, says=heading, size=letters.heading, bold=True)
    for column, word in _columns(each, form, wording):
        yield Frame(area=column.grown(-_HAIR), says=word, size=letters.column, least=5)
    for number in range(section.first, section.last):
        yield from _row(each, number, form, wording)
    if section.lines:
        said = _both(words.WRITE_IN, second)
        area = each.write_in_label.grown(-_HAIR)
        yield Frame(area=area, says=said, size=letters.write_in, least=6)


def _heading_cell(each: SectionPlan) -> Area:
    """The post's own line over the columns."""
    return Area(x=EDGE, y=each.top, w=each.own.table, h=each.own.heading * _HEADING_SHARE)


def _padded(cell: Area) -> Area:
    """What of a cell long words are laid into."""
    return Area(x=cell.x + _PAD, y=cell.y + _HAIR, w=cell.w - 2 * _PAD, h=cell.h - 2 * _HAIR)


def _marks(form: BallotForm, wording: Wording) -> Columns:
    return columns_of(wording.election.style, symbols=form.symbols)


def _columns(each: SectionPlan, form: BallotForm, wording: Wording) -> Iterator[tuple[Area, str]]:
    """The headings of the columns, with their places."""
    own, style = each.own, wording.election.style
    y, h = each.top + own.heading * _HEADING_SHARE, own.heading * (1 - _HEADING_SHARE)
    marks = _marks(form, wording)
    first, name = own.boxes_left(len(marks)), own.names_left
    spans = [(EDGE, own.number, words.NUMBER), (name, first - name, words.NAME)]
    for place, mark in enumerate(marks):
        spans.append((first + place * own.column, own.column, words.column_word(style, mark)))
    for x, w, word in spans:
        yield Area(x=x, y=y, w=w, h=h), _both(word, wording.second)


def _row(each: SectionPlan, number: int, form: BallotForm, wording: Wording) -> Iterator[Frame]:
    letters, second = each.own.letters, wording.second
    area = each.number_cell(number).grown(-_HAIR)
    yield Frame(area=area, says=str(number + 1), size=letters.number)
    room = each.name_cell(number, columns=len(_marks(form, wording)))
    person = each.section.contest.candidates[number]
    theirs = second.names.get(person.id) if second else None
    names = [spread(person), *([theirs] if theirs else [])]
    for place, name in enumerate(names):
        w = room.w / len(names)
        area = _padded(Area(x=room.x + place * w, y=room.y, w=w, h=room.h))
        yield Frame(area=area, says=name, size=letters.name, least=8)


def spread(person: Candidate) -> str:
    """A name of two characters is set as wide as one of three (两字姓名中间空一格)."""
    name = person.name
    return f"{name[0]}　{name[1]}" if len(name) == 2 and not name.isascii() else name


def _both(word: str, second: SecondLanguage | None) -> str:
    theirs = second.words.get(word) if second else None
    return f"{word} {theirs}" if theirs else word


def _section_rules(each: SectionPlan, form: BallotForm, wording: Wording) -> Iterator[Rule]:
    """The lines of the table: an outline a cell, thin, so that a pen stands out beside them."""
    section, columns = each.section, len(_marks(form, wording))
    cells = [_heading_cell(each), *(area for area, _ in _columns(each, form, wording))]
    for number in range(section.first, section.last):
        cells += (each.number_cell(number), each.name_cell(number, columns=columns))
        cells += each.box_cells(number, columns=columns)
    if section.lines:
        cells.append(each.write_in_label)
    for cell in cells:
        yield Rule(area=cell, weight=0.4)


def _box_rules(page: FormPage) -> Iterator[Rule]:
    for box in page.boxes:
        yield Rule(area=box.area, weight=0.9)
    for line in page.write_in:
        yield Rule(area=line.area, weight=0.4)


def table_area(form: BallotForm) -> Area:
    """The table and the blank below it (表格和下面的空白), in whole millimetres: where no voter has
    anything to write but in a box or on a line.
    """
    own = MEASURES[form.paper]
    top = round(table_top(form.paper, bilingual=form.bilingual))
    return Area(x=EDGE, y=top, w=own.table, h=own.height - EDGE - CORNER - 2 - top)
