"""Routes of nomination (提名途径): a lawful one, by as many as it takes; of the nominators the
number alone is kept.
"""

from __future__ import annotations

import dataclasses

import pytest
from tests.office.candidacy.conftest import named
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act

from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import NOMINATION_ROUTES
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.routes import (
    NominatedBy,
    check_route,
    routes_of,
    who_decides_routes,
)
from huanjie.office.candidacy.services import decline, nominate, withdraw
from huanjie.office.planning.models import Election


def nominate_by(cast: Cast, election: Election, route: str, count: int) -> Nominee:
    nominate(
        acting_user=act(cast.clerk),
        election=election,
        post="chair",
        people=named(election, "钟一鸣"),
        by=NominatedBy(route=route, count=count),
    )
    return Nominee.objects.get(election=election)


def community() -> RulePack:
    return load("residents-committee", today=POLLING_DAY)


def test_a_nomination_carries_its_route_and_the_number_of_nominators(
    cast: Cast, village_election: Election
) -> None:
    row = nominate_by(cast, village_election, "voters-jointly", 12)
    assert (row.route, row.nominators) == ("voters-jointly", 12)


def test_no_field_could_hold_who_nominated() -> None:
    assert {each.name for each in Nominee._meta.get_fields()} >= {"route", "nominators"}
    assert [each.name for each in dataclasses.fields(NominatedBy)] == ["route", "count"]


def test_ten_residents_nominate_and_nine_do_not() -> None:
    pack = community()
    check_route(pack, NominatedBy(route="voters-jointly", count=10))
    with pytest.raises(BadInput, match=r"提名 9 人，至少须 10 人（《.*》第.+条") as refused:
        check_route(pack, NominatedBy(route="voters-jointly", count=9))
    assert refused.value.at == "nominators"


@pytest.mark.parametrize("route", ["self", "group-representatives-jointly"])
def test_a_route_that_the_law_does_not_open_is_refused_with_those_that_it_opens(
    cast: Cast, village_election: Election, route: str
) -> None:
    with pytest.raises(
        BadInput, match="不是可用的途径，可用的：党组织提名推荐、选民联名提名"
    ) as no:
        nominate_by(cast, village_election, route, 20)
    assert no.value.at == "route"
    assert not Nominee.objects.exists()


@pytest.mark.parametrize(
    ("route", "count", "at"),
    [
        ("", 1, "route"),
        ("rumour", 1, "route"),
        ("voters-jointly", 0, "nominators"),
        ("voters-jointly", 1_000_001, "nominators"),
    ],
)
def test_a_form_without_route_or_number_is_refused(
    cast: Cast, village_election: Election, route: str, count: int, at: str
) -> None:
    with pytest.raises(BadInput) as refused:
        nominate_by(cast, village_election, route, count)
    assert refused.value.at == at


def test_where_no_law_says_the_unit_decides_and_any_route_is_noted() -> None:
    pack = load("youth-league", today=OPENED_ON)
    assert not pack.nomination
    assert who_decides_routes(pack) != ""
    assert [each.word for each in routes_of(pack)] == list(NOMINATION_ROUTES)
    assert {each.citation for each in routes_of(pack)} == {None}
    check_route(pack, NominatedBy(route="self", count=1))


def test_where_the_law_says_nobody_else_decides() -> None:
    pack = community()
    assert who_decides_routes(pack) == ""
    assert [(each.word, each.at_least) for each in routes_of(pack)] == [
        ("party-organisation", 1),
        ("voters-jointly", 10),
    ]
    assert all(each.citation for each in routes_of(pack))


def test_nominated_again_by_another_route_carries_the_new_one(
    cast: Cast, village_election: Election
) -> None:
    row = nominate_by(cast, village_election, "voters-jointly", 3)
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    again = nominate_by(cast, village_election, "party-organisation", 1)
    assert (again.pk, again.route) == (row.pk, "party-organisation")


# Stepping back by one's own written word


def test_a_nominee_steps_back_by_a_document(cast: Cast, village_election: Election) -> None:
    row = nominate_by(cast, village_election, "voters-jointly", 3)
    decline(
        acting_user=act(cast.clerk),
        election=village_election,
        nominee=row.pk,
        document="退出声明，5月18日",
    )
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_without_the_written_word_nobody_steps_back(cast: Cast, village_election: Election) -> None:
    row = nominate_by(cast, village_election, "voters-jointly", 3)
    with pytest.raises(BadInput, match="没有写材料的名称") as refused:
        decline(
            acting_user=act(cast.clerk), election=village_election, nominee=row.pk, document=" "
        )
    assert refused.value.at == "document"
    row.refresh_from_db()
    assert row.state == "nominee"
