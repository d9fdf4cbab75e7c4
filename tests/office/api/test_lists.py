"""Lists of the interface (接口的列表): searched like the pages, page by page or as a table."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.api.conftest import Program, program
from tests.office.conftest import Cast

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit


def test_pages_of_a_list_never_overlap(cast: Cast, village: Unit, next_village: Unit) -> None:
    assert village.parent
    made = program(cast.town, village.parent)
    codes, offset = [], 0
    while offset is not None:
        page = made.get("/units", limit="1", offset=str(offset)).json()
        codes += [each["code"] for each in page["items"]]
        offset = page["next"]
    assert codes == [village.parent.pk, village.pk, next_village.pk]
    assert page["total"] == 3


def test_a_list_is_searched_and_given_as_a_table(
    cast: Cast, village: Unit, next_village: Unit
) -> None:
    assert village.parent
    made = program(cast.town, village.parent)
    found = made.get(f"/units/{village.parent.pk}/below", q="三联").json()
    assert [each["short_name"] for each in found["items"]] == ["三联村"]
    Unit.objects.filter(pk=next_village.pk).update(name="=1+1")
    table = made.get("/units", format="csv")
    assert table["Content-Type"].startswith("text/csv")
    assert "'=1+1" in table.content.decode("utf-8-sig")


def test_the_place_above_is_not_told_where_the_token_does_not_reach_it(
    clerk: Program, village: Unit
) -> None:
    assert clerk.get(f"/units/{village.pk}").json()["parent"] is None


def test_the_place_above_is_not_told_in_a_list_either(town: Program, village: Unit) -> None:
    found = {each["code"]: each["parent"] for each in town.get("/units").json()["items"]}
    assert found[village.pk] == village.parent_id
    assert found[str(village.parent_id)] is None


def test_a_table_has_the_columns_of_an_item_and_leaves_a_cell_empty_where_nothing_is(
    town: Program, village: Unit
) -> None:
    items = town.get("/units").json()["items"]
    text = town.get("/units", format="csv").content.decode("utf-8-sig")
    heads, first, second, *_ = csv.reader(text.splitlines())
    assert heads == list(items[0])
    assert dict(zip(heads, first, strict=True))["parent"] == ""
    told = dict(zip(heads, second, strict=True))
    assert (told["code"], told["holds_elections"]) == (village.pk, "true")


@pytest.mark.parametrize("typed", ["三联", "联", "sanlian", "slc", "330329100257", "罗阳 三联"])
def test_places_and_elections_are_found_by_what_finds_them_on_the_pages(
    town: Program, village: Unit, election: Election, typed: str
) -> None:
    codes = [each["code"] for each in town.get("/units", q=typed).json()["items"]]
    assert village.pk in codes
    found = town.get("/elections", q=typed).json()["items"]
    assert [each["id"] for each in found] == [election.pk]
    assert town.get("/elections", q="没有这个村").json()["total"] == 0


def test_elections_of_a_body_are_those_of_this_body_alone(
    town: Program, election: Election
) -> None:
    for body, total in ((election.body, 1), (election.body[:-1], 0), ("", 1)):
        assert town.get("/elections", body=body).json()["total"] == total


def test_a_phone_takes_the_interfaces_calendar_for_the_same_as_the_pages(
    town: Program, cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    page = browse(cast.clerk).get(f"/elections/{election.pk}/schedule.ics").content
    told = town.get(f"/elections/{election.pk}/schedule", format="ics").content
    names = [[line for line in raw.split() if line.startswith(b"UID")] for raw in (page, told)]
    assert names[0]
    assert names[0] == names[1]
