"""The report of a result (选举结果的报告) names whom the declaration names."""

from __future__ import annotations

from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, on

from huanjie.domain.nominee import NomineeState
from huanjie.office.candidacy.models import Nominee
from huanjie.office.filings.content import letter_of
from huanjie.office.filings.matters import matter_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def nominated(election: Election, person: str, sex: str, state: NomineeState) -> None:
    """Somebody called 张三, as nearly everybody is."""
    number = RollEntry.objects.count() + 1
    entry = RollEntry.objects.create(
        election=election, region=election.region, number=number, name="张三", sex=sex
    )
    Nominee.objects.create(
        election=election,
        region=election.region,
        contest=election.contests.get(post="chair"),
        entry=entry,
        person=person,
        name="张三",
        sex=sex,
        state=state,
    )


def test_a_namesake_who_stepped_back_does_not_lend_their_sex(election: Election) -> None:
    nominated(election, "A", "m", NomineeState.CANDIDATE)
    nominated(election, "p9", "f", NomineeState.WITHDRAWN)
    with on(POLLING_DAY):
        counts.declared(election, counts.by_hand())
    people = letter_of(election, matter_of(election, "result-filed")).people
    assert [(line.name, line.sex, line.votes) for line in people] == [("张三", "男", 420)]
