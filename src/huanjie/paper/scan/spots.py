"""Spots of ink (墨迹): every connected stroke that the printed form does not explain, and in which
parts of the table it lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.domain.ballotform import Area
from huanjie.paper.scan.corners import Grey
from huanjie.paper.scan.forms import FINE, KnownPage

_AROUND_PRINT: Final = 0.55
"""Millimetres around print in which ink is not told from it."""
_INSET: Final = 0.55
"""From the middle of a frame's line to what counts as inside."""
_SPECK: Final = 0.9
"""Millimetres across of what no pen leaves."""
_SPECK_AREA: Final = 0.22
_SMOOTH: Final = 0.8

Mask = NDArray[np.bool_]
Parts = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Spot:
    """One spot (一处墨迹), in millimetres within the table."""

    part: int
    """the part that it lies in: see `PartPlan`"""
    area: float
    across: float
    """its longer side"""
    box: tuple[float, float, float, float]
    """left, top, right, bottom"""


@dataclass(frozen=True)
class PartPlan:
    """The parts of a table (表格的各部分): 0 blank, then the inside of each box, then the rest of
    each box's cell, then each write-in line.
    """

    parts: Parts
    printed: Mask
    boxes: int

    def inside(self, number: int) -> int:
        """The part that is a box's inside."""
        return 1 + number

    def is_inside(self, part: int) -> bool:
        """Whether a part is the inside of a box."""
        return 1 <= part <= self.boxes

    def is_cell(self, part: int) -> bool:
        """Whether a part is a cell beside its box."""
        return self.boxes < part <= 2 * self.boxes

    def is_line(self, part: int) -> bool:
        """Whether a part is a write-in line."""
        return part > 2 * self.boxes


@lru_cache(maxsize=8)
def _disc(size: int) -> Grey:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))


@lru_cache(maxsize=32)
def parts_of(page: KnownPage) -> PartPlan:
    """The parts of a page's table, and what is printed on it."""
    printed = (page.printed < 215).astype(np.uint8)
    wide = 2 * round(_AROUND_PRINT * FINE) + 1
    parts = np.zeros(page.printed.shape, np.int32)
    boxes = page.page.boxes
    for number, box in enumerate(boxes):
        _paint(parts, box.cell, page.zones.area, 1 + len(boxes) + number)
    for number, line in enumerate(page.page.write_in):
        _paint(parts, line.area, page.zones.area, 1 + 2 * len(boxes) + number)
    for number, box in enumerate(boxes):
        _paint(parts, box.area.grown(-_INSET), page.zones.area, 1 + number)
    return PartPlan(parts=parts, printed=cv2.dilate(printed, _disc(wide)) > 0, boxes=len(boxes))


def _paint(parts: Parts, area: Area, whole: Area, part: int) -> None:
    left, top = round((area.x - whole.x) * FINE), round((area.y - whole.y) * FINE)
    right, bottom = left + round(area.w * FINE), top + round(area.h * FINE)
    parts[max(0, top) : bottom, max(0, left) : right] = part


def white_of(table: Grey) -> NDArray[np.float32]:
    """The paper's white everywhere on a table laid flat."""
    small = cv2.resize(table, None, fx=1 / FINE, fy=1 / FINE, interpolation=cv2.INTER_AREA)
    white = cv2.blur(cv2.dilate(small, np.ones((13, 13), np.uint8)), (9, 9))
    size = table.shape[::-1]
    return cv2.resize(white, size, interpolation=cv2.INTER_LINEAR).astype(np.float32)


def ink_on(table: Grey, share: float) -> Mask:
    """What is darker than a share of the white."""
    smooth = cv2.GaussianBlur(table, (0, 0), _SMOOTH)
    dark: Mask = smooth < white_of(table) * np.float32(share)
    return dark


def spots_on(ink: Mask, plan: PartPlan) -> list[Spot]:
    """Every spot that is neither print nor dust; a stroke that crosses from one part into another
    is a spot in each.
    """
    left = np.where(ink & ~plan.printed, plan.parts + 1, 0)
    spots = []
    for part, mask in _by_part(left):
        top_left, piece = mask
        count, _, stats, _ = cv2.connectedComponentsWithStats(piece, connectivity=8)
        for n in range(1, count):
            spot = _spot(part - 1, top_left, stats[n].tolist())
            if spot.across >= _SPECK and spot.area >= _SPECK_AREA:
                spots.append(spot)
    return spots


def _by_part(left: Parts) -> list[tuple[int, tuple[tuple[int, int], Grey]]]:
    """Each part with ink, cut out: where the cut begins, and its ink."""
    cuts = []
    for part in np.unique(left).tolist():
        if part:
            own = left == part
            rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
            top, first = int(rows[0]), int(columns[0])
            piece = own[top : rows[-1] + 1, first : columns[-1] + 1].astype(np.uint8)
            cuts.append((part, ((first, top), piece)))
    return cuts


def _spot(part: int, top_left: tuple[int, int], stats: list[int]) -> Spot:
    x, y, w, h, area = stats
    left, top = (top_left[0] + x) / FINE, (top_left[1] + y) / FINE
    return Spot(
        part=part,
        area=area / FINE**2,
        across=max(w, h) / FINE,
        box=(left, top, left + w / FINE, top + h / FINE),
    )
