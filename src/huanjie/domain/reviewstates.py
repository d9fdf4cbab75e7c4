"""The states of a joint review (联审的状态): of a question, and of a case.

A question (问题) is one department asked about one person; a case (审查件) is one person. Both are
tables, so that they can be printed (docs/review-states.md) and every refused transition tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from huanjie.domain.statetable import not_open


class QuestionState(StrEnum):
    """How far a department has come with a person."""

    ASKED = "asked"
    DRAFTED = "drafted"
    SIGNED = "signed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class QuestionDeed(StrEnum):
    """What is done to a question."""

    DRAFT = "draft"
    SIGN = "sign"
    TAKE_BACK = "take-back"
    RETURN = "return"
    ASK_AGAIN = "ask-again"
    WITHDRAW = "withdraw"


class CaseState(StrEnum):
    """How far a person has come."""

    IN_REVIEW = "in-review"
    CLEARED = "cleared"
    BARRED = "barred"
    WITHDRAWN = "withdrawn"


class CaseDeed(StrEnum):
    """What is done to a case."""

    ANSWER = "answer"
    CLOSE_LEVEL = "close-level"
    WITHDRAW = "withdraw"
    RESUBMIT = "resubmit"


QUESTION_NAMES: Final[Mapping[QuestionState, str]] = {
    QuestionState.ASKED: "待答",
    QuestionState.DRAFTED: "已初核",
    QuestionState.SIGNED: "已签",
    QuestionState.RETURNED: "已退回",
    QuestionState.WITHDRAWN: "已撤回",
}
QUESTION_DEED_NAMES: Final[Mapping[QuestionDeed, str]] = {
    QuestionDeed.DRAFT: "初核",
    QuestionDeed.SIGN: "签字",
    QuestionDeed.TAKE_BACK: "收回签字",
    QuestionDeed.RETURN: "退回",
    QuestionDeed.ASK_AGAIN: "重新提请",
    QuestionDeed.WITHDRAW: "撤回",
}
CASE_NAMES: Final[Mapping[CaseState, str]] = {
    CaseState.IN_REVIEW: "审查中",
    CaseState.CLEARED: "无不宜情形",
    CaseState.BARRED: "依法不宜",
    CaseState.WITHDRAWN: "已撤回",
}
CASE_DEED_NAMES: Final[Mapping[CaseDeed, str]] = {
    CaseDeed.ANSWER: "答复",
    CaseDeed.CLOSE_LEVEL: "本级办结",
    CaseDeed.WITHDRAW: "撤回",
    CaseDeed.RESUBMIT: "重新提请",
}

_Q, _D = QuestionState, QuestionDeed
QUESTION_TABLE: Final[Mapping[tuple[QuestionState, QuestionDeed], tuple[QuestionState, ...]]] = {
    (_Q.ASKED, _D.DRAFT): (_Q.DRAFTED,),
    (_Q.DRAFTED, _D.DRAFT): (_Q.DRAFTED,),
    (_Q.DRAFTED, _D.SIGN): (_Q.DRAFTED, _Q.SIGNED),
    (_Q.DRAFTED, _D.TAKE_BACK): (_Q.DRAFTED, _Q.ASKED),
    (_Q.SIGNED, _D.TAKE_BACK): (_Q.DRAFTED, _Q.ASKED),
    (_Q.ASKED, _D.RETURN): (_Q.RETURNED,),
    (_Q.DRAFTED, _D.RETURN): (_Q.RETURNED,),
    (_Q.ASKED, _D.ASK_AGAIN): (_Q.ASKED,),
    (_Q.DRAFTED, _D.ASK_AGAIN): (_Q.ASKED,),
    (_Q.SIGNED, _D.ASK_AGAIN): (_Q.ASKED,),
    (_Q.RETURNED, _D.ASK_AGAIN): (_Q.ASKED,),
    (_Q.WITHDRAWN, _D.ASK_AGAIN): (_Q.ASKED,),
    (_Q.ASKED, _D.WITHDRAW): (_Q.WITHDRAWN,),
    (_Q.DRAFTED, _D.WITHDRAW): (_Q.WITHDRAWN,),
    (_Q.RETURNED, _D.WITHDRAW): (_Q.WITHDRAWN,),
}
"""Which deed is open in which state, and the states that it may lead to: signing stays at 已初核
until as many have signed as the level wants; whoever takes back the draft itself takes it to 待答.
"""

_C, _E = CaseState, CaseDeed
CASE_TABLE: Final[Mapping[tuple[CaseState, CaseDeed], tuple[CaseState, ...]]] = {
    (_C.IN_REVIEW, _E.ANSWER): (_C.IN_REVIEW,),
    (_C.IN_REVIEW, _E.CLOSE_LEVEL): (_C.IN_REVIEW, _C.CLEARED, _C.BARRED),
    (_C.IN_REVIEW, _E.WITHDRAW): (_C.WITHDRAWN,),
    (_C.IN_REVIEW, _E.RESUBMIT): (_C.IN_REVIEW,),
    (_C.CLEARED, _E.RESUBMIT): (_C.IN_REVIEW,),
    (_C.BARRED, _E.RESUBMIT): (_C.IN_REVIEW,),
    (_C.WITHDRAWN, _E.RESUBMIT): (_C.IN_REVIEW, _C.CLEARED, _C.BARRED),
}
"""The same for a case. A level closes by itself with its last signature: the next level is asked,
or after the last the person is cleared; where any answer of the level bars, the case ends there.
"""


def check_question_deed(state: QuestionState, deed: QuestionDeed) -> None:
    """Refuse what is not open in this state, and say when it is."""
    if (state, deed) not in QUESTION_TABLE:
        open_in = (QUESTION_NAMES[s] for s, d in QUESTION_TABLE if d == deed)
        name = QUESTION_DEED_NAMES[deed]
        raise not_open("这个问题", QUESTION_NAMES[state], name, open_in)


def check_case_deed(state: CaseState, deed: CaseDeed) -> None:
    """The same for a case."""
    if (state, deed) not in CASE_TABLE:
        open_in = (CASE_NAMES[s] for s, d in CASE_TABLE if d == deed)
        raise not_open("这个人的联审", CASE_NAMES[state], CASE_DEED_NAMES[deed], open_in)
