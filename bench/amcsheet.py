"""A ballot in auto-multiple-choice's dress (AMC 的版面): its four discs in the place of our corner
squares, its binary numbers in the place of title and code, and its boxes in the middle of ours, in
the same table; and the same as its layout database knows it.

Discs, boxes and the digits of its numbers are as its LaTeX style has them: 3.6 mm, 2.5 ex, and
twelve, six and six. What a voter draws is as large beside the box as on our sheet, with the same
pen, so that it fills more of theirs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

import cv2
import numpy as np
import pypdfium2 as pdfium

from huanjie.domain.ballotform import Area, BallotForm, MarkBox
from huanjie.domain.contest import PersonId
from huanjie.domain.tally import Mark
from huanjie.paper.ballot_drawing import corner_areas
from huanjie.paper.ballot_measures import HEAD, MEASURES
from huanjie.paper.drill.deck import DrillSheet
from huanjie.paper.scan.raster import INCH, Grey, cut
from huanjie.paper.scan.sheet_code import marks_of

_ID: Final = (1, 1, 60)
"""Student, page and check."""
_DIGITS: Final = (12, 6, 6)
"""Binary digits of each of them."""
_DISC: Final = 3.6
"""Millimetres across a disc; all that follows is in millimetres too."""
_DIGIT: Final = 4.0
"""The side of a digit's square."""
_PITCH: Final = 5.5
"""From one digit to the next, and from one row of them to the other."""
_LINE: Final = 0.3
"""How thick a frame is."""
_BOX: Final = 4.2
"""The side of a box."""
_LEFT: Final = 60.0
_TOP: Final = 12.0
"""Where the first digit stands."""
_A_MM: Final = 10
"""The layout's own points in a millimetre."""

Place = tuple[PersonId, Mark]


def dress(sheet: DrillSheet) -> DrillSheet:
    """The sheet as auto-multiple-choice would print it."""
    form = dressed_form(sheet.form)
    pages = [
        cast(pdfium.PdfPage, _Dressed(page, own.boxes, form, part))
        for part, (page, own) in enumerate(zip(sheet.pages, sheet.form.pages, strict=True))
    ]
    return replace(sheet, form=form, pages=pages)


def dressed_form(form: BallotForm) -> BallotForm:
    """The form with boxes of AMC's size."""
    pages = [
        replace(page, boxes=tuple(replace(box, area=_box(box.area)) for box in page.boxes))
        for page in form.pages
    ]
    return replace(form, pages=tuple(pages))


def _box(area: Area) -> Area:
    return area.grown((_BOX - area.w) / 2)


@dataclass(frozen=True, slots=True)
class _Dressed:
    """A page of the press, painted over when the drill asks for its picture."""

    page: pdfium.PdfPage
    printed: tuple[MarkBox, ...]
    form: BallotForm
    part: int

    def render(self, *, scale: float, grayscale: bool) -> _Painted:
        grey = self.page.render(scale=scale, grayscale=grayscale).to_numpy()
        picture: Grey = np.array(grey.reshape(grey.shape[:2]), np.uint8)
        density = scale * 72 / INCH
        for box in self.printed:
            _fill(picture, box.area.grown(0.5), density, 255)
        for box in self.form.pages[self.part].boxes:
            _frame(picture, box.area, density, filled=False)
        _paint(picture, self.form, density)
        return _Painted(picture)


@dataclass(frozen=True, slots=True)
class _Painted:
    picture: Grey

    def to_numpy(self) -> Grey:
        return self.picture


def _paint(picture: Grey, form: BallotForm, density: float) -> None:
    head = Area(x=0, y=0, w=MEASURES[form.paper].width, h=HEAD - 1)
    for area in (head, *(corner.grown(0.5) for corner in corner_areas(form.paper))):
        _fill(picture, area, density, 255)
    for x, y in marks_of(form.paper).tolist():
        middle = round(x * density), round(y * density)
        cv2.circle(picture, middle, round(_DISC / 2 * density), 0, -1, cv2.LINE_AA)
    for _, _, bit, area in _digits():
        _frame(picture, area, density, filled=bit)


def _frame(picture: Grey, area: Area, density: float, *, filled: bool) -> None:
    _fill(picture, area.grown(_LINE / 2), density, 0)
    if not filled:
        _fill(picture, area.grown(-_LINE / 2), density, 255)


def _fill(picture: Grey, area: Area, density: float, grey: int) -> None:
    picture[cut(area, density=density)] = grey


def _digits() -> Iterator[tuple[int, int, bool, Area]]:
    """Every binary digit: of which number it is, which of its digits, whether it is black, where.

    The second and the third number share a row.
    """
    for number, (value, length) in enumerate(zip(_ID, _DIGITS, strict=True)):
        row, before = (0, 0) if number == 0 else (1, _DIGITS[1] * (number - 1))
        for digit in range(length):
            x, y = _LEFT + (before + digit) * _PITCH, _TOP + row * _PITCH
            black = bool(value >> (length - 1 - digit) & 1)
            yield number + 1, digit + 1, black, Area(x=x, y=y, w=_DIGIT, h=_DIGIT)


# The layout database -----------------------------------------------------------------------------


def places(form: BallotForm) -> dict[tuple[int, int], Place]:
    """What each of its boxes means: a candidate is a question, a mark an answer, from 1."""
    people = list(dict.fromkeys(box.candidate for box in form.boxes()))
    marks = list(dict.fromkeys(box.mark for box in form.boxes()))
    return {
        (people.index(box.candidate) + 1, marks.index(box.mark) + 1): (box.candidate, box.mark)
        for box in form.boxes()
        if box.mark
    }


def write_layout(file: Path, form: BallotForm) -> None:
    """Fill its empty layout database with the one page that all ballots are."""
    own = MEASURES[form.paper]
    size = own.width * _A_MM, own.height * _A_MM
    page = (*_ID, 1, 1, _A_MM * INCH, *size, _DISC * _A_MM)
    corners = marks_of(form.paper) * _A_MM
    marks = [(*_ID[:2], n, x, y) for n, (x, y) in enumerate(corners.tolist(), start=1)]
    boxes = zip(places(form), form.boxes(), strict=True)
    with closing(sqlite3.connect(file)) as base, base:
        _insert(base, "layout_page", [page])
        _insert(base, "layout_mark", marks)
        answers = [(*_ID[:2], 1, *place, *_ends(box.area), 0, None) for place, box in boxes]
        _insert(base, "layout_box", answers)
        digits = [(*_ID[:2], n, digit, *_ends(area)) for n, digit, _, area in _digits()]
        _insert(base, "layout_digit", digits)


def detector_options(form: BallotForm) -> list[str]:
    """How its analysis starts the detector by default: tolerance of a fifth, three discs enough,
    black below 0.6.
    """
    own = MEASURES[form.paper]
    page = zip("xyd", (own.width, own.height, _DISC), strict=True)
    sizes = [word for name, size in page for word in (f"-{name}", str(size * _A_MM))]
    return [*sizes, *["-p", "0.2", "-m", "0.2", "-c", "3", "-t", "0.6", "-o", "1", "-r"]]


def detector_words(form: BallotForm) -> Iterator[str]:
    """What its analysis asks the detector of a page: the fit, then every box, by 0.8 of it."""
    corners = (marks_of(form.paper) * _A_MM).tolist()
    yield f"optim {' '.join(f'{x:.2f},{y:.2f}' for x, y in corners)}\n"
    for area in (*(area for *_, area in _digits()), *(box.area for box in form.boxes())):
        yield f"mesure0 0.8 square {' '.join(f'{end:.2f}' for end in _ends(area))}\n"


def _ends(area: Area) -> tuple[float, float, float, float]:
    """xmin, xmax, ymin, ymax."""
    ends = (area.x, area.right, area.y, area.bottom)
    left, right, top, bottom = (each * _A_MM for each in ends)
    return left, right, top, bottom


def _insert(base: sqlite3.Connection, table: str, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
