"""Near relatives across bodies whose elections run side by side (同时换届的近亲属回避): whoever
stands in the other, and whoever was elected there, counts as who serves does.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import by_route, put_up, take_back
from tests.office.candidacy.offroll import NUMBER, note, watching
from tests.office.candidacy.test_outside_relatives import mark, seat
from tests.office.closing import counts
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.domain.nominee import NomineeState
from huanjie.door.fault import BadInput
from huanjie.dossier.outlook import held
from huanjie.office.candidacy.eligibility import Nomination
from huanjie.office.candidacy.models import Nominee, OutsideRelative
from huanjie.office.candidacy.outside import outside_kin, outsiders_of
from huanjie.office.candidacy.services import nominate
from huanjie.office.closing.case import case_of
from huanjie.office.closing.relatives import clashes
from huanjie.office.closing.services import seal
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.services import index_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
__all__ = ["watching"]


def put_up_watcher(cast: Cast, election: Election, name: str, **more: str) -> RollEntry:
    """Somebody stands for the supervisory committee."""
    number = note(cast, election, name, **more)
    entry = RollEntry.ever.get(election=election, number=number)
    nominate(
        acting_user=act(cast.clerk),
        election=election,
        post="supervisor",
        people=(Nomination(entry=entry.pk),),
        by=by_route(election),
    )
    return entry


@pytest.fixture
def both(cast: Cast, village_election: Election, watching: Election) -> tuple[Election, Election]:
    """钟一鸣 stands for the committee, 监新人 for who watches it; 村旧 and 监旧 go out."""
    put_up(cast, village_election, "chair", "钟一鸣")
    put_up_watcher(cast, watching, "监新人")
    seat(village_election.unit, "villagers-committee", "三联村村民委员会", "村旧", "h1")
    seat(village_election.unit, "village-supervisory", "三联村务监督委员会", "监旧", "h2")
    return village_election, watching


def titles(election: Election, user: User) -> dict[str, str]:
    """Whoever is of the other body, with what is said of them."""
    found = outsiders_of(election, user).values()
    return {each.member.name: each.title for each in found}


def declare(election: Election) -> list[str]:
    """The committee's result is declared; who won, each a nominee of the list from then on."""
    with on(POLLING_DAY):
        counts.declared(election, counts.complete(election))
    case = case_of(election)
    assert case
    return [person for each in held(case) for person in each.people]


def won_by(election: Election, person: str, number: int = 90) -> RollEntry:
    """The roll's entry of somebody who won."""
    own = {"election": election, "region": election.region}
    entry = RollEntry.objects.create(**own, number=number, name=person, sex="m")
    contest = election.contests.get(post="chair")
    Nominee.objects.create(
        **own, contest=contest, entry=entry, person=person, name=person, state="candidate"
    )
    return entry


def test_whoever_stands_in_the_other_election_is_listed_beside_who_serves(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    committee, watchers = both
    assert titles(committee, cast.clerk) == {
        "监旧": "三联村务监督委员会member，现任",
        "监新人": "村务监督委员会委员，人选",
    }
    assert titles(watchers, cast.clerk) == {
        "村旧": "三联村村民委员会委员，现任",
        "钟一鸣": "村民委员会主任，人选",
    }


def test_without_anybody_entered_who_stands_is_listed_all_the_same(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    Holding.objects.all().delete()
    Body.objects.all().delete()
    assert list(titles(both[0], cast.clerk)) == ["监新人"]
    assert list(titles(both[1], cast.clerk)) == ["钟一鸣"]


def test_whoever_stands_no_more_is_not_listed(cast: Cast, both: tuple[Election, Election]) -> None:
    Nominee.objects.filter(name="监新人").update(state=NomineeState.BARRED)
    take_back(cast, both[0], "钟一鸣")
    assert "监新人" not in titles(both[0], cast.clerk)
    assert "钟一鸣" not in titles(both[1], cast.clerk)


def test_an_election_that_was_cancelled_has_nobody_who_stands(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    Election.objects.filter(pk=both[1].pk).update(stage="cancelled")
    assert list(titles(both[0], cast.clerk)) == ["监旧"]


def test_another_village_has_its_own_election(
    cast: Cast, both: tuple[Election, Election], next_village: Unit
) -> None:
    Election.objects.filter(pk=both[1].pk).update(unit=next_village)
    assert list(titles(both[0], cast.clerk)) == ["监旧"]


def test_two_who_stand_are_noted_once_and_seen_from_both_elections(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    committee, watchers = both
    holder = next(k for k, x in outsiders_of(committee, cast.clerk).items() if x.only_stands)
    mark(cast, committee, holder)
    (here,) = outside_kin(committee, cast.clerk)
    (there,) = outside_kin(watchers, cast.clerk)
    assert here.path == there.path == "钟一鸣—妻子—监新人"
    assert here.is_noted_here
    assert not there.is_noted_here
    assert there.nominee.name == "监新人"
    assert there.outsider.title == "村民委员会主任，人选"
    other = next(k for k, x in outsiders_of(watchers, cast.clerk).items() if x.only_stands)
    with pytest.raises(BadInput, match="已经登记"):
        mark(cast, watchers, other, "丈夫", there.nominee.person)


def test_a_list_that_is_not_posted_is_for_those_who_may_see_its_nominees(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    committee, watchers = both
    Assignment.objects.filter(user=cast.clerk).update(election=committee.pk)
    only_here = User.objects.get(pk=cast.clerk.pk)
    assert list(titles(committee, only_here)) == ["监旧"]
    Election.objects.filter(pk=watchers.pk).update(candidates_published_on=POLLING_DAY)
    assert list(titles(committee, only_here)) == ["监旧", "监新人"]


def test_after_the_declaration_the_elected_stand_in_for_who_goes_out(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    committee, watchers = both
    winners = declare(committee)
    found = titles(watchers, cast.clerk)
    assert list(found) == winners
    assert {each.rpartition("，")[2] for each in found.values()} == {"当选"}


def test_after_a_void_vote_the_outgoing_go_on(cast: Cast, both: tuple[Election, Election]) -> None:
    committee, watchers = both
    with on(POLLING_DAY):
        counts.declared(committee, counts.void(committee))
    assert list(titles(watchers, cast.clerk)) == ["村旧"]


def test_a_by_election_leaves_who_serves_in_office(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    committee, watchers = both
    Body.objects.filter(kind="villagers-committee").update(
        seats=9, elected_on=datetime.date(2024, 1, 8)
    )
    winners = declare(committee)
    assert list(titles(watchers, cast.clerk)) == [*winners, "村旧"]


def test_a_note_goes_with_the_person_from_the_list_to_the_office(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    committee, watchers = both
    winner = declare(committee)[0]
    won_by(committee, winner)
    holder = next(
        k for k, x in outsiders_of(watchers, cast.clerk).items() if x.member.name == winner
    )
    watcher = Nominee.objects.get(name="监新人")
    mark(cast, watchers, holder, "丈夫", watcher.person)
    with on(POLLING_DAY):
        seal(acting_user=act(cast.chair), election=committee)
    (kin,) = outside_kin(watchers, cast.clerk)
    assert kin.path == f"监新人—丈夫—{winner}"
    assert kin.outsider.title == "三联村村民委员会主任，现任"


def test_an_equal_number_is_one_person_in_office_and_on_the_list(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    committee, watchers = both
    entry = put_up_watcher(cast, watchers, "监旧", id_number=NUMBER)
    key = next(k for k, x in outsiders_of(committee, cast.clerk).items() if x.member.name == "监旧")
    assert key == "h2"
    assert len(outsiders_of(committee, cast.clerk)) == 3
    mark(cast, committee, f"entry{entry.pk}")
    Holding.objects.filter(person="h2").update(id_index=index_of(NUMBER))
    assert len(outsiders_of(committee, cast.clerk)) == 2
    (kin,) = outside_kin(committee, cast.clerk)
    assert kin.outsider.title == "三联村务监督委员会member，现任"


def test_the_committee_that_would_result_is_checked_with_the_one_just_elected(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    """The committee noted it; those who watch are declared after it, before either is sealed."""
    committee, watchers = both
    winner = declare(committee)[0]
    own = {"election": committee, "region": committee.region}
    won_by(committee, winner)
    watcher = Nominee.objects.get(name="监新人")
    OutsideRelative.objects.create(
        **own, person=winner, holder=f"entry{watcher.entry_id}", relation="妻子"
    )
    case = case_of(committee)
    assert case
    (found,) = clashes(committee, case, cast.chair)
    assert found.outsider.title == "村务监督委员会委员，人选"
    assert found.outsider.only_stands
    (seen,) = outside_kin(watchers, cast.clerk)
    assert seen.path == f"{winner}—妻子—监新人"
    assert seen.outsider.title == "村民委员会主任，当选"
    assert not seen.outsider.only_stands


def test_the_page_names_who_stands_and_never_who_nominated(
    cast: Cast, both: tuple[Election, Election], browse: Browse
) -> None:
    committee, watchers = both
    Nominee.objects.filter(election=watchers).update(nominators=73_519)
    holder = next(k for k, x in outsiders_of(committee, cast.clerk).items() if x.only_stands)
    clerk, page = browse(cast.clerk), "/elections/{}/candidates/relatives/"
    form = {"key": "a", "person": "p1", "holder": holder, "relation": "妻子"}
    assert clerk.post(page.format(committee.pk) + "outside/", form).status_code == 302
    text = clerk.get(page.format(committee.pk)).content.decode()
    assert "监新人（村务监督委员会委员，人选）" in text
    assert "73519" not in text
    assert "去掉登记" in text
    there = clerk.get(page.format(watchers.pk)).content.decode()
    assert "钟一鸣—妻子—监新人" in there
    assert "由那次选举登记" in there
    assert "去掉登记" not in there
    away = {"key": "b", "person": "p1", "holder": holder}
    unmark = f"{page.format(committee.pk)}outside/unmark/"
    assert clerk.post(unmark, away).status_code == 302
    assert not OutsideRelative.objects.exists()
