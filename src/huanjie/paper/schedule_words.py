"""How a schedule is worded on paper (日程的写法): short days, what a step is measured from, whose
it is.
"""

from __future__ import annotations

import datetime

from huanjie.domain.daywords import WEEKDAYS
from huanjie.domain.edges import POLLING_DAY
from huanjie.domain.schedule import Schedule, ScheduledStep
from huanjie.domain.unitschedule import UnitSchedule
from huanjie.law import periodwords
from huanjie.law.pack import RulePack
from huanjie.law.phrase import in_chinese
from huanjie.law.rules import TimedStep


def short_day(day: datetime.date) -> str:
    """A day without its year: 6月28日 周日."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def short_window(step: ScheduledStep) -> str:
    """A window without its year; a step of one day is that day."""
    first, last = step.window.earliest, step.window.latest
    if last is None:
        return f"{short_day(first)}起" if first else "不限"
    if first is None:
        return f"最迟 {short_day(last)}"
    return short_day(last) if first >= last else f"{short_day(first)}—{short_day(last)}"


def measured(step: TimedStep, pack: RulePack) -> str:
    """What a step is measured from (起算): 选举日的 20 日以前; nothing for the polling day."""
    if step.event == POLLING_DAY:
        return ""
    return in_chinese(periodwords.measured(step, pack))


def title_of(unit: UnitSchedule, place: str = "") -> str:
    """What a schedule is called: of one body, or of all of a place's."""
    body = unit.bodies[0].name if len(unit.bodies) == 1 else ""
    return f"{place}{body}换届选举日程"


def forms_of(body: Schedule, event: str) -> tuple[str, ...]:
    """The papers that a step needs (文书), where the schedule knows its pack."""
    forms = body.inputs.pack.forms if body.inputs else ()
    return tuple(form.name for form in forms if form.event == event)
