"""Ink (笔迹): how much of each box is inked, and where else on the table somebody wrote."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.raster import Grey, halved
from huanjie.paper.scan.sampling import INSIDE, Floats, Matrix, Plan, flat, sample
from huanjie.paper.scan.zones import ZonePlan

_COARSE: Final = 0.9
"""Points a millimetre of the copy that the table is coarsely looked at on, at least."""
_REACH: Final = np.ones((13, 13), np.uint8)
"""Within so many millimetres there is white paper everywhere on a ballot."""
_BITS: Final = 1 << np.arange(INSIDE)


@dataclass(frozen=True)
class Fills:
    """What a page holds (一页上的笔迹)."""

    inked: NDArray[np.bool_]
    """which points inside each box are ink, a row a box"""
    ink: Floats
    """how much of each box's inside is ink, from 0 to 1"""
    traces: Floats
    """the same with whatever may be a pencil's trace"""
    frame: Floats
    """how much of each box's frame is where the form says"""
    zones: NDArray[np.int64]
    """square millimetres with traces, by zone"""
    rows: tuple[int, ...]
    """a coarse picture of the ink in the boxes, a row of bits each"""


def fills_of(picture: Grey, matrix: Matrix, plan: Plan, zones: ZonePlan, limits: Limits) -> Fills:
    """Look at a page that lies as `matrix` says."""
    small, scale = halved(picture, int(math.log2(max(1.0, _density(matrix) / _COARSE))))
    coarse = flat(small, _scaled(matrix, scale), zones.area, density=1)
    white = white_around(coarse)
    traces = coarse < white * np.float32(limits.trace)
    sampled = sample(picture, matrix, plan)
    level = white[zones.centres[:, 0], zones.centres[:, 1]].astype(np.float32)[:, None]
    inside, frame = sampled.inside, sampled.frame
    ink = inside < level * limits.ink
    return Fills(
        inked=ink,
        ink=ink.mean(axis=1, dtype=np.float32),
        traces=(inside < level * limits.trace).mean(axis=1, dtype=np.float32),
        frame=(frame < level * limits.trace).mean(axis=1, dtype=np.float32),
        zones=np.bincount(zones.table[traces], minlength=zones.count),
        rows=tuple((ink.reshape(-1, INSIDE) @ _BITS).tolist()),
    )


def white_around(coarse: Grey) -> Grey:
    """The paper's white at every point of a table that has a point a millimetre."""
    return cv2.blur(cv2.dilate(coarse, _REACH), (9, 9))


def _density(matrix: Matrix) -> float:
    """A picture's points in a millimetre of paper, in the paper's middle."""
    ends = np.array([[70, 120, 1], [80, 120, 1], [70, 130, 1]]) @ matrix.T
    places = ends[:, :2] / ends[:, 2:]
    return float(np.linalg.norm(places[1:] - places[0], axis=1).mean() / 10)


def _scaled(matrix: Matrix, scale: float) -> Matrix:
    """The projection into a smaller copy: its first point covers several of the picture's."""
    shift = (scale - 1) / 2
    return np.array([[scale, 0, shift], [0, scale, shift], [0, 0, 1]]) @ matrix
