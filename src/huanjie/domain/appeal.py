"""An appeal against a finding (对资格认定的申诉): filed once, answered once, by somebody else than
whoever found.

A table, so that it can be printed (docs/nominees.md) and every refused transition can be tested.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Final

from huanjie.domain.calendar import working_days
from huanjie.domain.daywords import in_words
from huanjie.domain.due import Due, due_after
from huanjie.domain.statetable import not_open
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.citation import Citation, cited


class AppealState(StrEnum):
    """How far an appeal has come (申诉的状态)."""

    NONE = "none"
    FILED = "filed"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


APPEAL_STATES: Final[Mapping[AppealState, str]] = {
    AppealState.NONE: "没有申诉",
    AppealState.FILED: "申诉待决定",
    AppealState.UPHELD: "申诉成立",
    AppealState.DISMISSED: "申诉不成立",
}


class AppealDeed(StrEnum):
    """What is done with an appeal (对申诉办的事)."""

    FILE = "file"
    UPHOLD = "uphold"
    DISMISS = "dismiss"


APPEAL_DEEDS: Final[Mapping[AppealDeed, str]] = {
    AppealDeed.FILE: "登记申诉",
    AppealDeed.UPHOLD: "认定申诉成立",
    AppealDeed.DISMISS: "认定申诉不成立",
}

_S, _D = AppealState, AppealDeed
APPEAL_TRANSITIONS: Final[Mapping[tuple[AppealState, AppealDeed], AppealState]] = {
    (_S.NONE, _D.FILE): _S.FILED,
    (_S.FILED, _D.UPHOLD): _S.UPHELD,
    (_S.FILED, _D.DISMISS): _S.DISMISSED,
}
"""Which deed is open in which state, and the state that it leads to (申诉状态转换表)."""


def appeal_after(state: AppealState, deed: AppealDeed) -> AppealState:
    """The state that a deed leads to; refused where it is not open."""
    following = APPEAL_TRANSITIONS.get((state, deed))
    if following is None:
        open_in = (APPEAL_STATES[s] for s, d in APPEAL_TRANSITIONS if d == deed)
        raise not_open("申诉", APPEAL_STATES[state], APPEAL_DEEDS[deed], open_in)
    return following


def appeal_due(law: Law, found_on: datetime.date) -> Due | None:
    """Until when a finding may be appealed against (申诉期限), counted from the day on which it is
    made and posted; None where no law says, and whoever holds the election sets the day.
    """
    rule = law.pack.finding_appeal
    return due_after(law, found_on, rule.days, ground=rule.citation) if rule else None


LEFT_BY_CONVENTION: Final = 3
"""working days to appeal within, where no law says how long (约定的申诉期限)"""


def days_left(law: Law, found_on: datetime.date, until: datetime.date) -> int:
    """How many working days whoever is found unfit has to appeal (申诉有几个工作日), after the day
    of the finding.
    """
    days = range(1, (until - found_on).days + 1)
    return sum(law.calendar.is_working_day(found_on + datetime.timedelta(each)) for each in days)


def offered_last_day(law: Law, found_on: datetime.date, *, before: datetime.date) -> datetime.date:
    """The last day to appeal that is offered where no law says (约定的最后一天): so many working
    days on as agreed, or the day before what follows where that is sooner; never a day that is
    over.
    """
    agreed = working_days(found_on, LEFT_BY_CONVENTION, law.calendar).last_day
    return max(found_on, min(agreed, before - datetime.timedelta(days=1)))


_CUT: Final = (
    "，到选举日的前一天为止，正在补足名单的到重新公布名单最后一天的前一天为止，"
    "没有剩余日子的到当天为止"
)


def struck_due(law: Law, found_on: datetime.date, *, before: datetime.date) -> Due | None:
    """Until when somebody may appeal who is struck off a list that was published
    (取消候选人资格的申诉期限); `before` is the day of the poll, or the last day to publish the list
    anew. None where no law says how long a finding is open.

    A text that gives days to object to the review (对审查结果的异议) does not speak of whoever
    loses the candidacy after it: that they have the same days is our convention, and that these end
    the day before, or on the day of the finding where none is left; the ground says so (confidence
    C). Nobody stays on the list for want of days.
    """
    due = appeal_due(law, found_on)
    if due is None:
        return None
    end = max(found_on, min(due.last_day, before - datetime.timedelta(days=1)))
    is_cut = end < due.last_day
    first, *rest = due.grounds
    says = (
        f"{first.says.removesuffix('。')}；这里说的是审查结果，"
        "约定公布名单以后取消资格的也照此申诉"
        f"{_CUT if is_cut else ''}。"
    )
    ground = replace(first, says=says, confidence="C")
    return replace(due, last_day=end, grounds=(ground, *(() if is_cut else rest)))


def answer_due(law: Law, filed_on: datetime.date) -> Due | None:
    """By when an appeal is to be answered (复核期限), counted from its receipt; None where no law
    says.
    """
    rule = law.pack.finding_appeal
    return due_after(law, filed_on, rule.answer_days, ground=rule.citation) if rule else None


def check_last_day(stated: datetime.date | None, due: Due) -> datetime.date:
    """The last day to appeal where the law gives it: it is computed, and whoever states one by hand
    states the same. BadInput at `appeal_until` where it is another, earlier or later.
    """
    if stated is not None and stated != due.last_day:
        raise BadInput(
            f"申诉的最后一天由规定算出，是{in_words(due.last_day)}（{cited(due.grounds)}），"
            f"不是{in_words(stated)}",
            at="appeal_until",
            remedy="不写这一天，按规定的期限办",
        )
    return due.last_day


def check_in_time(
    filed_on: datetime.date,
    *,
    found_on: datetime.date,
    until: datetime.date,
    grounds: tuple[Citation, ...] = (),
) -> None:
    """Refuse an appeal dated before the finding or after the last day for it (申诉期限); `grounds`
    are the articles that give the day, none where whoever holds the election set it.
    """
    if filed_on < found_on:
        raise BadInput(
            f"认定是{in_words(found_on)}作出的，申诉不能早于它",
            at="filed_on",
            remedy="核对收到申诉的日期",
        )
    if filed_on > until:
        articles = f"（{cited(grounds)}）" if grounds else ""
        raise BadInput(
            f"申诉的最后一天是{in_words(until)}{articles}，已经过了",
            at="filed_on",
            remedy="告诉本人期限已过"
            if grounds
            else "按日期告知本人；要延长期限的，由定期限的机构重新认定",
        )
