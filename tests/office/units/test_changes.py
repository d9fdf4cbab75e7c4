"""Changing places (变更单位): by an approval, under no running election, and never forgotten."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act, plan

from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units import changes
from huanjie.office.units.changes import Approval, NewUnit
from huanjie.office.units.history import heirs_of, history_of, on_day
from huanjie.office.units.models import Unit, UnitEvent
from huanjie.office.units.search import find

Browse = Callable[[User], Client]
ON = datetime.date(2026, 5, 1)
DAY = datetime.timedelta(days=1)
APPROVAL = Approval(
    on=ON, reason="撤村并居", approved_by="泰顺县人民政府", document="泰政发〔2026〕8号"
)


@pytest.fixture
def county(cast: Cast) -> Unit:
    """The county whose office decides."""
    return cast.county.assignments.get().unit


@pytest.fixture
def town(county: Unit) -> Unit:
    """Another town of the county."""
    code = "330329101000"
    return Unit.objects.create(
        code=code, name="百丈镇", level="town", parent=county, path=f"{county.path}{code}/"
    )


def by(cast: Cast, unit: Unit, **changed: Any) -> dict[str, Any]:
    """Who does it where, by the approval."""
    return {"acting_user": act(cast.county), "unit": unit, "approval": APPROVAL, **changed}


def merged(cast: Cast, county: Unit, **into: str) -> Unit:
    """Both villages made one."""
    codes = ["330329100257", "330329100258"]
    new = NewUnit(**({"name": "联溪村"} | into))
    return Unit.objects.get(pk=changes.merge(**by(cast, county), codes=codes, into=new))


# Renaming and moving


def test_a_place_gets_another_name_and_keeps_its_code(
    cast: Cast, county: Unit, village: Unit
) -> None:
    changes.rename(**by(cast, county), code=village.pk, name="朝阳村委会")
    village.refresh_from_db()
    assert (village.name, village.pinyin) == ("朝阳村委会", "zycwh")
    assert set(find(Unit.objects.all(), "三联")) == set(find(Unit.objects.all(), "zhaoyang"))
    assert [line.says for line in history_of(village)] == ["由“三联村委会”改名为“朝阳村委会”"]


def test_a_place_moves_with_all_below_it(
    cast: Cast, county: Unit, town: Unit, village: Unit
) -> None:
    changes.move(**by(cast, county), code=village.pk, to=town.pk)
    village.refresh_from_db()
    assert (village.parent, village.path) == (town, f"{town.path}{village.pk}/")
    assert [line.says for line in history_of(village)] == ["由罗阳镇改属百丈镇"]


def test_a_town_that_goes_into_another_takes_its_villages_with_it(
    cast: Cast, county: Unit, town: Unit, village: Unit
) -> None:
    assert village.parent_id
    into = NewUnit(name="百丈镇", code=town.pk)
    changes.merge(**by(cast, county), codes=[town.pk, village.parent_id], into=into)
    village.refresh_from_db()
    assert (village.parent_id, village.path) == (town.pk, f"{town.path}{village.pk}/")


@pytest.mark.parametrize("to", ["330000000000", "330329100257", "999"])
def test_a_place_does_not_leave_the_county_nor_go_below_itself(
    cast: Cast, county: Unit, village: Unit, to: str
) -> None:
    with pytest.raises(BadInput):
        changes.move(**by(cast, county), code=village.pk, to=to)


# Merging


def test_two_villages_become_a_new_one_and_their_codes_lead_to_it(
    cast: Cast, county: Unit, village: Unit, next_village: Unit
) -> None:
    new = merged(cast, county)
    assert (new.pk, new.is_local, new.parent) == ("330329100000-L001", True, village.parent)
    for old in (village, next_village):
        old.refresh_from_db()
        assert old.ended_on == ON
        assert heirs_of(old) == [new]
        assert not old.holds_elections
    says = "由三联村委会（330329100257）、溪坪村委会（330329100258）合并成立"
    assert [line.says for line in history_of(new)] == [says]


def test_one_of_the_villages_may_go_on_under_its_own_code(
    cast: Cast, county: Unit, village: Unit, next_village: Unit
) -> None:
    assert merged(cast, county, code=village.pk) == village
    next_village.refresh_from_db()
    assert heirs_of(next_village) == [village]
    says = "溪坪村委会（330329100258）并入本单位，改名为“联溪村”"
    assert [line.says for line in history_of(village)] == [says]


def test_a_merged_place_may_be_merged_again_and_the_oldest_code_still_leads_to_it(
    cast: Cast, county: Unit, village: Unit, community: Unit
) -> None:
    first = merged(cast, county)
    into = NewUnit(name="新城社区", code="330329100009")
    changes.merge(**by(cast, county), codes=[first.pk, community.pk], into=into)
    assert [heir.pk for heir in heirs_of(village)] == ["330329100009"]


def test_nothing_is_merged_twice(cast: Cast, county: Unit) -> None:
    merged(cast, county)
    with pytest.raises(BadInput, match="已经撤并"):
        merged(cast, county, name="另一村")


@pytest.mark.parametrize(
    ("code", "says"),
    [("330329100000", "已经有单位在用"), ("33", "不是单位代码"), ("330329100257A", "")],
)
def test_a_new_place_has_a_code_that_nobody_had(
    cast: Cast, county: Unit, code: str, says: str
) -> None:
    if not says:
        assert merged(cast, county, code=code).pk == code
        return
    with pytest.raises(BadInput, match=says):
        merged(cast, county, code=code)
    assert not UnitEvent.objects.exists()


# Running elections


def test_a_place_with_a_running_election_is_not_merged_split_or_ended(
    cast: Cast, county: Unit, village: Unit, election: Election
) -> None:
    deeds: list[Callable[[], object]] = [
        lambda: merged(cast, county),
        lambda: changes.split(
            **by(cast, county), code=village.pk, parts=[NewUnit(name="甲村")], stays=True
        ),
        lambda: changes.abolish(**by(cast, county), code=village.pk),
    ]
    for deed in deeds:
        with pytest.raises(BadInput, match="选举正在进行，选举日 2026-06-28") as caught:
            deed()
        assert "先办完那一次选举" in caught.value.remedy
    assert not UnitEvent.objects.exists()
    assert not Unit.objects.filter(code__begins="330329100000-L").exists()


def test_a_place_with_a_running_election_may_be_renamed(
    cast: Cast, county: Unit, village: Unit, election: Election
) -> None:
    changes.rename(**by(cast, county), code=village.pk, name="朝阳村委会")
    assert UnitEvent.objects.count() == 1


@pytest.mark.parametrize("stage", [Stage.SEALED, Stage.CANCELLED])
def test_a_finished_election_forbids_nothing(
    cast: Cast, county: Unit, election: Election, stage: Stage
) -> None:
    Election.objects.update(stage=stage)
    assert merged(cast, county).name == "联溪村"


def test_no_election_is_opened_where_a_place_is_gone(
    cast: Cast, county: Unit, village: Unit
) -> None:
    merged(cast, county)
    with pytest.raises(BadInput, match="已经撤并"):
        open_election(acting_user=act(cast.clerk), unit=village, plan=plan())


# Splitting, coding, ending


def test_a_village_that_stays_gives_a_part_away(cast: Cast, county: Unit, village: Unit) -> None:
    parts = [NewUnit(name="联东村", code="330329100301")]
    changes.split(**by(cast, county), code=village.pk, parts=parts, stays=True)
    village.refresh_from_db()
    assert not village.is_gone
    assert [line.says for line in history_of(village)] == ["分出联东村（330329100301）"]
    part = Unit.objects.get(pk="330329100301")
    assert [line.says for line in history_of(part)] == ["从三联村委会（330329100257）拆分出来"]


def test_a_village_that_is_divided_lives_on_in_its_parts(
    cast: Cast, county: Unit, village: Unit
) -> None:
    parts = [NewUnit(name="联东村"), NewUnit(name="联西村")]
    codes = changes.split(**by(cast, county), code=village.pk, parts=parts, stays=False)
    village.refresh_from_db()
    assert village.is_gone
    assert [heir.pk for heir in heirs_of(village)] == codes


def test_a_local_code_gives_way_to_the_registers(cast: Cast, county: Unit) -> None:
    local = merged(cast, county)
    changes.give_code(**by(cast, county), code=local.pk, national="330329100299")
    assert [heir.pk for heir in heirs_of(local)] == ["330329100299"]
    assert Unit.objects.get(pk="330329100299").name == "联溪村"


@pytest.mark.parametrize("national", ["330329100299-L1", "33", ""])
def test_only_a_code_of_the_register_takes_the_place_of_a_local_one(
    cast: Cast, county: Unit, village: Unit, national: str
) -> None:
    local = merged(cast, county)
    with pytest.raises(BadInput):
        changes.give_code(**by(cast, county), code=local.pk, national=national)
    with pytest.raises(BadInput):
        changes.give_code(**by(cast, county), code="330329100005", national="330329100299")


def test_a_place_that_was_abolished_has_no_heir(cast: Cast, county: Unit, village: Unit) -> None:
    changes.abolish(**by(cast, county), code=village.pk)
    village.refresh_from_db()
    assert village.is_gone
    assert heirs_of(village) == []


# Days


@pytest.mark.parametrize(
    ("on", "name"), [(ON - DAY, "三联村委会"), (ON, "朝阳村委会"), (ON + 9 * DAY, "朝阳村委会")]
)
def test_what_a_place_was_on_a_day_is_told(
    cast: Cast, county: Unit, village: Unit, on: datetime.date, name: str
) -> None:
    changes.rename(**by(cast, county), code=village.pk, name="朝阳村委会")
    village.refresh_from_db()
    held = on_day(village, on).held
    assert held
    assert held.name == name


@pytest.mark.parametrize(("on", "allowed"), [(OPENED_ON, True), (OPENED_ON + DAY, False)])
def test_a_change_holds_from_today_at_the_latest(
    cast: Cast, county: Unit, village: Unit, on: datetime.date, allowed: bool
) -> None:
    approval = Approval(on=on, reason="改名", approved_by="县政府", document="1号")
    deed = by(cast, county, approval=approval)
    if allowed:
        changes.rename(**deed, code=village.pk, name="朝阳村")
        return
    with pytest.raises(BadInput, match="还没有到"):
        changes.rename(**deed, code=village.pk, name="朝阳村")


# The door and the pages


def test_a_change_is_entered_in_the_log_with_the_places_it_concerned(
    cast: Cast, county: Unit
) -> None:
    merged(cast, county)
    assert [e.deed for e in journal.check(county.log_name).entries] == ["change-units"]


def test_only_the_county_office_changes_places(cast: Cast, county: Unit, village: Unit) -> None:
    for user in (cast.town, cast.chair, cast.clerk):
        with pytest.raises(PermissionDenied):
            changes.abolish(acting_user=act(user), unit=county, code=village.pk, approval=APPROVAL)


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
