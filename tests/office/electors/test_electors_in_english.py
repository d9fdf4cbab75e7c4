"""The pages of electors in English (英文页面), with somebody on each: names, groups, articles and
refusals stay Chinese and say so, everything else is English.
"""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.electors import choices, proxying, test_lookup, test_meetingnotices
from tests.office.electors.conftest import Published
from tests.office.electors.test_registering import FORM, RESIDENT, register
from tests.office.readaloud import english, faults

from huanjie.domain.choosing import ChosenBy
from huanjie.office.electors.proxies import take_back
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


def told(client: Client, *addresses: str) -> list[str]:
    return [
        fault
        for address in addresses
        for fault in faults(address, client.get(address).content.decode())
    ]


def sent(client: Client, address: str, form: dict[str, str]) -> list[str]:
    return list(faults(address, client.post(address, form).content.decode()))


def test_proxies_read_in_english(cast: Cast, published: Published, browse: Browse) -> None:
    election, client = published.election, english(browse(cast.clerk))
    for pair in ((1, 2), (3, 2)):
        proxying.register(cast, election, *pair, proxy_is_near_relative=True)
    take_back(acting_user=act(cast.clerk), election=election, number=2)
    root = f"/elections/{election.pk}/proxies/"
    assert told(client, root, f"{root}add/", f"{root}1/back/", f"{root}post/") == []
    assert sent(client, f"{root}add/", proxying.form(5, 6)) == []
    assert sent(client, f"{root}add/", proxying.form(5, 6, written="no")) == []
    assert told(client, f"/elections/{election.pk}/history/") == []


def test_what_a_file_holds_and_who_is_told_of_it_are_two_sentences(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client = english(browse(cast.clerk))
    page = client.get(f"/elections/{published.election.pk}/proxies/table/").content.decode()
    assert "neither identity numbers nor phones. Who takes it" in page


def test_heads_and_representatives_read_in_english(
    cast: Cast, published: Published, browse: Browse
) -> None:
    election, client = published.election, english(browse(cast.clerk))
    of = choices.choice(1, chosen_by=ChosenBy.HOUSEHOLDS, households=4)
    made = choices.enter(cast, election, of)
    root = f"/elections/{election.pk}/chosen/"
    assert told(client, root, f"{root}add/", f"{root}{made}/out/") == []
    form = {
        "key": "k",
        "number": "2",
        "kind": "representative",
        "chosen_by": "households",
        "households": "4",
        "chosen_on": OPENED_ON.isoformat(),
    }
    assert sent(client, f"{root}add/", form) == []
    assert sent(client, f"{root}add/", form | {"number": "1"}) == []


def test_notices_read_in_english(cast: Cast, published: Published, browse: Browse) -> None:
    election, client = published.election, english(browse(cast.clerk))
    test_meetingnotices.tell(cast, election, test_meetingnotices.notice(1, 2))
    root = f"/elections/{election.pk}/notices/"
    assert told(client, root, f"{root}1/", f"{root}2/") == []
    assert sent(client, f"{root}1/", {"key": "k"}) == []


def test_registration_reads_in_english(cast: Cast, election: Election, browse: Browse) -> None:
    client, root = english(browse(cast.clerk)), f"/elections/{election.pk}/registration/"
    assert sent(client, f"{root}add/", FORM) == []
    assert sent(client, f"{root}add/", FORM | {"lives_here": "no"}) == []
    register(cast, election, **RESIDENT)
    assert told(client, root, f"{root}add/") == []


def test_answers_of_the_roll_read_in_english(cast: Cast, published: Published) -> None:
    code, client = test_lookup.codes(cast, published.election)[1], english(Client())
    person = published.people[0]
    by_name = f"/on-roll/{published.election.unit_id}/villagers-committee/"
    own = {"name": person.name, "ending": person.identity_number[-6:]}
    assert sent(client, "/on-roll/", {"card": code}) == []
    assert sent(client, "/on-roll/", {"card": "ACDEF-GHJKM"}) == []
    assert sent(client, by_name, own | {"ending": "1"}) == []
    found = client.post(by_name, own).content.decode()
    assert list(faults(by_name, found.replace(f'value="{person.name}"', ""))) == []
