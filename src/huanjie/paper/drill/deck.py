"""A drill deck (一叠演练票): sheets drawn, worn and fed, each picture with its truth."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pypdfium2 as pdfium

from huanjie.domain.ballotform import Area, BallotForm, PaperSize
from huanjie.domain.contest import Post
from huanjie.domain.election import Contest
from huanjie.domain.tally import Paper
from huanjie.paper.ballot_code import CODE_BYTES, code_from
from huanjie.paper.ballot_drawing import Wording, code_area
from huanjie.paper.ballot_forms import papers_of
from huanjie.paper.ballot_measures import EDGE, MEASURES
from huanjie.paper.ballot_print import Press, print_ballots
from huanjie.paper.drill import strokes
from huanjie.paper.drill.fates import Fates
from huanjie.paper.drill.strokes import Pen, draw_strokes
from huanjie.paper.drill.voters import SPOILS, Vote, vote
from huanjie.paper.drill.wear import WEAR, Kind, jpeg
from huanjie.paper.scan.raster import INCH, Grey, of_page

SPOILED: Final = 0.03
"""The share of sheets that are spoiled, and again of pictures that do not belong in the deck."""
_PENCILS: Final = 0.15
"""The share of papers that are marked with a pencil."""
_DPI: Final[dict[Kind, tuple[int, ...]]] = {
    "clean": (200, 200, 300),
    "hard": (150, 200, 300),
    "photo": (200,),
}
"""Points an inch of the machines of each kind."""
_DRAWN_DPI: Final = 300
"""Points an inch of that page."""
_DENSITY: Final = _DRAWN_DPI / INCH
"""Points a millimetre of a page on which a voter's ink is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillPage:
    """One picture of a deck and its truth (一幅图像和它的真实内容)."""

    raw: bytes
    """a JPEG"""
    kind: Kind
    paper: int
    """which sheet of paper this is, from 1"""
    truth: Mapping[Post, Paper] | None
    """what the whole paper says; None where it is no ballot of this vote"""
    spoil: str | None
    """what is wrong with it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """What a drill is made with (演练的设定)."""

    wording: Wording
    size: PaperSize = "A4"
    kinds: Sequence[Kind] = tuple(WEAR)
    spoiled: float = SPOILED
    symbols: bool = False
    dpi: int | None = None
    """of every picture; None: as machines of each kind are set"""
    press: Press


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillSheet:
    """A printed sheet before anybody has it (一张空白选票)."""

    form: BallotForm
    contests: Sequence[Contest]
    code: str
    pages: Sequence[pdfium.PdfPage]


def printed_sheets(deck: Deck, count: int, chance: random.Random) -> list[DrillSheet]:
    """Sheets of every form, `count` of each."""
    papers = papers_of(deck.wording.election)
    codes = [[code_from(chance.randbytes(CODE_BYTES)) for _ in range(count)] for _ in papers]
    made = print_ballots(
        deck.wording, codes, paper=deck.size, press=deck.press, symbols=deck.symbols
    )
    document = iter(pdfium.PdfDocument(made.pdf))
    contests = {tuple(each.post for each in own): own for own in papers}
    return [
        DrillSheet(
            form=form,
            contests=contests[form.posts],
            code=code,
            pages=[next(document) for _ in form.pages],
        )
        for form, code in made.sheets
    ]


def drill_pages(
    deck: Deck, sheets: Sequence[DrillSheet], chance: random.Random
) -> Iterator[DrillPage]:
    """The pictures of every sheet in the order in which they are fed. As many as are spoiled are
    fed twice, copied with another vote on the copy, or empty backs.
    """
    paper = 0
    fates = Fates(len(sheets), deck.spoiled)
    for sheet in sheets:
        paper += 1
        by_chance = chance.choice(SPOILS) if chance.random() < deck.spoiled else None
        spoil = fates.next(by_chance)
        made = vote(sheet.form, sheet.contests, chance, spoil=spoil)
        kind = chance.choice(list(deck.kinds))
        yield from _fed(deck, sheet, made, kind, paper, chance)
        twist = chance.random() / deck.spoiled if deck.spoiled else 1.0
        if twist < 1 and spoil is None:
            for page in _twisted(deck, sheet, made, kind, paper, chance):
                paper = max(paper, page.paper)
                yield page


def _twisted(
    deck: Deck, sheet: DrillSheet, made: Vote, kind: Kind, paper: int, chance: random.Random
) -> Iterator[DrillPage]:
    """What a feeder takes in that is no further ballot: it says nothing, and counts for nothing."""
    twist = chance.choice(("copied", "empty"))
    if twist == "copied":
        other = vote(sheet.form, sheet.contests, chance)
        if other.marks == made.marks:
            return
        pages = _fed(deck, sheet, other, kind, paper + 1, chance)
        yield from (replace(page, truth=None, spoil=twist) for page in pages)
    else:
        own = MEASURES[sheet.form.paper]
        blank = np.full((round(own.height * 8), round(own.width * 8)), 250, np.uint8)
        raw = jpeg(WEAR["clean"](blank, chance))
        yield DrillPage(raw=raw, kind="clean", paper=paper + 1, truth=None, spoil=twist)


def _fed(
    deck: Deck, sheet: DrillSheet, made: Vote, kind: Kind, paper: int, chance: random.Random
) -> Iterator[DrillPage]:
    """A paper's pictures; now and then it is fed twice."""
    pen = strokes.pencil(chance) if chance.random() < _PENCILS else strokes.any_pen(chance)
    drawn = [
        _marked(page, part, sheet.form, made, pen, chance) for part, page in enumerate(sheet.pages)
    ]
    truth = made.truth(sheet.form.posts)
    times = 2 if chance.random() < SPOILED / 2 else 1
    for _ in range(times):
        for page in drawn:
            dpi = deck.dpi or chance.choice(_DPI[kind])
            worn = WEAR[kind](strokes.scaled(page, dpi / INCH / _DENSITY), chance)
            yield DrillPage(raw=jpeg(worn), kind=kind, paper=paper, truth=truth, spoil=made.spoil)


def _marked(
    page: pdfium.PdfPage,
    part: int,
    form: BallotForm,
    made: Vote,
    pen: Pen,
    chance: random.Random,
) -> Grey:
    """A page with the voter's ink on it."""
    picture = of_page(page, dpi=_DRAWN_DPI)
    boxes = set(form.pages[part].boxes)
    for each in made.drawn:
        if each.box in boxes:
            drawn = strokes.HANDS[each.hand](each.box.area, chance)
            draw_strokes(picture, drawn, pen, density=_DENSITY)
    for post, line, _ in made.written:
        own = [each.area for each in form.pages[part].write_in if each.contest == post]
        if line < len(own):
            draw_strokes(picture, strokes.writing(own[line], chance), pen, density=_DENSITY)
    _spoil(picture, part, form, made, pen, chance)
    return picture


def _spoil(
    picture: Grey, part: int, form: BallotForm, made: Vote, pen: Pen, chance: random.Random
) -> None:
    """What else is wrong with the paper itself."""
    if part:
        return
    own = MEASURES[form.paper]
    if made.spoil == "signed":
        below = Area(x=EDGE + 8, y=own.height - 24, w=60, h=9)
        draw_strokes(picture, strokes.writing(below, chance), pen, density=_DENSITY)
    elif made.spoil == "name-crossed" and form.pages[0].boxes:
        cell = chance.choice(form.pages[0].boxes).cell
        y, x = cell.y + cell.h / 2, EDGE + 20
        line = [(x, y - 1), (x + own.width / 4, y + 1), (x + own.width / 3, y - 1)]
        draw_strokes(picture, [line], pen, density=_DENSITY)
    elif made.spoil == "torn":
        side = round(chance.uniform(22, 30) * _DENSITY)
        corner = np.array([(0, 0), (side, 0), (0, side)], np.int32)
        strokes.cover(picture, corner, grey=250)
    elif made.spoil == "blotted":
        area = code_area(form.paper)
        blot = [(area.x + 2, area.y + 3), (area.x + 15, area.y + 15), (area.x + 3, area.y + 16)]
        strokes.cover(picture, np.round(np.array(blot) * _DENSITY).astype(np.int32), grey=40)
