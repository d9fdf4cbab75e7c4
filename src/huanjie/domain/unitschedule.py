"""The schedules of all bodies of one place together (一个单位的总日程): one line of time, the order
in which the bodies are elected, and polling days that would fit.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from huanjie.domain.calendar import days_after
from huanjie.domain.daywords import date_in_words, in_words
from huanjie.domain.due import Due, due_after
from huanjie.domain.edges import POLLING_DAY
from huanjie.domain.moved import Moved, Why, moved
from huanjie.domain.schedule import Schedule, ScheduledStep, first_day_that_fits, schedule
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.bodyrules import BodyOrder
from huanjie.law.calendar import Calendar
from huanjie.law.citation import Citation, by_convention, distinct
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One body's election in a plan (一个组织的选举): its pack and its polling day."""

    pack: RulePack
    polling_day: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyStep:
    """A step and the body whose step it is (某个组织的步骤)."""

    body: str
    name: str
    """the body's Chinese name"""
    step: ScheduledStep


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSchedule:
    """总日程: each body's own schedule, all steps by their last day, and what to know of them."""

    bodies: tuple[Schedule, ...]
    """in the order of their polling days"""
    steps: tuple[BodyStep, ...]
    warnings: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether every step of every body fits (都排得下)."""
        return all(each.fits for each in self.bodies)


def unit_schedule(
    polls: Sequence[Poll], *, calendar: Calendar, start: datetime.date | None = None
) -> UnitSchedule:
    """Date the steps of several bodies of one place, none of them twice.

    Conflicts and warnings are those of `together`.
    """
    return together(
        schedule(each.pack, polling_day=each.polling_day, calendar=calendar, start=start)
        for each in polls
    )


def together(schedules: Iterable[Schedule]) -> UnitSchedule:
    """Schedules of one place's bodies, each with its own first day, as one.

    A body whose polling day is not after those of the bodies that it follows, or is later after
    them than the law lets it be (`body_order`), conflicts, by the article that says so; two polls
    on one day are a warning.
    """
    bodies = sorted(schedules, key=lambda each: each.polling_day)
    _refuse_twice((each.body, each.name) for each in bodies)
    own = [_held_to_order(each, bodies) for each in bodies]
    return joined(own, (*_clashes(own), *_warnings(own)))


def joined(bodies: Sequence[Schedule], warnings: Iterable[str]) -> UnitSchedule:
    """Schedules that are made already, on one line of time."""
    steps = [
        BodyStep(body=each.body, name=each.name, step=step)
        for each in bodies
        for step in each.steps
    ]
    steps.sort(key=lambda each: each.step.window.latest or datetime.date.max)
    return UnitSchedule(bodies=tuple(bodies), steps=tuple(steps), warnings=tuple(warnings))


def _refuse_twice(bodies: Iterable[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for body, name in bodies:
        if body in seen:
            raise BadInput(f"{name}写了两次", remedy="每个组织只写一次")
        seen.add(body)


def _held_to_order(dated: Schedule, bodies: Sequence[Schedule]) -> Schedule:
    """One body's schedule; its poll conflicts with those that should have come before it, and with
    those that it should have followed sooner.
    """
    order = dated.inputs.pack.body_order if dated.inputs else None
    if order is None:
        return dated
    before = [each for each in bodies if each.body in order.after]
    early, late = _too_early(dated, before), tuple(_too_late(dated, before, order))
    says = (*_says_early(dated, early), *(each for each, _ in late))
    if not says:
        return dated
    grounds = (
        *(_ground(order, each) for each in early),
        *(citation for _, due in late for citation in due.grounds),
    )

    def conflicting(step: ScheduledStep) -> ScheduledStep:
        if step.event != POLLING_DAY:
            return step
        return replace(
            step,
            conflict="；".join(filter(None, (step.conflict, *says))),
            grounds=distinct((*step.grounds, *grounds)),
        )

    return replace(dated, steps=tuple(map(conflicting, dated.steps)))


def _too_early(dated: Schedule, before: Iterable[Schedule]) -> tuple[Schedule, ...]:
    return tuple(each for each in before if each.formed_on >= dated.polling_day)


def _says_early(dated: Schedule, early: Sequence[Schedule]) -> Iterator[str]:
    if early:
        first = "、".join(f"{each.name}（{date_in_words(each.formed_on)}）" for each in early)
        yield f"应当在{first}之后，而选举日是{in_words(dated.polling_day)}"


def _ground(order: BodyOrder, before: Schedule) -> Citation:
    """The article of the order; where a later vote completed the body before, that it came about
    then is our convention (confidence C).
    """
    later = before.formed_on != before.polling_day
    return by_convention(order.citation) if later else order.citation


def _too_late(
    dated: Schedule, before: Iterable[Schedule], order: BodyOrder
) -> Iterator[tuple[str, Due]]:
    """Of each body that should have been followed within so many days (几日内推选), and was not;
    counted from the vote that completed it.
    """
    if dated.inputs is None or order.within_days is None:
        return
    law = Law(pack=dated.inputs.pack, calendar=dated.inputs.calendar)
    for each in before:
        due = due_after(law, each.formed_on, order.within_days, ground=_ground(order, each))
        if dated.polling_day > due.last_day:
            says = (
                f"应当在{each.name}产生（{date_in_words(each.formed_on)}）后"
                f" {order.within_days} 日内，最迟{in_words(due.last_day)}，"
                f"而选举日是{in_words(dated.polling_day)}"
            )
            yield says, due


def _followed_by(pack: RulePack) -> tuple[str, ...]:
    return pack.body_order.after if pack.body_order else ()


def _clashes(bodies: Sequence[Schedule]) -> Iterator[str]:
    """Polls on one day (同日选举): lawful perhaps, and more than one set of hands can do."""
    for day in dict.fromkeys(each.polling_day for each in bodies):
        names = [each.name for each in bodies if each.polling_day == day]
        if len(names) > 1:
            yield f"{'、'.join(names)}都在{in_words(day)}选举，会场、工作人员和选票要分开安排。"


def _warnings(bodies: Sequence[Schedule]) -> Iterator[str]:
    """Each body's own warnings under its name; what all of them say is said once."""
    said = dict.fromkeys(warning for body in bodies for warning in body.warnings)
    for warning in said:
        whose = [body.name for body in bodies if warning in body.warnings]
        yield warning if len(whose) == len(bodies) else f"{'、'.join(whose)}：{warning}"


def moved_in_unit(before: UnitSchedule, after: UnitSchedule) -> tuple[Moved, ...]:
    """Every step of every body that moved; a body that was added or fell away moves whole."""
    then = {each.body: each for each in before.bodies}
    now = {each.body: each for each in after.bodies}
    found: list[Moved] = []
    for body in (*now, *(each for each in then if each not in now)):
        if body in then and body in now:
            found += moved(then[body], now[body])
        else:
            found += _whole(then.get(body), now.get(body))
    return tuple(found)


def _whole(was: Schedule | None, now: Schedule | None) -> Iterator[Moved]:
    because: tuple[Why, ...] = ("body",)
    for step in was.steps if was else ():
        yield Moved(body=was.body if was else "", was=step, now=None, because=because)
    for step in now.steps if now else ():
        yield Moved(body=now.body if now else "", was=None, now=step, because=because)


def propose(
    packs: Sequence[RulePack],
    *,
    given: Mapping[str, datetime.date],
    calendar: Calendar,
    start: datetime.date,
) -> tuple[Poll, ...]:
    """Propose polling days (建议选举日): for each body that has none, in order, the earliest day
    that is lawful for it from `start` on, after the bodies that it follows, and no other body's.

    `given` are the days that are set, by body. No such day within a year and more is refused.
    """
    _refuse_twice((pack.body, pack.name) for pack in packs)
    days = dict(given)
    for pack in in_order(packs):
        if pack.body not in days:
            days[pack.body] = _earliest(pack, days, calendar, start)
    return tuple(Poll(pack=pack, polling_day=days[pack.body]) for pack in packs)


def _earliest(
    pack: RulePack,
    days: Mapping[str, datetime.date],
    calendar: Calendar,
    start: datetime.date,
) -> datetime.date:
    before = [days[body] for body in _followed_by(pack) if body in days]
    day = max([start, *(_next_day(each, calendar) for each in before)])
    while True:
        fits = first_day_that_fits(pack, calendar=calendar, start=start, not_before=day)
        if fits is None:
            raise BadInput(f"{pack.name}从 {start} 起排不出选举日", remedy="给出选举日")
        if fits not in days.values():
            return fits
        day = _next_day(fits, calendar)


def _next_day(day: datetime.date, calendar: Calendar) -> datetime.date:
    return days_after(day, 1, calendar, roll=False).last_day


def in_order(packs: Sequence[RulePack]) -> tuple[RulePack, ...]:
    """The packs in an order that every `body_order` among them allows (换届次序)."""
    waiting, placed = list(packs), list[RulePack]()
    while waiting:
        bodies = {pack.body for pack in waiting}
        free = next((pack for pack in waiting if not bodies & set(_followed_by(pack))), None)
        if free is None:
            names = "、".join(pack.name for pack in waiting)
            raise BadInput(f"{names}的换届次序互相等待", remedy="改正规则包的 body_order")
        waiting.remove(free)
        placed.append(free)
    return tuple(placed)
