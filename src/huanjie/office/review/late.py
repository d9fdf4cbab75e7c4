"""Reviews that closed too late (公布以后才办结的联审): a published candidate who was answered to be
barred. The list and the paper stay as they are; whoever holds the election is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet

from huanjie.domain.nominee import NomineeState
from huanjie.domain.reviewstates import CaseState, QuestionState
from huanjie.office.candidacy.models import Nominee
from huanjie.office.planning.models import Election
from huanjie.office.review.halves import from_text
from huanjie.office.review.models import Batch, Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A published candidate whom a review found barred afterwards (候选人，联审结论依法不宜)."""

    election: Election
    person: str
    name: str
    batch: int


def late_in(election: Election) -> list[Late]:
    """Those of an election; none before its list is published, and none once it is over."""
    if election.candidates_published_on is None or election.is_over:
        return []
    return _late(Case.objects.filter(election=election.pk))


def late_of(batch: Batch) -> list[Late]:
    """Those of a batch."""
    return _late(batch.cases.all())


def _late(cases: QuerySet[Case]) -> list[Late]:
    signed = Q(questions__state=QuestionState.SIGNED)
    barred = cases.filter(state=CaseState.BARRED).select_related("batch")
    rows = list(barred.annotate(signed=Max("questions__ended", filter=signed)))
    candidates = _candidates(rows)
    return [
        Late(
            election=found.election,
            person=found.person,
            name=found.name,
            batch=row.batch.number,
        )
        for row in rows
        if (found := candidates.get((row.election, row.person))) and _closed_after(row, found)
    ]


def _candidates(rows: Iterable[Case]) -> dict[tuple[str, str], Nominee]:
    """Who of them is a published candidate of an election that runs."""
    asked = [row.election for row in rows]
    if not asked:
        return {}
    found = Nominee.objects.filter(election__in=asked, state=NomineeState.CANDIDATE)
    return {
        (each.election_id, each.person): each
        for each in found.select_related("election__unit")
        if not each.election.is_over
    }


def _closed_after(row: Case, candidate: Nominee) -> bool:
    """Whether the review closed on the day of publication or later: whoever was barred before and
    published after all won an appeal.
    """
    last = from_text(row.signed)  # type: ignore[attr-defined]
    published = candidate.election.candidates_published_on
    return bool(last and published and last.day >= published)
