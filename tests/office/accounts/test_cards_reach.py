"""What a one-time card reaches (一次性卡的范围): one election, while it runs; neither the other
body's of the same village, nor the village itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on
from tests.office.polling import conftest as polling
from tests.office.polling.addresses import addresses
from tests.office.polling.conftest import Evening
from tests.office.test_who_comes_in import answered

from huanjie.domain.permission import Action, Role
from huanjie.door.fault import BadInput
from huanjie.office.accounts.cards import Holder, hand_out_cards
from huanjie.office.accounts.models import Card
from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election
from huanjie.office.planning.models import Election
from huanjie.office.polling.services import enter_sheet
from huanjie.office.tokens.services import Grant, make_token, new_secret
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.permission import allowed, only_elections_of, places_of, visible

pytestmark = pytest.mark.any_database

MIGRATION = "huanjie.office.accounts.migrations.0003_cards_reach_one_election"
CODES = {Role.TELLER: "ACDE-FGHJ", Role.SCRUTINEER: "ACDE-FGHK"}
OTHERS = ("/law/", "/log/", "/api/", "/on-roll/", "/places/")
"""what is public, and where no session counts: a card makes no token"""
ROLES = pytest.mark.parametrize("role", list(CODES))


@pytest.fixture
def both(election: Election, party_election: Election, cast: Cast) -> Iterator[None]:
    """Both bodies of the village count on one day: their papers are collected."""
    polling.publish(election, polling.VILLAGERS)
    polling.publish(party_election, polling.MEMBERS, registered=20)
    with on(POLLING_DAY):
        Evening(election, cast).issue(700)
        Evening(election, cast).collect(700, voters=700)
        Evening(party_election, cast).issue(20)
        Evening(party_election, cast).collect(20, attended=20)
        yield


def holder(election: Election, cast: Cast, role: Role) -> tuple[Client, User]:
    """Somebody who was chosen in the hall and has signed in by their card."""
    hand_out_cards(
        acting_user=act(cast.chair),
        election=election,
        role=role,
        holders=[Holder(name="王五", code=CODES[role])],
    )
    client = Client(raise_request_exception=False)
    client.post("/card/", {"code": CODES[role]})
    return client, Card.objects.get().user


def let_in(client: Client, election: Election) -> set[tuple[str, str]]:
    """The addresses of an election, and those of its village and the places above it, by which
    somebody comes in.
    """
    values = {
        "pk": (election.pk,),
        "code": tuple(election.unit.codes),
        "body": (election.body,),
        "kind": ("villagers", "renamed"),
        "sha256": ("0" * 64,),
        "role": ("clerk",),
        "provider_id": ("sso",),
        "person": ("p1",),
        "route": ("voters-jointly",),
        "signer": ("staff",),
        "number": ("1",),
        "question": ("turnout",),
        "wave": ("w1",),
        "sent": ("b1",),
        "asked": ("court",),
        "deed": ("withdraw",),
        "paper": ("notice",),
        "line": ("1",),
        "batch": ("1",),
        "what": ("printed",),
        "event": ("result-filed", "election-requested", "poll-announced"),
        "change": ("died",),
    }
    found = set()
    for address in sorted(set(addresses(values))):
        if address.startswith(OTHERS) or not _is_about(address, election):
            continue
        for method in ("get", "post"):
            before = transaction.savepoint()
            form = {"key": uuid.uuid4().hex, "confirm": "1"}
            response = getattr(client, method)(address, form)
            transaction.savepoint_rollback(before)
            assert response.status_code < 500, address
            if answered(response):
                found.add((method, address))
    return found


def _is_about(address: str, election: Election) -> bool:
    return any(f"/{each}/" in address for each in (election.pk, *election.unit.codes))


@ROLES
def test_a_card_of_one_body_reaches_nothing_of_the_other_nor_of_the_village(
    both: None, election: Election, party_election: Election, cast: Cast, role: Role
) -> None:
    client, _user = holder(election, cast, role)
    assert let_in(client, party_election) == set()
    page = "sheet" if role == Role.TELLER else "compare"
    own = f"/elections/{election.pk}/"
    reached = let_in(client, election)
    assert {("get", own), ("get", f"{own}rounds/1/{page}/")} <= reached
    assert all(address.startswith(own) for _, address in reached)


def test_an_account_that_is_no_card_reaches_both(
    both: None,
    election: Election,
    party_election: Election,
    cast: Cast,
    browse: Callable[[User], Client],
) -> None:
    client = browse(cast.teller)
    for each in (election, party_election):
        assert client.get(f"/elections/{each.pk}/rounds/1/sheet/").status_code == 200


def test_the_door_itself_knows_the_election(
    both: None, election: Election, party_election: Election, cast: Cast
) -> None:
    _client, user = holder(election, cast, Role.TELLER)
    sheet = polling.choice(20, 0, member={"p1": 20})
    for each, refusal in ((party_election, PermissionDenied), (election, BadInput)):
        with pytest.raises(refusal):
            enter_sheet(acting_user=act(user), election=each, number=1, sheet=sheet, collected=20)


@pytest.mark.parametrize("end", ["sealed", "cancelled"])
@ROLES
def test_a_card_reaches_nothing_once_its_election_has_ended(
    both: None, election: Election, cast: Cast, role: Role, end: str
) -> None:
    client, _user = holder(election, cast, role)
    assert client.get("/")["Location"] == f"/elections/{election.pk}/"
    Election.objects.filter(pk=election.pk).update(stage=end)
    assert let_in(client, election) == set()
    home = client.get("/")
    assert (home.status_code, "您的卡也用完了" in home.content.decode()) == (200, True)


def test_whoever_cancels_the_election_ends_its_cards(election: Election, cast: Cast) -> None:
    _client, user = holder(election, cast, Role.TELLER)
    assert allowed(user, Action.ENTER_SHEET, election)
    cancel_election(acting_user=act(cast.chair), election=election, because="试")
    election.refresh_from_db()
    assert not allowed(User.objects.get(pk=user.pk), Action.SEE_UNIT, election)


def test_a_card_is_of_no_place_and_makes_no_token(
    election: Election, cast: Cast, village: Unit
) -> None:
    client, user = holder(election, cast, Role.TELLER)
    assert only_elections_of(user) == [election.pk]
    assert places_of(user, Action.SEE_UNIT) == []
    assert not visible(user).exists()
    grant = Grant(name="程序", actions=frozenset({Action.ENTER_SHEET}), expires_on=POLLING_DAY)
    with pytest.raises(PermissionDenied):
        make_token(acting_user=act(user), unit=village, grant=grant, secret=new_secret())
    form = {"key": "k", "name": "x", "place": village.pk, "expires_on": str(OPENED_ON)}
    assert client.post("/tokens/make/", form).status_code in (403, 422)


def test_a_card_of_before_is_bound_to_its_election_by_the_upgrade(
    election: Election, cast: Cast
) -> None:
    _client, user = holder(election, cast, Role.TELLER)
    Assignment.objects.filter(user=user).update(election="")
    assert places_of(User.objects.get(pk=user.pk), Action.SEE_UNIT)
    import_module(MIGRATION).bind(apps, None)
    assert only_elections_of(User.objects.get(pk=user.pk)) == [election.pk]
    assert set(cast.teller.assignments.values_list("election", flat=True)) == {""}


def test_one_person_with_a_card_of_each_body_has_two_accounts(
    both: None, election: Election, party_election: Election, cast: Cast
) -> None:
    holder(election, cast, Role.TELLER)
    hand_out_cards(
        acting_user=act(cast.chair),
        election=party_election,
        role=Role.TELLER,
        holders=[Holder(name="王五", code="ACDE-FGHM")],
    )
    first, second = Card.objects.all()
    assert first.user_id != second.user_id
    assert only_elections_of(second.user) == [party_election.pk]
