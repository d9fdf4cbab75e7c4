"""The office's matrix (联审进度表): people × departments, and who is overdue, a part of it at a
time, however many people a batch has.

The office sees how far a question is; what a department answered it reads in the findings, and who
answered nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from huanjie.domain.celltext import half_width
from huanjie.domain.ladder import Ladder
from huanjie.domain.reviewquestion import Question as Value
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.review.halves import Clock, clock_of, from_text
from huanjie.office.review.models import Batch, Case, Question
from huanjie.office.review.owed import TO_ANSWER
from huanjie.office.review.particulars import Person, cases_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One question (一格)."""

    state: QuestionState
    clock: Clock
    wrong: tuple[str, ...]
    is_over: bool
    """whether the election is: nobody is to answer any more"""

    @property
    def is_open(self) -> bool:
        """Whether the department still owes an answer."""
        return self.state in TO_ANSWER and not self.is_over

    @property
    def is_late(self) -> bool:
        """Whether it owes it for too long."""
        return self.is_open and self.clock.is_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person (一行)."""

    case: Case
    person: Person | None
    cells: tuple[tuple[str, Cell | None], ...]
    """of each department its name, and what it said; None where it was not asked"""

    @property
    def state(self) -> CaseState:
        """How far the person is."""
        return CaseState(self.case.state)

    @property
    def is_over(self) -> bool:
        """Whether the election is: nobody is to answer about it any more."""
        return self.person is not None and self.person.election.is_over


def lines_of(ladder: Ladder, cases: Iterable[Case]) -> tuple[Line, ...]:
    """These people of one batch, in their order, with what each department said."""
    rows = list(cases)
    people = cases_people(rows)
    over = {pk for pk, person in people.items() if person.election.is_over}
    cells: dict[tuple[int, str], Cell] = {
        (row.case_id, row.department): _cell(row, ladder, is_over=row.case_id in over)
        for row in Question.objects.filter(case__in=rows)
    }
    return tuple(
        Line(
            case=case,
            person=people.get(case.pk),
            cells=tuple((each.name, cells.get((case.pk, each.key))) for each in ladder.departments),
        )
        for case in rows
    )


def found_in(batch: Batch, *, query: str = "", state: str = "") -> Sequence[Case] | QuerySet[Case]:
    """The people of a batch, or those in this state whose name or place holds the words, or whose
    name begins with these pinyin letters (按姓名、拼音首字母、单位查找).
    """
    cases: QuerySet[Case] = batch.cases.all()
    if state:
        cases = cases.filter(state=state)
    asked = half_width(query).strip()
    if not asked:
        return cases
    rows = list(cases)
    people = cases_people(rows)
    return [row for row in rows if row.pk in people and _fits(people[row.pk], asked)]


def _fits(person: Person, asked: str) -> bool:
    return person.fits(asked, person.election.unit.name)


def _cell(row: Question, ladder: Ladder, *, is_over: bool) -> Cell:
    asked = from_text(row.asked)
    assert asked
    state = QuestionState(row.state)
    value = Value(state=state, asked=asked, ended=from_text(row.ended))
    level = ladder.levels[ladder.level_of(row.department)]
    return Cell(state=state, clock=clock_of(value, level), wrong=tuple(row.wrong), is_over=is_over)
