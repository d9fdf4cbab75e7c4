"""Before somebody is put out (核对页): each deed to an account or a card is asked on a page of its
own, which does nothing by itself and says what can be taken back.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.accounts.conftest import Keepers
from tests.office.conftest import Cast, act

from huanjie.domain.permission import Role
from huanjie.office.accounts.cards import Holder, hand_out_cards
from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]


def asked(client: Client, address: str) -> str:
    """The check page, which changes nothing."""
    before = Deed.objects.count()
    page = client.get(address)
    assert (page.status_code, Deed.objects.count()) == (200, before)
    return page.content.decode()


def done(client: Client, address: str) -> int:
    """The deed itself."""
    return client.post(address, {"key": uuid.uuid4().hex}).status_code


@pytest.mark.parametrize(
    ("what", "says"),
    [("password", "现在的密码马上作废"), ("close", "以后可以恢复")],
)
def test_the_system_administrator_reads_what_a_deed_does_before_it_is_done(
    keepers: Keepers, cast: Cast, browse: Browse, what: str, says: str
) -> None:
    client, address = browse(keepers.system), f"/accounts/{cast.clerk.pk}/{what}/"
    page = asked(client, address)
    assert says in page
    assert "钟文书" in page
    assert done(client, address) in (200, 302)


def test_whoever_holds_a_role_alone_is_named_so_before_it_is_withdrawn(
    keepers: Keepers, cast: Cast, village: Unit, browse: Browse
) -> None:
    client = browse(keepers.security)
    address = f"/accounts/{cast.clerk.pk}/roles/clerk/{village.pk}/"
    assert "没有别的选举工作人员" in asked(client, address)
    Assignment.objects.create(user=cast.stranger, role=Role.CLERK, unit=village)
    assert "没有别的" not in asked(client, address)
    assert done(client, address) == 302
    assert not cast.clerk.assignments.exists()


def test_a_closed_account_stands_in_for_nobody(
    keepers: Keepers, cast: Cast, village: Unit, browse: Browse
) -> None:
    Assignment.objects.create(user=cast.stranger, role=Role.CLERK, unit=village)
    User.objects.filter(pk=cast.stranger.pk).update(is_active=False)
    address = f"/accounts/{cast.clerk.pk}/roles/clerk/{village.pk}/"
    assert "没有别的选举工作人员" in asked(browse(keepers.security), address)


@pytest.fixture
def card(cast: Cast, election: Election) -> str:
    """Where a card of the village's election is kept."""
    (made,) = hand_out_cards(
        acting_user=act(cast.chair),
        election=election,
        role=Role.TELLER,
        holders=[Holder(name="王五", code="ACDE-FGHJ")],
    )
    return f"/elections/{election.pk}/cards/{made}/"


@pytest.mark.parametrize(("what", "says"), [("replace", "旧卡马上作废"), ("revoke", "不能恢复")])
def test_a_card_is_not_void_before_somebody_says_so(
    cast: Cast, browse: Browse, card: str, what: str, says: str
) -> None:
    client = browse(cast.clerk)
    page = asked(client, f"{card}{what}/")
    assert says in page
    assert "王五（计票人）" in page
    assert done(client, f"{card}{what}/") in (200, 302)


def test_a_card_that_is_void_is_not_asked_about_again(
    cast: Cast, election: Election, browse: Browse, card: str
) -> None:
    client = browse(cast.clerk)
    assert done(client, f"{card}revoke/") == 302
    page = client.get(f"{card}replace/")
    assert page.status_code == 302
    assert page["Location"] == f"/elections/{election.pk}/cards/"
