"""Boxes and their ink (方框的笔迹): which are marked, which are empty, which a person must see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.ballotform import Area
from huanjie.paper.scan.forms import KnownPage
from huanjie.paper.scan.ink import Fills
from huanjie.paper.scan.limits import Limits
from huanjie.paper.scan.sampling import INSIDE, Mask
from huanjie.paper.scan.scribbles import FULL
from huanjie.paper.scan.spots import PartPlan, Spot

_MARK: Final = 1.8
"""Millimetres across of the smallest stroke that is a mark."""
_LITTLE: Final = 0.55
"""A stroke as long as a mark is one with this share of the ink that a mark has."""
_TAIL: Final = 0.45
"""A stroke that comes in from the next box reaches no further than this share of the box."""
_TAIL_SHARE: Final = 0.05
"""Nor is there more than this that is not white: a ring that hugs the frame leaves as little in the
middle as a tail, and much along the frame."""
_TAIL_FILL: Final = 0.4
"""And has no more ink than this share of that box's own."""
_AT_THE_FRAME: Final = 1.2
"""Millimetres from a frame within which a stroke comes in over it."""
_REACH: Final = 2.2
"""Millimetres from a marked box within which ink beside it is its mark's."""
_SCRIBBLE: Final = 1.5
"""Square millimetres beside a full box from which it may have been scribbled out."""

_HUGGING: Final = 0.02
"""So much of a box that is not white cannot be dust alone."""
_THROUGH: Final = 0.75
"""A line that reaches over this share of a frame goes through it."""
_THIN: Final = 1.6
"""Millimetres across of a line that is hardly aslant."""


@dataclass(slots=True)
class BoxInk:
    """What lies in a box and beside it (一个方框的笔迹)."""

    area: Area
    """the frame, in millimetres within the table"""
    inside: list[Spot] = field(default_factory=list)
    """ink within the frame"""
    beside: list[Spot] = field(default_factory=list)
    """ink in the rest of its cell"""
    traces: list[Spot] = field(default_factory=list)
    """what may be a pencil's, inside"""
    traces_beside: list[Spot] = field(default_factory=list)
    """the same in the rest of its cell"""
    one_sided: bool = True
    """whether all the ink inside lies in one half of the box"""
    traced_share: float = 0.0
    """all that is not white inside, along the frame too, as a share"""
    marked: bool = False
    """whether it surely holds a mark"""
    doubted: bool = False
    """whether a person must see it; such a box is never marked as well"""

    @property
    def fill(self) -> float:
        """Ink inside, as a share of the frame's area."""
        return sum(spot.area for spot in self.inside) / (self.area.w * self.area.h)

    @property
    def across(self) -> float:
        """How far all the ink inside reaches, the longer way."""
        if not self.inside:
            return 0.0
        lefts, tops, rights, bottoms = zip(*(spot.box for spot in self.inside), strict=True)
        return float(max(max(rights) - min(lefts), max(bottoms) - min(tops)))

    @property
    def traced(self) -> bool:
        """Whether a pencil may have been here; a crease is none."""
        return any(
            spot.across >= _MARK and not _crosses(spot, self.area, self.traces_beside)
            for spot in self.traces
        )

    @property
    def creased(self) -> bool:
        """Whether a crease goes through."""
        return any(_crosses(spot, self.area, self.traces_beside) for spot in self.traces)

    @property
    def crossed(self) -> bool:
        """Whether a line goes straight through, as a dirty scanner draws it down a whole page."""
        return any(_crosses(spot, self.area, self.traces_beside) for spot in self.inside)


def judged(
    page: KnownPage,
    plan: PartPlan,
    spots: Sequence[Spot],
    traces: Sequence[Spot],
    fills: Fills,
    limits: Limits,
) -> list[BoxInk]:
    """Every box of the page, in its order."""
    boxes = _with_their_spots(page, plan, spots, traces)
    for box, traced, points in zip(boxes, fills.traces.tolist(), fills.inked, strict=True):
        box.one_sided = _is_one_sided(points.reshape(INSIDE, INSIDE))
        _judge_inside(box, traced, limits)
    for box in boxes:
        if box.doubted and _is_tail(box, boxes):
            box.doubted = False
    for box in boxes:
        _judge_beside(box, boxes)
    return boxes


def _with_their_spots(
    page: KnownPage, plan: PartPlan, spots: Sequence[Spot], traces: Sequence[Spot]
) -> list[BoxInk]:
    whole = page.zones.area
    boxes = [
        BoxInk(Area(x=b.area.x - whole.x, y=b.area.y - whole.y, w=b.area.w, h=b.area.h))
        for b in page.page.boxes
    ]
    for own, spot in plan.by_box(spots):
        lists = boxes[own].inside, boxes[own].beside
        lists[plan.is_cell(spot.part)].append(spot)
    for own, spot in plan.by_box(traces):
        lists = boxes[own].traces, boxes[own].traces_beside
        lists[plan.is_cell(spot.part)].append(spot)
    return boxes


def _crosses(spot: Spot, area: Area, beside: Sequence[Spot]) -> bool:
    """Whether a spot is a line from side to side that goes on beyond the frame: a crease (折痕), or
    a streak (划痕), and nobody's mark.
    """
    left, top, right, bottom = spot.box
    if right - left >= _THROUGH * area.w and bottom - top <= _THIN:
        return any(abs(_middle(each, 1) - (top + bottom) / 2) <= _THIN for each in beside)
    if bottom - top >= _THROUGH * area.h and right - left <= _THIN:
        return any(abs(_middle(each, 0) - (left + right) / 2) <= _THIN for each in beside)
    return False


def _middle(spot: Spot, axis: int) -> float:
    return (spot.box[axis] + spot.box[axis + 2]) / 2


def _judge_inside(box: BoxInk, traced: float, limits: Limits) -> None:
    """A mark is enough ink, or a stroke long enough; dust is neither, the rest is for a person.

    `traced` is all that is not white inside: a mark that hugs its frame is told from it by nothing
    else.
    """
    enough = box.fill >= limits.marked
    stroke = box.fill >= _LITTLE * limits.marked and box.across >= _MARK
    box.marked = (enough or stroke) and not box.crossed
    box.traced_share = traced
    hugging = traced > _HUGGING and not box.creased
    box.doubted = not box.marked and (box.fill > limits.blank or box.traced or hugging)


def _is_tail(box: BoxInk, boxes: Sequence[BoxInk]) -> bool:
    """Whether the little ink in a box is the end of the next box's stroke, coming in over the frame
    (别格笔画的尾巴). A ring that hugs its frame all around is none.
    """
    if not box.inside or not box.one_sided or box.traced_share > _TAIL_SHARE:
        return False
    if box.across > _TAIL * box.area.h:
        return False
    return any(
        other.marked
        and box.fill <= _TAIL_FILL * other.fill
        and all(_enters(spot, box.area, other.area) for spot in box.inside)
        for other in boxes
        if other is not box and _gap(box.area, other.area) <= 2 * _REACH
    )


def _is_one_sided(points: Mask) -> bool:
    half = len(points) // 2
    sides = (points[:half], points[half:], points[:, :half], points[:, half:])
    return any(not side.any() for side in sides)


def _enters(spot: Spot, own: Area, other: Area) -> bool:
    """Whether a spot touches the side of its box that the other box is on."""
    left, top, right, bottom = spot.box
    sides = (
        (other.bottom <= own.y, top - own.y),
        (other.y >= own.bottom, own.bottom - bottom),
        (other.right <= own.x, left - own.x),
        (other.x >= own.right, own.right - right),
    )
    return any(is_there and distance <= _AT_THE_FRAME for is_there, distance in sides)


def _gap(one: Area, other: Area) -> float:
    """The white between two frames, the longer way of the two."""
    across = max(other.x - one.x - one.w, one.x - other.x - other.w, 0)
    down = max(other.y - one.y - one.h, one.y - other.y - other.h, 0)
    return max(across, down)


def _judge_beside(box: BoxInk, boxes: Sequence[BoxInk]) -> None:
    """Ink beside a box is the end of a mark nearby; else nobody knows whose it is. A full box with
    ink beside it may have been scribbled out.
    """
    for spot in box.beside:
        if spot.across < _MARK:
            continue
        if not any(other.marked and _near(spot, other.area) <= _REACH for other in boxes):
            box.doubted = True
    around = sum(spot.area for spot in box.beside if _near(spot, box.area) <= _REACH)
    if box.fill >= FULL and around >= _SCRIBBLE:
        box.marked, box.doubted = False, True


def _near(spot: Spot, area: Area) -> float:
    """From a spot to a frame."""
    left, top, right, bottom = spot.box
    return _gap(Area(x=left, y=top, w=right - left, h=bottom - top), area)
