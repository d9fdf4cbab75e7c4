"""How far batches are (各批的进度), and how long departments take: numbers alone, read in as many
queries for one batch as for a hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count

from huanjie.domain.halfdays import in_days, median
from huanjie.domain.ladder import Ladder
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.review.asking import nearest
from huanjie.office.review.halves import from_text, worked
from huanjie.office.review.models import Batch, Case, Department, Question
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

    place: Unit
    """where it was set up: two counties have a 公安局 each"""
    name: str
    answers: int
    half_days: Fraction
    late: int
    limits: tuple[int, ...]
    """the time limits of the levels that asked it, in halves, the shortest first"""

    @property
    def days(self) -> str:
        """The median in working days."""
        return in_days(self.half_days)

    @property
    def limit_days(self) -> str:
        """The limits in working days (时限)."""
        return "、".join(map(in_days, self.limits))


@dataclass(slots=True)
class _Took:
    """What the signed answers of one department took, as they are read."""

    halves: list[int] = field(default_factory=list)
    limits: set[int] = field(default_factory=set)
    late: int = 0

    def add(self, halves: int, limit: int, answers: int) -> None:
        """So many answers that took so long."""
        self.halves += [halves] * answers
        self.limits.add(limit)
        self.late += answers if halves > limit else 0


def paces_at(place: Unit) -> list[Pace]:
    """How long each department took for its signed answers, of every batch here and below; the
    slowest first. Departments of one name that were set up at two places are two.
    """
    batches = Batch.objects.filter(region__in=Unit.objects.filter(within(place)).values("pk"))
    rows = list(batches.select_related("ladder"))
    ladders, homes = ladders_of(rows), _homes(rows)
    signed = Question.objects.filter(case__batch__in=batches, state=QuestionState.SIGNED)
    groups = signed.order_by().values("case__batch", "department", "asked", "ended")
    took: defaultdict[tuple[str, str], _Took] = defaultdict(_Took)
    for each in groups.annotate(answers=Count("pk")):
        batch, key = each["case__batch"], each["department"]
        ladder = ladders[batch]
        asked = ladder.department(key)
        start, end = from_text(each["asked"]), from_text(each["ended"])
        assert asked
        assert start
        assert end
        limit = ladder.levels[ladder.level_of(key)].halves
        took[homes(batch, key), asked.name].add(worked(start, end), limit, each["answers"])
    places = Unit.objects.in_bulk({home for home, _ in took})
    return sorted(
        (_pace(places[home], name, own) for (home, name), own in took.items()),
        key=lambda each: (-each.half_days, each.name, each.place.path),
    )


def _pace(place: Unit, name: str, took: _Took) -> Pace:
    return Pace(
        place=place,
        name=name,
        answers=len(took.halves),
        half_days=median(took.halves) or Fraction(0),
        late=took.late,
        limits=tuple(sorted(took.limits)),
    )


def _homes(batches: Iterable[Batch]) -> Callable[[str, str], str]:
    """Where the department of a key that a batch asks was set up, by the batch and the key; the
    batch's own place where nobody has set it up any more.
    """
    regions = {batch.pk: batch.region for batch in batches}
    units = Unit.objects.in_bulk(set(regions.values()))
    codes = {code for unit in units.values() for code in unit.codes}
    departments = list(Department.objects.filter(region__in=codes))
    by_place = {unit.pk: nearest(unit, departments) for unit in units.values()}

    def home(batch: str, key: str) -> str:
        region = regions[batch]
        found = by_place[region].get(key)
        return found.region if found else region

    return home
