"""Sheets to be read (待识读的选票): printed once a session, marked, worn and fed by each test."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import cv2
import numpy as np
import pypdfium2 as pdfium
from tests.paper.ballots import CHAIR, MEMBER, contest, election, wording
from tests.paper.printed import CODE, PRESS

from huanjie.domain.ballotform import Area, BallotForm, MarkBox, PaperSize
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Election, Unit
from huanjie.domain.scanned import DoubtKind, PageRead
from huanjie.domain.tally import Mark
from huanjie.paper.ballot_forms import papers_of
from huanjie.paper.ballot_print import print_ballots
from huanjie.paper.drill.strokes import MARKS, Pen, Stroke, draw_strokes, scaled, writing
from huanjie.paper.scan.forms import KnownPages, known_pages
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.reader import Reader

DPI: Final = 300
INCH: Final = 25.4
DENSITY: Final = DPI / INCH
PEN: Final = Pen(0.55, 40)
POST: Final = Post("member")

ELECTIONS: Final[dict[str, Election]] = {
    "eight": election(contest(8, lines=2)),
    "choice": election(contest(20, lines=3), style="choice"),
    "two pages": election(contest(20, lines=30)),
    "two posts": election(CHAIR, MEMBER, single_ballot=True),
    "nobody": election(contest(0, lines=3)),
    "another unit": election(contest(8, lines=2), unit=Unit(code="510100000999", name="丁村")),
    "another day": election(contest(8, lines=2), polling_day=datetime.date(2026, 7, 5)),
}


@cache
def known(name: str) -> KnownPages:
    return known_pages(wording(ELECTIONS[name]), press=PRESS)


def reader(name: str = "eight", **limits: float) -> Reader:
    return Reader(known(name), limits=Limits(**limits))


@cache
def _blank(name: str, paper: PaperSize, code: str, symbols: bool) -> tuple[BallotForm, list[Grey]]:
    own = ELECTIONS[name]
    codes = [[code] for _ in papers_of(own)]
    made = print_ballots(wording(own), codes, paper=paper, press=PRESS, symbols=symbols)
    pages = []
    with pdfium.PdfDocument(made.pdf) as document:
        for page in document:
            grey = page.render(scale=DPI / 72, grayscale=True).to_numpy()
            pages.append(np.array(grey.reshape(grey.shape[:2]), np.uint8))
    return made.sheets[0][0], pages


@dataclass
class Sheet:
    """A page of a ballot in somebody's hands; nothing that is drawn on it reaches another test."""

    form: BallotForm
    picture: Grey
    page: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    marks: dict[PersonId, Mark] = field(default_factory=dict)

    def box(self, row: int, mark: Mark | None = "approve") -> MarkBox:
        """The box of the candidate in this row, from 0."""
        boxes = self.form.pages[self.page].boxes
        people = list(dict.fromkeys(box.candidate for box in boxes))
        return next(each for each in boxes if (each.candidate, each.mark) == (people[row], mark))

    def draw(self, *strokes: Stroke, pen: Pen = PEN) -> Sheet:
        draw_strokes(self.picture, strokes, pen, density=DENSITY)
        return self

    def mark(
        self, row: int, mark: Mark = "approve", *, hand: str = "circle", pen: Pen = PEN
    ) -> Sheet:
        """A mark in a box, and in the truth."""
        symbols = self.form.symbols
        box = self.box(row, None if symbols else mark)
        self.marks[box.candidate] = mark
        return self.draw(*MARKS[hand](box.area, self.chance), pen=pen)

    def write(self, area: Area) -> Sheet:
        """Three characters by hand."""
        return self.draw(*writing(area, self.chance))

    def dot(self, row: int, side: float, mark: Mark = "approve") -> Sheet:
        """A black square in the middle of a box, so many millimetres wide."""
        area = self.box(row, mark).area
        x, y = area.x + (area.w - side) / 2, area.y + (area.h - side) / 2
        return self.fill(Area(x=x, y=y, w=side, h=side), 30)

    def fill(self, area: Area, grey: int) -> Sheet:
        """An area all in one shade."""
        left, top = round(area.x * DENSITY), round(area.y * DENSITY)
        right, bottom = left + round(area.w * DENSITY), top + round(area.h * DENSITY)
        self.picture[max(0, top) : bottom, max(0, left) : right] = grey
        return self

    def at(self, dpi: int) -> Grey:
        return self.picture if dpi == DPI else scaled(self.picture, dpi / DPI)


def sheet(
    name: str = "eight",
    *,
    paper: PaperSize = "A4",
    code: str = CODE,
    page: int = 0,
    seed: int = 1,
    symbols: bool = False,
) -> Sheet:
    """A page as it comes from the press."""
    form, pages = _blank(name, paper, code, symbols)
    return Sheet(form, pages[page].copy(), page, random.Random(seed))


def jpeg(picture: Any, quality: int = 85) -> bytes:
    """The picture as a file."""
    _, raw = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return bytes(raw)


def png(picture: Any) -> bytes:
    _, raw = cv2.imencode(".png", picture)
    return bytes(raw)


def read_all(raw: bytes, name: str = "eight") -> list[PageRead]:
    """Every page of a file."""
    return list(reader(name).read_file("扫描.jpg", raw))


def read(picture: Grey | bytes, name: str = "eight", **limits: float) -> PageRead:
    """The one page of a file, or of a picture that is made one."""
    raw = picture if isinstance(picture, bytes) else jpeg(picture)
    (page,) = reader(name, **limits).read_file("扫描.jpg", raw)
    return page


def kinds(page: PageRead) -> set[DoubtKind]:
    return {doubt.kind for doubt in page.doubts}


def says(page: PageRead) -> str:
    return "；".join(map(str, page.doubts))
