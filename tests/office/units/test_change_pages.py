"""Pages that change places (变更单位页), and what they tell of a place afterwards."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from tests.office.conftest import Cast
from tests.office.units.conftest import Browse, merged

from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit, UnitEvent

FORM = {
    "on": "2026-05-01",
    "reason": "撤村并居",
    "approved_by": "泰顺县人民政府",
    "document": "泰政发〔2026〕8号",
    "confirm": "1",
}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("renamed", {"name": "朝阳村"}),
        ("merged", {"sources": ["330329100258"], "name": "联溪村", "keeps": "on"}),
        ("merged", {"sources": ["330329100258"], "name": "联溪村", "code": ""}),
        ("split", {"names": "联东村\n联西村 330329100301\n"}),
        ("moved", {"to": "330329101000"}),
        ("abolished", {}),
    ],
)
@pytest.mark.usefixtures("town")
def test_each_change_is_done_by_its_page(
    browse: Browse, cast: Cast, village: Unit, kind: str, fields: dict[str, Any]
) -> None:
    client, address = browse(cast.county), f"/units/{village.pk}/change/{kind}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {**FORM, **fields, "key": "k"}).status_code == 302
    assert UnitEvent.objects.filter(region=village.pk, kind=kind).exists()
    page = unescape(client.get(f"/units/{village.pk}/lineage/").content.decode())
    assert "泰政发〔2026〕8号" in page


@pytest.mark.parametrize("left_out", ["on", "reason", "approved_by", "document", "name"])
def test_a_page_that_lacks_something_says_so_and_nothing_is_done(
    browse: Browse, cast: Cast, village: Unit, left_out: str
) -> None:
    fields = {**FORM, "name": "朝阳村", "key": "k", left_out: ""}
    answer = browse(cast.county).post(f"/units/{village.pk}/change/renamed/", fields)
    assert answer.status_code == 422
    assert not UnitEvent.objects.exists()


def test_a_refusal_stands_on_the_page_with_what_was_typed(
    browse: Browse, cast: Cast, village: Unit, election: Election
) -> None:
    fields = {**FORM, "sources": ["330329100258"], "name": "联溪村", "key": "k"}
    answer = browse(cast.county).post(f"/units/{village.pk}/change/merged/", fields)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "选举正在进行" in page
    assert 'value="联溪村"' in page


@pytest.mark.parametrize("kind", ["coded", "nonsense"])
def test_a_change_that_is_none_of_this_place_is_not_there(
    browse: Browse, cast: Cast, village: Unit, kind: str
) -> None:
    assert browse(cast.county).get(f"/units/{village.pk}/change/{kind}/").status_code == 404


def test_the_page_of_a_place_that_is_gone_leads_to_what_it_became(
    browse: Browse, cast: Cast, county: Unit, village: Unit
) -> None:
    new = merged(cast, county)
    client = browse(cast.county)
    page = unescape(client.get(f"/units/{village.pk}/").content.decode())
    assert "不再存在" in page
    assert f"/units/{new.pk}/" in page
    found = unescape(client.get("/units/?q=330329100257").content.decode())
    assert "已经撤并的单位" in found
    assert "符合条件 0 个" in found
    assert client.get(f"/units/{village.pk}/change/renamed/").status_code == 404


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2026-04-30", "这个单位叫三联村委会，上级是罗阳镇"),
        ("2026-05-01", "没有这个单位"),
        ("x", "日期不能用"),
        ("2026-02-30", "日期不能用"),
    ],
)
def test_the_history_answers_what_a_place_was_on_a_day(
    browse: Browse, cast: Cast, county: Unit, village: Unit, on: str, says: str
) -> None:
    merged(cast, county)
    answer = browse(cast.observer).get(f"/units/{village.pk}/lineage/?on={on}")
    page = unescape(answer.content.decode())
    assert says in page.replace('<span lang="zh-CN">', "").replace("</span>", "")
