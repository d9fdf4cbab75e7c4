"""Finding places (检索): by name, pinyin, first letters and code, through an index, at any size."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.office.conftest import Cast

from huanjie.exchange.unitrow import UnitRow
from huanjie.office.overview.board_views import A_PAGE
from huanjie.office.people.models import User
from huanjie.office.units.keys import keys_of
from huanjie.office.units.models import Unit, UnitKey, within
from huanjie.office.units.search import find, index
from huanjie.office.units.services import plant

Browse = Callable[[User], Client]
MOST_QUERIES = 30
MANY = 450


def names(typed: str) -> set[str]:
    """The names of the places that fit."""
    return set(find(Unit.objects.filter(level="unit"), typed).values_list("name", flat=True))


@pytest.mark.parametrize(
    "typed",
    [
        *("三联", "联村", "三联村委会", "slc", "lc", "SLCWH", "ｓｌ", "sanlian", "sanl", "lian"),
        *("330329100257", "330329100257 三联", "san 三联", " 三联 "),
    ],
)
def test_a_village_is_found_by_name_pinyin_initials_and_code(cast: Cast, typed: str) -> None:
    assert names(typed) == {"三联村委会"}


@pytest.mark.parametrize("typed", ["罗阳", "lyz", "luoyang", "330329100", "cun wei", ""])
def test_a_town_leads_to_its_villages_and_nothing_typed_to_all(cast: Cast, typed: str) -> None:
    found = names(typed)
    assert found == (set() if typed == "cun wei" else {"三联村委会", "溪坪村委会"})


@pytest.mark.parametrize("typed", ["anlian", "三溪", "%", "_", "三联 溪坪", "257", "\\"])
def test_what_begins_no_word_finds_nothing(cast: Cast, typed: str) -> None:
    assert not names(typed)


def test_signs_that_nobody_sees_are_no_fault_of_whoever_typed_them(cast: Cast) -> None:
    assert names("三\0联") == names("三\u200b联") == {"三联村委会"}


def test_an_ending_that_every_place_has_is_no_key_of_its_own() -> None:
    assert "村委会" not in keys_of("330329100257", "三联村委会")
    assert "委会" not in keys_of("330329100257", "三联村民委员会")
    assert "社区" in keys_of("330329100005", "新北社区")


def test_a_name_that_is_an_ending_alone_is_found_by_it() -> None:
    assert "居委会" in keys_of("330329100005", "居委会")


def test_letters_and_figures_in_a_name_are_keys_too() -> None:
    assert {"a区2号", "2号", "aq2h"} <= keys_of("330329100-L001", "A区2号")


def test_an_old_name_still_leads_to_a_place(cast: Cast, village: Unit) -> None:
    village.name = "朝阳村委会"
    village.save()
    index([village])
    assert names("三联") == names("zhaoyang") | names("cy") == {"朝阳村委会"}


def test_both_ways_to_ask_for_a_beginning_are_answered_alike(cast: Cast, village: Unit) -> None:
    for text in ("", "3303", "330329100257", "%", "_3", "33032910025_"):
        begun = set(Unit.objects.filter(code__begins=text).values_list("pk", flat=True))
        every = Unit.objects.values_list("pk", flat=True)
        assert begun == {code for code in every if code.startswith(text)}


# At any size


def plan_of(queryset: object) -> str:
    """How the database goes about it."""
    return str(queryset.explain())  # type: ignore[attr-defined]


def test_a_word_is_looked_up_in_the_index_and_never_by_reading_every_key(cast: Cast) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = plan_of(UnitKey.objects.filter(text__begins="slc"))
    assert re.search(r"(SEARCH .* USING|Index|index)", plan)
    assert not re.search(r"SCAN units_unitkey|Seq Scan", plan)


def test_the_places_below_one_are_looked_up_by_their_path(cast: Cast, village: Unit) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = plan_of(Unit.objects.filter(within(village)).order_by())
    assert not re.search(r"SCAN units_unit\b|Seq Scan", plan)


@pytest.fixture
def many(cast: Cast) -> None:
    """A town of several hundred villages."""
    rows = [
        UnitRow(
            code=f"33032910{1000 + at}",
            name=f"{'甲乙丙丁戊己庚辛壬癸'[at % 10]}{at}村委会",
            level="unit",
            parent="330329100000",
            line=at,
        )
        for at in range(MANY)
    ]
    plant(rows)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("address", ["/units/", "/units/?q=jia", "/units/?q=33032910&sort=-name"])
def test_a_page_of_the_list_costs_as_many_questions_however_many_places_there_are(
    browse: Browse, cast: Cast, address: str
) -> None:
    client = browse(cast.county)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    assert len(asked) <= MOST_QUERIES
    assert page.count('<th scope="row">') <= A_PAGE


@pytest.mark.usefixtures("many")
def test_the_list_is_turned_page_by_page_and_its_spreadsheet_holds_all(
    browse: Browse, cast: Cast
) -> None:
    client = browse(cast.county)
    first = client.get("/units/").content.decode()
    last = client.get("/units/?page=99").content.decode()
    assert 'rel="next"' in first
    assert 'rel="prev"' in last
    assert first.count('<th scope="row">') == A_PAGE
    assert last.count('<th scope="row">') == (MANY + 2) % A_PAGE


@pytest.mark.usefixtures("many")
def test_the_board_finds_the_same_places_as_the_list(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    board = client.get("/board/?q=jia").content.decode()
    assert board.count("tile tile-") == MANY // 10
    assert f"符合条件 {MANY // 10} 个" in client.get("/units/?q=jia").content.decode()
