"""An appeal against a finding (对资格认定的申诉): filed once, answered once, by somebody else than
whoever found.

A table, so that it can be printed (docs/nominees.md) and every refused transition can be tested.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.door.fault import BadInput


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
        open_in = "、".join(f"“{APPEAL_STATES[s]}”" for s, d in APPEAL_TRANSITIONS if d == deed)
        raise BadInput(
            f"现在是“{APPEAL_STATES[state]}”，不能{APPEAL_DEEDS[deed]}",
            remedy=f"{APPEAL_DEEDS[deed]}只能在{open_in}时办理",
        )
    return following


def check_in_time(
    filed_on: datetime.date, *, found_on: datetime.date, until: datetime.date
) -> None:
    """Refuse an appeal dated before the finding or after the last day for it (申诉期限)."""
    if filed_on < found_on:
        raise BadInput(
            f"认定是{in_words(found_on)}作出的，申诉不能早于它",
            at="filed_on",
            remedy="核对收到申诉的日期",
        )
    if filed_on > until:
        raise BadInput(
            f"申诉的最后一天是{in_words(until)}，已经过了",
            at="filed_on",
            remedy="按日期告知本人；要延长期限的，由定期限的机构重新认定",
        )
