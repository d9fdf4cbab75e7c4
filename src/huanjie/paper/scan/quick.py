"""The quick look (速读): a page whose corners, code, frames and boxes are all beyond doubt.

It answers only where nothing at all needs a second look; everything else it leaves to the careful
one, which has more of the picture and more time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from huanjie.domain.ballotform import MarkBox
from huanjie.domain.tally import Mark
from huanjie.paper.ballot_code import SheetCode
from huanjie.paper.scan.corners import find_corners
from huanjie.paper.scan.forms import KnownPage, KnownPages
from huanjie.paper.scan.ink import Fills, fills_of
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.look import Look, marks_in, twice_marked
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.sampling import INSET, INSIDE, Matrix
from huanjie.paper.scan.scribbles import FULL, is_dense
from huanjie.paper.scan.sheet_code import code_where_it_must_be, lying
from huanjie.paper.scan.symbols import MEANS, symbol_in

_SPECKS: Final = 2
"""Square millimetres of ink in a cell or on a line that no pen leaves."""
_STRAY: Final = 6
"""The same on all the rest of the table."""
_MANY: Final = 4
"""So many boxes of one column with ink beside them may lie under a streak."""


@dataclass(frozen=True)
class Placed:
    """A paper whose corner marks and code are where they must be (已定位的选票)."""

    code: SheetCode
    page: KnownPage
    matrix: Matrix

    def on_the_whole(self) -> Matrix:
        """The same place in the picture with all its points, of which this one has every other."""
        return np.array([[2, 0, 0.5], [0, 2, 0.5], [0, 0, 1]]) @ self.matrix


def read_quickly(picture: Grey, placed: Placed, limits: Limits) -> Look | None:
    """The page, if all of it is clear."""
    page = placed.page
    fills = fills_of(picture, placed.matrix, page.plan, page.zones, limits)
    marked = _clear_marks(fills, page, limits)
    if marked is None:
        return None
    said = [_said(n, page, fills) for n, yes in enumerate(marked) if yes]
    sure = [(box, mark) for box, mark in said if mark]
    if sure != said:
        return None
    return Look(code=placed.code, marks=marks_in(sure), ink=fills.rows)


def _said(number: int, page: KnownPage, fills: Fills) -> tuple[MarkBox, Mark | None]:
    """What a marked box says: its own word, or that of the symbol in it."""
    box = page.page.boxes[number]
    if box.mark:
        return box, box.mark
    density = INSIDE / (box.area.w - 2 * INSET)
    symbol = symbol_in(fills.inked[number].reshape(INSIDE, INSIDE), density=density)
    return box, MEANS[symbol] if symbol else None


def place(picture: Grey, known: KnownPages) -> Placed | None:
    """Where the paper lies and which it is, by its corner marks and its code."""
    corners = find_corners(picture)
    if corners is None:
        return None
    for size, matrix in lying(corners):
        code = code_where_it_must_be(picture, size, matrix)
        if code and (code.form, code.part) in known:
            page = known[code.form, code.part]
            return Placed(code, page, matrix) if page.form.paper == size else None
    return None


def _clear_marks(fills: Fills, page: KnownPage, limits: Limits) -> list[bool] | None:
    """Which boxes are marked; None where any of them, or anything beside them, is not clear."""
    zones = fills.zones
    empty, marked = fills.traces <= limits.blank, fills.ink >= limits.marked
    beside = page.zones.cells(zones) > _SPECKS
    clear = (empty | marked) & (fills.frame >= limits.frame)
    overflows = marked & beside & (fills.ink <= FULL)
    doubted = ~clear | (beside & ~overflows)
    written = page.zones.lines(zones) > _SPECKS
    if doubted.any() or written.any() or page.zones.rest(zones) > _STRAY:
        return None
    answers: list[bool] = marked.tolist()
    if _runs_down(page, overflows.tolist()):
        return None
    if any(is_dense(each.reshape(INSIDE, INSIDE)) for each in fills.inked[marked]):
        return None
    return None if twice_marked(page, answers) else answers


def _runs_down(page: KnownPage, overflows: Sequence[bool]) -> bool:
    """Whether ink beside the boxes may be a streak that runs down a whole column."""
    columns = Counter(
        box.mark for box, over in zip(page.page.boxes, overflows, strict=True) if over
    )
    return max(columns.values(), default=0) >= _MANY
