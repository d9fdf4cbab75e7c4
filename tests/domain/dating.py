"""Schedules as the tests ask for them (日程), of real packs and of steps of nobody's law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from huanjie.domain.schedule import Schedule, ScheduledStep, schedule
from huanjie.law.calendar import Calendar, load_calendar
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import Direction, TimedStep
from huanjie.law.shelf import load

CALENDAR = load_calendar()
TODAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=TODAY)
SICHUAN = load("villagers-committee", today=TODAY, region="sichuan")


def plan(
    polling_day: date,
    pack: RulePack = VILLAGE,
    start: date | None = None,
    calendar: Calendar = CALENDAR,
) -> Schedule:
    """The schedule of a poll on this day, by the villagers' law where no other is given."""
    return schedule(pack, polling_day=polling_day, calendar=calendar, start=start)


def last_days(polling_day: date, pack: RulePack = VILLAGE) -> dict[str, str]:
    """The last day of each step, as month-day."""
    steps = plan(polling_day, pack).steps
    return {step.event: f"{step.window.latest:%m-%d}" for step in steps}


def by_event(dated: Schedule) -> dict[str, ScheduledStep]:
    """The steps by their events."""
    return {step.event: step for step in dated.steps}


def step(
    event: str, anchor: str, direction: Direction, days: int = 0, *, working: bool = False
) -> TimedStep:
    """A step of nobody's law."""
    says = Citation(law="换届约定", article=event, says=event, rank="convention", confidence="C")
    return TimedStep(
        citation=says,
        event=event,
        name=event,
        anchor=anchor,
        direction=direction,
        days=days,
        unit="working-day" if working else "day",
        opens=None,
        rolls=None,
    )


def made(*steps: TimedStep) -> RulePack:
    """The villagers' pack with other steps."""
    return replace(VILLAGE, steps=steps)
