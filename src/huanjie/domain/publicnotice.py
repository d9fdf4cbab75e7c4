"""Public notice of nominees (公示): how long it hangs, by whose word, and until when somebody may
object to whom it names.

The pack says how many working days at least, where its law or plan does; where it does not, the
body that holds the election decides, and the notice says that it was its own decision; our
convention is five working days (约定), or as many as the timetable holds where it is later than
that. The posting day does not count (公布当日不计入), and the last day ends at 24:00.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from huanjie.domain.calendar import WorkingDays, working_days
from huanjie.domain.daywords import in_words
from huanjie.domain.due import Due
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.calendar import Calendar
from huanjie.law.citation import RANKS, Citation, cited
from huanjie.law.pack import RulePack

STARTS: Final = "notice-start"
ENDS: Final = "notice-end"
PUBLISHED: Final = "candidates-published"
"""The steps of a pack (公示开始、公示结束、公布候选人)."""

_BY_CONVENTION: Final = 5
_CONVENTION: Final = Citation(
    law=RANKS["convention"],
    article="公示的天数",
    says=f"法律没有规定公示几天的，公示不少于 {_BY_CONVENTION} 个工作日，公布当日不计入。",
    rank="convention",
    confidence="C",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortest:
    """How many working days a notice hangs at least (公示不少于几个工作日), and which article says
    so.
    """

    days: int
    citation: Citation


def shortest(pack: RulePack) -> Shortest | None:
    """The pack's own number; None where it has none, and the unit decides.

    Only a period between the start and the end of the notice is one: a step that is measured from
    the poll or from the list says when, not how long.
    """
    for step in pack.steps:
        between = {step.event, step.anchor} == {STARTS, ENDS}
        if between and step.days and step.unit == "working-day":
            return Shortest(days=step.days, citation=step.citation)
    return None


def by_convention(pack: RulePack) -> Shortest | None:
    """Our own number (约定的天数), where a pack has a notice of nominees and no law says how long;
    None where one says, and where the pack has no such notice.
    """
    has_notice = any(step.event == ENDS for step in pack.steps)
    if shortest(pack) or not has_notice:
        return None
    return Shortest(days=_BY_CONVENTION, citation=_CONVENTION)


def room(posted_on: datetime.date, *, before: datetime.date, calendar: Calendar) -> int:
    """How many working days a notice can hang that is posted on a day and over before another
    (放得下几个工作日).
    """
    days = range(1, (before - posted_on).days)
    return sum(calendar.is_working_day(posted_on + datetime.timedelta(each)) for each in days)


def check_days(pack: RulePack, days: int, *, fits: int) -> None:
    """Refuse a notice shorter than the pack's law or plan allows, with its article; or than our
    convention, as far as the timetable holds it (`fits`, in working days); or of no day at all.
    BadInput at `days`.
    """
    if days < 1:
        raise BadInput("公示至少要有 1 个工作日", at="days", remedy="写本单位决定的工作日数")
    least = shortest(pack)
    if least and days < least.days:
        raise _too_short(least, days, least.days)
    agreed = by_convention(pack)
    if agreed and days < (fewest := min(agreed.days, fits)):
        raise _too_short(agreed, days, fewest)


def _too_short(least: Shortest, days: int, fewest: int) -> BadInput:
    held = f"；现在放得下 {fewest} 个" if fewest < least.days else ""
    return BadInput(
        f"公示不少于 {least.days} 个工作日（{cited((least.citation,))}）{held}，填的是 {days} 个",
        at="days",
        remedy=f"写 {fewest} 或者更多",
    )


def decided_here(document: str, days: int) -> Citation:
    """The unit's own decision (本单位决定) as the ground of a length that no law or plan states."""
    return Citation(
        law=document.strip("《》"),
        article="",
        says=f"规定没有写公示几天，本单位决定公示 {days} 个工作日，张贴当日不计入。",
        rank="unit-decision",
        confidence="C",
    )


def hangs_until(posted_on: datetime.date, days: int, calendar: Calendar) -> WorkingDays:
    """The working days of a notice (公示期), counted from the day after it was posted."""
    return working_days(posted_on, days, calendar)


def until(law: Law, *, posted_on: datetime.date, days: int, document: str) -> Due:
    """The last day of a notice and of objections (公示期满), with its ground: the pack's article,
    or the unit's decision where the pack has no number.
    """
    counted = hangs_until(posted_on, days, law.calendar)
    least = shortest(law.pack)
    ground = least.citation if least else decided_here(document, days)
    return Due(last_day=counted.last_day, grounds=(ground,), provisional=counted.provisional)


def is_running(last_day: datetime.date, *, today: datetime.date) -> bool:
    """Whether a notice still hangs (公示中): its last day ends at 24:00."""
    return today <= last_day


def check_ends_in_time(last_day: datetime.date, *, before: datetime.date, what: str) -> None:
    """Refuse a notice that would still hang when something must be done (`what`, by the day
    `before`); it must be over on an earlier day. BadInput at `posted_on`.
    """
    if last_day >= before:
        raise BadInput(
            f"公示到{in_words(last_day)} 24 时才满，{what}是{in_words(before)}，来不及",
            at="posted_on",
            remedy="早些张贴，或者推迟选举日；规定没有写天数的，放得下几个工作日就公示几个",
        )
