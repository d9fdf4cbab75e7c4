"""Schedules to be put on paper (排好的日程): one body, several, one that does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from huanjie.domain.schedule import Schedule
from huanjie.domain.unitschedule import Poll, UnitSchedule, joined, unit_schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

AT: Final = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
DAY: Final = date(2026, 6, 28)
VILLAGE: Final = load("villagers-committee", today=DAY)
PARTY: Final = load("party-branch", today=DAY)


def one(day: date = DAY, start: date | None = None) -> UnitSchedule:
    return unit_schedule(
        [Poll(pack=VILLAGE, polling_day=day)], calendar=load_calendar(), start=start
    )


def both(start: date | None = date(2026, 5, 10)) -> UnitSchedule:
    polls = [
        Poll(pack=PARTY, polling_day=date(2026, 6, 12)),
        Poll(pack=VILLAGE, polling_day=DAY),
    ]
    return unit_schedule(polls, calendar=load_calendar(), start=start)


ONE: Final = one()
BOTH: Final = both()
LATE: Final = one(start=date(2026, 6, 12))
PROVISIONAL: Final = one(date(2027, 3, 28))
PLANS: Final = {"one": ONE, "both": BOTH, "late": LATE, "provisional": PROVISIONAL}


def renamed(name: str) -> UnitSchedule:
    """One body's schedule whose first step has another name."""
    body: Schedule = ONE.bodies[0]
    first, *others = body.steps
    return joined([replace(body, steps=(replace(first, name=name), *others))], [])
