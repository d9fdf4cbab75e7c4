"""Creases (折痕): voters fold their papers, and a fold is a soft line right across the table.

Inside its narrow band only what is as dark as ink counts; a pencil's mark is taller than the band.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np

from huanjie.paper.scan.forms import FINE
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.sampling import Mask
from huanjie.paper.scan.spots import white_of

_COARSE: Final = 3
"""Fine points in one of the copy's: two of these are a millimetre."""
_SOFT: Final = (0.72, 0.95)
"""A crease is darker than paper and lighter than ink, as shares of white."""
_LONG: Final = 0.45
"""A crease goes over this share of the table's side, what it covers of print left out."""
_GAP: Final = 30
"""Millimetres over which print may hide it."""
_BAND: Final = 1.5
"""Millimetres to each side of it."""
_ASLANT: Final = math.radians(6)


def without_creases(table: Grey, printed: Mask) -> Grey:
    """The table with the soft part of every crease made white."""
    white = white_of(table)
    share = cv2.GaussianBlur(table, (0, 0), 1.5) / white
    soft = (share > _SOFT[0]) & (share < _SOFT[1]) & ~printed
    band = np.zeros(table.shape, np.uint8)
    for ends in _lines(soft):
        cv2.line(band, ends[:2], ends[2:], 255, round(2 * _BAND * FINE))
    if not band.any():
        return table
    lifted = (band > 0) & (table >= white * np.float32(_SOFT[0])) & ~printed
    return np.where(lifted, white.astype(np.uint8), table)


def _lines(soft: Mask) -> Iterator[tuple[int, int, int, int]]:
    """Long lines along the table's sides, from edge to edge."""
    height, width = soft.shape
    size = width // _COARSE, height // _COARSE
    small = cv2.resize(soft.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA)
    points = (small > 110).astype(np.uint8)
    for across in (True, False):
        side = size[0] if across else size[1]
        least = round(side * _LONG)
        turned = points if across else points.T.copy()
        found = cv2.HoughLinesP(
            turned, 1, math.pi / 720, least // 3, None, least, _GAP * FINE // _COARSE
        )
        for x1, y1, x2, y2 in [] if found is None else found.reshape(-1, 4).tolist():
            slope = (y2 - y1) / (x2 - x1) if x2 != x1 else math.inf
            if abs(slope) > math.tan(_ASLANT):
                continue
            start = round((y1 - slope * x1) * _COARSE)
            end = round((y1 + slope * (side - x1)) * _COARSE)
            yield (0, start, width, end) if across else (start, 0, end, height)
