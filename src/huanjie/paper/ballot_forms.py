"""Ballot layout (选票版面): from an election to the millimetres of its paper, by geometry alone.

The table is as large as the paper allows: few candidates get tall rows, twenty still get a box that
a pen can mark. What does not fit one page goes on to the next, a post never without its heading.
Nothing here is measured in letters: printing and reading make the same form from the same election.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from huanjie.domain.ballotform import (
    Area,
    BallotForm,
    FormPage,
    MarkBox,
    PaperSize,
    WriteInLine,
)
from huanjie.domain.election import BallotStyle, Candidate, Contest, Election
from huanjie.domain.strokes import in_stroke_order
from huanjie.domain.tally import Mark
from huanjie.door.fault import BadInput, refuse
from huanjie.door.jsontext import canonical

Columns = tuple[Mark | None, ...]
"""What the columns of boxes stand for, from the left; None: for the symbol that is drawn."""

_COLUMNS: Final[dict[BallotStyle, Columns]] = {
    "approve-oppose-abstain": ("approve", "oppose", "abstain"),
    "choice": ("approve",),
}
FormKind = tuple[PaperSize, bool, bool]
"""Size, second language, symbols."""
_SYMBOLS: Final[Columns] = (None,)

CORNER: Final = 6.0
"""The side of a corner mark (定位角块), a black square."""
EDGE: Final = 8.0
"""From the paper's edge to what is printed: no office printer needs more."""
CODE: Final = 18.0
"""The side of the code (二维码)."""
HEAD: Final = 32.0
"""Above this stand title, corner marks and code."""
_FOOT: Final = EDGE + CORNER + 5.0
MOST_PAGES: Final = 9
"""Pages of one ballot: the code on a page has one digit for the page's number."""
_SYMBOLS_MOST: Final = 9.0
"""The side of a box in which a symbol is drawn, at most."""
_VERSION: Final = 1
"""Goes into a form's key: a layout that changes is another form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a paper size fixes (纸张的尺寸), all in millimetres."""

    width: float
    height: float
    instructions: float
    bilingual: float
    """how much taller the instructions are in two languages"""
    heading: float
    """a post's heading over its rows, both lines of it"""
    least_row: float
    most_row: float
    write_in: float
    column: float
    """a column of boxes"""
    number: float
    """the column of numbers before the names"""


MEASURES: Final[dict[PaperSize, Measures]] = {
    "A4": Measures(
        width=210,
        height=297,
        instructions=26,
        bilingual=22,
        heading=16,
        least_row=7.0,
        most_row=15,
        write_in=10,
        column=22,
        number=11,
    ),
    "A5": Measures(
        width=148,
        height=210,
        instructions=19,
        bilingual=16,
        heading=11,
        least_row=5.0,
        most_row=12,
        write_in=7.5,
        column=17,
        number=8,
    ),
}

_BOX_MOST: Final = 8.0
_BOX_GAP: Final = 1.0
"""Between the boxes of two rows, at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A post, or what of it stands on one page (一项职务的表格)."""

    contest: Contest
    first: int
    """the number of its first candidate here, from 0"""
    last: int
    """one more than the number of its last"""
    lines: int
    """write-in lines, two beside each other"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """A section with its place (表格的位置): the printer draws it, the form takes its boxes."""

    section: Section
    top: float
    row: float
    """the height of a candidate's row"""


def columns_of(style: BallotStyle, *, symbols: bool) -> Columns:
    """The columns of boxes of a paper."""
    return _SYMBOLS if symbols else _COLUMNS[style]


def ballot_forms(
    election: Election,
    *,
    paper: PaperSize = "A4",
    bilingual: bool = False,
    symbols: bool = False,
) -> tuple[BallotForm, ...]:
    """Every kind of paper that a voter gets: one for all posts, or one for each.

    `symbols` prints one box a candidate, in which ○ approves and × opposes; a paper of plain
    choices has no such form (BadInput).
    """
    if symbols and election.style == "choice":
        raise BadInput("这次的选票只有选与不选，没有 ○ 和 ×", at="/ballot/style")
    return tuple(
        _form(election, contests, paper, bilingual=bilingual, symbols=symbols)
        for contests in papers_of(election)
    )


def every_form(election: Election) -> tuple[BallotForm, ...]:
    """The forms of every kind: whoever reads a sheet learns from its key which one it is."""
    return tuple(
        form for forms in forms_by_kind(election, bilingual=True).values() for form in forms
    )


def forms_by_kind(election: Election, *, bilingual: bool) -> dict[FormKind, tuple[BallotForm, ...]]:
    """The forms of every way in which an election's ballots can be printed; a size on which they
    do not stand has none. Where no size holds them that is refused.
    """
    kinds = product(
        MEASURES,
        (False, True) if bilingual else (False,),
        (False,) if election.style == "choice" else (False, True),
    )
    forms: dict[FormKind, tuple[BallotForm, ...]] = {}
    too_large = []
    for paper, second, symbols in kinds:
        try:
            own = ballot_forms(election, paper=paper, bilingual=second, symbols=symbols)
        except BadInput as fault:
            too_large.append(fault)
        else:
            forms[paper, second, symbols] = own
    if not forms:
        refuse(too_large)
    return forms


def papers_of(election: Election) -> tuple[tuple[Contest, ...], ...]:
    """The contests of each kind of paper, the candidates of each by strokes (按姓氏笔画为序)."""
    contests = tuple(
        replace(contest, candidates=in_ballot_order(contest.candidates))
        for contest in election.contests
    )
    return (contests,) if election.single_ballot else tuple((each,) for each in contests)


def in_ballot_order(people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Candidates by strokes; two of the very same name by their ids, for the paper must not depend
    on how the file happens to name them.
    """
    return in_stroke_order(sorted(people, key=lambda one: one.id), name=lambda one: one.name)


def _form(
    election: Election,
    contests: Sequence[Contest],
    paper: PaperSize,
    *,
    bilingual: bool,
    symbols: bool,
) -> BallotForm:
    plans = plan(contests, paper, bilingual=bilingual)
    columns = columns_of(election.style, symbols=symbols)
    return BallotForm(
        key=_key(election, contests, paper, bilingual=bilingual, symbols=symbols),
        paper=paper,
        bilingual=bilingual,
        symbols=symbols,
        posts=tuple(contest.post for contest in contests),
        pages=tuple(_page(page, columns, MEASURES[paper]) for page in plans),
    )


def _key(
    election: Election,
    contests: Sequence[Contest],
    paper: PaperSize,
    *,
    bilingual: bool,
    symbols: bool,
) -> str:
    """Eight signs that name this form: who stands where, for which vote; nothing that may still be
    filled in after the papers are printed.
    """
    told = {
        "version": _VERSION,
        "unit": election.unit.code,
        "polling_day": election.polling_day.isoformat(),
        "style": election.style,
        "paper": paper,
        "bilingual": bilingual,
        "symbols": symbols,
        "contests": [
            [each.post, each.seats, lines_of(each), [person.id for person in each.candidates]]
            for each in contests
        ],
    }
    return f"{int.from_bytes(hashlib.sha256(canonical(told)).digest()[:5]):010X}"


def lines_of(contest: Contest) -> int:
    """Write-in lines (另选他人栏): as stated, else one for each seat, for a voter may write in
    as many as are to be elected.
    """
    return contest.seats if contest.write_ins is None else contest.write_ins


# Which rows stand on which page ------------------------------------------------------------------


def table_top(paper: PaperSize, *, bilingual: bool) -> float:
    """Where the table begins."""
    own = MEASURES[paper]
    return HEAD + own.instructions + (own.bilingual if bilingual else 0) + 1


def plan(
    contests: Sequence[Contest], paper: PaperSize, *, bilingual: bool
) -> tuple[tuple[SectionPlan, ...], ...]:
    """The sections of each page, with their places; rows of one page are equally tall."""
    own = MEASURES[paper]
    top = table_top(paper, bilingual=bilingual)
    room = own.height - _FOOT - top
    pages = tuple(_placed(page, own, top, room) for page in _pages(contests, own, room))
    if len(pages) > MOST_PAGES:
        raise BadInput(
            f"一张选票要印 {len(pages)} 页，最多 {MOST_PAGES} 页",
            at="/contests",
            remedy="每项职务印一张选票（single_ballot 写 false），或者改用 A4",
        )
    return pages


def _pages(contests: Sequence[Contest], own: Measures, room: float) -> Iterator[list[Section]]:
    """Fill page after page; a post that does not fit what is left begins a new page, and one that
    fits no page at all is broken between its rows.
    """
    page: list[Section] = []
    left = room
    for contest in contests:
        whole = Section(
            contest=contest, first=0, last=len(contest.candidates), lines=lines_of(contest)
        )
        if page and _least(whole, own) > left:
            yield page
            page, left = [], room
        for section in _broken(whole, own, room):
            if page and _least(section, own) > left:
                yield page
                page, left = [], room
            page.append(section)
            left -= _least(section, own)
    yield page


def _broken(whole: Section, own: Measures, room: float) -> Iterator[Section]:
    """The section in pieces that each fit a page."""
    rest = whole
    while _least(rest, own) > room:
        rows = int((room - own.heading) / own.least_row)
        here = min(rows, rest.last - rest.first)
        if here < 1:
            raise BadInput(
                f"{whole.contest.post} 的另选他人栏有 {whole.lines} 行，一页纸印不下",
                at="/contests",
                remedy="减少另选他人栏（write_ins），或者改用 A4",
            )
        yield Section(contest=rest.contest, first=rest.first, last=rest.first + here, lines=0)
        rest = Section(
            contest=rest.contest, first=rest.first + here, last=rest.last, lines=rest.lines
        )
    yield rest


def _least(section: Section, own: Measures) -> float:
    return own.heading + (section.last - section.first) * own.least_row + _written(section, own)


def _written(section: Section, own: Measures) -> float:
    return -(-section.lines // 2) * own.write_in


def _placed(
    page: Sequence[Section], own: Measures, top: float, room: float
) -> tuple[SectionPlan, ...]:
    rows = sum(section.last - section.first for section in page)
    fixed = sum(own.heading + _written(section, own) for section in page)
    row = min(own.most_row, (room - fixed) / rows) if rows else own.most_row
    plans = []
    for section in page:
        plans.append(SectionPlan(section=section, top=top, row=row))
        top += own.heading + (section.last - section.first) * row + _written(section, own)
    return tuple(plans)


# Where the boxes stand ---------------------------------------------------------------------------


def _page(plans: Sequence[SectionPlan], columns: Columns, own: Measures) -> FormPage:
    return FormPage(
        boxes=tuple(box for each in plans for box in _boxes(each, columns, own)),
        write_in=tuple(line for each in plans for line in _lines(each, own)),
    )


def _boxes(each: SectionPlan, columns: Columns, own: Measures) -> Iterator[MarkBox]:
    section = each.section
    for number in range(section.first, section.last):
        y = each.top + own.heading + (number - section.first) * each.row
        for place, mark in enumerate(columns):
            x = own.width - EDGE - (len(columns) - place) * own.column
            cell = Area(x=x, y=y, w=own.column, h=each.row)
            yield MarkBox(
                contest=section.contest.post,
                candidate=section.contest.candidates[number].id,
                mark=mark,
                area=_box(cell, _BOX_MOST if mark else _SYMBOLS_MOST),
                cell=cell,
            )


def _box(cell: Area, most: float) -> Area:
    side = round(min(most, cell.h - _BOX_GAP), 2)
    x, y = cell.x + (cell.w - side) / 2, cell.y + (cell.h - side) / 2
    return Area(x=round(x, 2), y=round(y, 2), w=side, h=side)


def _lines(each: SectionPlan, own: Measures) -> Iterator[WriteInLine]:
    section = each.section
    top = each.top + own.heading + (section.last - section.first) * each.row
    left = EDGE + own.number * 2
    width = (own.width - EDGE - left) / 2
    for number in range(section.lines):
        down, right = divmod(number, 2)
        area = Area(
            x=round(left + right * width, 2),
            y=round(top + down * own.write_in, 2),
            w=round(width, 2),
            h=own.write_in,
        )
        yield WriteInLine(contest=section.contest.post, area=area)
