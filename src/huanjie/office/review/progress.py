"""How far batches are (各批的进度), and how long departments take: numbers alone, read in as many
queries for one batch as for a hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from huanjie.domain.halfdays import in_days, median
from huanjie.domain.ladder import Ladder
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.review.halves import from_text, worked
from huanjie.office.review.models import Batch, Case, Question
from huanjie.office.review.owed import Owing, owing_of
from huanjie.office.review.storing import ladders_of
from huanjie.office.units.models import Unit, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A batch as its office sees it, without its people (一批的进度)."""

    batch: Batch
    ladder: Ladder
    counts: Mapping[str, int]
    """how many people are in each state"""
    owing: tuple[Owing, ...]

    @property
    def people(self) -> int:
        """How many were sent (人数)."""
        return sum(self.counts.values())

    @property
    def late(self) -> tuple[Owing, ...]:
        """The departments that are overdue (逾期)."""
        return tuple(each for each in self.owing if each.late)


def progress_of(batches: Iterable[Batch]) -> list[Progress]:
    """How far each of these batches is, in their order."""
    rows = list(batches)
    ladders = ladders_of(rows)
    owing = owing_of(ladders)
    counted: defaultdict[str, dict[str, int]] = defaultdict(
        lambda: {state.value: 0 for state in CaseState}
    )
    cases = Case.objects.filter(batch__in=rows).order_by()
    for each in cases.values("batch", "state").annotate(people=Count("pk")):
        counted[each["batch"]][each["state"]] = each["people"]
    return [
        Progress(
            batch=batch, ladder=ladders[batch.pk], counts=counted[batch.pk], owing=owing[batch.pk]
        )
        for batch in rows
    ]


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
    ladders = ladders_of(batches.select_related("ladder"))
    signed = Question.objects.filter(case__batch__in=batches, state=QuestionState.SIGNED)
    groups = signed.order_by().values("case__batch", "department", "asked", "ended")
    took: defaultdict[str, list[int]] = defaultdict(list)
    late: defaultdict[str, int] = defaultdict(int)
    for each in groups.annotate(answers=Count("pk")):
        ladder = ladders[each["case__batch"]]
        asked = ladder.department(each["department"])
        start, end = from_text(each["asked"]), from_text(each["ended"])
        assert asked
        assert start
        assert end
        halves = worked(start, end)
        took[asked.name] += [halves] * each["answers"]
        if halves > ladder.levels[ladder.level_of(asked.key)].halves:
            late[asked.name] += each["answers"]
    paces = [
        Pace(name=name, answers=len(own), half_days=median(own) or Fraction(0), late=late[name])
        for name, own in took.items()
    ]
    return sorted(paces, key=lambda each: (-each.half_days, each.name))
