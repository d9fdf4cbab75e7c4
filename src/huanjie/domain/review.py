"""A case of joint review (一个人的联审): its questions level by level, and what each deed means.

- Return (退回) touches one question: its clock stops, the other departments go on.
- Withdraw (撤回), by the office that sent it, voids what is open and keeps what is signed.
- Re-submit (重新提请) asks again what was returned or withdrawn, what barred, and whatever saw a
  column that has changed since; every other signed answer stands.
- One refusal (一个部门答复不宜) stops nobody else of its level: the case is barred when the level
  closes, and the later levels are not asked.
- A signature may be taken back until the level closes, which it does with its last signature.

Pure values; the site stores them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from huanjie.domain import reviewquestion
from huanjie.domain.halfdays import Half
from huanjie.domain.ladder import Column
from huanjie.domain.reviewbars import Answer
from huanjie.domain.reviewquestion import Question
from huanjie.domain.reviewstates import (
    CaseDeed,
    CaseState,
    QuestionState,
    check_case_deed,
)
from huanjie.door.fault import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A level as it concerns one person (一级): who is asked, what each sees, how many sign."""

    departments: Mapping[str, frozenset[Column]]
    signatures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """一个人的联审."""

    rungs: tuple[Rung, ...]
    state: CaseState
    level: int
    """the first level, from 0, that is not closed; of a closed case, the last that was asked"""
    questions: Mapping[str, Question]
    """by the department's key: of the levels that were asked so far"""

    @property
    def reached(self) -> frozenset[str]:
        """The departments of that level."""
        return frozenset(self.rungs[self.level].departments)

    def rung_of(self, department: str) -> int:
        """The level that asks a department."""
        for place, rung in enumerate(self.rungs):
            if department in rung.departments:
                return place
        raise BadInput("这个人不问这个部门", remedy="回到名单重新选择")


_CLOSED: Final = (CaseState.CLEARED, CaseState.BARRED)


def opened(rungs: tuple[Rung, ...], *, at: Half) -> Case:
    """A case as it is sent (送审): its first level is asked. Levels that have nobody to ask about
    this person are left out by whoever makes the rungs.
    """
    if not rungs or not all(rung.departments for rung in rungs):
        raise BadInput("没有部门可以问这个人", remedy="检查联审安排")
    case = Case(rungs=rungs, state=CaseState.IN_REVIEW, level=0, questions={})
    return _ask_level(case, at=at)


def draft(case: Case, department: str, answer: Answer, *, by: str) -> Case:
    """初核."""
    return _answered(case, department, lambda asked: reviewquestion.draft(asked, answer, by=by))


def sign(case: Case, department: str, *, by: str, at: Half) -> Case:
    """签字; the last signature of a level closes it."""
    wanted = case.rungs[case.rung_of(department)].signatures
    signed = _answered(
        case, department, lambda asked: reviewquestion.sign(asked, by=by, wanted=wanted, at=at)
    )
    return settled(signed, at=at)


def take_back(case: Case, department: str, *, by: str) -> Case:
    """收回签字, while the level is open."""
    return _answered(case, department, lambda asked: reviewquestion.take_back(asked, by=by))


def give_back(case: Case, department: str, columns: tuple[Column, ...], *, at: Half) -> Case:
    """退回: of the columns that this department sees."""
    seen = case.rungs[case.rung_of(department)].departments[department]
    if not seen.issuperset(columns):
        raise BadInput("退回的项里有这个部门看不到的", at="columns", remedy="从列出的项里勾选")
    return _answered(
        case, department, lambda asked: reviewquestion.give_back(asked, columns, at=at)
    )


def withdraw(case: Case, *, at: Half) -> Case:
    """撤回: open questions fall away, signed answers stay."""
    check_case_deed(case.state, CaseDeed.WITHDRAW)
    return replace(case, state=CaseState.WITHDRAWN, questions=_without_open(case, at=at))


def resubmit(case: Case, changed: Collection[Column], *, at: Half) -> Case:
    """重新提请: the case goes back to the first level that has something to answer again."""
    check_case_deed(case.state, CaseDeed.RESUBMIT)
    again = asked_again(case, changed)
    if not again and case.state != CaseState.WITHDRAWN:
        raise BadInput(
            "没有退回的问题，资料也没有改动，不用重新提请", remedy="先改正资料，再重新提请"
        )
    questions = {
        key: reviewquestion.ask_again(each, at=at) if key in again else each
        for key, each in case.questions.items()
    }
    first = min((case.rung_of(key) for key in again), default=case.level)
    reopened = replace(case, state=CaseState.IN_REVIEW, level=first, questions=questions)
    return settled(reopened, at=at)


def asked_again(case: Case, changed: Collection[Column]) -> frozenset[str]:
    """The departments that a re-submission asks again."""
    return frozenset(
        key
        for key, each in case.questions.items()
        if each.state in (QuestionState.RETURNED, QuestionState.WITHDRAWN)
        or (case.state == CaseState.BARRED and each.answer)
        or not case.rungs[case.rung_of(key)].departments[key].isdisjoint(changed)
    )


def settled(case: Case, *, at: Half) -> Case:
    """Close every level that is fully signed, and ask the next; after the last one it is cleared,
    and barred where any answer of the level bars.
    """
    while case.state == CaseState.IN_REVIEW and _is_full(case):
        check_case_deed(case.state, CaseDeed.CLOSE_LEVEL)
        if any(case.questions[key].answer for key in case.reached):
            case = replace(case, state=CaseState.BARRED, questions=_without_open(case, at=at))
        elif case.level + 1 == len(case.rungs):
            case = replace(case, state=CaseState.CLEARED)
        else:
            case = _ask_level(replace(case, level=case.level + 1), at=at)
    return case


def closed_levels(case: Case) -> frozenset[int]:
    """The levels that are closed (已办结的级): their answers are facts."""
    return frozenset(range(case.level + (case.state in _CLOSED)))


def _answered(case: Case, department: str, deed: Callable[[Question], Question]) -> Case:
    """The case after a department's deed: open to it from when it is asked until its level closes.
    A later level that was asked before the case went back stays open.
    """
    check_case_deed(case.state, CaseDeed.ANSWER)
    if case.rung_of(department) < case.level:
        raise BadInput("这一级已经办结，不能再改", remedy="要改的，请主办单位重新提请")
    if department not in case.questions:
        raise BadInput("还没有轮到这一级", remedy="等前一级办结")
    questions = {**case.questions, department: deed(case.questions[department])}
    return replace(case, questions=questions)


def _without_open(case: Case, *, at: Half) -> dict[str, Question]:
    return {
        key: reviewquestion.withdraw(each, at=at) if each.is_open else each
        for key, each in case.questions.items()
    }


def _is_full(case: Case) -> bool:
    states = (case.questions[key].state for key in case.reached)
    return all(state == QuestionState.SIGNED for state in states)


def _ask_level(case: Case, *, at: Half) -> Case:
    """Ask whoever of the level was not asked yet; who has answered is not asked twice."""
    new = {key: reviewquestion.asked(at) for key in case.rungs[case.level].departments}
    return replace(case, questions={**new, **case.questions})
