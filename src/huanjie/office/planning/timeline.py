"""The timeline (时间轴): a schedule's windows as bars on a line of days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.schedule import Schedule, ScheduledStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One step on the line: its first and last day, counted from the line's first day."""

    step: ScheduledStep
    first: int
    last: int
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """时间轴: its days, today's place on it where it has one, and a bar for each dated step."""

    begins: datetime.date
    ends: datetime.date
    days: int
    today: int | None
    bars: tuple[Bar, ...]


def timeline(schedule: Schedule, *, today: datetime.date) -> Timeline:
    """The line from the first day of any step to the last."""
    edges = [day for step in schedule.steps for day in _edges(step)]
    begins, ends = min(edges), max(edges)
    days = (ends - begins).days + 1
    here = (today - begins).days
    bars = tuple(
        Bar(
            step=step,
            first=(_edges(step)[0] - begins).days,
            last=(_edges(step)[-1] - begins).days,
            is_over=_edges(step)[-1] < today,
        )
        for step in schedule.steps
        if _edges(step)
    )
    return Timeline(
        begins=begins, ends=ends, days=days, today=here if 0 <= here < days else None, bars=bars
    )


def _edges(step: ScheduledStep) -> list[datetime.date]:
    """The days that bound a step; one of them may be open."""
    return [day for day in (step.window.earliest, step.window.latest) if day]
