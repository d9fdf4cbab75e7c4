"""Two tellers cannot see each other's sheets (互不相见): while one is in, nobody finds its numbers.

The test walks every address that the site has, whichever app it belongs to; an address with a
parameter that is not known here fails it, so that a new page is walked too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, path
from tests.office.conftest import Cast
from tests.office.polling import addresses as every
from tests.office.polling.addresses import UnknownParameter, addresses
from tests.office.polling.conftest import Evening, choice
from tests.paper.printed import words_in

from huanjie.office.people.models import User
from huanjie.office.polling.models import Sheet
from huanjie.office.polling.sheetform import as_typed

pytestmark = pytest.mark.any_database

STRANGE_NAME: Final = "盘古月"
STRANGE: Final = choice(
    687,
    13,
    chair={"p1": 347, "p2": 283, STRANGE_NAME: 19},
    member={"p3": 419, "p4": 391, "p5": 257, "p6": 149},
    妇女委员={"p7": 367, "p8": 229},
)
OTHER: Final = choice(
    690,
    10,
    chair={"p1": 500, "p2": 190},
    member={"p3": 450, "p4": 400, "p5": 200, "p6": 100},
    妇女委员={"p7": 400, "p8": 280},
)
"""another sheet, of which no number is strange"""
NUMBERS: Final = (687, 347, 283, 419, 391, 257, 149, 367, 229)
SEEN = re.compile(rf"(?<![0-9A-Za-z])(?:{'|'.join(map(str, NUMBERS))})(?![0-9A-Za-z])")
WATCHERS: Final = (
    "other_teller",
    "chair",
    "clerk",
    "scrutineer",
    "observer",
    "town",
    "county",
    "stranger",
)


LENGTHS: Final = re.compile(r' (?:[xy][12]?|width|height|points|viewBox)="[-0-9., ]*"')
"""where the shapes of a picture stand, in pixels: places on paper, and no votes"""
PLACES: Final = re.compile(
    r' (?:r|count|uniqueCount|spans|ref|sqref|activeCell)="[^"]*"|(?<=t="s"><v>)[0-9]+'
)
"""rows of a workbook and the numbers of its texts: how much there is to read, and no votes"""
NOT_THERE, NO_FORMS = 404, 405
OTHER_WAYS: Final = ({"HX-Request": "true"}, {"Accept": "application/json"})
"""to ask for an address: for a part of the page, and as a machine does"""
PUBLIC_FILES: Final = (
    "/verify.pyz",
    "/law/villagers-committee.xlsx",
    "/law/party-branch.xlsx",
)
"""the verifier's own file and the law's tables: full of numbers, whatever was counted"""


@pytest.fixture
def one_is_in(evening: Evening) -> Evening:
    """The first teller's sheet is in, with numbers that are nowhere else on the site."""
    evening.issue(750)
    evening.collect(700, voters=700)
    evening.enter(STRANGE)
    return evening


def values(evening: Evening) -> dict[str, tuple[str, ...]]:
    """What stands in an address, by the name of the parameter."""
    election, unit = evening.election, evening.election.unit
    entry, nominee = election.roll.earliest("pk"), election.nominees.earliest("pk")
    return {
        "pk": (election.pk,),
        "number": tuple({"1", "2", str(nominee.pk), str(entry.pk)}),
        "code": tuple(unit.codes),
        "body": ("villagers-committee", "party-branch"),
        "sha256": ("0" * 64,),
        "kind": ("villagers", "members"),
        "question": ("turnout", "declare"),
        "wave": ("w1",),
        "sent": ("b1",),
        "asked": ("court",),
        "deed": ("withdraw",),
        "paper": ("tally-sheet", "read-out"),
        "line": ("1",),
        "batch": ("1",),
        "what": ("printed", "destroyed"),
        "event": ("result-filed", "election-requested", "poll-announced"),
        "change": ("moved-in", "died"),
        "role": ("clerk",),
        "provider_id": ("sso",),
        "person": ("p1",),
        "route": ("voters-jointly",),
        "signer": ("candidate", "staff"),
    }


def walk(evening: Evening, *places: str) -> Iterator[str]:
    """Every address but those of the public files; of these places, where some are named."""
    stated = values(evening) | ({"code": places} if places else {})
    return (address for address in addresses(stated) if address not in PUBLIC_FILES)


def places_for(evening: Evening, who: str, *, thorough: bool) -> list[str]:
    """The village and the places above it, up to where somebody works; those above that are all
    alike to them, and one stands for them.
    """
    codes = evening.election.unit.codes
    return codes if thorough else codes[{"town": -3, "county": -4}.get(who, -2) :]


def is_of_an_election(address: str) -> bool:
    """Whether it is a page of one election, where votes are held."""
    return address.startswith("/elections/")


def wrong_forms(address: str, *, thorough: bool) -> Iterator[Mapping[str, Any]]:
    """Forms that no page made, and one that is right up to its last step. Those of a vote's own
    pages are sent to votes; in the full tier, to every address.
    """
    key = {"key": "k"}
    other = key | as_typed(OTHER) | {"collected": "700"}
    yield {}
    yield key | {"confirm": "1"}
    if thorough or "/rounds/" in address:
        yield key | {"edit": "1", "more": "chair"}
        yield key | {"confirm": "1", "collected": "701", "voters": "701", "sheets_in": "0"}
        yield key | {"confirm": "1", "choice-0": "first", "choice-1": "second"}
        zeros = {name: "0" for name in as_typed(STRANGE) if "name" not in name}
        yield key | zeros | {"confirm": "1", "collected": "700"}
        yield other
    yield other | {"confirm": "1", "forged": "1"}


def asked_and_sent(
    client: Client, address: str, *, thorough: bool, follow: bool = False
) -> Iterator[Any]:
    """What an address answers: asked for, then sent each wrong form, none of which is kept.

    Where no form is read the empty one stands for all: at an address that takes none (405), and
    at one that is not there for this person (404), whether it is asked for or sent to.
    """
    session, statuses = client.cookies["sessionid"].value, set[int]()
    for form in (None, *wrong_forms(address, thorough=thorough)):
        before = transaction.savepoint()
        answer = client.get(address) if form is None else client.post(address, form, follow=follow)
        yield answer
        transaction.savepoint_rollback(before)
        client.cookies = SimpleCookie({"sessionid": session})
        statuses.add(answer.status_code)
        reads_none = answer.status_code == NO_FORMS or statuses == {NOT_THERE}
        if form is not None and reads_none and not thorough:
            return


def answered(response: Any) -> str:
    """All that a browser gets: the body, what is inside a file, the headers, the cookies."""
    streaming = getattr(response, "streaming", False)
    body = b"".join(response.streaming_content) if streaming else response.content
    # What a PDF says, and not the numbers by which it is laid out.
    text = words_in(body) if body.startswith(b"%PDF") else body.decode("utf-8", "replace")
    if response.headers.get("Content-Type", "").startswith("image/svg+xml"):
        text = LENGTHS.sub("", text)
    parts = [text, str(response.headers), str(response.cookies)]
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            held = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        parts += [PLACES.sub("", text) for text in held]
    return "\n".join(parts)


def shows(response: Any) -> list[str]:
    """The strange numbers and the strange name that an answer gives away."""
    said = answered(response)
    return SEEN.findall(said) + ([STRANGE_NAME] if STRANGE_NAME in said else [])


def signed_in(user: User) -> Client:
    """A browser whose session has begun, so that no later request writes that it has."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    client.get("/health/")
    return client


@pytest.mark.parametrize("who", WATCHERS)
def test_nobody_finds_the_first_sheet_at_any_address(
    one_is_in: Evening, who: str, thorough: bool
) -> None:
    client, found = signed_in(getattr(one_is_in.cast, who)), {}
    for address in walk(one_is_in, *places_for(one_is_in, who, thorough=thorough)):
        response = client.get(address)
        assert response.status_code != 500, address
        if gave_away := shows(response):
            found[address] = gave_away
        if not thorough and (response.status_code == NOT_THERE or not is_of_an_election(address)):
            continue  # a fragment of it is not there either: the table of attacks asks for each
        for headers in OTHER_WAYS:
            if gave_away := shows(client.get(address, headers=headers)):
                found[address] = gave_away
    assert not found


@pytest.mark.parametrize("who", WATCHERS[:6])
def test_no_wrong_form_is_answered_with_the_first_sheet(
    one_is_in: Evening, who: str, thorough: bool
) -> None:
    client, found = signed_in(getattr(one_is_in.cast, who)), {}
    for address in walk(one_is_in, *places_for(one_is_in, who, thorough=thorough)):
        for response in asked_and_sent(client, address, thorough=thorough, follow=True):
            assert Sheet.objects.get().place == 1, address
            if gave_away := shows(response):
                found[address] = gave_away
    assert not found


def test_the_public_files_are_the_same_before_and_after(evening: Evening) -> None:
    client = Client()
    before = [parts_of(client.get(file).content) for file in PUBLIC_FILES]
    evening.issue(750)
    evening.collect(700, voters=700)
    evening.enter(STRANGE)
    assert [parts_of(client.get(file).content) for file in PUBLIC_FILES] == before


def parts_of(archive: bytes) -> dict[str, bytes]:
    """The files inside a file, but for the moment at which a spreadsheet was written."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if "docProps" not in name}


def test_nobody_who_is_not_signed_in_finds_it(one_is_in: Evening) -> None:
    client = Client(raise_request_exception=False)
    assert not [a for a in walk(one_is_in) if shows(client.get(a, follow=True))]


def test_the_first_teller_sees_their_own_sheet_at_its_address_and_nowhere_else(
    one_is_in: Evening,
) -> None:
    client = signed_in(one_is_in.cast.teller)
    seen = {a for a in walk(one_is_in) if shows(client.get(a))}
    assert seen == {f"/elections/{one_is_in.election.pk}/rounds/1/sheet/"}


def test_both_sheets_are_seen_once_both_are_in(one_is_in: Evening) -> None:
    one_is_in.enter(STRANGE, second=True)
    response = signed_in(one_is_in.cast.observer).get(
        f"/elections/{one_is_in.election.pk}/rounds/1/compare/"
    )
    assert set(map(int, SEEN.findall(answered(response)))) == set(NUMBERS)
    assert STRANGE_NAME in answered(response)


def test_a_sheet_that_a_correction_took_out_is_seen_by_nobody_again(
    one_is_in: Evening, cast: Cast, thorough: bool
) -> None:
    one_is_in.collect(701, voters=701, sheets_in=1)
    others = (cast.other_teller, cast.chair, cast.county) if thorough else ()
    for user in (cast.teller, *others):
        client = signed_in(user)
        assert not [a for a in walk(one_is_in) if shows(client.get(a))]


def test_an_address_with_an_unknown_parameter_fails_the_walk(
    one_is_in: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    def routes(*_: object) -> list[URLPattern]:
        return [path("new/<int:unheard_of>/", lambda request: None, name="new")]  # type: ignore[arg-type,return-value]

    monkeypatch.setattr(every, "get_resolver", lambda: type("R", (), {"url_patterns": routes()}))
    with pytest.raises(UnknownParameter, match="unheard_of"):
        list(addresses(values(one_is_in)))


def test_the_walk_covers_the_whole_polling_day(one_is_in: Evening) -> None:
    walked = set(addresses(values(one_is_in)))
    root = f"/elections/{one_is_in.election.pk}/"
    pages = ("", "issue/", "collect/", "sheet/", "compare/", "declare/")
    assert {f"{root}rounds/1/{page}" for page in pages} <= walked
    assert {f"{root}history/", f"{root}result/", f"{root}dossier.zip", "/board/"} <= walked
