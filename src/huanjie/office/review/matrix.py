"""The office's matrix (联审进度表): people × departments, and who is overdue.

The office sees how far a question is; what a department answered it reads in the findings, and who
answered nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.ladder import Ladder
from huanjie.domain.reviewquestion import Question as Value
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.review.halves import Clock, clock_of, from_text
from huanjie.office.review.models import Batch, Case, Question
from huanjie.office.review.owed import TO_ANSWER, Owing, owing_of
from huanjie.office.review.particulars import Person, cases_people
from huanjie.office.review.storing import ladder_of


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A batch as the office sees it."""

    batch: Batch
    ladder: Ladder
    lines: tuple[Line, ...]
    owing: tuple[Owing, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many people are in each state."""
        return {state.value: sum(line.state == state for line in self.lines) for state in CaseState}

    @property
    def late(self) -> tuple[Owing, ...]:
        """The departments that are overdue (逾期)."""
        return tuple(each for each in self.owing if each.late)


def matrix_of(batch: Batch) -> Matrix:
    """The matrix of a batch."""
    ladder = ladder_of(batch)
    cases = list(batch.cases.all())
    people = cases_people(cases)
    over = {pk for pk, person in people.items() if person.election.is_over}
    cells: dict[tuple[int, str], Cell] = {
        (row.case_id, row.department): _cell(row, ladder, is_over=row.case_id in over)
        for row in Question.objects.filter(case__batch=batch)
    }
    lines = tuple(
        Line(
            case=case,
            person=people.get(case.pk),
            cells=tuple((each.name, cells.get((case.pk, each.key))) for each in ladder.departments),
        )
        for case in cases
    )
    owing = owing_of({batch.pk: ladder})[batch.pk]
    return Matrix(batch=batch, ladder=ladder, lines=lines, owing=owing)


def _cell(row: Question, ladder: Ladder, *, is_over: bool) -> Cell:
    asked = from_text(row.asked)
    assert asked
    state = QuestionState(row.state)
    value = Value(state=state, asked=asked, ended=from_text(row.ended))
    level = ladder.levels[ladder.level_of(row.department)]
    return Cell(state=state, clock=clock_of(value, level), wrong=tuple(row.wrong), is_over=is_over)
