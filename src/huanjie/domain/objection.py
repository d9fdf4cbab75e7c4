"""Objection to the roll (对名单的异议): what it says, how far it has come, and by when it must be
raised and decided.

A table, so that it can be printed (docs/objections.md) and every refused step can be tested.
Whoever decides is the body that runs the election; a late decision is still one, and shown late.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from huanjie.domain.calendar import working_days
from huanjie.domain.daywords import in_words
from huanjie.domain.due import Due, due_after
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.citation import cited
from huanjie.law.rules import TimedStep

ENDS: Final = "objections-end"
DECIDED: Final = "objection-decided"
"""The two steps of a pack that give the days (异议截止、作出处理决定)."""


class Kind(StrEnum):
    """What is wrong with the roll (异议的种类)."""

    OMITTED = "omitted"
    WRONGLY_LISTED = "wrongly-listed"
    WRONG_ENTRY = "wrong-entry"


KIND_NAMES: Final[Mapping[Kind, str]] = {
    Kind.OMITTED: "漏登",
    Kind.WRONGLY_LISTED: "错登",
    Kind.WRONG_ENTRY: "登记内容有误",
}
"""Each as a page and a paper call it."""


class State(StrEnum):
    """How far an objection has come (状态)."""

    RAISED = "raised"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Final[Mapping[State, str]] = {
    State.RAISED: "已提出",
    State.UPHELD: "成立",
    State.DISMISSED: "不成立",
    State.WITHDRAWN: "已撤回",
}
"""Each as a page and a paper call it."""


class Step(StrEnum):
    """What is done with an objection (办理)."""

    UPHOLD = "uphold"
    DISMISS = "dismiss"
    WITHDRAW = "withdraw"


STEP_NAMES: Final[Mapping[Step, str]] = {
    Step.UPHOLD: "决定成立",
    Step.DISMISS: "决定不成立",
    Step.WITHDRAW: "撤回",
}
"""Each as a page calls it."""

TRANSITIONS: Final[Mapping[tuple[State, Step], State]] = {
    (State.RAISED, Step.UPHOLD): State.UPHELD,
    (State.RAISED, Step.DISMISS): State.DISMISSED,
    (State.RAISED, Step.WITHDRAW): State.WITHDRAWN,
}
"""Which step is open in which state, and the state that it leads to (状态转换表)."""


def after(state: State, step: Step) -> State:
    """The state that a step leads to; refused where the step is not open."""
    following = TRANSITIONS.get((state, step))
    if following is None:
        raise BadInput(
            f"这件异议现在是“{STATE_NAMES[state]}”，不能{STEP_NAMES[step]}",
            remedy="要改，由提出的人重新提出异议",
        )
    return following


def is_decided(state: State) -> bool:
    """Whether the committee has decided (已作决定)."""
    return state in (State.UPHELD, State.DISMISSED)


def step_of(law: Law, event: str) -> TimedStep | None:
    """The pack's own step; None where it has none (党员大会没有这一步)."""
    return next((step for step in law.pack.steps if step.event == event), None)


def decision_due(law: Law, received_on: datetime.date) -> Due | None:
    """By when an objection that was received on a day must be decided (作出处理决定的期限), counted
    from its receipt; None where the pack sets no such period.
    """
    step = step_of(law, DECIDED)
    if step is None:
        return None
    if step.unit == "working-day":
        counted = working_days(received_on, step.days, law.calendar)
        return Due(
            last_day=counted.last_day, grounds=(step.citation,), provisional=counted.provisional
        )
    return due_after(law, received_on, step.days, ground=step.citation, rolls=step.rolls)


def check_received(
    received_on: datetime.date,
    *,
    posted_on: datetime.date,
    today: datetime.date,
    until: Due,
    late: str = "告诉本人期限已过；名册确有变动的，按名册变动办理",
) -> None:
    """Refuse an objection that came too early, too late, or on a day that has not come yet; too
    late says by which articles, on which day it was over, and what to do (`late`).
    """
    if received_on > today:
        raise BadInput("收到的日期还没有到", at="received_on", remedy="写实际收到的那一天")
    if received_on < posted_on:
        raise BadInput(
            f"名单{in_words(posted_on)}才公布，异议不能在这以前收到",
            at="received_on",
            remedy="写实际收到的那一天",
        )
    if received_on > until.last_day:
        raise BadInput(
            f"异议期到{in_words(until.last_day)} 24 时为止，{in_words(received_on)}收到的已经晚了"
            f"（{cited(until.grounds)}）",
            at="received_on",
            remedy=late,
        )
