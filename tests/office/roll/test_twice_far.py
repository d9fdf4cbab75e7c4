"""Nobody is on two rolls anywhere on the site (重复登记): whoever is registered in one village is
not registered in another (《村民委员会组织法》 of 2018, 第十三条; 第十六条第三款 now), and the law
asks for no county. The lowest office above both decides, and where there is none one side gives
way.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.domain.numbers import number
from tests.office.conftest import act
from tests.office.roll.far import (
    DONGCHENG,
    DONGGUAN,
    NEXT_CITY,
    NEXT_COUNTY,
    NEXT_DOOR,
    NEXT_PROVINCE,
    SANLIAN,
    Above,
    Far,
    officer,
    village_of,
)

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.elsewhere import elsewhere, entries_around
from huanjie.office.roll.entries import index_of
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.people import remove_person
from huanjie.office.roll.registering import check_nowhere_else
from huanjie.office.roll.settling import settle_twice
from huanjie.office.roll.twice import disputed_below, open_on, twice_on
from huanjie.office.roll.twicewaiting import waiting_below
from huanjie.office.units.models import Unit

pytestmark = pytest.mark.django_db

ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))
FAR = {"county": NEXT_COUNTY, "city": NEXT_CITY, "province": NEXT_PROVINCE}
NO_OFFICE = "两边没有共同的上级办公室"


def two(there: Above, here: tuple[tuple[str, str], ...] = SANLIAN) -> list[Far]:
    """赵一 is on the rolls of two villages, number 1 on both."""
    both = [village_of(*here), village_of(*there)]
    both[0].load(("赵一", ZHAO), ("钱二", QIAN))
    both[1].load(("赵一", ZHAO), ("孙三", SUN))
    return both


def both_claim(both: list[Far]) -> None:
    for far in both:
        far.claim()


def place(code: str) -> Unit:
    return Unit.objects.get(pk=code.ljust(12, "0"))


def decide(user: User, unit: Unit, stays: Far) -> list[str]:
    return settle_twice(
        acting_user=act(user), unit=unit, stays=stays.fresh(), number=1, because="已查户口"
    )


@pytest.mark.parametrize("there", FAR.values(), ids=FAR)
def test_whoever_is_on_two_rolls_of_the_site_is_on_neither_posted_list(
    there: Above,
) -> None:
    both = two(there)
    for far in both:
        assert open_on(far.election) == 1
        with pytest.raises(BadInput, match="有 1 人在别的单位的名册上也有"):
            far.publish()
    remove_person(acting_user=act(both[1].clerk), election=both[1].fresh(), number=1)
    assert [far.publish() for far in both] == [2, 1]


@pytest.mark.parametrize("town", ["441900003", "441900004"], ids=["one-town", "two-towns"])
def test_a_city_without_counties_compares_its_villages(town: str) -> None:
    here = (*DONGCHENG, ("441900003201", "温塘村委会"))
    there = (*DONGGUAN, (town, "东城街道" if town.endswith("3") else "南城街道"))
    both = two((*there, (f"{town}202", "桑园村委会")), here)
    assert [open_on(far.election) for far in both] == [1, 1]
    with pytest.raises(BadInput, match="一个人只能在一处登记"):
        both[0].publish()
    both_claim(both)
    city = officer(place("4419"), Role.COUNTY_OFFICE)
    assert decide(city, place("4419"), both[0]) == [both[1].election.pk]
    assert both[0].publish() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"stage": "cancelled"},
        {"body": "party-branch"},
        {"polling_day": datetime.date(2026, 6, 28) - datetime.timedelta(days=367)},
    ],
    ids=["cancelled", "another-body", "another-cycle"],
)
def test_another_body_another_cycle_and_a_cancelled_election_are_no_second_place(
    change: dict[str, object],
) -> None:
    here, there = two(NEXT_PROVINCE)
    Election.objects.filter(pk=there.election.pk).update(**change)
    assert open_on(here.election) == 0
    assert not elsewhere(here.election, [index_of(ZHAO)])
    assert here.publish() == 2


def test_nobody_is_added_who_is_on_a_roll_of_another_province() -> None:
    here, there = village_of(*SANLIAN), village_of(*NEXT_PROVINCE)
    there.load(("赵一", ZHAO))
    with pytest.raises(BadInput, match="福建省宁德市寿宁县鳌阳镇茗溪村的名册上"):
        check_nowhere_else(here.election, ZHAO)


def test_the_city_decides_between_its_counties_and_neither_county_does() -> None:
    both = two(NEXT_COUNTY)
    both_claim(both)
    counties = {code: officer(place(code), Role.COUNTY_OFFICE) for code in ("330329", "330381")}
    for code, user in counties.items():
        for stays in both:
            with pytest.raises(PermissionDenied):
                decide(user, place(code), stays)
    city = officer(place("3303"), Role.COUNTY_OFFICE)
    assert decide(city, place("3303"), both[1]) == [both[0].election.pk]
    assert [each.name for each in both[0].election.roll.all()] == ["钱二"]
    assert both[1].publish() == 2


def test_it_is_decided_by_the_lowest_place_above_both_where_somebody_holds_an_office() -> None:
    here, there = two(NEXT_COUNTY)
    officer(place("330329"), Role.COUNTY_OFFICE)

    def office() -> str | None:
        ((mine,), (theirs,)) = twice_on(here.election), twice_on(there.election)
        assert mine.office == theirs.office
        return mine.office.name if mine.office else None

    assert office() is None
    officer(place("33"), Role.COUNTY_OFFICE)
    assert office() == "浙江省"
    city = officer(place("3303"), Role.COUNTY_OFFICE)
    assert office() == "温州市"
    User.objects.filter(pk=city.pk).update(is_active=False)
    assert office() == "浙江省"


def test_between_two_provinces_nobody_decides_and_the_page_says_what_to_do(
    browse: Callable[[User], Client],
) -> None:
    both = two(NEXT_PROVINCE)
    for code in ("33", "35"):
        officer(place(code), Role.COUNTY_OFFICE)
    one = f"/elections/{both[0].election.pk}/roll/1/twice/"
    client = browse(both[0].clerk)
    assert NO_OFFICE in client.get(one).content.decode()
    both[1].claim()
    sent = client.post(one, {"key": "a", "because": "住在本村"}, follow=True).content.decode()
    assert "没有共同的上级裁定，请与对方协商由哪边移出" in sent
    assert "两边都主张，没有共同的上级，由一边移出" in sent
    page = client.get(one).content.decode()
    assert NO_OFFICE in page
    assert "从本名册移出" in page
    remove_person(acting_user=act(both[0].clerk), election=both[0].fresh(), number=1)
    assert [far.publish() for far in both] == [1, 2]


def test_the_page_names_the_office_that_decides(browse: Callable[[User], Client]) -> None:
    both = two(NEXT_COUNTY)
    officer(place("3303"), Role.COUNTY_OFFICE)
    for far in both:
        page = browse(far.clerk).get(f"/elections/{far.election.pk}/roll/1/twice/")
        assert '由<span lang="zh-CN">温州市</span>的换届工作办公室裁定' in page.content.decode()
        assert NO_OFFICE not in page.content.decode()


def test_who_is_disputed_is_listed_by_the_office_above_both_and_by_no_county(
    browse: Callable[[User], Client],
) -> None:
    both = two(NEXT_COUNTY)
    both_claim(both)
    county, city = (officer(place(code), Role.COUNTY_OFFICE) for code in ("330329", "3303"))
    assert disputed_below(place("330329")) == ()
    assert [each.here.entry.name for each in disputed_below(place("3303"))] == ["赵一"]
    waiting = waiting_below(place("330329"))
    assert [(each.election, each.people) for each in waiting] == [(both[0].election, 1)]
    assert (
        "有一边在别处的，由共同的上级裁定" in browse(county).get("/rolls/twice/").content.decode()
    )
    assert "瑞安市塘下镇鲍田村" in browse(city).get("/rolls/twice/").content.decode()


def test_a_third_roll_beyond_the_office_leaves_the_decision_to_whoever_is_above_all() -> None:
    near = two(NEXT_DOOR)
    third = village_of(*NEXT_COUNTY)
    third.load(("赵一", ZHAO))
    both_claim(near)
    county = officer(place("330329"), Role.COUNTY_OFFICE)
    assert disputed_below(place("330329")) == ()
    with pytest.raises(PermissionDenied):
        decide(county, place("330329"), near[0])
    remove_person(acting_user=act(third.clerk), election=third.fresh(), number=1)
    assert decide(county, place("330329"), near[0]) == [near[1].election.pk]


@pytest.mark.parametrize(
    ("there", "name"),
    [
        (NEXT_DOOR, "泰顺县罗阳镇溪坪村"),
        (NEXT_COUNTY, "瑞安市塘下镇鲍田村"),
        (NEXT_CITY, "丽水市景宁畲族自治县沙湾镇七里村"),
        (NEXT_PROVINCE, "福建省宁德市寿宁县鳌阳镇茗溪村"),
    ],
)
def test_a_place_is_named_from_where_the_sides_part(there: Above, name: str) -> None:
    here, _ = two(there)
    assert [each.there[0].unit_name for each in twice_on(here.election)] == [name]
    assert [each.unit_name for each in elsewhere(here.election, [index_of(ZHAO)])] == [name]


def test_of_a_far_village_no_more_is_shown_than_of_the_next_one(
    browse: Callable[[User], Client],
) -> None:
    here, near = two(NEXT_DOOR)
    client = browse(here.clerk)
    address = f"/elections/{here.election.pk}/roll/1/twice/"
    beside = client.get(address).content.decode()
    near.load(("孙三", SUN))
    far = village_of(*NEXT_PROVINCE)
    far.load(("赵一", ZHAO), ("孙三", SUN))
    RollEntry.objects.filter(election=far.election, number=1).update(
        group="第七小组", household="H77", phone="13800007777"
    )
    page = client.get(address).content.decode()
    assert page.count("<dt>") == beside.count("<dt>")
    for hidden in (ZHAO, "第七小组", "H77", "13800007777", "孙三"):
        assert hidden not in page
    assert client.get(f"/elections/{far.election.pk}/roll/1/twice/").status_code == 404


def test_however_many_rolls_the_site_has_the_database_is_asked_as_often() -> None:
    here, _ = two(NEXT_COUNTY)
    asked = []
    for there in (NEXT_CITY, NEXT_DOOR):
        village_of(*there).load(("赵一", ZHAO), ("钱二", QIAN))
        with CaptureQueriesContext(connection) as queries:
            assert open_on(here.election) == 2
            assert len(twice_on(here.election)) == 2
            assert len(elsewhere(here.election, [index_of(each) for each in (ZHAO, QIAN)])) > 2
            waiting_below(place("330329"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a small table is read whole elsewhere")
def test_a_number_is_looked_up_by_its_index() -> None:
    here, _ = two(NEXT_COUNTY)
    asked = entries_around(here.election).filter(id_index__in=[index_of(ZHAO), index_of(QIAN)])
    assert "(id_index=?)" in asked.explain()
