"""Spots of ink (墨迹): every connected stroke that the printed form does not explain, and in which
parts of the table it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.domain.ballotform import Area
from huanjie.paper.scan.forms import FINE, KnownPage
from huanjie.paper.scan.ink import white_around
from huanjie.paper.scan.raster import Grey
from huanjie.paper.scan.sampling import Mask

_AROUND_PRINT: Final = 0.55
"""Millimetres around print in which ink is not told from it."""
_INSET: Final = 0.55
"""From the middle of a frame's line to what counts as inside."""
_SPECK: Final = 0.9
"""Millimetres across of what no pen leaves."""
_SPECK_AREA: Final = 0.22
"""Square millimetres of it."""
_SMOOTH: Final = 0.8
"""Points over which grey is spread, so that a scanner's grain is no ink."""

Parts = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Spot:
    """One spot (一处墨迹), in millimetres within the table."""

    part: int
    """the part that it lies in: see `PartPlan`"""
    area: float
    """of its ink, in square millimetres"""
    across: float
    """its longer side"""
    box: tuple[float, float, float, float]
    """what it fills: left, top, right, bottom"""


@dataclass(frozen=True)
class PartPlan:
    """The parts of a table (表格的各部分): 0 blank, then the inside of each box, then the rest of
    each box's cell, then each write-in line.
    """

    parts: Parts
    """the part of every point"""
    printed: Mask
    """where something is printed, or so near to it that ink is not told from it"""
    cut: Mask
    """print, and the edges of the parts: what parts one spot from another"""
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

    def by_box(self, spots: Iterable[Spot]) -> Iterator[tuple[int, Spot]]:
        """The spots inside the boxes and beside them, each with its box's number, from 0."""
        for spot in spots:
            if self.is_inside(spot.part):
                yield spot.part - self.inside(0), spot
            elif self.is_cell(spot.part):
                yield spot.part - self.inside(self.boxes), spot

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
    near = cv2.dilate(printed, _disc(wide)) > 0
    return PartPlan(parts=parts, printed=near, cut=near | _edges(parts), boxes=len(boxes))


def _edges(parts: Parts) -> Mask:
    """The last points of a part before the next one."""
    edges = np.zeros(parts.shape, np.bool_)
    edges[:-1] |= parts[:-1] != parts[1:]
    edges[:, :-1] |= parts[:, :-1] != parts[:, 1:]
    edges[:-1, :-1] |= parts[:-1, :-1] != parts[1:, 1:]
    edges[1:, :-1] |= parts[1:, :-1] != parts[:-1, 1:]
    return edges


def _paint(parts: Parts, area: Area, whole: Area, part: int) -> None:
    left, top = round((area.x - whole.x) * FINE), round((area.y - whole.y) * FINE)
    right, bottom = left + round(area.w * FINE), top + round(area.h * FINE)
    parts[max(0, top) : bottom, max(0, left) : right] = part


def white_of(table: Grey) -> NDArray[np.float32]:
    """The paper's white everywhere on a table laid flat."""
    small = cv2.resize(table, None, fx=1 / FINE, fy=1 / FINE, interpolation=cv2.INTER_AREA)
    white = white_around(small)
    size = table.shape[::-1]
    return cv2.resize(white, size, interpolation=cv2.INTER_LINEAR).astype(np.float32)


def tone_of(table: Grey) -> NDArray[np.float32]:
    """How light each point is, as a share of the paper's white around it."""
    smooth = cv2.GaussianBlur(table, (0, 0), _SMOOTH)
    return smooth / white_of(table)


def spots_on(ink: Mask, plan: PartPlan) -> list[Spot]:
    """Every spot that is neither print nor dust; a stroke that crosses from one part into another
    is a spot in each.
    """
    left = (ink & ~plan.cut).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    across = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) / FINE
    large = (across >= _SPECK) & (stats[:, cv2.CC_STAT_AREA] >= _SPECK_AREA * FINE**2)
    large[0] = False
    return [
        _spot(_part_of(number, labels, stats[number], plan), stats[number].tolist())
        for number in np.flatnonzero(large).tolist()
    ]


def _part_of(number: int, labels: Grey, stats: Grey, plan: PartPlan) -> int:
    """The part in which a spot lies: no spot reaches over a part's edge."""
    x, y, w, _, _ = stats.tolist()
    first = int(np.argmax(labels[y, x : x + w] == number))
    return int(plan.parts[y, x + first])


def _spot(part: int, stats: list[int]) -> Spot:
    x, y, w, h, area = stats
    left, top = x / FINE, y / FINE
    return Spot(
        part=part,
        area=area / FINE**2,
        across=max(w, h) / FINE,
        box=(left, top, left + w / FINE, top + h / FINE),
    )
