"""The quick look (速读): a page whose corners, code, frames and boxes are all beyond doubt.

It answers only where nothing at all needs a second look; everything else it leaves to the careful
one, which has more of the picture and more time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from huanjie.paper.ballot_code import SheetCode
from huanjie.paper.scan.corners import Grey, find_corners
from huanjie.paper.scan.forms import KnownPage
from huanjie.paper.scan.ink import Fills, fills_of
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.look import Look, marks_in, twice_marked
from huanjie.paper.scan.sampling import Matrix
from huanjie.paper.scan.sheet_code import code_where_it_must_be, lying

_SPECKS: Final = 2
"""Square millimetres of ink in a cell or on a line that no pen leaves."""
_STRAY: Final = 6
"""The same on all the rest of the table."""
_HALF_FULL: Final = 0.4
"""So much ink in a box, and some beside it: filled in, or scribbled out?"""

Known = Mapping[tuple[str, int], KnownPage]


def read_quickly(picture: Grey, known: Known, limits: Limits) -> Look | None:
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
    boxes = [box for box, yes in zip(page.page.boxes, marked, strict=True) if yes]
    return Look(code=code, marks=marks_in(boxes), ink=fills.rows)


def _place(picture: Grey, known: Known) -> tuple[SheetCode, Matrix] | None:
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
    doubted = (
        ~(empty | marked)
        | (fills.frame < limits.frame)
        | (empty & beside)
        | ((fills.ink > _HALF_FULL) & beside)
    )
    written = page.zones.lines(zones) > _SPECKS
    if doubted.any() or written.any() or zones[1] > _STRAY:
        return None
    answers: list[bool] = marked.tolist()
    return None if twice_marked(page, answers) else answers
