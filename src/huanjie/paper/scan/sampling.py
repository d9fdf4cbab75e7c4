"""Where a page is looked at (取样): points of every box in millimetres, made once a form and
carried into a picture by its projection; and whole areas, laid flat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.domain.ballotform import Area, FormPage
from huanjie.paper.scan.raster import Grey

Floats = NDArray[np.float32]
Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]
"""Which points of a picture are meant (点阵)."""

INSIDE: Final = 22
"""Points across the inside of a box."""
INSET: Final = 0.75
"""From the middle of the frame's line to the inside."""
_ALONG: Final = 12
"""Points along each side of a frame."""
_ACROSS: Final = (-0.45, -0.15, 0.15, 0.45)
"""Points across its line, in millimetres from its middle."""
_WIDTH: Final = 1024
"""Points in a row of the table that is looked up at once."""


@dataclass(frozen=True)
class Plan:
    """The points of a page's boxes (一页的取样点), in one array; the slices say what they are."""

    points: Floats
    """x and y in millimetres, a row a point"""
    boxes: int
    inside: slice
    frame: slice


@dataclass(frozen=True)
class Sampled:
    """The grey of every point (取样的灰度), a row a box."""

    inside: Floats
    frame: Floats
    """of the points across a line the darkest"""


def plan_of(page: FormPage) -> Plan:
    """The points of a page."""
    inside = [_grid(box.area.grown(-INSET)) for box in page.boxes]
    frame = [_frame(box.area) for box in page.boxes]
    parts: list[Floats] = [np.zeros((0, 2), np.float32), *inside, *frame]
    middle = sum(map(len, inside))
    return Plan(
        points=np.concatenate(parts),
        boxes=len(page.boxes),
        inside=slice(0, middle),
        frame=slice(middle, None),
    )


def _grid(area: Area) -> Floats:
    steps = (np.arange(INSIDE) + 0.5) / INSIDE
    x, y = area.x + steps * area.w, area.y + steps * area.h
    return np.stack(np.meshgrid(x, y), -1).reshape(-1, 2).astype(np.float32)


def _frame(area: Area) -> Floats:
    """Points along the four sides, those across a line beside each other."""
    along = (np.arange(_ALONG) + 0.5)[:, None] / _ALONG
    off = np.array(_ACROSS)
    sides = []
    for y in (area.y, area.y + area.h):
        sides.append(np.stack(np.broadcast_arrays(area.x + along * area.w, y + off), -1))
    for x in (area.x, area.x + area.w):
        sides.append(np.stack(np.broadcast_arrays(x + off, area.y + along * area.h), -1))
    return np.concatenate(sides).reshape(-1, 2).astype(np.float32)


def sample(picture: Grey, matrix: Matrix, plan: Plan) -> Sampled:
    """Look at every point; `matrix` carries millimetres into the picture's points."""
    grey = looked_at(picture, matrix, plan.points)
    return Sampled(
        inside=grey[plan.inside].reshape(plan.boxes, INSIDE**2),
        frame=grey[plan.frame].reshape(plan.boxes, 4 * _ALONG, len(_ACROSS)).min(axis=2),
    )


def looked_at(picture: Grey, matrix: Matrix, points: Floats) -> Floats:
    """The grey at each point, between the picture's own points by their share."""
    places = projected(matrix, points)
    if not len(places):
        return np.zeros(0, np.float32)
    padded = -len(places) % _WIDTH
    table = np.pad(places, ((0, padded), (0, 0))).reshape(-1, _WIDTH, 2)
    none: Any = None
    grey = cv2.remap(picture, table, none, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    looked: Floats = grey.reshape(-1)[: len(places)].astype(np.float32)
    return looked


def projected(matrix: Matrix, points: Floats) -> Floats:
    """Points carried through a projection."""
    if not len(points):
        return points
    carried: Floats = cv2.perspectiveTransform(points[None], matrix)[0]
    return carried


def flat(picture: Grey, matrix: Matrix, area: Area, *, density: float) -> Grey:
    """An area of the paper laid flat (摊平), with so many points a millimetre, the first half a
    step in from the area's corner.
    """
    step = 1 / density
    lay = np.array([[step, 0, area.x + step / 2], [0, step, area.y + step / 2], [0, 0, 1]])
    size = round(area.w * density), round(area.h * density)
    return cv2.warpPerspective(
        picture,
        matrix @ lay,
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
