"""Nobody is on two rolls (重复登记): each side says, the office decides, and no list is posted
while one is open (《浙江省村民委员会选举办法》第十三条第二款, in the villages of these tests).
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
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, party_plan, plan
from tests.office.roll.conftest import HEADINGS, invented, load, party_csv, publish

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.models import Claim
from huanjie.office.roll.people import remove_person
from huanjie.office.roll.services import load_roll
from huanjie.office.roll.settling import claim_here, settle_twice
from huanjie.office.roll.twice import disputed_below, open_on, twice_on
from huanjie.office.roll.twicewaiting import waiting_below
from huanjie.office.units.models import Assignment, Unit

ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))
WHY = "户口在本村"


@pytest.fixture
def next_election(cast: Cast, election: Election, next_village: Unit) -> Election:
    pk = open_election(acting_user=act(cast.county), unit=next_village, plan=plan())
    return Election.objects.get(pk=pk)


@pytest.fixture
def both(cast: Cast, election: Election, next_election: Election) -> tuple[Election, Election]:
    """赵一 is on the rolls of both villages, number 2 here and number 1 there."""
    load(cast, election, csv_file(HEADINGS[:2], ("钱二", QIAN), ("赵一", ZHAO)))
    load_next(cast, next_election, ("赵一", ZHAO), ("孙三", SUN))
    return fresh(election), fresh(next_election)


def load_next(cast: Cast, election: Election, *rows: tuple[str, str]) -> None:
    """By the clerk of the village next door."""
    from huanjie.office.roll.reading import check_file
    from huanjie.office.roll.services import keep_upload

    checked = check_file(election, name="名册.csv", raw=csv_file(HEADINGS[:2], *rows))
    pk = keep_upload(acting_user=act(cast.stranger), election=election, checked=checked)
    load_roll(acting_user=act(cast.stranger), election=election, upload=pk, way="replace")


def fresh(election: Election) -> Election:
    return Election.objects.select_related("unit").get(pk=election.pk)


def chair_of(unit: Unit) -> User:
    user = User.objects.create_user("next-chair", name="邻村主任", password="x")
    Assignment.objects.create(user=user, role=Role.CHAIR, unit=unit)
    return user


def claim(user: User, election: Election, at: int) -> int:
    return claim_here(acting_user=act(user), election=election, number=at, because=WHY)


def decide(user: User, unit: Unit, stays: Election, at: int) -> list[str]:
    return settle_twice(
        acting_user=act(user), unit=unit, stays=stays, number=at, because="已查户口"
    )


def last(election: Election) -> str:
    entry = Entry.objects.filter(log_id=election.log_name).order_by("sequence").last()
    assert entry
    return entry.payload or ""


def test_whoever_is_on_two_rolls_is_shown_on_both(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    assert [(each.here.entry.number, each.there[0].unit_name) for each in twice_on(here)] == [
        (2, "泰顺县罗阳镇溪坪村")
    ]
    assert [each.here.entry.number for each in twice_on(there)] == [1]
    assert open_on(here) == open_on(there) == 1


def test_no_list_is_posted_while_one_is_open_and_the_article_is_named(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, _ = both
    with pytest.raises(BadInput, match=r"有 1 人在别的单位的名册上也有.*浙江省.*第十三条第二款"):
        publish(cast, here)
    remove_person(acting_user=act(cast.clerk), election=here, number=2)
    assert publish(cast, here) == 1


def test_when_the_other_side_takes_them_off_the_list_is_posted(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    claim(cast.clerk, here, 2)
    remove_person(acting_user=act(cast.stranger), election=there, number=1)
    assert publish(cast, here) == 2
    assert not Claim.objects.exists()


def test_a_claim_keeps_the_roll_as_it_is_and_the_list_unposted(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, _ = both
    before = here.version
    claim(cast.clerk, here, 2)
    assert fresh(here).version == before
    assert here.roll.count() == 2
    with pytest.raises(BadInput, match="一个人只能在一处登记"):
        publish(cast, here)
    assert WHY in last(here)


def test_a_claim_is_kept_when_the_roll_is_loaded_anew(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, _ = both
    claim(cast.clerk, here, 2)
    load(cast, here, csv_file(HEADINGS[:2], ("赵一", ZHAO)))
    (found,) = twice_on(fresh(here))
    assert found.here.entry.number == 1
    assert found.here.claim


def test_where_the_other_list_is_posted_they_are_registered_there(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    Election.objects.filter(pk=there.pk).update(
        stage="roll-published", roll_published_on=here.start_day
    )
    with pytest.raises(BadInput, match=r"溪坪村的名单已经公布.*浙江省.*第十三条第二款") as refused:
        claim(cast.clerk, here, 2)
    assert "移出" in refused.value.remedy


def test_the_office_decides_where_both_claim_and_both_logs_say_so(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    claim(cast.clerk, here, 2)
    claim(cast.stranger, there, 1)
    town = cast.town.assignments.get().unit
    assert [each.here.entry.name for each in disputed_below(town)] == ["赵一"]
    versions = fresh(here).version, fresh(there).version
    assert decide(cast.town, town, here, 2) == [there.pk]
    assert here.roll.count() == 2
    assert [entry.name for entry in there.roll.all()] == ["孙三"]
    assert '"stays":2' in last(here)
    assert '"removed":1' in last(there)
    assert ZHAO not in last(here) + last(there)
    assert (fresh(here).version, fresh(there).version) == (versions[0] + 1, versions[1] + 1)
    assert not Claim.objects.exists()
    assert publish(cast, fresh(here)) == 2


def test_however_many_are_disputed_the_database_is_asked_as_often(
    cast: Cast, election: Election, next_election: Election
) -> None:
    people = [("赵一", ZHAO), ("钱二", QIAN), ("孙三", SUN)]
    load(cast, election, csv_file(HEADINGS[:2], *people))
    load_next(cast, next_election, *people)
    town = cast.town.assignments.get().unit
    asked = []
    for at in (1, 2, 3):
        claim(cast.clerk, fresh(election), at)
        claim(cast.stranger, fresh(next_election), at)
        with CaptureQueriesContext(connection) as queries:
            assert len(disputed_below(town)) == at
        asked.append(len(queries))
    assert len(set(asked)) == 1


@pytest.mark.parametrize("days", [366, 367])
def test_a_claim_of_another_cycle_disputes_nothing(
    cast: Cast, both: tuple[Election, Election], days: int
) -> None:
    here, there = both
    claim(cast.clerk, here, 2)
    claim(cast.stranger, there, 1)
    day = here.polling_day + datetime.timedelta(days=days)
    Election.objects.filter(pk=there.pk).update(polling_day=day)
    one_by_one = [each for each in twice_on(fresh(here)) if each.is_disputed]
    assert [each.here.entry.pk for each in disputed_below(here.unit.above_and_self[0])] == [
        each.here.entry.pk for each in one_by_one
    ]
    assert len(one_by_one) == (days == 366)


def test_the_office_decides_nothing_that_is_not_disputed(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    town = cast.town.assignments.get().unit
    claim(cast.clerk, here, 2)
    assert not disputed_below(town)
    with pytest.raises(BadInput, match="两边没有都主张"):
        decide(cast.town, town, here, 2)
    assert there.roll.count() == 2


def test_a_clerk_decides_nothing(cast: Cast, both: tuple[Election, Election]) -> None:
    here, there = both
    claim(cast.clerk, here, 2)
    claim(cast.stranger, there, 1)
    with pytest.raises(PermissionDenied):
        decide(cast.clerk, here.unit, here, 2)


def test_an_office_of_one_side_alone_decides_nothing(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    claim(cast.clerk, here, 2)
    claim(cast.stranger, there, 1)
    other = Unit.objects.create(
        code="330329101000", name="百丈镇", level="town", parent=cast.county.assignments.get().unit,
        path="330000000000/330300000000/330329000000/330329101000/",
    )  # fmt: skip
    Unit.objects.filter(pk=there.unit_id).update(parent=other, path=f"{other.path}{there.unit_id}/")
    town = cast.town.assignments.get().unit
    with pytest.raises(PermissionDenied):
        decide(cast.town, town, here, 2)
    assert there.roll.count() == 2
    assert decide(cast.county, cast.county.assignments.get().unit, here, 2) == [there.pk]


def test_a_decision_is_refused_once_a_list_is_posted(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    claim(cast.clerk, here, 2)
    claim(cast.stranger, there, 1)
    Election.objects.filter(pk=there.pk).update(
        stage="roll-published", roll_published_on=here.start_day
    )
    with pytest.raises(BadInput, match="不能裁定重复登记"):
        decide(cast.county, cast.county.assignments.get().unit, here, 2)
    assert there.roll.count() == 2


def test_a_roll_of_a_cancelled_election_is_no_second_place(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    Election.objects.filter(pk=there.pk).update(stage="cancelled")
    assert open_on(here) == 0
    assert publish(cast, here) == 2


def test_a_body_whose_law_is_silent_is_not_held_up(
    cast: Cast, party_election: Election, next_village: Unit
) -> None:
    pk = open_election(acting_user=act(cast.county), unit=next_village, plan=party_plan())
    there = Election.objects.get(pk=pk)
    members = party_csv(invented(2), "正式党员", "正式党员")
    load(cast, party_election, members)
    from huanjie.office.roll.reading import check_file
    from huanjie.office.roll.services import keep_upload

    checked = check_file(there, name="名册.csv", raw=members)
    upload = keep_upload(acting_user=act(cast.stranger), election=there, checked=checked)
    load_roll(acting_user=act(cast.stranger), election=there, upload=upload, way="replace")
    assert open_on(party_election) == 2
    assert publish(cast, fresh(party_election)) == 2


def test_the_pages_lead_from_the_roll_to_the_decision(
    cast: Cast, both: tuple[Election, Election], browse: Callable[[User], Client]
) -> None:
    here, there = both
    clerk, next_clerk, town = browse(cast.clerk), browse(cast.stranger), browse(cast.town)
    assert "重复登记 1 人" in clerk.get(f"/elections/{here.pk}/roll/").content.decode()
    listed = clerk.get(f"/elections/{here.pk}/roll/twice/").content.decode()
    assert "还没有定" in listed
    assert ZHAO not in listed
    one, other = (f"/elections/{each.pk}/roll/{at}/twice/" for each, at in ((here, 2), (there, 1)))
    assert clerk.post(one, {"key": "a", "because": ""}).status_code == 422
    assert clerk.post(one, {"key": "b", "because": WHY}).status_code == 302
    assert next_clerk.post(other, {"key": "c", "because": "住在本村"}).status_code == 302
    assert "赵一" in town.get("/rolls/twice/").content.decode()
    assert "裁定在这里登记" in town.get(other).content.decode()
    assert town.post(other, {"key": "d", "because": "已查户口"}).status_code == 302
    assert [entry.name for entry in here.roll.all()] == ["钱二"]
    assert clerk.get(one).status_code == 404


def test_a_page_of_the_other_village_is_not_shown(
    cast: Cast, both: tuple[Election, Election], browse: Callable[[User], Client]
) -> None:
    _, there = both
    assert browse(cast.clerk).get(f"/elections/{there.pk}/roll/1/twice/").status_code == 404
    assert browse(cast.clerk).get("/rolls/twice/").status_code == 403


def test_the_office_sees_who_waits_for_the_villages_word(
    cast: Cast, both: tuple[Election, Election], browse: Callable[[User], Client]
) -> None:
    client = browse(cast.county)
    page = client.get("/rolls/twice/").content.decode()
    for words in ("没有等裁定的人", "2 份名册上有重复登记的人", "重复登记 1 人"):
        assert words in page
    here, there = both
    for election, user in ((here, cast.clerk), (there, cast.stranger)):
        person = twice_on(election)[0].here.entry.number
        claim_here(acting_user=act(user), election=election, number=person, because=WHY)
    page = client.get("/rolls/twice/").content.decode()
    assert "赵一" in page
    assert "还没有定" not in page


def test_who_is_on_a_posted_list_too_is_waited_for_where_the_roll_is_in_the_making(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    here, there = both
    county = Unit.objects.get(level="county")
    Election.objects.filter(pk=there.pk).update(stage="roll-published")
    assert [(each.election, each.people) for each in waiting_below(county)] == [(here, 1)]
    Election.objects.filter(pk=there.pk).update(stage="cancelled")
    assert waiting_below(county) == ()


def test_whoever_waits_is_counted_and_nothing_else_is_read_of_anybody(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    with CaptureQueriesContext(connection) as asked:
        found = waiting_below(Unit.objects.get(level="county"))
    assert {each.election: each.people for each in found} == dict.fromkeys(both, 1)
    assert not any('rollentry"."name"' in each["sql"] for each in asked)


def test_who_is_on_the_rolls_of_two_bodies_waits_for_nobody(
    cast: Cast, both: tuple[Election, Election]
) -> None:
    _, there = both
    Election.objects.filter(pk=there.pk).update(body="party-branch")
    assert waiting_below(Unit.objects.get(level="county")) == ()
