"""Whoever is no member any more leaves the roll (不再是党员、不再是团员): said in the words of the
organisation whose roll it is.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.readaloud import english, faults
from tests.office.roll.conftest import invented, load, party_csv, publish
from tests.office.roll.test_league_roll import league, roll

from huanjie.domain.memberroll import MEMBER_ROLLS
from huanjie.domain.rollchange import KINDS, Kind, kind_name
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import strike_off
from huanjie.office.roll.takingobjections import take_changes

__all__ = ["league"]

Browse = Callable[[User], Client]


@pytest.fixture
def branch(cast: Cast, party_election: Election) -> Election:
    """The Party branch's election with its roll confirmed."""
    load(cast, party_election, party_csv(invented(3), *["正式党员"] * 3))
    publish(cast, party_election)
    return party_election


@pytest.fixture
def confirmed(cast: Cast, league: Election) -> Election:
    """The League branch's election with its roll confirmed."""
    load(cast, league, roll("正式团员", "正式团员", "正式团员"))
    publish(cast, league)
    return league


def everywhere(cast: Cast, election: Election, browse: Browse) -> str:
    """Every page that names the kind, before and after somebody is struck off by it."""
    client, own = browse(cast.chair), f"/elections/{election.pk}"
    pages = [f"{own}/roll/changes/", f"{own}/roll/changes/no-member/"]
    shown = [client.get(page).content.decode() for page in pages]
    strike_off(acting_user=act(cast.chair), election=election, kind="no-member", number=1)
    shown += [client.get(page).content.decode() for page in (pages[0], f"{own}/history/")]
    rows = take_changes(acting_user=act(cast.chair), election=election, because="存档")
    return "\n".join([*shown, *(str(cell) for row in rows for cell in row)])


def test_the_party_says_no_member_of_the_party(
    cast: Cast, branch: Election, browse: Browse
) -> None:
    shown = everywhere(cast, branch, browse)
    assert shown.count("不再是党员") >= 5
    assert "不再是党员、团员" not in shown
    assert "不再是团员" not in shown


def test_the_league_says_no_member_of_the_league(
    cast: Cast, confirmed: Election, browse: Browse
) -> None:
    shown = everywhere(cast, confirmed, browse)
    assert shown.count("不再是团员") >= 5
    assert "不再是党员" not in shown


def test_every_other_kind_is_called_alike_on_every_roll() -> None:
    for kind, row in KINDS.items():
        assert kind_name(kind, None) == row.name
        for members in MEMBER_ROLLS.values():
            own = {Kind.NO_MEMBER: members.no_member, Kind.ADMITTED: members.admitted}
            assert kind_name(kind, members) == own.get(kind, row.name)


def test_it_is_said_in_english(cast: Cast, branch: Election, browse: Browse) -> None:
    address = f"/elections/{branch.pk}/roll/changes/"
    page = english(browse(cast.chair)).get(address).content.decode()
    assert "no longer a Party member" in page
    assert list(faults(address, page)) == []
