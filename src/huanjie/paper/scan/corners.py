"""Corner marks (定位角块): four black squares that say where the paper lies in the picture.

They are looked for near the picture's corners on a small copy, and measured on the picture itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.paper.scan.raster import Grey, halved

Points = NDArray[np.float64]
"""Places in a picture: x and y, a row a place."""

_SMALL: Final = 500
"""The longer side of the copy in which marks are looked for, in points: at least this."""
_LIGHT: Final = 600
"""Of the points that are looked at for white, so many are lighter."""
_NEAR: Final = 0.2
"""How far from the picture's corner, as a share of its side."""
_BLACK: Final = 0.5
"""A mark is darker than this share of the paper's white."""
_SIDES: Final = (6.0, 34.0)
"""The least and the largest side of a mark on the small copy."""
_SOLID: Final = 0.72
"""How much of its bounding box a mark fills, turned by as much as a feeder turns a sheet."""
_UNLIKE: Final = 1.7
"""How much larger one mark may look than another, on a picture taken aslant."""


@dataclass(frozen=True, slots=True)
class _Spot:
    x: float
    y: float
    side: float
    away: float
    """from the picture's corner"""


def find_corners(picture: Grey) -> Points | None:
    """The centres of the four marks, clockwise from the picture's top left; None where they are
    not all there.
    """
    small, scale = halved(picture, int(math.log2(max(1.0, max(picture.shape) / _SMALL))))
    white = float(np.partition(small[::8, ::8], -_LIGHT, axis=None)[-_LIGHT])
    spots = [_best(window, ends, white) for window, ends in _windows(small)]
    found = [spot for spot in spots if spot]
    if len(found) < len(spots):
        return None
    sides = [spot.side for spot in found]
    if max(sides) > _UNLIKE * min(sides):
        return None
    return np.array([_measured(picture, spot, scale, white) for spot in found])


def _windows(small: Grey) -> Iterator[tuple[Grey, tuple[int, int, int, int]]]:
    """The four corners of the picture; with each, where it begins and which of its corners is the
    picture's.
    """
    height, width = small.shape
    down, across = int(height * _NEAR), int(width * _NEAR * 1.25)
    for y, x in ((0, 0), (0, 1), (1, 1), (1, 0)):
        top, left = y * (height - down), x * (width - across)
        yield small[top : top + down, left : left + across], (left, top, x, y)


def _best(window: Grey, ends: tuple[int, int, int, int], white: float) -> _Spot | None:
    """The square nearest to the picture's corner."""
    left, top, right, bottom = ends
    _, black = cv2.threshold(window, white * _BLACK, 255, cv2.THRESH_BINARY_INV)
    _, _, stats, centres = cv2.connectedComponentsWithStats(black, connectivity=4)
    w, h, area = stats[1:, 2], stats[1:, 3], stats[1:, 4]
    side = (w + h) / 2
    square = (
        (side >= _SIDES[0])
        & (side <= _SIDES[1])
        & (area >= _SOLID * w * h)
        & (np.abs(w - h) <= 0.3 * side)
    )
    height, width = window.shape
    best: _Spot | None = None
    for n in np.flatnonzero(square).tolist():
        x, y = centres[n + 1].tolist()
        away = abs(right * width - x) + abs(bottom * height - y)
        if best is None or away < best.away:
            best = _Spot(left + x, top + y, float(side[n]), away)
    return best


def _measured(picture: Grey, spot: _Spot, scale: float, white: float) -> tuple[float, float]:
    """The centre of a mark in the picture's own points, weighed by darkness."""
    x, y, reach = (spot.x + 0.5) / scale, (spot.y + 0.5) / scale, 0.85 * spot.side / scale
    left, top = max(0, int(x - reach)), max(0, int(y - reach))
    window = picture[top : int(y + reach) + 2, left : int(x + reach) + 2]
    _, dark = cv2.threshold(window, white * _BLACK * 1.3, 255, cv2.THRESH_BINARY_INV)
    moments: Any = cv2.moments(dark, binaryImage=True)
    if not moments["m00"]:
        return x - 0.5, y - 0.5
    return left + moments["m10"] / moments["m00"], top + moments["m01"] / moments["m00"]


def squares_in(picture: Grey) -> Points:
    """The middles of all black squares in a picture, wherever they lie and however they are turned:
    what may be a corner mark.
    """
    scale = min(1.0, 2 * _SMALL / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    size = max(small.shape) // 12 | 1
    white = cv2.blur(cv2.dilate(small, np.ones((9, 9), np.uint8)), (size, size))
    black = (small < white * np.float32(_BLACK)).astype(np.uint8)
    # A black border runs around the whole paper: what lies within it counts as well.
    contours, within = cv2.findContours(black, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    outer = () if within is None else np.flatnonzero(within[0, :, 3] < 0).tolist()
    found = []
    for contour in (contours[n] for n in outer):
        (x, y), (w, h), _ = cv2.minAreaRect(contour)
        side = (w + h) / 2
        if not _SIDES[0] <= side <= 2 * _SIDES[1] or abs(w - h) > 0.3 * side:
            continue
        if cv2.contourArea(contour) >= _SOLID * w * h:
            spot = _Spot(x, y, side, 0)
            found.append(_measured(picture, spot, scale, float(white[int(y), int(x)])))
    return np.array(found).reshape(-1, 2)
