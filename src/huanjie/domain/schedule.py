"""The schedule (日程): every step of an election as a window with a legal edge, from the pack and
the polling day.

A window's last day comes from the law alone; its first day from the day on which anything may be
done at all. Where the last day lies before the first the step cannot fit, and the schedule says why
and what would.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from huanjie.domain.calendar import (
    Deadline,
    days_after,
    days_before,
    latest_start_for_working_days,
    working_days,
)
from huanjie.domain.daywords import in_words
from huanjie.door.fault import BadInput
from huanjie.law.calendar import Calendar
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack
from huanjie.law.rules import TimedStep

POLLING_DAY = "polling-day"
_LONGEST_SEARCH = 400
"""How many later polling days are tried before none is suggested."""
LONGEST_CHAIN = 100
"""How many steps may be measured one from the other; no law comes near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From the first day to the last on which a step may be done (起止日期); None: not bounded."""

    earliest: datetime.date | None
    latest: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledStep:
    """一个步骤: its window, its articles, whether a date may still move, and why it cannot fit if
    it cannot.
    """

    event: str
    name: str
    window: Window
    grounds: tuple[Citation, ...]
    provisional: bool
    conflict: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a schedule was made from (日程的依据): with one of them changed it can be made anew."""

    pack: RulePack
    polling_day: datetime.date
    calendar: Calendar
    start: datetime.date | None

    def schedule(self) -> Schedule:
        """The dated steps that follow from these."""
        return schedule(
            self.pack, polling_day=self.polling_day, calendar=self.calendar, start=self.start
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """日程: the steps by their last day, and what whoever posts it should know."""

    pack: str
    polling_day: datetime.date
    start: datetime.date | None
    steps: tuple[ScheduledStep, ...]
    warnings: tuple[str, ...]
    inputs: Inputs | None = field(default=None, compare=False, repr=False)
    """None where the schedule was read from a file"""

    @property
    def body(self) -> str:
        """The body whose schedule it is, by the pack's word."""
        return self.pack.partition("@")[0]

    @property
    def name(self) -> str:
        """The body's Chinese name; its word where the schedule was read from a file."""
        return self.inputs.pack.name if self.inputs else self.body

    @property
    def fits(self) -> bool:
        """Whether every step fits (排得下)."""
        return not any(step.conflict for step in self.steps)

    def step(self, event: str) -> ScheduledStep | None:
        """One step by its event; None where the pack does not date it."""
        return next((step for step in self.steps if step.event == event), None)


def schedule(
    pack: RulePack,
    *,
    polling_day: datetime.date,
    calendar: Calendar,
    start: datetime.date | None = None,
) -> Schedule:
    """Date every step of the pack; `start` is the first day on which anything may be done."""
    dates = _Dates(pack, polling_day, calendar, start)
    steps = sorted(map(dates.step, dates.leading()), key=_by_last_day)
    return Schedule(
        pack=pack.id,
        polling_day=polling_day,
        start=start,
        steps=tuple(steps),
        warnings=tuple(_warnings(dates, steps)),
        inputs=Inputs(pack=pack, polling_day=polling_day, calendar=calendar, start=start),
    )


def _by_last_day(step: ScheduledStep) -> datetime.date:
    return step.window.latest or datetime.date.max


@dataclass(slots=True)
class _Dates:
    """The arithmetic of one schedule: each edge from the edge of the step that it is measured
    from.
    """

    pack: RulePack
    polling_day: datetime.date
    calendar: Calendar
    start: datetime.date | None
    named: dict[str, TimedStep] = field(init=False)

    def __post_init__(self) -> None:
        self.named = {step.event: step for step in self.pack.steps}

    def step(self, step: TimedStep) -> ScheduledStep:
        first, last = self._first(step), self._last(step)
        if first and first.last_day > last.last_day and self.only_precedes(step):
            first = None
        window = Window(earliest=first.last_day if first else None, latest=last.last_day)
        rolled = last.last_day != self._unrolled(step).last_day
        roll = [self.pack.roll.citation] if rolled and self.pack.roll else []
        return ScheduledStep(
            event=step.event,
            name=step.name,
            window=window,
            grounds=distinct([step.citation, *roll]),
            provisional=last.provisional or bool(first and first.provisional),
            conflict=self._conflict(step, window),
        )

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
        return Deadline(
            last_day=self.polling_day, provisional=self.calendar.is_provisional(self.polling_day)
        )

    def _rolls(self, step: TimedStep) -> bool:
        own = bool(self.pack.roll and self.pack.roll.rolls)
        return own if step.rolls is None else step.rolls

    def _last(self, step: TimedStep, seen: tuple[str, ...] = ()) -> Deadline:
        """The legal edge: the last day on which the step is in time."""
        if step.event == POLLING_DAY:
            return self._poll()
        anchor = self._last(self._named(step.anchor, (*seen, step.event)), (*seen, step.event))
        moved = self._moved(step, anchor, roll=self._rolls(step))
        # The polling day is given: it does not move when a calendar is published, but what was
        # measured through an unpublished year does.
        inherited = anchor.provisional and step.anchor != POLLING_DAY
        return replace(moved, provisional=moved.provisional or inherited)

    def _unrolled(self, step: TimedStep) -> Deadline:
        return self._last(replace(step, rolls=False))

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

    def _first(self, step: TimedStep, seen: tuple[str, ...] = ()) -> Deadline | None:
        """The first day on which the step may be done, where one is known."""
        if step.event == POLLING_DAY:
            return self._poll()
        if step.direction == "before" and step.opens is None:
            return self._starts()
        opener = self._named(step.opens or step.anchor, (*seen, step.event))
        opened = self._first(opener, (*seen, step.event))
        if opened is None or step.direction in ("on", "within"):
            return opened
        if step.direction == "after":
            return self._moved(step, opened, roll=self._rolls(step))
        # The opener must be over by so many days before this step, so this step is as many days
        # after it.
        if opener.anchor == step.event:
            return self._moved(replace(opener, direction="after"), opened, roll=False)
        return opened

    def only_precedes(self, step: TimedStep, seen: tuple[str, ...] = ()) -> bool:
        """Whether a step has no edge of its own: it need only be done before another (先于), which
        is the one that is late, and says so.
        """
        if step.direction == "on" and step.event != POLLING_DAY:
            seen = (*seen, step.event)
            return self.only_precedes(self._named(step.anchor, seen), seen)
        return step.direction == "before" and not step.days

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

    def _starts(self) -> Deadline | None:
        if self.start is None:
            return None
        return Deadline(last_day=self.start, provisional=False)

    def _conflict(self, step: TimedStep, window: Window) -> str | None:
        first, last = window.earliest, window.latest
        if step.event == POLLING_DAY and self.start and last and last < self.start:
            return f"选举日{in_words(last)}早于可以开始办理的{in_words(self.start)}"
        if first and last and last < first:
            days = (first - last).days
            return f"最迟应在{in_words(last)}，而最早{in_words(first)}才能办到，差 {days} 天"
        if last and last >= self.polling_day and self._precedes_the_poll(step):
            poll = in_words(self.polling_day)
            return f"要到{in_words(last)}才完成，而选举日{poll}之前就应完成"
        return None

    def _precedes_the_poll(self, step: TimedStep, seen: tuple[str, ...] = ()) -> bool:
        if step.event == POLLING_DAY:
            return False
        if step.direction == "before":
            return True
        anchor = self._named(step.anchor, (*seen, step.event))
        return self._precedes_the_poll(anchor, (*seen, step.event))


def _warnings(dates: _Dates, steps: Sequence[ScheduledStep]) -> Iterator[str]:
    if note := dates.pack.document.get("note"):
        yield str(note)
    if any(step.provisional for step in steps):
        yield (
            "放假调休安排尚未公布的年份，按周末和法定节假日推算；涉及的日期为暂定，公布后须重新计算。"
        )
    if any(step.conflict for step in steps):
        yield _advice(dates)
    else:
        yield from _squeezed(dates, steps)


def _advice(dates: _Dates) -> str:
    fits = first_day_that_fits(
        dates.pack, calendar=dates.calendar, start=dates.start, not_before=dates.polling_day
    )
    if fits:
        return f"选举日最早定在{in_words(fits)}，各步骤才排得下。"
    return "推迟选举日也排不下，请核对可以开始办理的日期。"


def _squeezed(dates: _Dates, steps: Sequence[ScheduledStep]) -> Iterator[str]:
    """Several steps of which the law says the order and no days, all left to one day (挤在一天)."""
    ordered = {step.event for step in dates.pack.steps if dates.only_precedes(step)}
    for day in dict.fromkeys(step.window.latest for step in steps):
        one_day = Window(earliest=day, latest=day)
        own = [step for step in steps if step.event in ordered and step.window == one_day]
        if day and len(own) > 1:
            names = "、".join(f"“{step.name}”" for step in own)
            yield (
                f"{names}都只剩{in_words(day)}这一天：法律只定了先后，没有规定各用几天；"
                "提早开始或者推迟选举日，才有时间办。"
            )


def first_day_that_fits(
    pack: RulePack,
    *,
    calendar: Calendar,
    start: datetime.date | None,
    not_before: datetime.date,
) -> datetime.date | None:
    """The first polling day on which every step fits (最早的选举日); None where a year and more
    has none.
    """
    begin = max(not_before, start) if start else not_before
    for days in range(_LONGEST_SEARCH):
        day = days_after(begin, days, calendar, roll=False).last_day
        dates = _Dates(pack, day, calendar, start)
        if not any(dates.step(step).conflict for step in pack.steps):
            return day
    return None
