"""Near relatives in another body (其他组织的近亲属), once there is a result: a finding about who
was elected, and about nobody else.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.test_outside_relatives import seat
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, Cast, on
from tests.office.readaloud import english, faults

from huanjie.dossier.outlook import held
from huanjie.office.candidacy.models import Nominee, OutsideRelative
from huanjie.office.closing.case import case_of
from huanjie.office.closing.relatives import clashes
from huanjie.office.incumbents.models import Holding
from huanjie.office.keeping.wiping import WIPERS
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

Browse = Callable[[User], Client]


def relate(election: Election, person: str, number: int) -> None:
    """Somebody stands by this id, and is noted as the husband of 监一, who supervises."""
    own = {"election": election, "region": election.region}
    entry = RollEntry.objects.create(**own, number=number, name=f"钟{number}", sex="m")
    contest = election.contests.get(post="chair")
    Nominee.objects.create(
        **own, contest=contest, entry=entry, person=person, name=entry.name, state="candidate"
    )
    OutsideRelative.objects.create(**own, person=person, holder="h1", relation="妻子")


@pytest.fixture
def related(finished: Election) -> Election:
    """The elected chair and somebody who was not elected both have a wife who supervises."""
    seat(finished.unit, "village-supervisory", "三联村务监督委员会", "监一", "h1")
    case = case_of(finished)
    assert case
    relate(finished, held(case)[0].people[0], 1)
    relate(finished, "nobody", 2)
    return finished


def paths(election: Election, user: User) -> list[str]:
    case = case_of(election)
    assert case
    return [each.path for each in clashes(election, case, user)]


def test_whoever_was_elected_beside_a_relative_who_serves_is_found(
    cast: Cast, related: Election
) -> None:
    assert paths(related, cast.chair) == ["钟1—妻子—监一"]


def test_after_the_relative_has_stepped_back_there_is_nothing_to_find(
    cast: Cast, related: Election
) -> None:
    Holding.objects.update(to_on=POLLING_DAY)
    assert paths(related, cast.chair) == []


def test_a_void_election_has_seated_nobody(cast: Cast, election: Election) -> None:
    seat(election.unit, "village-supervisory", "三联村务监督委员会", "监一", "h1")
    with on(POLLING_DAY):
        counts.declared(election, counts.void(election))
    relate(election, "p1", 1)
    assert paths(election, cast.chair) == []


def test_the_pages_show_path_and_article_to_whoever_may_see_findings(
    cast: Cast, related: Election, browse: Browse
) -> None:
    for page in ("result/", "seal/"):
        text = browse(cast.chair).get(f"/elections/{related.pk}/{page}").content.decode()
        assert "钟1—妻子—监一" in text
        assert "第三十七条第一款" in text
        assert "其中一人要退出" in text
    for who in (cast.observer, cast.teller):
        text = browse(who).get(f"/elections/{related.pk}/result/").content.decode()
        assert "监一" not in text


def test_the_page_is_whole_in_english(cast: Cast, related: Election, browse: Browse) -> None:
    html = english(browse(cast.chair)).get(f"/elections/{related.pk}/result/").content.decode()
    assert list(faults("result", html)) == []


def test_the_relation_goes_with_the_facts(related: Election) -> None:
    assert OutsideRelative.objects.count() == 2
    WIPERS["eligibility-facts"](related)
    assert not OutsideRelative.objects.exists()


def test_before_the_list_is_published_the_pair_is_shown_and_forbids_nothing(
    cast: Cast, election: Election, browse: Browse
) -> None:
    seat(election.unit, "village-supervisory", "三联村务监督委员会", "监一", "h1")
    election.stage = "roll-published"
    election.roll_published_on = datetime.date(2026, 5, 20)
    election.save()
    relate(election, "p1", 1)
    address = f"/elections/{election.pk}/candidates/publish/"
    text = browse(cast.chair).get(address).content.decode()
    assert "钟1—妻子—监一" in text
    assert "不影响公布" in text
