"""Who covers which unit (包联): assigned in bulk, its gaps and clashes seen, ended with its day."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on, plan
from tests.office.overview.reading import rows, shown

from huanjie.domain.cover import CoverKind
from huanjie.door.fault import BadInput
from huanjie.office.cover.models import Cover
from huanjie.office.cover.services import Sent, end_cover, send
from huanjie.office.people.models import User
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
VILLAGE, NEXT = "330329100257", "330329100258"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def county(cast: Cast) -> Unit:
    """The county whose office sends people."""
    return cast.county.assignments.get().unit


def sent(**changed: Any) -> Sent:
    """An officer, from today."""
    values: dict[str, Any] = {"kind": CoverKind.OFFICER, "name": "林晓", "from_on": OPENED_ON}
    return Sent(**(values | changed))


def to(cast: Cast, county: Unit, *codes: str, **changed: Any) -> int:
    """Send somebody to villages."""
    return send(acting_user=act(cast.county), unit=county, codes=codes, sent=sent(**changed))


def says(client: Client, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_one_person_is_sent_to_several_units_at_once_and_to_none_twice(
    cast: Cast, county: Unit
) -> None:
    assert to(cast, county, VILLAGE) == 1
    assert to(cast, county, VILLAGE, NEXT) == 1
    assert Cover.objects.count() == 2


@pytest.mark.parametrize(
    ("codes", "changed", "says"),
    [
        ((), {}, "选了 0 个单位"),
        (("330329100000",), {}, "没有单位 330329100000"),
        (("999",), {}, "没有单位 999"),
        ((VILLAGE,), {"members": ("甲", "甲")}, "重复的姓名"),
        ((VILLAGE,), {"members": ("林晓",)}, "组名和成员"),
        ((VILLAGE,), {"members": ("甲" * 61,)}, "最多 60 个字"),
        ((VILLAGE,), {"username": "nobody"}, "没有账号"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_sent(
    cast: Cast, county: Unit, codes: tuple[str, ...], changed: dict[str, Any], says: str
) -> None:
    with pytest.raises(BadInput, match=says):
        to(cast, county, *codes, **changed)
    assert not Cover.objects.exists()


def test_whoever_is_replaced_leaves_the_day_before(cast: Cast, county: Unit) -> None:
    with on(OPENED_ON - 9 * DAY):
        to(cast, county, VILLAGE, from_on=OPENED_ON - 9 * DAY)
    to(cast, county, VILLAGE, name="包宁", replaces=True)
    ended = dict(Cover.objects.values_list("name", "to_on"))
    assert ended == {"林晓": OPENED_ON - DAY, "包宁": None}


@pytest.mark.parametrize(("day", "allowed"), [(OPENED_ON, True), (OPENED_ON - DAY, False)])
def test_a_duty_ends_on_its_first_day_at_the_earliest(
    cast: Cast, county: Unit, day: datetime.date, allowed: bool
) -> None:
    to(cast, county, VILLAGE)
    row = Cover.objects.get()
    deed: dict[str, Any] = {"acting_user": act(cast.county), "unit": county, "number": row.pk}
    if not allowed:
        with pytest.raises(BadInput, match="早于开始日期"):
            end_cover(**deed, on=day)
        return
    end_cover(**deed, on=day)
    with pytest.raises(BadInput, match="已经结束"):
        end_cover(**deed | {"acting_user": act(cast.county)}, on=day)


def test_a_town_sends_people_to_its_own_villages_alone(cast: Cast, county: Unit) -> None:
    town = cast.town.assignments.get().unit
    assert send(acting_user=act(cast.town), unit=town, codes=[VILLAGE], sent=sent()) == 1
    for user, unit in ((cast.town, county), (cast.clerk, town), (cast.observer, town)):
        with pytest.raises(PermissionDenied):
            send(acting_user=act(user), unit=unit, codes=[NEXT], sent=sent())


# The matrix


def test_the_matrix_shows_every_unit_with_its_gaps(
    browse: Browse, cast: Cast, county: Unit
) -> None:
    to(cast, county, VILLAGE)
    to(cast, county, VILLAGE, kind=CoverKind.GUIDANCE, name="第一指导组", members=("甲", "乙"))
    client = browse(cast.county)
    table = {row[0]: row[1:] for row in shown(says(client, "/cover/"), "cover")}
    assert table["三联村"][3] == "林晓"
    assert table["三联村"][4].startswith("第一指导组")
    assert table["三联村"][5:] == ["缺人", "缺人"]
    assert table["溪坪村"][3:] == ["缺人"] * 4


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("gap=officer", ["溪坪村"]),
        ("gap=guidance", ["三联村", "溪坪村"]),
        ("q=slc", ["三联村"]),
        ("gap=officer&q=slc", []),
        ("gap=nonsense", ["三联村", "溪坪村"]),
        ("town=330329100000", ["三联村", "溪坪村"]),
        ("wave=none", ["三联村", "溪坪村"]),
        ("sort=-name", ["溪坪村", "三联村"]),
        ("sort=town", ["三联村", "溪坪村"]),
    ],
)
def test_the_matrix_is_narrowed_and_its_spreadsheet_alike(
    browse: Browse, cast: Cast, county: Unit, query: str, names: list[str]
) -> None:
    to(cast, county, VILLAGE)
    client = browse(cast.county)
    found = [row[0] for row in shown(says(client, f"/cover/?{query}"), "cover")]
    _heads, *lines = rows(client, f"/cover.xlsx?{query}")
    assert found == [line[1] for line in lines] == names


def test_cover_that_has_ended_is_a_gap_again(browse: Browse, cast: Cast, county: Unit) -> None:
    to(cast, county, VILLAGE)
    Cover.objects.update(to_on=OPENED_ON)
    client = browse(cast.county)
    assert shown(says(client, "/cover/?q=slc"), "cover")[0][4] == "林晓"
    with on(OPENED_ON + DAY):
        assert shown(says(client, "/cover/?q=slc"), "cover")[0][4] == "缺人"


def test_whoever_is_sent_to_two_units_on_one_polling_day_is_shown(
    browse: Browse, cast: Cast, county: Unit, village: Unit, next_village: Unit
) -> None:
    to(cast, county, VILLAGE, NEXT)
    client = browse(cast.county)
    for unit in (village, next_village):
        assert not shown(says(client, "/cover/"), "clashing")
        open_election(acting_user=act(cast.county), unit=unit, plan=plan())
    ((day, name, units, _remedy),) = shown(says(client, "/cover/"), "clashing")
    assert (day, name) == ("2026年6月28日（周日）", "林晓")
    assert units == "三联村、溪坪村"
    with on(POLLING_DAY + DAY):
        assert not shown(says(client, "/cover/"), "clashing")


def test_a_group_with_enough_people_is_no_clash(
    browse: Browse, cast: Cast, county: Unit, village: Unit, next_village: Unit
) -> None:
    to(cast, county, VILLAGE, NEXT, name="一组", members=("甲", "乙"))
    for unit in (village, next_village):
        open_election(acting_user=act(cast.county), unit=unit, plan=plan())
    assert not shown(says(browse(cast.county), "/cover/"), "clashing")


def test_the_matrix_asks_as_little_of_the_database_for_many_units_as_for_few(
    browse: Browse, cast: Cast, county: Unit
) -> None:
    client = browse(cast.county)
    with CaptureQueriesContext(connection) as few:
        says(client, "/cover/")
    to(cast, county, VILLAGE, NEXT)
    to(cast, county, VILLAGE, NEXT, kind=CoverKind.GUIDANCE, name="一组")
    with CaptureQueriesContext(connection) as many:
        says(client, "/cover/")
    assert len(many) <= len(few) + 1


# Pages


FORM = {"kind": "officer", "name": "林晓", "from_on": "2026-05-18", "key": "k"}


def test_ticked_units_are_assigned_by_the_page(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    page = says(client, f"/cover/send/?code={VILLAGE}&code={NEXT}")
    assert "这 2 个单位" in page
    answer = client.post("/cover/send/", {**FORM, "code": [VILLAGE, NEXT], "members": ""})
    assert answer.status_code == 302
    assert Cover.objects.count() == 2


def test_all_that_were_found_are_assigned_by_the_page(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    assert "这 1 个单位" in says(client, "/cover/send/?all=1&q=slc")


@pytest.mark.parametrize("query", ["", "?code=999", "?code=330329100000"])
def test_nothing_ticked_leads_back_with_a_word(browse: Browse, cast: Cast, query: str) -> None:
    answer = browse(cast.county).get(f"/cover/send/{query}", follow=True)
    assert answer.redirect_chain[-1][0] == "/cover/"
    assert "没有选单位" in answer.content.decode()


def test_a_duty_is_ended_by_its_page(browse: Browse, cast: Cast, county: Unit) -> None:
    to(cast, county, VILLAGE)
    address = f"/cover/{Cover.objects.get().pk}/end/"
    client = browse(cast.town)
    assert "林晓" in says(client, address)
    assert client.post(address, {"key": "k", "on": "2026-05-18"}).status_code == 302
    assert client.get(address).status_code == 404


def test_the_page_of_a_unit_says_who_covers_it(browse: Browse, cast: Cast, county: Unit) -> None:
    to(cast, county, VILLAGE)
    assert "谁包联这里" in says(browse(cast.observer), f"/units/{VILLAGE}/")
