"""A unit's schedules together (总日程的文件形式): JSON, iCalendar, text."""

from __future__ import annotations

import datetime
from typing import Any

from huanjie.domain.daywords import in_words
from huanjie.domain.unitschedule import BodyStep, UnitSchedule
from huanjie.exchange.schedule import (
    calendar_file,
    ics_event,
    schedule_as_json,
    step_as_json,
    step_lines,
)


def unit_schedule_as_json(unit: UnitSchedule) -> dict[str, Any]:
    """The bodies' schedules, and all their steps on one line of time."""
    return {
        "bodies": [schedule_as_json(body) for body in unit.bodies],
        "steps": [{"body": each.body, **step_as_json(each.step)} for each in unit.steps],
        "warnings": list(unit.warnings),
    }


def unit_schedule_as_text(unit: UnitSchedule) -> str:
    """The schedule as people read it: who is elected when, then every step with its body."""
    lines = [
        f"{body.name}：选举日 {in_words(body.polling_day)}    规则包 {body.pack}"
        for body in unit.bodies
    ]
    lines.append("")
    for each in unit.steps:
        lines += step_lines(each.step, whose=whose(each))
    lines += [f"注意：{warning}" for warning in unit.warnings]
    return "\n".join(lines) + "\n"


def unit_schedule_as_ics(unit: UnitSchedule, *, made_at: datetime.datetime) -> str:
    """All steps in one iCalendar file, each with its body before its name."""
    own = {body.body: body for body in unit.bodies}
    return calendar_file(
        line
        for each in unit.steps
        for line in ics_event(each.step, own[each.body], made_at, whose=whose(each))
    )


def whose(each: BodyStep) -> str:
    """The body of a step, as it stands before the step's name."""
    return f"〔{each.name}〕"
