"""Two who adjudicate cannot see each other's ruling (互不相见): while one is given, nobody finds it
at any address of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from tests.office.api.conftest import program
from tests.office.polling.addresses import addresses
from tests.office.polling.test_blindness import (
    PUBLIC_FILES,
    answered,
    asked_and_sent,
    signed_in,
    values,
)
from tests.office.scanning.conftest import Scanning, marked
from tests.office.scanning.papers import doubtful, scan, sure

from huanjie.domain.adjudication import Illegible
from huanjie.office.people.models import User
from huanjie.office.scanning.models import GivenRuling

pytestmark = pytest.mark.any_database

STRANGE = "盘古月"
WATCHERS = ("other_teller", "scrutineer", "chair", "observer", "county")
_OWN = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value=")[^"]*')


@pytest.fixture
def one_ruled(scanning: Scanning) -> Scanning:
    """The first teller wrote a name down that stands nowhere else on the site."""
    scanning.upload(scan(doubtful("c1"), doubtful("c2"), sure("c3")))
    scanning.rule(scanning.cast.teller, marked("", names=(STRANGE,)))
    return scanning


def walk(scanning: Scanning) -> Iterator[str]:
    own = values(scanning.evening)
    own |= {"code": own["code"][-2:], "number": ("1",)}
    return (each for each in addresses(own) if each not in PUBLIC_FILES)


@pytest.mark.parametrize("who", WATCHERS)
def test_nobody_finds_the_first_ruling_at_any_address(one_ruled: Scanning, who: str) -> None:
    client, found = signed_in(getattr(one_ruled.cast, who)), []
    for address in walk(one_ruled):
        response = client.get(address)
        assert response.status_code != 500, address
        found += [address] if STRANGE in answered(response) else []
    assert not found


@pytest.mark.parametrize("who", ["other_teller", "scrutineer"])
def test_no_wrong_form_is_answered_with_the_first_ruling(one_ruled: Scanning, who: str) -> None:
    client, found = signed_in(getattr(one_ruled.cast, who)), []
    for address in (each for each in walk(one_ruled) if "/rounds/" in each):
        for response in asked_and_sent(client, address, thorough=False, follow=True):
            assert response.status_code != 500, address
            found += [address] if STRANGE in answered(response) else []
    assert GivenRuling.objects.get().place == 1
    assert not found


def page(client: Client, scanning: Scanning, end: str) -> str:
    """A page without what is new on every page."""
    answer = client.get(f"/elections/{scanning.election.pk}/rounds/1/{end}")
    return _OWN.sub(r"\1", answer.content.decode())


@pytest.mark.parametrize("end", ["", "scans/", "scans/doubtful/", "scans/names/", "declare/"])
def test_the_pages_are_the_same_whether_somebody_ruled_or_not(scanning: Scanning, end: str) -> None:
    scanning.upload(scan(doubtful("c1"), doubtful("c2"), sure("c3")))
    people: list[User] = [scanning.cast.other_teller, scanning.cast.scrutineer, scanning.cast.chair]
    browsers = [signed_in(user) for user in people]
    before = [page(client, scanning, end) for client in browsers]
    scanning.rule(scanning.cast.teller, marked("", names=(STRANGE,)))
    assert [page(client, scanning, end) for client in browsers] == before
    scanning.rule(scanning.cast.teller, Illegible(), item=scanning.words[1])
    assert [page(client, scanning, end) for client in browsers] == before


def test_the_interface_says_the_same_whether_somebody_ruled_or_not(scanning: Scanning) -> None:
    scanning.upload(scan(doubtful("c1"), sure("c3")))
    made = program(scanning.cast.other_teller, scanning.election.unit)
    address = f"/elections/{scanning.election.pk}/rounds/1/scans"
    before = made.get(address).json()
    scanning.rule(scanning.cast.teller, marked("", names=(STRANGE,)))
    assert made.get(address).json() == before


def test_once_two_differ_the_third_person_alone_sees_both(one_ruled: Scanning) -> None:
    one_ruled.rule(one_ruled.cast.other_teller, marked("p1"))
    own = [each for each in walk(one_ruled) if one_ruled.election.pk in each]
    for who in ("other_teller", "chair", "observer"):
        client = signed_in(getattr(one_ruled.cast, who))
        assert not [a for a in own if STRANGE in answered(client.get(a))]
    client = signed_in(one_ruled.cast.scrutineer)
    seen = {a for a in own if STRANGE in answered(client.get(a))}
    assert seen == {f"/elections/{one_ruled.election.pk}/rounds/1/scans/doubtful/"}
