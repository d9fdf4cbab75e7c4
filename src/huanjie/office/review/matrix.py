"""The office's matrix (联审进度表): people × departments, who is overdue, and how long each takes.

The office sees how far a question is; what a department answered it reads in the findings, and who
answered nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from huanjie.domain.halfdays import in_days, median
from huanjie.domain.ladder import Asked, Ladder
from huanjie.domain.reviewquestion import Question as Value
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.review.desk import Clock, clock_of
from huanjie.office.review.halves import from_text, worked
from huanjie.office.review.models import Batch, Case, Question
from huanjie.office.review.particulars import Person, cases_people
from huanjie.office.review.storing import ladder_of
from huanjie.office.units.models import Unit, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One question (一格)."""

    state: QuestionState
    clock: Clock
    wrong: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether the department still owes an answer."""
        return self.state in (QuestionState.ASKED, QuestionState.DRAFTED)

    @property
    def is_late(self) -> bool:
        """Whether it owes it for too long."""
        return self.is_open and self.clock.is_over


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person (一行)."""

    case: Case
    person: Person | None
    cells: tuple[Cell | None, ...]
    """by department; None where it was not asked"""

    @property
    def state(self) -> CaseState:
        """How far the person is."""
        return CaseState(self.case.state)

    @property
    def is_returned(self) -> bool:
        """Whether some department has returned it."""
        return any(each and each.state == QuestionState.RETURNED for each in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """A department that owes answers (待答的部门)."""

    asked: Asked
    level: str
    waiting: int
    late: int
    first: Clock | None
    reminded: int


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
    cells: dict[tuple[int, str], Cell] = {
        (row.case_id, row.department): _cell(row, ladder)
        for row in Question.objects.filter(case__batch=batch)
    }
    lines = tuple(
        Line(
            case=case,
            person=people.get(case.pk),
            cells=tuple(cells.get((case.pk, each.key)) for each in ladder.departments),
        )
        for case in cases
    )
    return Matrix(batch=batch, ladder=ladder, lines=lines, owing=_owing(batch, ladder, lines))


def _cell(row: Question, ladder: Ladder) -> Cell:
    asked = from_text(row.asked)
    assert asked
    state = QuestionState(row.state)
    value = Value(state=state, asked=asked, ended=from_text(row.ended))
    level = ladder.levels[ladder.level_of(row.department)]
    return Cell(state=state, clock=clock_of(value, level), wrong=tuple(row.wrong))


def _owing(batch: Batch, ladder: Ladder, lines: Iterable[Line]) -> tuple[Owing, ...]:
    reminded: defaultdict[str, int] = defaultdict(int)
    for key in batch.reminders.values_list("department", flat=True):
        reminded[key] += 1
    found = []
    for place, asked in enumerate(ladder.departments):
        open_cells = [
            cell for line in lines if (cell := line.cells[place]) is not None and cell.is_open
        ]
        if open_cells:
            found.append(
                Owing(
                    asked=asked,
                    level=ladder.levels[ladder.level_of(asked.key)].name,
                    waiting=len(open_cells),
                    late=sum(each.is_late for each in open_cells),
                    first=min((each.clock for each in open_cells), key=lambda each: each.end.half),
                    reminded=reminded[asked.key],
                )
            )
    return tuple(sorted(found, key=lambda each: -each.late))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a department takes (办理用时)."""

    name: str
    answers: int
    half_days: Fraction
    late: int

    @property
    def days(self) -> str:
        """The median in working days."""
        return in_days(self.half_days)


def paces_at(place: Unit) -> list[Pace]:
    """How long each department took for its signed answers, of every batch here and below; the
    slowest first.
    """
    batches = Batch.objects.filter(region__in=Unit.objects.filter(within(place)).values("pk"))
    took: defaultdict[str, list[int]] = defaultdict(list)
    late: defaultdict[str, int] = defaultdict(int)
    for batch in batches.select_related("ladder"):
        ladder = ladder_of(batch)
        signed = Question.objects.filter(case__batch=batch, state=QuestionState.SIGNED)
        for row in signed:
            asked = ladder.department(row.department)
            start, end = from_text(row.asked), from_text(row.ended)
            assert asked
            assert start
            assert end
            halves = worked(start, end)
            took[asked.name].append(halves)
            level = ladder.levels[ladder.level_of(row.department)]
            late[asked.name] += halves > level.halves
    paces = [
        Pace(name=name, answers=len(own), half_days=median(own) or Fraction(0), late=late[name])
        for name, own in took.items()
    ]
    return sorted(paces, key=lambda each: (-each.half_days, each.name))
