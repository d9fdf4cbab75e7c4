"""The flow chart as a picture (流程图). One body: a chain of boxes in columns, each with its dates,
its article, and the papers it needs. Several bodies: a column each, one band for each day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.edges import POLLING_DAY
from huanjie.domain.schedule import Schedule, ScheduledStep
from huanjie.domain.unitschedule import UnitSchedule
from huanjie.exchange.schedule import window_in_words
from huanjie.paper.schedule_words import (
    forms_of,
    measured,
    short_day,
    short_window,
    title_of,
)
from huanjie.paper.svg import (
    FAINT,
    GREY,
    INK,
    PALE,
    Picture,
    Type,
    arrow,
    line,
    shape,
    text,
    wrapped,
)

_MARGIN, _TOP = 32.0, 92.0
_WIDE, _NARROW = 320.0, 232.0
_GAP, _BETWEEN = 56.0, 26.0
_PAD: Final = 12.0
_TALLEST: Final = 7
"""boxes of one column before another is begun"""
_TITLE, _UNDER = Type(size=21, bold=True), Type(size=13, ink=GREY)
_WHEN, _WHAT, _WHY = Type(size=12, ink=GREY), Type(size=15, bold=True), Type(size=11, ink=GREY)
_PAPER, _BAD = Type(size=12), Type(size=12, bold=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """One step as a box (步骤框): its lines of text, each with its look; how high it is."""

    lines: tuple[tuple[str, Type], ...]
    is_poll: bool = False
    is_end: bool = False

    @property
    def height(self) -> float:
        return 2 * _PAD + sum(look.size * 1.45 for _, look in self.lines) - 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    box: _Box
    x: float
    y: float
    width: float

    @property
    def head(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y

    @property
    def foot(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.box.height


def flow_picture(unit: UnitSchedule, *, place: str = "") -> str:
    """The steps of one body or of several as an SVG file."""
    body = unit.bodies[0]
    if len(unit.bodies) == 1:
        shapes, width, bottom = _chain(body)
        under = f"选举日 {in_words(body.polling_day)}　适用的规定 {body.pack}"
    else:
        shapes, width, bottom = _lanes(unit)
        under = "虚线箭头：后一个组织在前一个之后选举"
    title = title_of(unit, place).removesuffix("日程") + "流程图"
    heads = (text((_MARGIN, 46), title, _TITLE), text((_MARGIN, 70), under, _UNDER))
    several = len(unit.bodies) > 1
    told = (
        f"{each.name if several else ''}{each.step.name}：{window_in_words(each.step)}"
        for each in unit.steps
    )
    return Picture(
        title=title,
        description="，然后 ".join(told),
        width=width,
        height=bottom + _MARGIN,
        shapes=(*heads, *shapes),
    ).as_svg()


# One body: a chain


def _chain(body: Schedule) -> tuple[list[str], float, float]:
    boxes = [_end("开始"), *(_full(body, step) for step in body.steps), _end("结束")]
    columns = list(_columns(boxes))
    tallest = max(map(_height, columns))
    placed = [
        list(_stacked(column, _MARGIN + n * (_WIDE + _GAP), tallest))
        for n, column in enumerate(columns)
    ]
    bottom = max(each.foot[1] for own in placed for each in own)
    shapes = [shape for own in placed for each in own for shape in _drawn(each)]
    shapes += [arrow((a.foot, b.head)) for own in placed for a, b in pairwise(own)]
    shapes += [_over(a[-1], b[0], bottom) for a, b in pairwise(placed)]
    width = 2 * _MARGIN + len(columns) * _WIDE + (len(columns) - 1) * _GAP
    return shapes, width, bottom + (14 if len(columns) > 1 else 0)


def _height(column: Sequence[_Box]) -> float:
    return sum(box.height + _BETWEEN for box in column) - _BETWEEN


def _stacked(column: Sequence[_Box], x: float, tallest: float) -> Iterator[_Placed]:
    """The boxes of a column, spread a little so that the columns end together."""
    spare = (tallest - _height(column)) / max(len(column) - 1, 1)
    y = _TOP
    for box in column:
        width = _WIDE / 3 if box.is_end else _WIDE
        yield _Placed(box=box, x=x + (_WIDE - width) / 2, y=y, width=width)
        y += box.height + _BETWEEN + min(spare, _BETWEEN)


def _columns(boxes: Sequence[_Box]) -> Iterator[list[_Box]]:
    """The boxes in their order, in columns of about one height."""
    count = -(-len(boxes) // _TALLEST)
    share = sum(box.height + _BETWEEN for box in boxes) / count
    column: list[_Box] = []
    height, left = 0.0, count
    for box in boxes:
        if column and left > 1 and height + box.height / 2 > share:
            yield column
            column, height, left = [], 0.0, left - 1
        column.append(box)
        height += box.height + _BETWEEN
    yield column


def _over(last: _Placed, first: _Placed, bottom: float) -> str:
    """From the foot of a column, up between the columns, to the head of the next."""
    (x, y), (to, top) = last.foot, first.head
    between, under, above = to - (_WIDE + _GAP) / 2, bottom + 14, _TOP - 14
    return arrow(((x, y), (x, under), (between, under), (between, above), (to, above), (to, top)))


def _end(says: str) -> _Box:
    return _Box(lines=((says, _WHAT),), is_end=True)


def _full(body: Schedule, step: ScheduledStep) -> _Box:
    """All that one box of a chain says."""
    room = _WIDE - 2 * _PAD
    said = [(short_window(step) + ("（暂定）" if step.provisional else ""), _WHEN)]
    said += [(each, _WHAT) for each in wrapped(step.name, room=room, size=_WHAT.size)]
    for why in filter(None, (_measured(body, step), step.grounds[0].in_short)):
        said += [(each, _WHY) for each in wrapped(why, room=room, size=_WHY.size)]
    if papers := forms_of(body, step.event):
        says = "文书：" + "、".join(papers)
        said += [(each, _PAPER) for each in wrapped(says, room=room, size=_PAPER.size)]
    if step.conflict:
        says = f"排不下：{step.conflict}"
        said += [(each, _BAD) for each in wrapped(says, room=room, size=_BAD.size)]
    return _Box(lines=tuple(said), is_poll=step.event == POLLING_DAY)


def _measured(body: Schedule, step: ScheduledStep) -> str:
    if body.inputs is None:
        return ""
    pack = body.inputs.pack
    return next((measured(each, pack) for each in pack.steps if each.event == step.event), "")


# Several bodies: a column each


@dataclass(slots=True)
class _Column:
    """What stands in one body's column so far."""

    x: float
    placed: list[_Placed] = field(default_factory=list)


def _lanes(unit: UnitSchedule) -> tuple[list[str], float, float]:
    left = _MARGIN + 92
    columns = {
        body.body: _Column(x=left + n * (_NARROW + 32)) for n, body in enumerate(unit.bodies)
    }
    shapes, y = list(_heads(unit, columns)), _TOP + 34
    days = dict.fromkeys(each.step.window.latest for each in unit.steps)
    right = left + len(columns) * (_NARROW + 32)
    for day in days:
        shapes.append(line((_MARGIN, y), (right, y), stroke=PALE))
        bold = Type(size=13, bold=day in {body.polling_day for body in unit.bodies})
        shapes.append(text((_MARGIN, y + 30), _day(day), bold))
        y = _band(unit, day, columns, y)
    # Under the boxes: on its way past other columns an arrow goes behind them.
    shapes += _order(unit, columns)
    for column in columns.values():
        shapes += [each for placed in column.placed for each in _drawn(placed)]
        shapes += [arrow((a.foot, b.head)) for a, b in pairwise(column.placed)]
    return shapes, right + _MARGIN - 16, y


def _day(day: datetime.date | None) -> str:
    return short_day(day) if day else "不限"


def _heads(unit: UnitSchedule, columns: dict[str, _Column]) -> Iterator[str]:
    for body in unit.bodies:
        x = columns[body.body].x
        yield shape("rect", x=x, y=_TOP - 4, width=_NARROW, height=28, fill="#3a3a3a")
        look = Type(size=14, bold=True, ink="#ffffff", anchor="middle")
        yield text((x + _NARROW / 2, _TOP + 15), body.name, look)


def _band(
    unit: UnitSchedule, day: datetime.date | None, columns: dict[str, _Column], top: float
) -> float:
    """Place the boxes of one day; where the next day's band begins."""
    ends = [top + 44]
    tops = dict.fromkeys(columns, top + 14.0)
    for each in unit.steps:
        if each.step.window.latest == day:
            box, column = _short(each.step), columns[each.body]
            column.placed.append(_Placed(box=box, x=column.x, y=tops[each.body], width=_NARROW))
            tops[each.body] += box.height + 18
            ends.append(tops[each.body] - 4)
    return max(ends)


def _short(step: ScheduledStep) -> _Box:
    room, first = _NARROW - 2 * _PAD, step.window.earliest
    said = [(each, Type(size=14, bold=True)) for each in wrapped(step.name, room=room, size=14)]
    if first and step.window.latest and first < step.window.latest:
        said.append((f"{short_day(first)}起", _WHY))
    said += [(each, _WHY) for each in wrapped(step.grounds[0].in_short, room=room, size=_WHY.size)]
    if step.conflict:
        says = f"排不下：{step.conflict}"
        said += [(each, _BAD) for each in wrapped(says, room=room, size=_BAD.size)]
    return _Box(lines=tuple(said), is_poll=step.event == POLLING_DAY)


def _order(unit: UnitSchedule, columns: dict[str, _Column]) -> Iterator[str]:
    """From the poll of each body to the poll of those that follow it."""
    polls = {
        body: next((each for each in column.placed if each.box.is_poll), None)
        for body, column in columns.items()
    }
    for body in unit.bodies:
        order = body.inputs.pack.body_order if body.inputs else None
        for before in order.after if order else ():
            a, b = polls.get(before), polls.get(body.body)
            if a and b and a.x != b.x:
                yield _across(a, b)


def _across(a: _Placed, b: _Placed) -> str:
    """Sideways out of one box and into the other, between the columns."""
    rightwards = a.x < b.x
    start = (a.x + a.width if rightwards else a.x, a.y + a.box.height / 2)
    end = (b.x if rightwards else b.x + b.width, b.y + b.box.height / 2)
    middle = end[0] + (-16 if rightwards else 16)
    return arrow((start, (middle, start[1]), (middle, end[1]), end), dashed=True)


# A box


def _drawn(placed: _Placed) -> Iterator[str]:
    box = placed.box
    at = {"x": placed.x, "y": placed.y, "width": placed.width, "height": box.height}
    round_ = box.height / 2 if box.is_end else 4
    fill = FAINT if box.is_end else "#ffffff"
    heavy = 2.6 if box.is_poll else 1.1
    yield shape("rect", fill=fill, stroke=INK, stroke_width=heavy, rx=round_, **at)
    y = placed.y + _PAD - 4
    for says, look in box.lines:
        y += look.size * 1.45
        if box.is_end:
            held = Type(size=look.size, bold=True, anchor="middle")
            yield text((placed.x + placed.width / 2, y - 2), says, held)
        else:
            yield text((placed.x + _PAD, y - 2), says, look)
