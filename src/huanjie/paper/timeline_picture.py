"""The timeline as a picture (时间轴): lanes of steps, windows as bars, the legal edge as a thick
stroke, each polling day a line from top to bottom.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.edges import POLLING_DAY
from huanjie.domain.schedule import Schedule, ScheduledStep
from huanjie.domain.unitschedule import UnitSchedule
from huanjie.exchange.schedule import window_in_words
from huanjie.paper.blocks import ems
from huanjie.paper.schedule_words import short_day, title_of
from huanjie.paper.svg import GREY, INK, PALE, Picture, Type, line, shape, text, wrapped
from huanjie.paper.timeline_legend import BAR, MARGIN, NOTE, box, legend, notes_of

_WIDTH = 1120.0
_LANE, _NAMES, _LABELS = 34.0, 246.0, 150.0
"""the widths of a lane's own name, of the steps' names, and of the dates right of the bars"""
_LEFT, _RIGHT = MARGIN + _LANE + _NAMES, _WIDTH - MARGIN - _LABELS
_ROW = 30.0
_AXIS = 34.0
_FLAG = 17.0
_LANE_SIGN = 15.0
_NAME_SIZE, _NAME_LINE = 13.0, 14.0
_TITLE, _UNDER, _NAME = Type(size=21, bold=True), Type(size=13, ink=GREY), Type(size=_NAME_SIZE)
_SMALL = Type(size=11, ink=GREY, anchor="middle")
_LONG: Final = 120
"""days beyond which weeks are too narrow to be marked"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    body: Schedule
    step: ScheduledStep
    y: float
    """its middle"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lane:
    name: str
    rows: tuple[_Row, ...]
    top: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The line of days: where a day begins."""

    begins: datetime.date
    days: int

    def x(self, day: datetime.date) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (day - self.begins).days / self.days

    @property
    def day(self) -> float:
        return (_RIGHT - _LEFT) / self.days


def timeline_picture(unit: UnitSchedule, *, place: str = "") -> str:
    """The schedule of one body in three lanes (before, on and after its day), of several bodies in
    a lane each, as an SVG file.
    """
    flags = list(_flags(unit, _line(unit)))
    top = MARGIN + 58 + _FLAG * (1 + max(level for _, level, _ in flags)) + _AXIS
    lanes = list(_lanes(unit, top))
    bottom = lanes[-1].top + lanes[-1].height
    notes = list(notes_of(unit, room=_WIDTH - 2 * MARGIN))
    own = _line(unit)
    shapes = (
        *_head(unit, place),
        *_ground(lanes),
        *_ticks(own, top, bottom),
        *_poll_lines(flags, top, bottom),
        *(each for lane in lanes for row in lane.rows for each in _row(row, own)),
        *legend(bottom + 26),
        *(text((MARGIN, bottom + 56 + 18 * n), says, NOTE) for n, says in enumerate(notes)),
    )
    return Picture(
        title=title_of(unit, place) + "（时间轴）",
        description="；".join(_told(unit)),
        width=_WIDTH,
        height=bottom + 52 + 18 * len(notes) + MARGIN / 2,
        shapes=shapes,
    ).as_svg()


def _told(unit: UnitSchedule) -> Iterator[str]:
    several = len(unit.bodies) > 1
    for each in unit.steps:
        yield f"{each.name if several else ''}{each.step.name}：{window_in_words(each.step)}"


def _line(unit: UnitSchedule) -> _Line:
    """From the first day to the last, and a little before where a step has no first day."""
    edges = [day for each in unit.steps for day in _edges(each.step)]
    begins, ends = min(edges), max(edges)
    if any(each.step.window.earliest is None for each in unit.steps):
        begins -= datetime.timedelta(days=max(3, (ends - begins).days // 12))
    return _Line(begins=begins, days=(ends - begins).days + 1)


def _edges(step: ScheduledStep) -> list[datetime.date]:
    return [day for day in (step.window.earliest, step.window.latest) if day]


# Lanes


def _lanes(unit: UnitSchedule, top: float) -> Iterator[_Lane]:
    for name, steps in _grouped(unit):
        heights = [_height(step) for _, step in steps]
        height = max(sum(heights), _LANE_SIGN * len(name)) + 8
        y = top + (height - sum(heights)) / 2
        rows = []
        for (body, step), own in zip(steps, heights, strict=True):
            rows.append(_Row(body=body, step=step, y=y + own / 2))
            y += own
        yield _Lane(name=name, rows=tuple(rows), top=top, height=height)
        top += height


def _name_lines(step: ScheduledStep) -> list[str]:
    return wrapped(step.name, room=_NAMES - 14, size=_NAME_SIZE)


def _height(step: ScheduledStep) -> float:
    return max(_ROW, _NAME_LINE * len(_name_lines(step)) + 4)


def _grouped(unit: UnitSchedule) -> Iterator[tuple[str, list[tuple[Schedule, ScheduledStep]]]]:
    if len(unit.bodies) > 1:
        yield from ((body.name, [(body, step) for step in body.steps]) for body in unit.bodies)
        return
    body = unit.bodies[0]
    phases: dict[str, list[tuple[Schedule, ScheduledStep]]] = {}
    for step in body.steps:
        last = step.window.latest or body.polling_day
        phase = (last > body.polling_day) - (last < body.polling_day)
        name = {-1: "选举日以前", 0: "选举日", 1: "选举日以后"}[phase]
        phases.setdefault(name, []).append((body, step))
    yield from phases.items()


def _ground(lanes: Sequence[_Lane]) -> Iterator[str]:
    for lane in lanes:
        own = {"x": MARGIN, "y": lane.top, "height": lane.height}
        yield shape("rect", width=_WIDTH - 2 * MARGIN, fill="none", stroke="#999999", **own)
        yield shape("rect", width=_LANE - 8, fill="#3a3a3a", **own)
        first = lane.top + (lane.height - _LANE_SIGN * len(lane.name)) / 2 + 12
        sign = Type(size=13, bold=True, ink="#ffffff", anchor="middle")
        for n, each in enumerate(lane.name):
            yield text((MARGIN + (_LANE - 8) / 2, first + _LANE_SIGN * n), each, sign)


# The line of days


def _head(unit: UnitSchedule, place: str) -> Iterator[str]:
    yield text((MARGIN, MARGIN + 14), title_of(unit, place), _TITLE)
    packs = "　".join(body.pack for body in unit.bodies)
    days = "　".join(in_words(body.polling_day) for body in unit.bodies[:1])
    says = f"选举日 {days}　适用的规定 {packs}" if len(unit.bodies) == 1 else f"适用的规定 {packs}"
    yield text((MARGIN, MARGIN + 36), says, _UNDER)


def _ticks(own: _Line, top: float, bottom: float) -> Iterator[str]:
    for n in range(own.days + 1):
        day = own.begins + datetime.timedelta(days=n)
        x = own.x(day)
        is_first = day.day == 1
        if is_first:
            yield line((x, top - _AXIS), (x, bottom), stroke="#999999")
        if is_first or n == 0:
            says = f"{day.year}年{day.month}月" if n == 0 or day.month == 1 else f"{day.month}月"
            if n or _days_left_of_month(day) * own.day > ems(says) * 12:
                yield text((x + 4, top - _AXIS + 12), says, Type(size=12, bold=True))
        if day.weekday() == 0 and own.days <= _LONG:
            yield line((x, top - 4), (x, bottom), stroke=PALE)
            yield text((x + own.day / 2, top - 7), str(day.day), _SMALL)


def _days_left_of_month(day: datetime.date) -> int:
    ahead = day.replace(day=28) + datetime.timedelta(days=4)
    return (ahead.replace(day=1) - day).days


def _flags(unit: UnitSchedule, own: _Line) -> Iterator[tuple[float, int, str]]:
    """Each polling day's place, the level of its flag so that none hides another, and its words."""
    ends: list[float] = []
    for day in dict.fromkeys(body.polling_day for body in unit.bodies):
        names = [body.name for body in unit.bodies if body.polling_day == day]
        whose = "、".join(names) if len(unit.bodies) > 1 else ""
        says = f"{short_day(day)} {whose}选举日"
        x = own.x(day) + own.day / 2
        half = ems(says) * 12 / 2 + 6
        level = next((n for n, end in enumerate(ends) if x - half > end), len(ends))
        ends[level : level + 1] = [x + half]
        yield x, level, says


def _poll_lines(
    flags: Sequence[tuple[float, int, str]], top: float, bottom: float
) -> Iterator[str]:
    for x, level, _ in flags:
        yield line((x, top - _AXIS - 2 - _FLAG * level), (x, bottom), stroke_width=1.6)
    for x, level, says in flags:
        y = top - _AXIS - 5 - _FLAG * level
        yield _behind(x - ems(says) * 6, y - 4, says)
        yield text((x, y), says, Type(size=12, bold=True, anchor="middle"))


def _behind(x: float, y: float, says: str) -> str:
    """White under words of twelve pixels: a polling day's line may run behind them."""
    return shape(
        "rect",
        x=x - 3,
        y=y - 8,
        width=ems(says) * 12 + 6,
        height=16,
        fill="#ffffff",
        fill_opacity=0.85,
    )


# Rows


def _row(row: _Row, own: _Line) -> Iterator[str]:
    is_poll = row.step.event == POLLING_DAY
    name = Type(size=_NAME_SIZE, bold=is_poll)
    lines = _name_lines(row.step)
    for n, says in enumerate(lines):
        y = row.y + 5 + (n - (len(lines) - 1) / 2) * _NAME_LINE
        yield text((MARGIN + _LANE + 2, y), says, name)
    yield from _bar(row, own)
    after = own.x(max(_edges(row.step), default=own.begins)) + own.day + 8
    bold = Type(size=12, bold=is_poll or bool(row.step.conflict))
    says = _label(row.step)
    yield _behind(after, row.y, says)
    yield text((after, row.y + 4.5), says, bold)


def _label(step: ScheduledStep) -> str:
    first, last = step.window.earliest, step.window.latest
    mark = "（暂定）" if step.provisional else ""
    mark += "　排不下" if step.conflict else ""
    if last is None:
        return f"{short_day(first)}起{mark}" if first else mark
    return f"{short_day(last)}{'' if first == last else '止'}{mark}"


def _bar(row: _Row, own: _Line) -> Iterator[str]:
    first, last = row.step.window.earliest, row.step.window.latest
    top = row.y - BAR / 2
    if first and last and last < first:
        width = own.x(first) - own.x(last)
        yield box(own.x(last), top, width, "url(#hatch)")
    elif first and first == last:
        yield box(own.x(first), top, own.day, INK)
    elif last:
        begin = own.x(first) if first else own.x(last)
        yield box(begin, top, own.x(last) + own.day - begin, PALE)
    if last and first is None:
        yield line((own.x(last) - 30, row.y), (own.x(last), row.y), stroke_dasharray="4 3")
    if last and first != last:
        edge = own.x(last) + own.day - 1.5
        yield line((edge, top - 3), (edge, top + BAR + 3), stroke_width=3.5)
    if last is None and first:
        yield line((own.x(first), row.y), (_RIGHT, row.y), stroke_dasharray="4 3")
