"""Addresses that nobody meant (不该有的网址): of another election, with a number too large, with a
sign that no text has, or of a site that this is not.
"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from tests.office.polling.addresses import addresses
from tests.office.walked import Place, place

from huanjie.office.planning.models import Election

__all__ = ["place"]  # a fixture of the walks


@pytest.mark.parametrize(
    "name", ["roll-upload", "roll-load", "roll-groups", "roll-withdraw", "roll-rejected"]
)
def test_a_file_of_another_election_is_not_there(
    place: Place, party_election: Election, name: str
) -> None:
    client = Client()
    client.force_login(place.cast.chair)
    address = place.address(name).replace(place.election.pk, party_election.pk)
    form = {"key": "k", "way": "add", "confirm": "1"}
    assert client.post(address, form).status_code in (404, 405, 422)
    assert client.get(address, {"way": "add"}).status_code in (404, 405)


def test_a_nominee_of_another_election_is_not_there(place: Place, party_election: Election) -> None:
    client = Client()
    client.force_login(place.cast.chair)
    address = place.address("candidates-remove").replace(place.election.pk, party_election.pk)
    assert client.get(address).status_code == 404
    assert client.post(address, {"key": "k", "confirm": "1"}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 19, "9" * 30, "9" * 5000])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_number_in_an_address_is_too_large_for_an_answer(
    place: Place, number: str, method: str
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(place.cast.chair)
    values = {
        "pk": (place.election.pk,),
        "code": (place.election.unit_id,),
        "body": ("party-branch",),
        "kind": ("villagers", "renamed"),
        "sha256": ("0" * 64,),
        "role": ("clerk",),
        "provider_id": ("sso",),
        "person": ("p1",),
        "route": ("voters-jointly",),
        "signer": ("staff",),
        "number": (number,),
        "line": (number,),
        "batch": (number,),
        "what": ("printed",),
        "change": ("died",),
        "event": ("result-filed", "poll-announced"),
        "question": ("turnout",),
        "wave": ("w1",),
        "sent": ("b1",),
        "asked": ("court",),
        "deed": ("withdraw",),
        "paper": ("notice",),
    }
    for address in addresses(values):
        if number in address:
            response = getattr(client, method)(address, {"key": "k", "way": "add", "confirm": "1"})
            assert response.status_code < 500, address


def test_a_sign_that_no_text_has_is_refused_everywhere(place: Place) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(place.cast.chair)
    texts: tuple[str, ...] = (
        "pk",
        "code",
        "body",
        "kind",
        "sha256",
        "question",
        "role",
        "wave",
        "provider_id",
    )
    texts += ("sent", "asked", "deed")
    values = dict.fromkeys(
        (*texts, "paper", "what", "change", "event", "person", "route", "signer"), ("%00",)
    )
    for address in addresses(values | {"number": ("1",), "line": ("1",), "batch": ("1",)}):
        wanted = {404} if "%00" in address else {400, 405}
        assert client.get(address, {"q": "\0"}).status_code in wanted, address
        if address == "/language/":
            continue  # keeps nothing of what it is told but one of two languages
        assert client.post(address, {"key": "\0"}).status_code in wanted | {401, 415}, address


def test_the_demos_addresses_are_shut_where_there_is_no_demo() -> None:
    assert not settings.HUANJIE_DEMO
    assert Client().post("/demo/day/", {"day": "2027-01-01"}).status_code == 404
