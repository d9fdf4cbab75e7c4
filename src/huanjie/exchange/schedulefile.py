"""Reading SCHEDULE (读日程文件): one body's, or the bodies of a unit together."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Final

from huanjie.domain.schedule import Schedule, ScheduledStep, Window
from huanjie.domain.unitschedule import BodyStep, UnitSchedule, joined
from huanjie.door.cursor import Cursor
from huanjie.law.citation import CITATION_KEYS, Citation, read_citation

_KEYS: Final = ("pack", "polling_day", "steps", "warnings")
_STEP_KEYS: Final = ("event", "name", "window", "grounds", "provisional", "conflict")
_UNIT_KEYS: Final = ("bodies", "steps", "warnings")


def read_schedules(cursor: Cursor) -> UnitSchedule:
    """A schedule file of either shape; one body alone is a unit of one."""
    if cursor.has("bodies"):
        return read_unit_schedule(cursor)
    return joined((read_schedule(cursor),), ())


def read_schedule(cursor: Cursor) -> Schedule:
    """One body's schedule; the day from which it was planned is not in the file."""
    cursor.only(*_KEYS)
    return Schedule(
        pack=cursor.get("pack").text(),
        polling_day=cursor.get("polling_day").date(),
        start=None,
        steps=_read_steps(cursor.get("steps")),
        warnings=_read_warnings(cursor),
    )


def read_unit_schedule(cursor: Cursor) -> UnitSchedule:
    """The schedules of a unit's bodies; the steps together are those of the bodies."""
    cursor.only(*_UNIT_KEYS)
    bodies = _read_bodies(cursor.get("bodies"))
    unit = joined(bodies, _read_warnings(cursor))
    steps = [_read_body_step(item) for item in cursor.get("steps").items()]
    if Counter(map(repr, steps)) != Counter(map(repr, unit.steps)):
        cursor.get("steps").refuse("与 bodies 里的步骤不一致", "由 bodies 重新合成")
    return unit


def _read_bodies(cursor: Cursor) -> list[Schedule]:
    bodies: dict[str, Schedule] = {}
    for item in cursor.items():
        own = read_schedule(item)
        if own.body in bodies:
            item.get("pack").refuse(f"组织“{own.body}”的日程写了两次", "每个组织只写一次")
        bodies[own.body] = own
    if not bodies:
        cursor.refuse("没有一个组织的日程", "至少写一个")
    return list(bodies.values())


def _read_warnings(cursor: Cursor) -> tuple[str, ...]:
    return tuple(item.text() for item in cursor.get("warnings").items())


def _read_steps(cursor: Cursor) -> tuple[ScheduledStep, ...]:
    steps = [_read_step(item, *_STEP_KEYS) for item in cursor.items()]
    if len({step.event for step in steps}) < len(steps):
        cursor.refuse("同一个步骤写了两次", "只留一个")
    return tuple(steps)


def _read_body_step(cursor: Cursor) -> BodyStep:
    body = cursor.get("body").text()
    return BodyStep(body=body, name=body, step=_read_step(cursor, "body", *_STEP_KEYS))


def _read_step(cursor: Cursor, *keys: str) -> ScheduledStep:
    cursor.only(*keys)
    conflict = cursor.get("conflict")
    step = ScheduledStep(
        event=cursor.get("event").text(),
        name=cursor.get("name").text(),
        window=_read_window(cursor.get("window")),
        grounds=_read_grounds(cursor.get("grounds")),
        provisional=cursor.get("provisional").yes_no(),
        conflict=None if conflict.value is None else conflict.text(),
    )
    first, last = step.window.earliest, step.window.latest
    if first and last and last < first and not step.conflict:
        cursor.get("window").refuse("最早一日晚于最迟一日", "改正日期，或者写明 conflict")
    return step


def _read_window(cursor: Cursor) -> Window:
    edges = [_read_edge(item) for item in cursor.items()]
    match edges:
        case [earliest, latest]:
            return Window(earliest=earliest, latest=latest)
    cursor.refuse("应为最早和最迟的两日", "没有限制的写 null")


def _read_edge(cursor: Cursor) -> datetime.date | None:
    return None if cursor.value is None else cursor.date()


def _read_grounds(cursor: Cursor) -> tuple[Citation, ...]:
    grounds = tuple(_read_citation(item) for item in cursor.items())
    if not grounds:
        cursor.refuse("没有依据", "至少写一条")
    return grounds


def _read_citation(cursor: Cursor) -> Citation:
    cursor.only(*CITATION_KEYS)
    return read_citation(cursor)
