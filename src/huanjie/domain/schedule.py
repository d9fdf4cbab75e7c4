"""The schedule (日程): every step of an election as a window with a legal edge, from the pack and
the polling day.

A window's last day comes from the law alone; its first day from the day on which anything may be
done at all. Where the last day lies before the first the step cannot fit, and the schedule says why
and what would.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from huanjie.domain.calendar import days_after
from huanjie.domain.daywords import in_words
from huanjie.domain.edges import POLLING_DAY, Edges
from huanjie.law.calendar import Calendar
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack
from huanjie.law.rules import TimedStep

_LONGEST_SEARCH = 400
"""How many later polling days are tried before none is suggested."""


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
    formed_on: datetime.date | None = None

    def schedule(self) -> Schedule:
        """The dated steps that follow from these."""
        return schedule(
            self.pack,
            polling_day=self.polling_day,
            calendar=self.calendar,
            start=self.start,
            formed_on=self.formed_on,
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
    def formed_on(self) -> datetime.date:
        """When the body came about (产生之日): by the later vote that completed it, else on the
        polling day.
        """
        return (self.inputs.formed_on if self.inputs else None) or self.polling_day

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
    formed_on: datetime.date | None = None,
) -> Schedule:
    """Date every step of the pack; `start` is the first day on which anything may be done, and
    `formed_on` that of the later vote that completed the body, where there was one.
    """
    edges = Edges(pack, polling_day, calendar, start, formed_on)
    steps = sorted((_scheduled(edges, step) for step in edges.leading()), key=_by_last_day)
    return Schedule(
        pack=pack.id,
        polling_day=polling_day,
        start=start,
        steps=tuple(steps),
        warnings=tuple(_warnings(edges, steps)),
        inputs=Inputs(
            pack=pack,
            polling_day=polling_day,
            calendar=calendar,
            start=start,
            formed_on=formed_on,
        ),
    )


def _by_last_day(step: ScheduledStep) -> datetime.date:
    return step.window.latest or datetime.date.max


def _scheduled(edges: Edges, step: TimedStep) -> ScheduledStep:
    """A step with its window, as the law and the first day leave it."""
    first, last = edges.first(step), edges.last(step)
    if first and first.last_day > last.last_day and edges.only_precedes(step):
        first = None
    window = Window(earliest=first.last_day if first else None, latest=last.last_day)
    rolled = last.last_day != edges.unrolled(step).last_day
    roll = [edges.pack.roll.citation] if rolled and edges.pack.roll else []
    return ScheduledStep(
        event=step.event,
        name=step.name,
        window=window,
        grounds=distinct([edges.ground(step), *roll]),
        provisional=last.provisional or bool(first and first.provisional),
        conflict=_conflict(edges, step, window),
    )


def _conflict(edges: Edges, step: TimedStep, window: Window) -> str | None:
    """Why a step cannot fit (排不下); None where it can."""
    first, last = window.earliest, window.latest
    if step.event == POLLING_DAY and edges.start and last and last < edges.start:
        return f"选举日{in_words(last)}早于可以开始办理的{in_words(edges.start)}"
    if first and last and last < first:
        days = (first - last).days
        return f"最迟应在{in_words(last)}，而最早{in_words(first)}才能办到，差 {days} 天"
    if last and last >= edges.polling_day and edges.precedes_the_poll(step):
        poll = in_words(edges.polling_day)
        return f"要到{in_words(last)}才完成，而选举日{poll}之前就应完成"
    return None


def _warnings(edges: Edges, steps: Sequence[ScheduledStep]) -> Iterator[str]:
    if note := edges.pack.document.get("note"):
        yield str(note)
    if any(step.provisional for step in steps):
        yield (
            "放假调休安排尚未公布的年份，按周末和法定节假日推算；涉及的日期为暂定，公布后须重新计算。"
        )
    if any(step.conflict for step in steps):
        yield _advice(edges)
    else:
        yield from _squeezed(edges, steps)


def _advice(edges: Edges) -> str:
    fits = first_day_that_fits(
        edges.pack, calendar=edges.calendar, start=edges.start, not_before=edges.polling_day
    )
    if fits:
        return f"选举日最早定在{in_words(fits)}，各步骤才排得下。"
    return "推迟选举日也排不下，请核对可以开始办理的日期。"


def _squeezed(edges: Edges, steps: Sequence[ScheduledStep]) -> Iterator[str]:
    """Several steps of which the law says the order and no days, all left to one day (挤在一天)."""
    ordered = {step.event for step in edges.pack.steps if edges.only_precedes(step)}
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
        edges = Edges(pack, day, calendar, start)
        if not any(_scheduled(edges, step).conflict for step in pack.steps):
            return day
    return None
