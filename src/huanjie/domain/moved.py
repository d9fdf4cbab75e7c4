"""What moved (变动的步骤): two schedules of one election side by side, and why each date moved.

For a postponed polling day, a holiday notice that was published, a corrected pack.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from huanjie.domain.schedule import Inputs, Schedule, ScheduledStep, Window

Why = Literal["polling-day", "law", "calendar", "start", "body"]
WHY: Final[dict[Why, str]] = {
    "polling-day": "选举日改了",
    "law": "规定改了",
    "calendar": "放假调休安排公布或者改了",
    "start": "可以开始办理的日期改了",
    "body": "一起换届的组织有增减",
}
"""Why a step moved (变动的原因), each with its Chinese words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A step that moved (变动的步骤), as it was and as it is; None: not dated there."""

    body: str
    was: ScheduledStep | None
    now: ScheduledStep | None
    because: tuple[Why, ...]

    @property
    def step(self) -> ScheduledStep:
        """The step as it is, or as it was where it is no longer dated."""
        step = self.now or self.was
        assert step
        return step

    @property
    def moves_its_last_day(self) -> bool:
        """Whether the legal edge moves, and not only the first day on which it may be done."""
        return _latest(self.was) != _latest(self.now)


def moved(before: Schedule, after: Schedule) -> tuple[Moved, ...]:
    """Every step whose window moved, that is new or that fell away, in the order of the later
    schedule.

    Where both schedules know what they were made from, a cause is named for a step only if it alone
    moves that step, or if no cause does so alone. A schedule read from a file says less: then a
    cause is named by what the two files show.
    """
    then, now = _by_event(before), _by_event(after)
    events = [*now, *(event for event in then if event not in now)]
    reasons = _Reasons(before, after)
    return tuple(
        Moved(
            body=after.body,
            was=then.get(event),
            now=now.get(event),
            because=reasons.of(then.get(event), now.get(event)),
        )
        for event in events
        if _window(then.get(event)) != _window(now.get(event))
    )


def _latest(step: ScheduledStep | None) -> datetime.date | None:
    return step.window.latest if step else None


def _by_event(schedule: Schedule) -> dict[str, ScheduledStep]:
    return {step.event: step for step in schedule.steps}


def _window(step: ScheduledStep | None) -> Window | None:
    return step.window if step else None


class _Reasons:
    """Why the steps of two schedules differ: by trial where that can be, else by what they show."""

    def __init__(self, before: Schedule, after: Schedule) -> None:
        self.before, self.after = before, after
        self.trials: dict[Why, Schedule] | None = None
        if before.inputs and after.inputs:
            self.trials = dict(_trials(before.inputs, after.inputs))

    def of(self, was: ScheduledStep | None, now: ScheduledStep | None) -> tuple[Why, ...]:
        """Why one step moved."""
        if self.trials is None:
            return tuple(self._shown(was, now))
        event = (now or was).event  # type: ignore[union-attr]
        alone = [
            why for why, trial in self.trials.items() if _window(trial.step(event)) != _window(was)
        ]
        return tuple(alone or self.trials)

    def _shown(self, was: ScheduledStep | None, now: ScheduledStep | None) -> Iterator[Why]:
        """By elimination: what a file does not show can only be the calendar or the first day."""
        if self.before.polling_day != self.after.polling_day:
            yield "polling-day"
        if was is None or now is None or self._another_law(was, now):
            yield "law"
        elif self.before.polling_day == self.after.polling_day:
            yield "start" if was.window.latest == now.window.latest else "calendar"

    def _another_law(self, was: ScheduledStep, now: ScheduledStep) -> bool:
        # The first ground is the step's own; the others say that a rest day moved it.
        return self.before.pack != self.after.pack or was.grounds[:1] != now.grounds[:1]


def _trials(before: Inputs, after: Inputs) -> Iterator[tuple[Why, Schedule]]:
    """The earlier schedule with one thing changed, for each thing that changed."""
    if before.polling_day != after.polling_day:
        yield "polling-day", replace(before, polling_day=after.polling_day).schedule()
    if before.pack.sha256 != after.pack.sha256:
        yield "law", replace(before, pack=after.pack).schedule()
    if before.calendar != after.calendar:
        yield "calendar", replace(before, calendar=after.calendar).schedule()
    if before.start != after.start:
        yield "start", replace(before, start=after.start).schedule()
