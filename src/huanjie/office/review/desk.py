"""A department's desk (部门的办理页): its own questions of one batch, with the least data, the
clock, and what whoever is signed in has done. Nobody is named there but those who are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from huanjie.domain.ladder import COLUMN_NAMES, Asked, Column, Ladder, Level
from huanjie.domain.permission import Action
from huanjie.domain.reviewbars import Answer, Bar
from huanjie.domain.reviewquestion import Question as Value
from huanjie.domain.reviewquestion import Standing
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.people.models import User
from huanjie.office.review.answering import seats_of
from huanjie.office.review.asking import bars_for
from huanjie.office.review.halves import Clock, clock_of
from huanjie.office.review.models import Batch, Question, Signature
from huanjie.office.review.owed import TO_ANSWER, owed
from huanjie.office.review.particulars import Person, cases_people
from huanjie.office.review.storing import ladder_of, question_of
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed
from huanjie.office.web import signed_in

NO_BATCH: Final = "没有这一批，或者不问您的部门。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person, as this department sees them (一行)."""

    line: int
    cells: tuple[tuple[Column, str, str], ...]
    """column, what it is called, what it says"""
    name: str
    still_stands: bool
    is_over: bool
    """whether the election is: nothing is answered about it any more"""
    question: Value
    bars: tuple[Bar, ...]
    answer: Answer | None
    signed_by_me: bool
    is_closed: bool
    """whether its level is over: nothing can be taken back any more"""
    clock: Clock

    @property
    def state(self) -> QuestionState:
        """How far it is."""
        return self.question.state

    @property
    def barred_by(self) -> tuple[Bar, ...]:
        """The conditions that the draft names."""
        return tuple(bar for bar in self.bars if bar.condition in (self.answer or ()))

    @property
    def is_open(self) -> bool:
        """Whether it is still to be answered or signed (待办)."""
        return self.state in TO_ANSWER and not self.is_over

    @property
    def is_to_draft(self) -> bool:
        """Whether it waits for a draft (待初核)."""
        return self.is_open and self.state == QuestionState.ASKED

    @property
    def can_be_taken_back(self) -> bool:
        """Whether whoever looks may take the own signature back."""
        return self.signed_by_me and not self.is_closed and not self.is_over

    @property
    def signatures(self) -> int:
        """How many have signed, whoever drafted it included."""
        return len(self.question.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A batch on a department's desk (部门的一批), for somebody who answers for the department. Its
    people are read where they are shown: all two thousand of them on no page.
    """

    batch: Batch
    place: Unit
    asked: Asked
    name: str
    level: Level
    user: User
    """whoever looks"""

    @property
    def questions(self) -> QuerySet[Question]:
        """What the department was asked of this batch, in the order of the people."""
        asked = Question.objects.filter(case__batch=self.batch, department=self.asked.key)
        return asked.exclude(state=QuestionState.WITHDRAWN).select_related("case")

    @property
    def to_answer(self) -> QuerySet[Question]:
        """Those that are still to be answered or signed (待办)."""
        return owed(self.questions)

    @property
    def to_draft(self) -> QuerySet[Question]:
        """Those without a draft (待初核)."""
        return self.to_answer.filter(state=QuestionState.ASKED)

    @property
    def to_sign(self) -> QuerySet[Question]:
        """Those that whoever looks may sign (待签字)."""
        own = Signature.objects.filter(user=self.user, standing=Standing.STANDS)
        drafted = self.to_answer.filter(state=QuestionState.DRAFTED)
        return drafted.exclude(pk__in=own.values("question"))

    @property
    def can_match(self) -> bool:
        """Whether identity numbers are among what it sees (可以比对)."""
        return Column.IDENTITY_NUMBER in self.asked.columns

    @property
    def shows_place(self) -> bool:
        """Whether the department is told where somebody stands (看得到单位)."""
        return Column.UNIT in self.asked.columns


def find_desk(request: HttpRequest, batch: str, department: str) -> Desk:
    """A batch on the own department's desk; any other is answered as if it were not there."""
    row = Batch.objects.filter(pk=batch).select_related("ladder").first()
    if row is None:
        raise Http404(_(NO_BATCH))
    place, user = Unit.objects.get(pk=row.region), signed_in(request)
    if not allowed(user, Action.SEE_QUESTIONS, place):
        raise Http404(_(NO_BATCH))
    seats, ladder = seats_of(user, place), ladder_of(row)
    if department not in seats or ladder.department(department) is None:
        raise Http404(_(NO_BATCH))
    return desk_of(row, ladder, place, (department, seats[department]), user)


def desk_of(
    batch: Batch, ladder: Ladder, place: Unit, department: tuple[str, str], user: User
) -> Desk:
    """The same, for somebody who answers for the department: its key, and its name there."""
    key, name = department
    asked = ladder.department(key)
    assert asked is not None
    level = ladder.levels[ladder.level_of(key)]
    return Desk(batch=batch, place=place, asked=asked, name=name, level=level, user=user)


def rows_of(desk: Desk, questions: Iterable[Question]) -> tuple[Row, ...]:
    """What whoever looks sees of these people, in this order; in as many queries for a hundred as
    for one.
    """
    rows = list(questions)
    prefetch_related_objects(rows, "signatures")
    people = cases_people((each.case for each in rows), numbers=desk.can_match)
    return tuple(
        _row(each, people[each.case_id], desk.asked, desk.level, desk.user)
        for each in rows
        if each.case_id in people
    )


def _row(row: Question, person: Person, asked: Asked, level: Level, user: User) -> Row:
    value = question_of(row)
    return Row(
        line=row.case.line,
        cells=tuple((each, COLUMN_NAMES[each], person.shown(each)) for each in asked.columns),
        name=person.name,
        still_stands=person.still_stands,
        is_over=person.election.is_over,
        question=value,
        bars=bars_for(person, asked),
        answer=value.answer,
        signed_by_me=any(each.by == str(user.pk) for each in value.standing),
        is_closed=_is_closed(row),
        clock=clock_of(value, level),
    )


def _is_closed(row: Question) -> bool:
    """Whether the level that asked it has closed, or the whole case."""
    if row.case.state != CaseState.IN_REVIEW:
        return True
    own = next(n for n, (_at, keys) in enumerate(row.case.rungs) if row.department in keys)
    return own < row.case.level
