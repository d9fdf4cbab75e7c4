"""Near relatives in other bodies (其他组织的近亲属): only where a pack keeps the two apart."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.candidacy.conftest import put_up, take_back
from tests.office.conftest import OPENED_ON, Cast, act

from huanjie.door.fault import BadInput
from huanjie.office.candidacy.models import OutsideRelative
from huanjie.office.candidacy.outside import (
    mark_outside,
    outside_kin,
    outsiders_of,
    unmark_outside,
)
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


def seat(unit: Unit, kind: str, body: str, name: str, person: str) -> Holding:
    """Somebody who sits in a body of the place."""
    own, _ = Body.objects.get_or_create(
        unit=unit, kind=kind, defaults={"region": unit.pk, "name": body}
    )
    return Holding.objects.create(
        body=own,
        region=unit.pk,
        post="member",
        name=name,
        person=person,
        from_on=datetime.date(2021, 1, 1),
        how="elected",
    )


@pytest.fixture
def watched(cast: Cast, village_election: Election) -> Election:
    """钟一鸣 (p1) stands for the committee, 监一 (h1) watches it, 书一 (h2) sits in the branch."""
    put_up(cast, village_election, "chair", "钟一鸣")
    unit = village_election.unit
    seat(unit, "village-supervisory", "三联村务监督委员会", "监一", "h1")
    seat(unit, "party-branch", "三联村党支部", "书一", "h2")
    return village_election


def mark(
    cast: Cast, election: Election, holder: str = "h1", relation: str = "妻子", person: str = "p1"
) -> str:
    return mark_outside(
        acting_user=act(cast.clerk),
        election=election,
        person=person,
        holder=holder,
        relation=relation,
    )


def test_only_members_beside_whom_relatives_may_not_serve_are_listed(
    cast: Cast, watched: Election
) -> None:
    assert list(outsiders_of(watched, cast.clerk)) == ["h1"]


def test_the_path_and_the_article_are_shown(cast: Cast, watched: Election) -> None:
    mark(cast, watched)
    (kin,) = outside_kin(watched, cast.clerk)
    assert kin.path == "钟一鸣—妻子—监一"
    assert kin.citation.article == "第三十七条第一款"
    assert kin.outsider.title == "三联村务监督委员会member，现任"


@pytest.mark.parametrize(
    ("holder", "relation", "person", "at"),
    [
        ("h2", "妻子", "p1", "holder"),
        ("h9", "妻子", "p1", "holder"),
        ("h1", "妻子", "p9", "person"),
        ("h1", "", "p1", "relation"),
        ("h1", "岳父", "p1", "relation"),
        ("h1", "老乡", "p1", "relation"),
    ],
)
def test_what_no_rule_bars_is_not_kept(
    cast: Cast, watched: Election, holder: str, relation: str, person: str, at: str
) -> None:
    with pytest.raises(BadInput) as refused:
        mark(cast, watched, holder, relation, person)
    assert refused.value.at == at
    assert not OutsideRelative.objects.exists()


def test_a_relation_is_noted_once_and_taken_away_once(cast: Cast, watched: Election) -> None:
    mark(cast, watched)
    with pytest.raises(BadInput, match="已经登记"):
        mark(cast, watched, relation="姐姐")
    away = {"election": watched, "person": "p1", "holder": "h1"}
    unmark_outside(acting_user=act(cast.clerk), **away)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="没有登记"):
        unmark_outside(acting_user=act(cast.clerk), **away)  # type: ignore[arg-type]


def test_whoever_left_the_post_or_the_list_is_not_shown(cast: Cast, watched: Election) -> None:
    mark(cast, watched)
    Holding.objects.filter(person="h1").update(to_on=OPENED_ON)
    assert outside_kin(watched, cast.clerk) == ()
    Holding.objects.filter(person="h1").update(to_on=None)
    take_back(cast, watched, "钟一鸣")
    assert outside_kin(watched, cast.clerk) == ()


def test_another_village_has_its_own_members(
    cast: Cast, watched: Election, next_village: Unit
) -> None:
    seat(next_village, "village-supervisory", "溪坪村务监督委员会", "监二", "h3")
    assert "h3" not in outsiders_of(watched, cast.clerk)


@pytest.mark.parametrize("role", ["teller", "observer", "town", "stranger"])
def test_who_does_not_run_the_election_notes_nothing(
    cast: Cast, watched: Election, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        mark_outside(
            acting_user=act(getattr(cast, role)),
            election=watched,
            person="p1",
            holder="h1",
            relation="妻子",
        )


def test_the_page_notes_shows_and_takes_away(cast: Cast, watched: Election, browse: Browse) -> None:
    clerk, page = browse(cast.clerk), f"/elections/{watched.pk}/candidates/relatives/"
    assert "其他组织的近亲属" in clerk.get(page).content.decode()
    form = {"key": "a", "person": "p1", "holder": "h1", "relation": "朋友"}
    refused = clerk.post(f"{page}outside/", form)
    assert refused.status_code == 422
    assert 'href="#id_outside_relation"' in refused.content.decode()
    assert clerk.post(f"{page}outside/", form | {"relation": "妻子"}).status_code == 302
    text = clerk.get(page).content.decode()
    assert "钟一鸣—妻子—监一" in text
    away = {"key": "b", "person": "p1", "holder": "h1"}
    assert clerk.post(f"{page}outside/unmark/", away).status_code == 302
    assert not OutsideRelative.objects.exists()


def test_a_place_without_such_a_body_is_not_asked(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "钟一鸣")
    page = browse(cast.clerk).get(f"/elections/{village_election.pk}/candidates/relatives/")
    assert "其他组织" not in page.content.decode()
