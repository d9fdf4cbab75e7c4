"""Personal data on pages (个人信息): every address that shows somebody of the roll is in a table,
and each of them leaves a trace that says who looked, when, and at how many.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import invented, keep, load, roll_csv
from tests.office.test_attacks import TABLE
from tests.office.walked import Place, place  # noqa: F401
from tests.paper.printed import words_in

from huanjie.domain.identity import masked
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Objection, RollChange, RollEntry
from huanjie.office.roll.taking import HEADS, take_roll
from huanjie.office.security.models import Kind, SecurityEvent

pytestmark = pytest.mark.any_database

VOTER: Final = "蓝青溪"
"""somebody on the roll who stands for nothing, so that no public list names them"""
NUMBER, PHONE = "330329199003071014", "13800001234"

EVENT: Final = "the security log says who looked and at how many"
ENTRY: Final = "the log of the election has an entry"
ONE: Final = "one person, before something is done about them: the deed itself is entered"

SHOWS: Final[dict[str, str]] = {
    "roll": EVENT,
    "roll-list": EVENT,
    "roll-list-file": EVENT,
    "roll-list-pdf": EVENT,
    "roll-objections": EVENT,
    "roll-objection": EVENT,
    "objection-decisions": EVENT,
    "objection-decisions-file": EVENT,
    "objection-decisions-pdf": EVENT,
    "objection-answer": EVENT,
    "objections-file": ENTRY,
    "roll-changes": EVENT,
    "roll-changes-file": ENTRY,
    "roll-supplement": EVENT,
    "roll-supplement-file": EVENT,
    "roll-supplement-pdf": EVENT,
    "roll-change": ONE,
    "transfers-many": EVENT,
    "objection-withdraw": ONE,
    "objection-uphold": ONE,
    "objection-dismiss": ONE,
    "objection-appeal": EVENT,
    "objection-appeal-keep": EVENT,
    "objection-appeal-change": EVENT,
    "objection-appeal-answer": EVENT,
    "registration": EVENT,
    "proxies": EVENT,
    "proxy-add": EVENT,
    "proxies-many": EVENT,
    "proxy-back": EVENT,
    "proxies-table": ENTRY,
    "proxies-file": EVENT,
    "proxies-pdf": EVENT,
    "chosen": EVENT,
    "chosen-add": EVENT,
    "chosen-many": EVENT,
    "chosen-out": EVENT,
    "chosen-table": ENTRY,
    "chosen-file": EVENT,
    "chosen-pdf": EVENT,
    "roll-of-chosen": EVENT,
    "notice-group": EVENT,
    "notices-file": EVENT,
    "candidates-find": EVENT,
    "candidates-nominate": EVENT,
    "roll-twice": EVENT,
    "roll-twice-one": EVENT,
    "rolls-twice": EVENT,
    "roll-file": ENTRY,
    "roll-number": ENTRY,
    "person": ENTRY,
    "roll-remove": ONE,
}
"""Every address that shows somebody of the roll who is no candidate, and how that is known."""


@pytest.fixture
def voter(place: Place) -> RollEntry:  # noqa: F811
    own: dict[str, Any] = {"election": place.election, "region": place.election.region}
    entry = RollEntry.objects.create(
        **own, number=2, name=VOTER, sex="f", id_number=NUMBER, phone=PHONE
    )
    open_one: dict[str, Any] = {"kind": "wrong-entry", "entry": entry, "raised_by": "蓝小田"}
    received_on = place.election.start_day
    Objection.objects.create(**own, **open_one, number=2, received_on=received_on)
    Objection.objects.filter(election=place.election, number=1).update(entry=entry)
    numbers = {"made_on": received_on, "was": 1, "registered": 2}
    RollChange.objects.create(**own, **numbers, number=2, kind="moved-in", entry=entry)
    return entry


def test_every_address_that_shows_a_voter_is_in_the_table(
    place: Place,  # noqa: F811
    voter: RollEntry,
) -> None:
    shown = set()
    for who in ("county", "chair", "clerk", "teller", "observer", "stranger", "anonymous"):
        client, user = Client(raise_request_exception=False), place.user(who)
        if user:
            client.force_login(user)
        for name in TABLE:
            if name == "sign-out":
                continue
            address = place.address(name).replace("/roll/1/", "/roll/2/")
            address = address.replace("/objections/1/", "/objections/2/")
            for method in ("get", "post"):
                form = {"key": f"{who}{name}{method}", "q": VOTER, "because": "试", "way": "add"}
                if method == "post":
                    form |= {"identity_number": NUMBER, "shape": "page"}
                before = transaction.savepoint()
                answer = getattr(client, method)(address, form)
                transaction.savepoint_rollback(before)
                if _holds(answer):
                    shown.add(name)
    assert shown - SHOWS.keys() == set()
    assert shown - {"roll-upload"} >= {"roll", "roll-list", "roll-file", "person"}
    assert shown >= {"roll-objections", "roll-objection", "roll-changes", "roll-supplement"}


def _holds(answer: Any) -> bool:
    raw = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if raw[:2] == b"PK" and b"xl/workbook" in raw:
        book = openpyxl.load_workbook(io.BytesIO(raw))
        raw = repr([list(sheet.values) for sheet in book]).encode()
    elif raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            raw = b"".join(map(parts.read, parts.namelist()))
    elif raw[:4] == b"%PDF":
        raw = words_in(raw).encode()
    text = raw.decode(errors="replace")
    typed = text.count(f'value="{VOTER}"') + text.count(f'“<span lang="zh-CN">{VOTER}')
    return text.count(VOTER) > typed or any(
        part in text for part in (NUMBER, PHONE, masked(NUMBER))
    )


@pytest.mark.parametrize("address", ["roll/", "roll/?page=2", "roll/?q=第"])
def test_a_page_of_the_roll_is_noted_with_how_many_it_showed(
    cast: Cast, election: Election, address: str
) -> None:
    load(cast, election, roll_csv(invented(120)))
    client = Client()
    client.force_login(cast.clerk)
    page = client.get(f"/elections/{election.pk}/{address}").context["listing"]
    event = SecurityEvent.objects.filter(kind=Kind.READ).get()
    assert (event.user, event.people, event.address) == (cast.clerk, len(page.rows), "roll")
    assert (event.region, event.ip) == (election.unit_id, "127.0.0.1")


def test_an_empty_roll_and_a_refused_page_note_no_reading(cast: Cast, election: Election) -> None:
    client = Client()
    client.force_login(cast.clerk)
    client.get(f"/elections/{election.pk}/roll/")
    client.force_login(cast.teller)
    assert client.get(f"/elections/{election.pk}/roll/").status_code == 403
    assert not SecurityEvent.objects.filter(kind=Kind.READ).exists()
    assert SecurityEvent.objects.get(kind=Kind.REFUSED).user == cast.teller


def test_a_checked_file_and_a_search_for_people_are_noted(cast: Cast, election: Election) -> None:
    people = invented(3)
    upload = keep(cast, election, roll_csv(people, ("李四", "1")))
    client = Client()
    client.force_login(cast.clerk)
    client.get(f"/elections/{election.pk}/roll/uploads/{upload.pk}/")
    assert SecurityEvent.objects.get(kind=Kind.READ).people == 4


@pytest.mark.parametrize("is_full", [False, True])
def test_the_roll_leaves_as_a_file_with_its_purpose_in_the_log(
    cast: Cast, election: Election, is_full: bool
) -> None:
    people = invented(3)
    load(cast, election, roll_csv(people))
    client = Client()
    client.force_login(cast.clerk)
    form = {"key": "k", "because": "选举日签到", **({"is_full": "on"} if is_full else {})}
    raw = client.post(f"/elections/{election.pk}/roll/file/", form).content
    head, *rows = openpyxl.load_workbook(io.BytesIO(raw)).active.values  # type: ignore[union-attr]
    assert head == HEADS
    own = people[0].identity_number
    assert rows[0][4] == (own if is_full else masked(own))
    assert len(rows) == 3
    said = Entry.objects.latest("pk").payload
    assert said == f'{{"because":"选举日签到","full_numbers":{str(is_full).lower()},"people":3}}'
    assert SecurityEvent.objects.get(kind=Kind.READ).people == 3
    journal.check(election.log_name)


def test_the_same_form_sent_twice_is_two_readings(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(2)))
    version = Election.objects.get(pk=election.pk).version
    before = Entry.objects.count()
    for _ in range(2):
        take_roll(
            acting_user=act(cast.clerk, key="k"), election=election, because="核对", is_full=False
        )
    assert Entry.objects.count() == before + 2
    assert Election.objects.get(pk=election.pk).version == version


@pytest.mark.parametrize(
    ("because", "says"), [("", "没有写用途"), ("  ", "没有写用途"), ("用" * 201, "用途超过")]
)
def test_nobody_takes_a_roll_without_saying_what_for(
    cast: Cast, election: Election, because: str, says: str
) -> None:
    load(cast, election, roll_csv(invented(2)))
    before = Entry.objects.count()
    with pytest.raises(BadInput, match=says) as refused:
        take_roll(acting_user=act(cast.clerk), election=election, because=because, is_full=True)
    assert refused.value.at == "because"
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["county", "town", "teller", "scrutineer", "observer", "stranger"])
def test_only_the_place_itself_takes_its_roll_away(
    cast: Cast, election: Election, who: str
) -> None:
    load(cast, election, roll_csv(invented(2)))
    with pytest.raises(PermissionDenied):
        take_roll(
            acting_user=act(getattr(cast, who)), election=election, because="看", is_full=False
        )


def test_an_empty_roll_is_no_file(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="还没有人"):
        take_roll(acting_user=act(cast.clerk), election=election, because="看", is_full=False)


def test_a_sealed_election_gives_out_no_full_number_any_more(cast: Cast, place: Place) -> None:  # noqa: F811
    chair = act(place.cast.chair)
    with pytest.raises(BadInput, match="已经封存"):
        take_roll(acting_user=chair, election=place.election, because="看", is_full=True)
    assert take_roll(acting_user=chair, election=place.election, because="看", is_full=False)
