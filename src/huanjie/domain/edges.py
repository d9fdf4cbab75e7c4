"""The edges of steps (起止的法定期限): the last day on which each is in time and the first on which
it may be done, each measured from the edge of another step, and in the end from the polling day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace

from huanjie.domain.calendar import (
    Deadline,
    days_after,
    days_before,
    latest_start_for_working_days,
    working_days,
)
from huanjie.door.fault import BadInput
from huanjie.law.calendar import Calendar
from huanjie.law.citation import Citation, by_convention
from huanjie.law.pack import RulePack
from huanjie.law.rules import TimedStep

POLLING_DAY = "polling-day"
LONGEST_CHAIN = 100
"""How many steps may be measured one from the other; no law comes near it."""


@dataclass(slots=True)
class Edges:
    """The arithmetic of one schedule (一份日程的期限): of a pack, a polling day, a calendar, and
    the first day on which anything may be done. BadInput where steps are measured from one another
    in a circle, over too many, or from one that is not there.
    """

    pack: RulePack
    polling_day: datetime.date
    calendar: Calendar
    start: datetime.date | None
    formed_on: datetime.date | None = None
    """the last of the later votes (最后一轮投票), where there was one"""
    named: dict[str, TimedStep] = field(init=False)

    def __post_init__(self) -> None:
        self.named = {step.event: step for step in self.pack.steps}

    def last(self, step: TimedStep, seen: tuple[str, ...] = ()) -> Deadline:
        """The legal edge: the last day on which the step is in time."""
        if step.event == POLLING_DAY:
            return self._poll()
        anchor = self._anchor(step, seen)
        moved = self._moved(step, anchor, roll=self._rolls(step))
        # The polling day is given: it does not move when a calendar is published, but what was
        # measured through an unpublished year does.
        inherited = anchor.provisional and step.anchor != POLLING_DAY
        return replace(moved, provisional=moved.provisional or inherited)

    def first(self, step: TimedStep, seen: tuple[str, ...] = ()) -> Deadline | None:
        """The first day on which the step may be done, where one is known.

        What the law wants within so many days of the formation (自产生之日起…日内) it does not
        forbid after the first vote, before a later one completes the body: it may be done from the
        polling day on.
        """
        if step.event == POLLING_DAY:
            return self._poll()
        if step.from_formation:
            return self._poll() if step.direction == "within" else self._formed()
        if step.direction == "before" and step.opens is None:
            return self._starts()
        opener = self._named(step.opens or step.anchor, (*seen, step.event))
        opened = self.first(opener, (*seen, step.event))
        if opened is None or step.direction in ("on", "within"):
            return opened
        if step.direction == "after":
            return self._moved(step, opened, roll=self._rolls(step))
        # The opener must be over by so many days before this step, so this step is as many days
        # after it.
        if opener.anchor == step.event:
            return self._moved(replace(opener, direction="after"), opened, roll=False)
        return opened

    def unrolled(self, step: TimedStep) -> Deadline:
        """The last day as it would be if no rest day moved it on (不顺延)."""
        return self.last(replace(step, rolls=False))

    def ground(self, step: TimedStep) -> Citation:
        """The article that dates a step; where a later vote completed the body, that the days are
        counted from it is our convention (confidence C).
        """
        later = self.formed_on is not None and self.formed_on != self.polling_day
        return by_convention(step.citation) if later and step.from_formation else step.citation

    def only_precedes(self, step: TimedStep, seen: tuple[str, ...] = ()) -> bool:
        """Whether a step has no edge of its own: it need only be done before another (先于), which
        is the one that is late, and says so.
        """
        if step.direction == "on" and step.event != POLLING_DAY:
            seen = (*seen, step.event)
            return self.only_precedes(self._named(step.anchor, seen), seen)
        return step.direction == "before" and not step.days

    def precedes_the_poll(self, step: TimedStep, seen: tuple[str, ...] = ()) -> bool:
        """Whether a step, or what it follows, is to be over before the poll (选举日以前)."""
        if step.event == POLLING_DAY:
            return False
        if step.direction == "before":
            return True
        anchor = self._named(step.anchor, (*seen, step.event))
        return self.precedes_the_poll(anchor, (*seen, step.event))

    def leading(self) -> list[TimedStep]:
        """The steps as they stand where several share a last day: first what need only be done
        before another, and before that other.
        """
        steps = sorted(self.pack.steps, key=self.only_precedes, reverse=True)
        for step in self.pack.steps:
            anchor = self.named.get(step.anchor)
            if step.direction != "before" or step.days or anchor is None:
                continue
            if steps.index(anchor) < steps.index(step):
                steps.remove(step)
                steps.insert(steps.index(anchor), step)
        return steps

    def _anchor(self, step: TimedStep, seen: tuple[str, ...]) -> Deadline:
        """The edge that a step is measured from (起算的日子)."""
        if step.from_formation:
            return self._formed()
        return self.last(self._named(step.anchor, (*seen, step.event)), (*seen, step.event))

    def _named(self, event: str, seen: tuple[str, ...]) -> TimedStep:
        if event in seen:
            raise BadInput(f"步骤“{event}”绕了一圈又以自己起算", remedy="改正 anchor")
        if len(seen) > LONGEST_CHAIN:
            raise BadInput(
                f"步骤“{seen[0]}”往前一步接一步起算，超过 {LONGEST_CHAIN} 步，算不出日期",
                remedy="改正 anchor 或者 opens，从选举日或者离它近的步骤起算",
            )
        if event not in self.named:
            raise BadInput(f"规则包里没有步骤“{event}”", remedy="改正 anchor 或者 opens")
        return self.named[event]

    def _poll(self) -> Deadline:
        return self._given(self.polling_day)

    def _formed(self) -> Deadline:
        return self._given(self.formed_on or self.polling_day)

    def _given(self, day: datetime.date) -> Deadline:
        return Deadline(last_day=day, provisional=self.calendar.is_provisional(day))

    def _starts(self) -> Deadline | None:
        if self.start is None:
            return None
        return Deadline(last_day=self.start, provisional=False)

    def _rolls(self, step: TimedStep) -> bool:
        own = bool(self.pack.roll and self.pack.roll.rolls)
        return own if step.rolls is None else step.rolls

    def _moved(self, step: TimedStep, anchor: Deadline, *, roll: bool) -> Deadline:
        match step.direction, step.unit:
            case "on", _:
                return anchor
            case "before", "working-day":
                moved = latest_start_for_working_days(anchor.last_day, step.days, self.calendar)
            case "before", _:
                moved = days_before(anchor.last_day, step.days, self.calendar)
            case _, "working-day":
                counted = working_days(anchor.last_day, step.days, self.calendar)
                moved = Deadline(last_day=counted.last_day, provisional=counted.provisional)
            case _:
                moved = days_after(anchor.last_day, step.days, self.calendar, roll=roll)
        return moved
