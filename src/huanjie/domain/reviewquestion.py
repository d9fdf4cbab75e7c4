"""One question of a joint review (一个部门对一个人的答复): drafted by one, signed by others.

Pure values: each deed takes a question and gives the question after it, or refuses. Nothing is ever
taken off the record: a signature that no longer stands says so and stays (签字记录).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from huanjie.domain.halfdays import Half
from huanjie.domain.ladder import Column
from huanjie.domain.reviewbars import Answer
from huanjie.domain.reviewstates import QuestionDeed, QuestionState, check_question_deed
from huanjie.door.fault import BadInput


class Standing(StrEnum):
    """Whether a signature stands (签字是否有效)."""

    STANDS = "stands"
    TAKEN_BACK = "taken-back"
    VOID = "void"
    """what it was given to changed: another draft, a return, a withdrawal, another column"""


STANDING_NAMES = {
    Standing.STANDS: "有效",
    Standing.TAKEN_BACK: "本人收回",
    Standing.VOID: "作废",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature (一个签字), by an id that only the site can read."""

    by: str
    answer: Answer
    is_draft: bool
    """whether it is the draft (初核)"""
    standing: Standing = Standing.STANDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """一个部门对一个人的问题."""

    state: QuestionState
    asked: Half
    """when it was asked last: from here its clock runs"""
    ended: Half | None = None
    """when it was signed or returned last: there its clock stands still"""
    wrong: tuple[Column, ...] = ()
    """of one that was returned: the columns that are missing or wrong"""
    signatures: tuple[Signature, ...] = ()

    @property
    def standing(self) -> tuple[Signature, ...]:
        """The signatures that stand, the draft first."""
        return tuple(each for each in self.signatures if each.standing == Standing.STANDS)

    @property
    def answer(self) -> Answer | None:
        """What the draft answers; None where there is none."""
        standing = self.standing
        return standing[0].answer if standing else None

    @property
    def is_open(self) -> bool:
        """Whether somebody must still do something (没有签完)."""
        return self.state in (
            QuestionState.ASKED,
            QuestionState.DRAFTED,
            QuestionState.RETURNED,
        )


def asked(at: Half) -> Question:
    """A question as it is asked first."""
    return Question(state=QuestionState.ASKED, asked=at)


def draft(question: Question, answer: Answer, *, by: str) -> Question:
    """初核: the first person's answer; it takes the place of any draft before it, and of the
    signatures under that.
    """
    check_question_deed(question.state, QuestionDeed.DRAFT)
    new = Signature(by=by, answer=answer, is_draft=True)
    return replace(
        _voided(question, QuestionState.DRAFTED), signatures=(*_void(question.signatures), new)
    )


def sign(question: Question, *, by: str, wanted: int, at: Half) -> Question:
    """签字: one more person signs the draft; with as many as are wanted it is signed. Never the
    same person twice.
    """
    check_question_deed(question.state, QuestionDeed.SIGN)
    if any(each.by == by for each in question.standing):
        raise BadInput("初核或者签过字的人不能再签", remedy="由另一个人签字")
    first = question.standing[0]
    new = Signature(by=by, answer=first.answer, is_draft=False)
    done = replace(question, signatures=(*question.signatures, new))
    if len(done.standing) < wanted:
        return done
    return replace(done, state=QuestionState.SIGNED, ended=at)


def take_back(question: Question, *, by: str) -> Question:
    """收回签字: somebody takes the own signature back; the draft's own voids those under it."""
    check_question_deed(question.state, QuestionDeed.TAKE_BACK)
    own = next((each for each in question.standing if each.by == by), None)
    if own is None:
        raise BadInput("您没有在这个问题上签字", remedy="只有签字的人可以收回自己的签字")
    left = tuple(
        replace(each, standing=Standing.TAKEN_BACK) if each is own else each
        for each in question.signatures
    )
    if own.is_draft:
        emptied = _voided(question, QuestionState.ASKED)
        return replace(emptied, signatures=_void(left))
    return replace(question, state=QuestionState.DRAFTED, ended=None, signatures=left)


def give_back(question: Question, columns: tuple[Column, ...], *, at: Half) -> Question:
    """退回: the department says which columns are missing or wrong, and its clock stops."""
    check_question_deed(question.state, QuestionDeed.RETURN)
    if not columns:
        raise BadInput("没有说哪一项有问题", at="columns", remedy="勾选缺少或者有误的项")
    ended = _voided(question, QuestionState.RETURNED)
    return replace(ended, ended=at, wrong=columns)


def ask_again(question: Question, *, at: Half) -> Question:
    """重新提请: asked anew, with a new clock."""
    check_question_deed(question.state, QuestionDeed.ASK_AGAIN)
    return replace(_voided(question, QuestionState.ASKED), asked=at)


def withdraw(question: Question, *, at: Half) -> Question:
    """撤回: an open question falls away."""
    check_question_deed(question.state, QuestionDeed.WITHDRAW)
    return replace(_voided(question, QuestionState.WITHDRAWN), ended=at)


def _voided(question: Question, state: QuestionState) -> Question:
    """In another state, its signatures void, its clock running and nothing said to be wrong."""
    return replace(
        question, state=state, ended=None, wrong=(), signatures=_void(question.signatures)
    )


def _void(signatures: tuple[Signature, ...]) -> tuple[Signature, ...]:
    return tuple(
        replace(each, standing=Standing.VOID) if each.standing == Standing.STANDS else each
        for each in signatures
    )
