"""Nobody is told by a side way what the first teller counted (侧信道): whatever the numbers of the
first sheet are, every answer to everybody else is the same to the byte, but for what is random.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pytest
from django.db import transaction
from tests.office.polling.addresses import addresses
from tests.office.polling.conftest import Evening, a_clear_result, choice
from tests.office.polling.test_blindness import (
    STRANGE,
    asked_and_sent,
    places_for,
    signed_in,
    values,
)

from huanjie.domain.sheets import Sheet

pytestmark = pytest.mark.any_database

RANDOM: Final = re.compile(
    r'(csrfmiddlewaretoken|key)" value="[^"]*"|[0-9a-f]{64}'
    r'|"challenge": "[^"]*"|[A-Z2-7]{32}|base64,[^"]*'
)
"""tokens, form numbers, the root of a log whose entries are salted, secrets of second factors"""
ASIDE: Final = ("Expires", "X-Request-ID")
"""headers of the moment; the length stays: tokens are all of one length"""
OTHER: Final = choice(
    1,
    699,
    chair={"p1": 0, "p2": 1},
    member={"p3": 0, "p4": 0, "p5": 0, "p6": 1},
    妇女委员={"p7": 0, "p8": 0},
)
"""as unlike the strange sheet as can be: nothing is written in, and its text is much shorter"""


def told(
    evening: Evening, who: str, sheet: Sheet, *, walked: Iterable[str], thorough: bool = False
) -> Iterator[tuple[str, str]]:
    """Everything that somebody is answered at these addresses while this sheet is in, by the
    address and the form.
    """
    before = transaction.savepoint()
    evening.enter(sheet)
    client = signed_in(getattr(evening.cast, who))
    for address in walked:
        for at, response in enumerate(asked_and_sent(client, address, thorough=thorough)):
            if not response.get("Content-Type", "").startswith("application/"):
                yield f"{address} {at}", without_chance(response)
    transaction.savepoint_rollback(before)


def without_chance(response: Any) -> str:
    """An answer without what is made anew for each."""
    headers = {name: text for name, text in response.headers.items() if name not in ASIDE}
    body = RANDOM.sub("", response.content.decode())
    return f"{response.status_code} {headers} {sorted(response.cookies)} {body}"


@pytest.mark.parametrize("who", ["other_teller", "chair", "scrutineer"])
def test_whatever_the_first_sheet_says_everybody_else_is_told_the_same(
    evening: Evening, who: str, thorough: bool
) -> None:
    evening.issue(750)
    evening.collect(700, voters=700)
    places = tuple(places_for(evening, who, thorough=thorough))
    walked = list(addresses(values(evening) | {"number": ("1",), "code": places}))
    one, other = (
        dict(told(evening, who, sheet, walked=walked, thorough=thorough))
        for sheet in (STRANGE, OTHER)
    )
    assert one.keys() == other.keys()
    assert [address for address, said in one.items() if said != other[address]] == []


def test_the_comparison_sees_a_difference_once_both_are_in(evening: Evening) -> None:
    evening.issue(750)
    evening.collect(700, voters=700)
    evening.enter(a_clear_result(), second=True)
    walked = [f"/elections/{evening.election.pk}/rounds/1/compare/"]
    one = dict(told(evening, "observer", STRANGE, walked=walked))
    other = dict(told(evening, "observer", a_clear_result(), walked=walked))
    assert any(said != other[address] for address, said in one.items())
