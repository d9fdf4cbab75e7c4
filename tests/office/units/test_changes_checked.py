"""Changing a place in two steps (核对后办理): everything that was filled in is read once more, with
who is left behind, before a village ceases to exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import Cast

from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit, UnitEvent

Browse = Callable[[User], Client]
FORM = {
    "on": "2026-05-01",
    "reason": "撤村并居",
    "approved_by": "泰顺县人民政府",
    "document": "泰政发〔2026〕8号",
}
MERGED = {"sources": ["330329100258"], "name": "联溪村"}


def asked(client: Client, village: Unit, kind: str, **fields: Any) -> Any:
    """The form sent to be looked at."""
    address = f"/units/{village.pk}/change/{kind}/"
    return client.post(address, {**FORM, **fields, "key": "k"})


def own(page: Any) -> str:
    return unescape(page.content.decode().partition("<main")[2])


def carried(page: Any) -> dict[str, list[str]]:
    """The fields that go on to the deed."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', own(page)):
        found.setdefault(name, []).append(value)
    return found


def test_nothing_is_changed_before_it_was_read_once_more(
    browse: Browse, cast: Cast, village: Unit, next_village: Unit
) -> None:
    before = Deed.objects.count()
    client = browse(cast.county)
    page = asked(client, village, "merged", **MERGED)
    text = own(page)
    assert page.status_code == 200
    assert all(word in text for word in ("溪坪村委会", "联溪村", "泰政发〔2026〕8号", "撤村并居"))
    assert "2026年5月1日" in text
    assert (Deed.objects.count(), UnitEvent.objects.count()) == (before, 0)
    done = client.post(f"/units/{village.pk}/change/merged/", {**carried(page), "confirm": "1"})
    assert done.status_code == 302
    assert Unit.objects.get(name="联溪村").ended_on is None
    assert Unit.objects.get(pk=next_village.pk).is_gone


@pytest.mark.parametrize(
    ("kind", "fields", "left"),
    [
        ("merged", MERGED, 7),  # the six of the village, and the clerk next door
        ("merged", {**MERGED, "keeps": "on"}, 1),
        ("split", {"names": "联东村\n联西村"}, 6),
        ("split", {"names": "联东村", "stays": "on"}, 0),
        ("abolished", {}, 6),
        ("renamed", {"name": "朝阳村"}, 0),
    ],
)
def test_whose_roles_stay_behind_is_told_before_their_place_ends(
    browse: Browse, cast: Cast, village: Unit, kind: str, fields: dict[str, Any], left: int
) -> None:
    text = own(asked(browse(cast.county), village, kind, **fields))
    assert (f"有 {left} 个角色" in text) is (left > 0)
    assert ("请安全管理员在新的单位重新指定" in text) is (left > 0)


def test_whoever_goes_back_finds_the_form_as_it_was_filled_in(
    browse: Browse, cast: Cast, village: Unit, next_village: Unit
) -> None:
    client = browse(cast.county)
    page = asked(client, village, "merged", **MERGED)
    back = client.post(f"/units/{village.pk}/change/merged/", {**carried(page), "edit": "1"})
    text = own(back)
    assert back.status_code == 200
    assert 'value="联溪村"' in text
    assert re.search(r'value="330329100258" checked', text)
    assert "有几处要改" not in text


def test_the_places_to_merge_with_are_ticked_and_found_by_typing(
    browse: Browse, cast: Cast, village: Unit, next_village: Unit, community: Unit
) -> None:
    text = own(browse(cast.county).get(f"/units/{village.pk}/change/merged/"))
    assert 'data-filter="#pick"' in text
    assert f'type="checkbox" name="sources" value="{next_village.pk}"' in text
    assert "<select" not in text


def test_what_cannot_be_is_refused_with_everything_still_there(
    browse: Browse, cast: Cast, village: Unit, next_village: Unit
) -> None:
    client = browse(cast.county)
    fields = {**FORM, "sources": ["330329100258"], "name": "联溪村", "confirm": "1", "key": "k"}
    page = client.post(f"/units/{village.pk}/change/merged/", {**fields, "on": "2027-01-01"})
    assert page.status_code == 422
    assert "生效日期还没有到" in own(page)
    assert re.search(r'value="330329100258" checked', own(page))


def test_a_place_that_ended_is_not_called_a_code_for_statistics(
    browse: Browse, cast: Cast, village: Unit
) -> None:
    client = browse(cast.county)
    page = asked(client, village, "abolished", confirm="1")
    text = own(client.get(page["Location"]))
    assert "不再存在" in text
    assert "只用于统计" not in text
