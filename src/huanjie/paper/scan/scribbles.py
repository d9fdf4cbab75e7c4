"""Scribbles (涂抹): whether a box was filled to choose it, or its mark was scribbled out.

Both are dense ink. Who fills a box stays inside it; who takes a mark back scribbles over it, from
side to side.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from huanjie.domain.ballotform import Area
from huanjie.paper.scan.forms import FINE
from huanjie.paper.scan.raster import cut
from huanjie.paper.scan.sampling import Mask

FULL: Final = 0.4
"""A box with more ink than this, and some beside it, may have been scribbled out."""
_DENSE: Final = 0.45
"""Of the inside of a box, so much ink is no ○, √ or × of a usual pen."""
_LINES: Final = 3
"""Nor are so many lines one above the other."""
_BAND: Final = (0.5, 0.85)
"""Millimetres outside a frame's line where ink has come over it."""
_OVER: Final = 0.08
"""The share of such a band from which it has, on both of two opposite sides."""
_FAR_OVER: Final = 0.12
"""The same on one side alone, where ink comes over it more than once: a stroke of a tick leaves a
box once, a scribble goes to and fro.
"""
_ROOM: Final = 1.5
"""Millimetres from a frame to the lines of its cell, or the cell's line is in the band."""


def is_dense(inside: Mask) -> bool:
    """Whether the ink inside a box may be a scribble."""
    if inside.mean() >= _DENSE:
        return True
    return any(_lines(each) >= _LINES for each in (inside, inside.T))


def _lines(inside: Mask) -> float:
    """How many lines most columns with ink cross."""
    padded = np.pad(inside, ((1, 0), (0, 0)))
    begun = (padded[1:] & ~padded[:-1]).sum(axis=0)
    middle = begun[len(begun) // 5 : -(len(begun) // 5) or None]
    return float(np.median(middle))


def runs_over(ink: Mask, area: Area, *, room: float) -> bool:
    """Whether ink comes over the frame on two opposite sides, or far along one of them; `area`
    within the table, `room` from the frame to the lines above and below it.
    """
    near, far = _BAND
    left = _over(ink, Area(x=area.x - far, y=area.y, w=far - near, h=area.h))
    right = _over(ink, Area(x=area.right + near, y=area.y, w=far - near, h=area.h))
    if _is_over(left, right):
        return True
    if room < _ROOM:
        return False
    above = _over(ink, Area(x=area.x, y=area.y - far, w=area.w, h=far - near), lies=True)
    below = _over(ink, Area(x=area.x, y=area.bottom + near, w=area.w, h=far - near), lies=True)
    return _is_over(above, below)


def _is_over(one: tuple[float, int], other: tuple[float, int]) -> bool:
    if min(one[0], other[0]) >= _OVER:
        return True
    return any(share >= _FAR_OVER and times > 1 for share, times in (one, other))


def _over(ink: Mask, area: Area, *, lies: bool = False) -> tuple[float, int]:
    """The share of ink in a band along a side, and how often it comes over; `lies`: the side is
    the upper or the lower one.
    """
    cut = inside_of(ink, area)
    if not cut.size:
        return 0.0, 0
    along: Mask = np.any(cut, axis=0 if lies else 1)
    times = int((along[1:] & ~along[:-1]).sum()) + int(along[0])
    return float(cut.mean()), times


def inside_of(ink: Mask, area: Area) -> Mask:
    """A part of the table."""
    return ink[cut(area, density=FINE)]
