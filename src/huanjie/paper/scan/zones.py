"""Zones of the table (表格的分区): what a spot of ink belongs to, a point a millimetre.

A zone is the blank of one cell beside its box, one write-in line, or the rest of the table where
nothing is printed and nobody has anything to write. What is printed, and a hair's breadth around
it, is no zone at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from huanjie.domain.ballotform import Area, BallotForm, FormPage
from huanjie.paper.ballot_drawing import table_area
from huanjie.paper.scan.raster import Grey

AROUND: Final = 1.5
"""Millimetres around print that are no zone: a picture lies off by less."""
_PRINTED: Final = 0.93
"""What is lighter than this share of white on the printed form is paper."""

Zones = NDArray[np.int32]


@dataclass(frozen=True)
class ZonePlan:
    """The zones of a page (一页的分区). Zone 0 is print; 1 is the rest of the table; then a zone a
    box, in their order, then one a write-in line.
    """

    area: Area
    """the table, on the paper in millimetres"""
    table: Zones
    """the zone of every point, a point a millimetre"""
    boxes: int
    write_in: int
    """how many write-in lines there are"""
    centres: NDArray[np.int32]
    """each box's middle in the table: row and column"""

    @property
    def count(self) -> int:
        """How many zones there are, zone 0 included."""
        return 2 + self.boxes + self.write_in

    def rest(self, counts: NDArray[np.int64]) -> int:
        """Of a number a zone, that of the rest of the table."""
        return int(counts[1])

    def cells(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of a number a zone, those of the cells beside the boxes."""
        return counts[2 : 2 + self.boxes]

    def lines(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Of a number a zone, those of the write-in lines."""
        return counts[2 + self.boxes :]


def zones_of(form: BallotForm, page: FormPage, printed: Grey) -> ZonePlan:
    """The zones of a page; `printed` is its table as it comes from the press, a point a
    millimetre.
    """
    area = table_area(form)
    table = np.ones(printed.shape, np.int32)
    size = round(2 * AROUND) + 1
    near = cv2.dilate((printed < _PRINTED * 255).astype(np.uint8), np.ones((size, size), np.uint8))
    table[near > 0] = 0
    for number, box in enumerate(page.boxes):
        _paint(table, box.cell.grown(-AROUND), area, 2 + number)
        _paint(table, box.area.grown(AROUND), area, 0)
    for number, line in enumerate(page.write_in):
        _paint(table, line.area.grown(-1.3), area, 2 + len(page.boxes) + number)
    middles = [
        (box.area.y + box.area.h / 2 - area.y, box.area.x + box.area.w / 2 - area.x)
        for box in page.boxes
    ]
    return ZonePlan(
        area=area,
        table=table,
        boxes=len(page.boxes),
        write_in=len(page.write_in),
        centres=np.array(middles, np.int32).reshape(-1, 2),
    )


def _paint(table: Zones, part: Area, whole: Area, zone: int) -> None:
    if part.w <= 0 or part.h <= 0:
        return
    left, top = round(part.x - whole.x), round(part.y - whole.y)
    right, bottom = round(part.right - whole.x), round(part.bottom - whole.y)
    table[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = zone
