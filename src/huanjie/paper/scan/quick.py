"""The quick look (速读): a page whose corners, code, frames and boxes are all beyond doubt.

It answers only where nothing at all needs a second look; everything else it leaves to the careful
one, which has more of the picture and more time.
"""

from __future__ import annotations

from typing import Final

from huanjie.domain.ballotform import MarkBox
from huanjie.domain.tally import Mark
from huanjie.paper.ballot_code import SheetCode
from huanjie.paper.scan.corners import Grey, find_corners
from huanjie.paper.scan.forms import KnownPage, KnownPages
from huanjie.paper.scan.ink import Fills, fills_of
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.look import Look, marks_in, twice_marked
from huanjie.paper.scan.sampling import INSET, INSIDE, Matrix
from huanjie.paper.scan.scribbles import is_dense
from huanjie.paper.scan.sheet_code import code_where_it_must_be, lying
from huanjie.paper.scan.symbols import MEANS, symbol_in

_SPECKS: Final = 2
"""Square millimetres of ink in a cell or on a line that no pen leaves."""
_STRAY: Final = 6
"""The same on all the rest of the table."""


def read_quickly(picture: Grey, known: KnownPages, limits: Limits) -> Look | None:
    """The page, if all of it is clear."""
    found = _place(picture, known)
    if found is None:
        return None
    code, matrix = found
    page = known[code.form, code.part]
    fills = fills_of(picture, matrix, page.plan, page.zones, limits)
    marked = _clear_marks(fills, page, limits)
    if marked is None:
        return None
    said = [_said(n, page, fills) for n, yes in enumerate(marked) if yes]
    sure = [(box, mark) for box, mark in said if mark]
    return Look(code=code, marks=marks_in(sure), ink=fills.rows) if sure == said else None


def _said(number: int, page: KnownPage, fills: Fills) -> tuple[MarkBox, Mark | None]:
    """What a marked box says: its own word, or that of the symbol in it."""
    box = page.page.boxes[number]
    if box.mark:
        return box, box.mark
    density = INSIDE / (box.area.w - 2 * INSET)
    symbol = symbol_in(fills.inked[number].reshape(INSIDE, INSIDE), density=density)
    return box, MEANS[symbol] if symbol else None


def _place(picture: Grey, known: KnownPages) -> tuple[SheetCode, Matrix] | None:
    """Where the paper lies and which it is, by its corner marks and its code."""
    corners = find_corners(picture)
    if corners is None:
        return None
    for size, matrix in lying(corners):
        code = code_where_it_must_be(picture, size, matrix)
        if code and (code.form, code.part) in known:
            fits = known[code.form, code.part].form.paper == size
            return (code, matrix) if fits else None
    return None


def _clear_marks(fills: Fills, page: KnownPage, limits: Limits) -> list[bool] | None:
    """Which boxes are marked; None where any of them, or anything beside them, is not clear."""
    zones = fills.zones
    empty, marked = fills.traces <= limits.blank, fills.ink >= limits.marked
    beside = page.zones.cells(zones) > _SPECKS
    doubted = ~(empty | marked) | (fills.frame < limits.frame) | beside
    written = page.zones.lines(zones) > _SPECKS
    if doubted.any() or written.any() or zones[1] > _STRAY:
        return None
    answers: list[bool] = marked.tolist()
    if any(is_dense(each.reshape(INSIDE, INSIDE)) for each in fills.inked[marked]):
        return None
    return None if twice_marked(page, answers) else answers
