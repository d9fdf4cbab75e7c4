"""What stands below a timeline (时间轴的图例和说明): its signs, what does not fit, what to know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.unitschedule import UnitSchedule
from huanjie.paper.svg import INK, PALE, Type, line, shape, text, wrapped

MARGIN: Final = 32.0
BAR: Final = 12.0
"""the height of a step's bar"""
NOTE: Final = Type(size=12)


def box(x: float, y: float, width: float, fill: str) -> str:
    """A bar of the timeline, never too narrow to be seen."""
    return shape(
        "rect", x=x, y=y, width=max(width, 3), height=BAR, fill=fill, stroke=INK, stroke_width=0.8
    )


def legend(y: float) -> Iterator[str]:
    """The signs (图例), around a height."""
    x, top = MARGIN, y - BAR / 2
    yield box(x, top, 34, PALE)
    yield line((x + 32.5, top - 3), (x + 32.5, top + BAR + 3), stroke_width=3.5)
    yield text((x + 44, y + 4), "可以办理的日期，粗线是最迟的一日", NOTE)
    yield line((x + 270, y), (x + 300, y), stroke_dasharray="4 3")
    yield text((x + 310, y + 4), "没有最早的限制", NOTE)
    yield box(x + 420, top, 12, INK)
    yield text((x + 442, y + 4), "只有一日", NOTE)
    yield box(x + 520, top, 34, "url(#hatch)")
    yield text((x + 564, y + 4), "排不下，差这些日子", NOTE)
    yield line((x + 710, top - 4), (x + 710, top + BAR + 4), stroke_width=1.6)
    yield text((x + 722, y + 4), "选举日", NOTE)


def notes_of(unit: UnitSchedule, *, room: float) -> Iterator[str]:
    """What does not fit and what to know, in lines as wide as the picture."""
    several = len(unit.bodies) > 1
    said = [
        f"排不下：{each.name if several else ''}{each.step.name}，{each.step.conflict}"
        for each in unit.steps
        if each.step.conflict
    ]
    for says in (*said, *(f"注意：{warning}" for warning in unit.warnings)):
        yield from wrapped(says, room=room, size=12)
