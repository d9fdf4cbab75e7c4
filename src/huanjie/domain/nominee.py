"""The states of a nominee (人选的状态), and which deed leads where.

A table, so that it can be printed (docs/nominees.md) and every refused transition can be tested.
Whoever is found eligible becomes provisional by that alone; whoever is not any more goes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from huanjie.domain.statetable import not_open


class NomineeState(StrEnum):
    """How far somebody has come (状态)."""

    NOMINEE = "nominee"
    PROVISIONAL = "provisional"
    CANDIDATE = "candidate"
    BARRED = "barred"
    WITHDRAWN = "withdrawn"


NOMINEE_STATES: Final[Mapping[NomineeState, str]] = {
    NomineeState.NOMINEE: "初步人选",
    NomineeState.PROVISIONAL: "候选人预备人选",
    NomineeState.CANDIDATE: "正式候选人",
    NomineeState.BARRED: "不符合条件",
    NomineeState.WITHDRAWN: "已退出",
}
"""Each state as a page and a paper call it."""


class NomineeDeed(StrEnum):
    """What is done to a nominee (对人选办的事)."""

    NOMINATE = "nominate"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    BAR = "bar"
    UPHOLD = "appeal-upheld"
    TAKE_BACK = "take-back"
    DECLINE = "decline"
    PUBLISH = "publish"
    STRIKE = "strike"
    LEAVE = "leave"
    REINSTATE = "reinstate"


NOMINEE_DEEDS: Final[Mapping[NomineeDeed, str]] = {
    NomineeDeed.NOMINATE: "登记提名",
    NomineeDeed.CONFIRM: "确定为预备人选",
    NomineeDeed.REOPEN: "重新审查资格",
    NomineeDeed.BAR: "认定不符合条件",
    NomineeDeed.UPHOLD: "认定申诉成立",
    NomineeDeed.TAKE_BACK: "取消提名",
    NomineeDeed.DECLINE: "登记本人书面退出",
    NomineeDeed.PUBLISH: "公布为正式候选人",
    NomineeDeed.STRIKE: "取消候选人资格",
    NomineeDeed.LEAVE: "登记候选人退出",
    NomineeDeed.REINSTATE: "恢复候选人资格",
}
"""Each deed as a refusal calls it."""

_S, _D = NomineeState, NomineeDeed
NOMINEE_TRANSITIONS: Final[Mapping[tuple[NomineeState, NomineeDeed], NomineeState]] = {
    (_S.WITHDRAWN, _D.NOMINATE): _S.NOMINEE,
    (_S.NOMINEE, _D.CONFIRM): _S.PROVISIONAL,
    (_S.PROVISIONAL, _D.REOPEN): _S.NOMINEE,
    (_S.NOMINEE, _D.BAR): _S.BARRED,
    (_S.PROVISIONAL, _D.BAR): _S.BARRED,
    (_S.BARRED, _D.UPHOLD): _S.NOMINEE,
    (_S.NOMINEE, _D.TAKE_BACK): _S.WITHDRAWN,
    (_S.PROVISIONAL, _D.TAKE_BACK): _S.WITHDRAWN,
    (_S.NOMINEE, _D.DECLINE): _S.WITHDRAWN,
    (_S.PROVISIONAL, _D.DECLINE): _S.WITHDRAWN,
    (_S.BARRED, _D.DECLINE): _S.WITHDRAWN,
    (_S.PROVISIONAL, _D.PUBLISH): _S.CANDIDATE,
    (_S.CANDIDATE, _D.STRIKE): _S.BARRED,
    (_S.CANDIDATE, _D.LEAVE): _S.WITHDRAWN,
    (_S.CANDIDATE, _D.PUBLISH): _S.CANDIDATE,
    (_S.BARRED, _D.REINSTATE): _S.CANDIDATE,
}
"""Which deed is open in which state, and the state that it leads to (人选状态转换表). Somebody
nominated for the first time begins as a nominee. A published list is fixed: a candidate leaves it
by an upheld objection, by an own written wish, by death, or by having lost the right to stand
(domain/departure.py), and comes back to it by an appeal. Where the law fills such a place, the
others stay candidates, and are published anew together with whoever fills it.
"""

STANDING: Final = (_S.NOMINEE, _S.PROVISIONAL, _S.CANDIDATE)
"""Who stands on the slate (在名单上): neither barred nor withdrawn."""


def nominee_after(state: NomineeState, deed: NomineeDeed, *, name: str) -> NomineeState:
    """The state that a deed leads to; refused, with the states in which it is open, where it is
    not open for this person.
    """
    following = NOMINEE_TRANSITIONS.get((state, deed))
    if following is None:
        open_in = (NOMINEE_STATES[s] for s, d in NOMINEE_TRANSITIONS if d == deed)
        raise not_open(name, NOMINEE_STATES[state], NOMINEE_DEEDS[deed], open_in)
    return following
