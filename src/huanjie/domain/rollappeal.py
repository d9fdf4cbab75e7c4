"""An appeal against the decision on an objection to the roll (不服异议处理决定的申诉): filed once
with those above, decided once by them, where the pack has such a second step.

A table, so that it can be printed (docs/objections.md) and every refused transition can be tested.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.due import Due, due_after
from huanjie.domain.objection import STATE_NAMES, State, is_decided
from huanjie.domain.statetable import not_open
from huanjie.door.fault import BadInput
from huanjie.law.applied import Law
from huanjie.law.citation import cited


class RollAppealState(StrEnum):
    """How far it has come (状态)."""

    NONE = "none"
    FILED = "filed"
    KEPT = "kept"
    CHANGED = "changed"


ROLL_APPEAL_STATES: Final[Mapping[RollAppealState, str]] = {
    RollAppealState.NONE: "没有向上申诉",
    RollAppealState.FILED: "向上申诉待决定",
    RollAppealState.KEPT: "维持处理决定",
    RollAppealState.CHANGED: "改变处理决定",
}


class RollAppealDeed(StrEnum):
    """What is done with it (办理)."""

    FILE = "file"
    KEEP = "keep"
    CHANGE = "change"


ROLL_APPEAL_DEEDS: Final[Mapping[RollAppealDeed, str]] = {
    RollAppealDeed.FILE: "登记向上申诉",
    RollAppealDeed.KEEP: "维持处理决定",
    RollAppealDeed.CHANGE: "改变处理决定",
}

_S, _D = RollAppealState, RollAppealDeed
ROLL_APPEAL_TRANSITIONS: Final[Mapping[tuple[RollAppealState, RollAppealDeed], RollAppealState]] = {
    (_S.NONE, _D.FILE): _S.FILED,
    (_S.FILED, _D.KEEP): _S.KEPT,
    (_S.FILED, _D.CHANGE): _S.CHANGED,
}
"""Which deed is open in which state, and the state that it leads to (状态转换表)."""


def roll_appeal_after(
    state: RollAppealState, deed: RollAppealDeed, *, objection: State
) -> RollAppealState:
    """The state that a deed leads to; refused where it is not open, and before the committee has
    decided on the objection.
    """
    if not is_decided(objection):
        raise BadInput(
            f"这件异议现在是“{STATE_NAMES[objection]}”，还没有处理决定，不能{ROLL_APPEAL_DEEDS[deed]}",
            remedy="先由主持选举的机构作出决定",
        )
    following = ROLL_APPEAL_TRANSITIONS.get((state, deed))
    if following is None:
        open_in = (ROLL_APPEAL_STATES[s] for s, d in ROLL_APPEAL_TRANSITIONS if d == deed)
        raise not_open("申诉", ROLL_APPEAL_STATES[state], ROLL_APPEAL_DEEDS[deed], open_in)
    return following


def roll_appeal_due(law: Law, decided_on: datetime.date) -> Due | None:
    """Until when a decision may be appealed against (申诉期限), counted from the day on which it is
    made and posted; None where the pack has no second step.
    """
    rule = law.pack.objection_appeal
    return due_after(law, decided_on, rule.days, ground=rule.citation) if rule else None


def roll_answer_due(law: Law, filed_on: datetime.date) -> Due | None:
    """By when those above decide (决定期限), counted from the receipt."""
    rule = law.pack.objection_appeal
    return due_after(law, filed_on, rule.answer_days, ground=rule.citation) if rule else None


def check_filed(
    filed_on: datetime.date, *, decided_on: datetime.date, today: datetime.date, until: Due
) -> None:
    """Refuse an appeal that came before the decision, after the last day, or on a day to come."""
    if filed_on > today:
        raise BadInput("收到的日期还没有到", at="filed_on", remedy="写实际收到的那一天")
    if filed_on < decided_on:
        raise BadInput(
            f"处理决定是{in_words(decided_on)}作出的，申诉不能早于它",
            at="filed_on",
            remedy="核对收到申诉的日期",
        )
    if filed_on > until.last_day:
        raise BadInput(
            f"申诉到{in_words(until.last_day)} 24 时为止，{in_words(filed_on)}收到的已经晚了"
            f"（{cited(until.grounds)}）",
            at="filed_on",
            remedy="告诉本人期限已过",
        )
