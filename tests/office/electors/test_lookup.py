"""Am I on the roll (名册查询): yes or no to whoever asks for themselves, nothing of anybody else,
from the day the roll is published until the result, and never as a way to find somebody out.
"""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, on
from tests.office.electors.conftest import Published
from tests.office.roll.conftest import invented, load, party_csv, publish, roll_csv

from huanjie.domain.cycle import Stage
from huanjie.office.electors import guesses
from huanjie.office.electors.guesses import A_NAME_A_DAY, WRONG_A_MINUTE
from huanjie.office.electors.models import LookUpCode
from huanjie.office.planning.models import Election
from huanjie.office.polling.cards import take_cards
from huanjie.office.roll.models import RollEntry

OPEN = [Stage.ROLL_PUBLISHED, Stage.READY, Stage.POLLING, Stage.COUNTING]
SHUT = [Stage.OPENED, Stage.DECLARED, Stage.SEALED, Stage.CANCELLED]
NOT_FOUND = "没有查到"


def codes(cast: Cast, election: Election) -> dict[int, str]:
    """Everybody's code, as the cards print it."""
    parts = take_cards(acting_user=act(cast.clerk), election=election, because="发证")
    return {each.number: each.code for part in parts for each in part.people}


def by_code(code: str, **more: Any) -> Any:
    return Client(**more).post("/on-roll/", {"card": code})


def by_name(election: Election, name: str, ending: str, **more: Any) -> Any:
    address = f"/on-roll/{election.unit_id}/{election.body}/"
    return Client(**more).post(address, {"name": name, "ending": ending})


def told(page: Any) -> bool:
    """Whether the answer is yes."""
    assert page.status_code == 200
    text = page.content.decode()
    assert (NOT_FOUND in text) != ("✓</span> 在名单上" in text)
    return NOT_FOUND not in text


def test_a_card_is_answered_with_place_number_group_and_how_to_object(
    cast: Cast, published: Published
) -> None:
    page = by_code(codes(cast, published.election)[3])
    assert told(page)
    text = page.content.decode()
    assert "三联村" in text
    assert "<dd>3</dd>" in text
    assert published.people[2].group in text
    assert "2026年5月25日（周一） 以前（包括当天）向" in text
    assert "村民选举委员会" in text
    assert "第十七条第二款" in text


def test_after_the_last_day_the_answer_says_that_the_period_is_over(
    cast: Cast, published: Published
) -> None:
    code = codes(cast, published.election)[3]
    with on(datetime.date(2026, 5, 26)):
        text = by_code(code).content.decode()
    assert "提出。" not in text
    assert "对名单提出异议的期限是 2026年5月25日（周一），已经过了。" in text


def test_no_answer_holds_a_name_or_anybodys_number(cast: Cast, published: Published) -> None:
    texts = [by_code(codes(cast, published.election)[3]).content.decode()]
    person = published.people[2]
    own = by_name(published.election, person.name, person.identity_number[-6:])
    texts.append(own.content.decode().replace(f'value="{person.name}"', ""))
    for text in texts:
        for each in published.people:
            assert each.name not in text
            assert each.identity_number not in text
            assert each.phone not in text


def test_a_code_is_found_however_it_was_typed_and_scanned(cast: Cast, published: Published) -> None:
    code = codes(cast, published.election)[1]
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} ", wide):
        assert told(by_code(typed)), typed
    assert told(Client().get("/on-roll/", {"card": code}))


@pytest.mark.parametrize("typed", ["ACDEF-GHJKM", "A", "-----", "0O1IL", "ACDEFGHJKMN"])
def test_a_code_that_no_card_says_is_not_found(published: Published, typed: str) -> None:
    assert not told(by_code(typed))


def test_a_card_printed_again_says_the_same_and_codes_are_kept_under_key(
    cast: Cast, published: Published
) -> None:
    first = codes(cast, published.election)
    assert codes(cast, published.election) == first
    assert len(set(first.values())) == len(published.people)
    assert all(len(code) == 11 and code[5] == "-" for code in first.values())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM electors_lookupcode")
        stored = repr(
            [
                [bytes(each) if isinstance(each, memoryview) else each for each in row]
                for row in cursor
            ]
        )
    assert not [code for code in first.values() if code in stored]
    assert not [code for code in first.values() if code.replace("-", "") in stored]


def test_whoever_leaves_the_roll_is_found_by_their_card_no_more(
    cast: Cast, published: Published
) -> None:
    code = codes(cast, published.election)[2]
    published.entry(2).delete()
    assert not told(by_code(code))


def test_ones_own_name_and_the_end_of_ones_number_are_answered(published: Published) -> None:
    person = published.people[4]
    page = by_name(published.election, person.name, person.identity_number[-6:])
    assert told(page)
    assert "<dd>5</dd>" in page.content.decode()


def test_a_name_with_another_number_and_a_number_with_another_name_are_not_found(
    published: Published,
) -> None:
    one, other = published.people[:2]
    assert one.identity_number[-6:] != other.identity_number[-6:]
    assert not told(by_name(published.election, one.name, other.identity_number[-6:]))
    assert not told(by_name(published.election, "盘古月", one.identity_number[-6:]))


def test_no_differs_from_no_in_nothing_but_what_was_typed(published: Published) -> None:
    """Whether the name is on the roll cannot be told from a wrong ending."""
    name = published.people[0].name
    here = by_name(published.election, name, "000000").content.decode()
    nobody = by_name(published.election, "盘古月", "000000").content.decode()
    assert told(by_name(published.election, name, published.people[0].identity_number[-6:]))
    assert shape(here, name) == shape(nobody, "盘古月")


def shape(text: str, name: str) -> str:
    """A page without what was typed, and without the form's own token."""
    lines = (line for line in text.split("\n") if "csrfmiddlewaretoken" not in line)
    return "\n".join(lines).replace(f'value="{name}"', "")


@pytest.mark.parametrize(("typed", "kept"), [("00000x", "00000X"), ("１２３４５６", "123456")])
def test_an_ending_is_read_from_any_keyboard(published: Published, typed: str, kept: str) -> None:
    RollEntry.objects.filter(number=1).update(id_number=f"999901199003{kept}")
    assert told(by_name(published.election, published.people[0].name, typed))


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "X23456", "12345Y"])
def test_an_ending_that_is_none_comes_back_with_what_is_wrong(
    published: Published, typed: str
) -> None:
    page = by_name(published.election, published.people[0].name, typed)
    assert page.status_code == 422
    assert "六位" in page.content.decode()


def test_of_two_of_one_name_each_finds_themselves(cast: Cast, election: Election) -> None:
    people = invented(2)
    rows = roll_csv(people).decode("utf-8-sig").replace(people[1].name, people[0].name)
    load(cast, election, rows.encode("utf-8-sig"))
    publish(cast, election)
    for number, person in enumerate(people, 1):
        page = by_name(election, people[0].name, person.identity_number[-6:])
        assert told(page)
        assert f"<dd>{number}</dd>" in page.content.decode()


def test_somebody_without_a_number_on_the_roll_is_not_found_by_name(
    published: Published,
) -> None:
    RollEntry.objects.filter(number=1).update(id_number=None)
    assert not told(by_name(published.election, published.people[0].name, "07101X"))


@pytest.mark.parametrize("stage", OPEN)
def test_the_roll_may_be_asked_from_its_publication_to_the_result(
    cast: Cast, published: Published, stage: Stage
) -> None:
    code, person = codes(cast, published.election)[1], published.people[0]
    Election.objects.update(stage=stage)
    assert told(by_code(code))
    assert told(by_name(published.election, person.name, person.identity_number[-6:]))


@pytest.mark.parametrize("stage", SHUT)
def test_before_and_after_nothing_is_told(cast: Cast, published: Published, stage: Stage) -> None:
    code, person = codes(cast, published.election)[1], published.people[0]
    Election.objects.update(stage=stage)
    assert not told(by_code(code))
    page = by_name(published.election, person.name, person.identity_number[-6:])
    assert page.status_code == 404
    assert "现在不能查" in page.content.decode()


def test_a_place_that_is_not_there_answers_like_one_whose_roll_is_shut(
    election: Election,
) -> None:
    pages = [
        Client().get(f"/on-roll/{code}/{body}/").content.decode()
        for code, body in (
            (election.unit_id, election.body),
            (election.unit_id, "city-council"),
            ("000000000000", election.body),
        )
    ]
    assert "现在不能查" in pages[0]
    assert {page.replace("000000000000", election.unit_id) for page in pages} >= {pages[0]}


def test_a_party_roll_is_nobodys_to_ask_and_its_cards_say_no_code(
    cast: Cast, party_election: Election
) -> None:
    people = invented(2)
    load(cast, party_election, party_csv(people, "正式党员", "正式党员"))
    publish(cast, party_election)
    party_election.refresh_from_db()
    assert set(codes(cast, party_election).values()) == {""}
    page = by_name(party_election, people[0].name, people[0].identity_number[-6:])
    assert page.status_code == 404
    assert not LookUpCode.objects.exists()


def test_a_name_is_answered_ten_times_a_day_whether_it_is_there_or_not(
    published: Published,
) -> None:
    right = published.people[0].identity_number[-6:]
    for name in (published.people[0].name, "盘古月"):
        for turn in range(A_NAME_A_DAY):
            page = by_name(published.election, name, "000000", REMOTE_ADDR=f"10.0.0.{turn}")
            assert page.status_code == 200
        page = by_name(published.election, name, right, REMOTE_ADDR="10.0.1.1")
        assert page.status_code == 429
        assert "不论在不在名单上" in page.content.decode()
    other = published.people[1]
    assert told(by_name(published.election, other.name, other.identity_number[-6:]))
    with on(OPENED_ON + datetime.timedelta(days=1)):
        assert told(by_name(published.election, published.people[0].name, right))


def test_a_name_is_one_name_however_it_is_spaced(published: Published) -> None:
    name = published.people[0].name
    spaced = [name[:1] + gap + name[1:] for gap in ("", " ", "  ", "\u3000")]
    for turn in range(A_NAME_A_DAY):
        asked = spaced[turn % len(spaced)]
        page = by_name(published.election, asked, "000000", REMOTE_ADDR=f"10.0.0.{turn}")
        assert page.status_code == 200
    for asked in spaced:
        page = by_name(published.election, asked, "000000", REMOTE_ADDR="10.0.1.1")
        assert page.status_code == 429


def test_an_address_that_guesses_wrong_waits_and_others_do_not(
    cast: Cast, published: Published
) -> None:
    code = codes(cast, published.election)[1]
    for turn in range(WRONG_A_MINUTE):
        assert not told(by_code(f"ACDEF-GHJK{'23456789ACDEFGHJKMNPQRTU'[turn]}"))
    assert by_code(code).status_code == 429
    person = published.people[0]
    assert by_name(published.election, person.name, "000000").status_code == 429
    assert told(by_code(code, REMOTE_ADDR="10.0.0.9"))


def test_cards_that_are_good_are_scanned_as_often_as_people_come(
    cast: Cast, published: Published
) -> None:
    code = codes(cast, published.election)[1]
    assert all(told(by_code(code)) for _ in range(WRONG_A_MINUTE + 5))


def test_what_was_typed_is_not_what_is_counted(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []

    def keep(key: str, *, lasts: int = 0) -> int:
        kept.append(key)
        return 1

    monkeypatch.setattr(guesses, "counted", keep)
    by_name(published.election, "盘古月", "654321")
    assert len(kept) == 2
    assert not [key for key in kept if "盘古月" in key or "654321" in key]


def test_the_pages_are_kept_by_nobody_and_by_no_search_engine(published: Published) -> None:
    for address in ("/on-roll/", f"/on-roll/{published.election.unit_id}/villagers-committee/"):
        page = Client().get(address)
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex"


def test_the_posted_list_says_where_to_ask(
    cast: Cast, published: Published, party_election: Election
) -> None:
    client = Client()
    client.force_login(cast.clerk)
    page = client.get(f"/elections/{published.election.pk}/roll/list/").content.decode()
    ask = f"http://testserver/on-roll/{published.election.unit_id}/villagers-committee/"
    assert ask in page
    assert "data:image/svg+xml" in page
    load(cast, party_election, party_csv(invented(1), "正式党员"))
    publish(cast, party_election)
    posted = client.get(f"/elections/{party_election.pk}/roll/list/").content.decode()
    assert f"/on-roll/{published.election.unit_id}/" not in posted
    assert "data:image/svg+xml" not in posted
