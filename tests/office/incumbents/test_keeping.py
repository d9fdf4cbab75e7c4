"""Bodies and posts (班子和任职): kept by deeds, found to be one person by number or by word."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from tests.office.conftest import Cast, act, on
from tests.office.overview.reading import rows, shown

from huanjie.domain.incumbency import How, TermState
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.incumbents.models import Body, Holding
from huanjie.office.incumbents.seated import seated
from huanjie.office.incumbents.services import (
    BodyFacts,
    Seat,
    keep_body,
    leave_post,
    same_person,
    take_post,
)
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
ELECTED = datetime.date(2021, 5, 20)
NUMBER, OTHER_NUMBER = "999001198001011239", "999001198001021234"


def body(cast: Cast, unit: Unit, kind: str = "villagers-committee", **facts: Any) -> Body:
    """A body of a place."""
    values = {"kind": kind, "name": kind, "seats": 3, "elected_on": ELECTED, **facts}
    number = keep_body(acting_user=act(cast.county), unit=unit, facts=BodyFacts(**values))
    return Body.objects.get(pk=number)


def sit(cast: Cast, at: Body, name: str, post: str = "member", **seat: Any) -> Holding:
    """Somebody who takes a post."""
    values = {"post": post, "name": name, "from_on": ELECTED, "how": How.ELECTED, **seat}
    number = take_post(acting_user=act(cast.clerk), unit=at.unit, body=at.pk, seat=Seat(**values))
    return Holding.objects.get(pk=number)


# Terms


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (datetime.date(2025, 11, 17), TermState.RUNNING),
        (datetime.date(2026, 5, 20), TermState.ENDING),
        (datetime.date(2026, 5, 21), TermState.EXPIRED),
    ],
)
def test_the_end_of_a_term_is_the_laws_of_the_day_of_election_with_its_article(
    cast: Cast, village: Unit, today: datetime.date, state: TermState
) -> None:
    with on(today):
        (found,) = seated([body(cast, village)])
    assert found.term.ends_on == datetime.date(2026, 5, 20)
    assert found.term.state is state
    assert found.term.grounds[0].article


@pytest.mark.parametrize(("day", "cited"), [(28, 1), (29, 2)])
def test_a_term_that_ends_without_a_corresponding_day_names_the_civil_code_too(
    cast: Cast, village: Unit, day: int, cited: int
) -> None:
    (found,) = seated([body(cast, village, elected_on=datetime.date(2024, 2, day))])
    assert found.term.ends_on == datetime.date(2029, 2, 28)
    assert len(found.term.grounds) == cited


def test_a_day_that_was_approved_goes_before_the_laws(cast: Cast, village: Unit) -> None:
    (found,) = seated([body(cast, village, ends_stated=datetime.date(2026, 12, 31))])
    assert found.term.ends_on == datetime.date(2026, 12, 31)
    assert found.term.grounds == ()


def test_a_term_of_which_no_law_is_on_the_shelf_is_not_known(cast: Cast, village: Unit) -> None:
    (found,) = seated([body(cast, village, "womens-federation")])
    assert found.term.state is TermState.UNKNOWN


# Bodies


def test_a_body_may_lie_within_another_of_its_place_and_never_within_itself(
    cast: Cast, village: Unit, next_village: Unit
) -> None:
    committee = body(cast, village, "party-branch", name="三联村党委")
    branch = body(cast, village, "party-branch", name="第一支部", within=committee.pk)
    assert branch.within == committee
    facts = BodyFacts(kind="party-branch", name="三联村党委", within=branch.pk)
    with pytest.raises(BadInput, match="自己里面"):
        keep_body(acting_user=act(cast.county), unit=village, facts=facts, number=committee.pk)
    with pytest.raises(BadInput, match="没有登记这个组织"):
        body(cast, next_village, "party-branch", within=committee.pk)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "residents-committee"},
        {"kind": "nonsense"},
        {"elected_on": datetime.date(2026, 5, 19)},
        {"ends_stated": ELECTED},
    ],
)
def test_a_body_that_cannot_be_is_refused(cast: Cast, village: Unit, facts: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        body(cast, village, **facts)
    assert not Body.objects.exists()


# One person in two bodies


def test_one_number_in_two_bodies_is_one_person(cast: Cast, village: Unit) -> None:
    party, committee = body(cast, village, "party-branch"), body(cast, village)
    sit(cast, party, "蓝大山", "secretary", id_number=NUMBER)
    sit(cast, committee, "蓝大山", "chair", id_number=NUMBER.lower())
    sit(cast, committee, "钟小青")
    branch, village_committee = seated([party, committee])
    assert branch.has_joint
    assert village_committee.has_joint
    assert village_committee.seats[0].also == ("party-branch",)
    assert village_committee.seats[1].also == ()
    assert village_committee.vacancies == 1


def test_a_name_alone_makes_nobody_one_person_until_somebody_says_so(
    cast: Cast, village: Unit
) -> None:
    party, committee = body(cast, village, "party-branch"), body(cast, village)
    one = sit(cast, party, "蓝大山", "secretary")
    other = sit(cast, committee, "蓝大山", "chair")
    first, _second = seated([party, committee])
    assert not first.has_joint
    assert first.namesakes == ((one, other),)
    same_person(acting_user=act(cast.clerk), unit=village, one=one.pk, other=other.pk)
    first, _second = seated([party, committee])
    assert first.has_joint
    assert first.namesakes == ()


def test_two_numbers_are_never_one_person(cast: Cast, village: Unit) -> None:
    party, committee = body(cast, village, "party-branch"), body(cast, village)
    one = sit(cast, party, "蓝大山", id_number=NUMBER)
    other = sit(cast, committee, "蓝大山", id_number=OTHER_NUMBER)
    with pytest.raises(BadInput, match="证件号码不同"):
        same_person(acting_user=act(cast.clerk), unit=village, one=one.pk, other=other.pk)


def test_a_number_is_not_kept(cast: Cast, village: Unit) -> None:
    sit(cast, body(cast, village), "蓝大山", id_number=NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM incumbents_holding")
        cells = [str(bytes(c) if isinstance(c, memoryview) else c) for c in cursor.fetchone()]
    assert NUMBER not in " ".join(cells)


# Taking and leaving a post


@pytest.mark.parametrize(
    ("seat", "says"),
    [
        ({"name": "李?四"}, "不能用的字符"),
        ({"id_number": "123"}, "18 位"),
        ({"from_on": datetime.date(2026, 5, 19)}, "还没有到"),
        ({"post": "chair"}, "现在是蓝大山"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_entered(
    cast: Cast, village: Unit, seat: dict[str, Any], says: str
) -> None:
    at = body(cast, village)
    sit(cast, at, "蓝大山", "chair")
    with pytest.raises(BadInput, match=says):
        sit(cast, at, **{"name": "钟小青", **seat})
    assert Holding.objects.count() == 1


@pytest.mark.parametrize(
    ("last", "allowed"),
    [
        (ELECTED - datetime.timedelta(days=1), False),
        (ELECTED, True),
        (datetime.date(2026, 5, 18), True),
        (datetime.date(2026, 5, 19), False),
    ],
)
def test_nobody_leaves_before_they_came_or_in_the_future(
    cast: Cast, village: Unit, last: datetime.date, allowed: bool
) -> None:
    row = sit(cast, body(cast, village), "蓝大山", "chair")
    deed = {"acting_user": act(cast.clerk), "unit": village, "holding": row.pk, "on": last}
    if not allowed:
        with pytest.raises(BadInput):
            leave_post(**deed)  # type: ignore[arg-type]
        return
    leave_post(**deed)  # type: ignore[arg-type]
    (found,) = seated(Body.objects.select_related("unit"))
    assert (len(found.seats), len(found.past)) == (0, 1)
    sit(cast, found.body, "钟小青", "chair", how=How.BY_ELECTION)


def test_only_who_works_for_the_place_enters_posts(
    cast: Cast, village: Unit, next_village: Unit
) -> None:
    at = body(cast, village)
    seat = Seat(post="member", name="钟小青", from_on=ELECTED, how=How.ELECTED)
    for user in (cast.teller, cast.observer, cast.stranger):
        with pytest.raises(PermissionDenied):
            take_post(acting_user=act(user), unit=village, body=at.pk, seat=seat)
    with pytest.raises(BadInput, match="没有登记这个组织"):
        take_post(acting_user=act(cast.stranger), unit=next_village, body=at.pk, seat=seat)


def test_each_entry_is_in_the_log_of_the_place_without_a_name(cast: Cast, village: Unit) -> None:
    sit(cast, body(cast, village), "蓝大山")
    deeds = [entry.deed for entry in journal.check(village.log_name).entries]
    assert deeds == ["keep-incumbents", "keep-incumbents"]


# Pages


def says(client: Client, address: str) -> str:
    """What a page says."""
    return unescape(client.get(address).content.decode())


def test_the_page_of_a_place_shows_its_bodies_and_their_people(
    browse: Browse, cast: Cast, village: Unit
) -> None:
    client, address = browse(cast.clerk), f"/units/{village.pk}/incumbents/"
    assert "还没有登记组织" in says(client, address)
    fields = {"key": "a", "kind": "villagers-committee", "name": "三联村委会", "seats": "3"}
    fields |= {"elected_on": "2021-05-20"}
    assert client.post(f"{address}body/", fields).status_code == 302
    at = Body.objects.get()
    seat = {"key": "b", "post": "chair", "name": "蓝大山", "from_on": "2021-05-20"}
    seat |= {"how": "elected", "sex": "m"}
    assert client.post(f"{address}body/{at.pk}/seat/", seat).status_code == 302
    with on(datetime.date(2026, 6, 1)):
        page = says(client, address)
    for words in ("蓝大山", "任期已满", "缺 2 人", "第十一条第二款", "2026年5月20日"):
        assert words in page
    left = {"key": "c", "on": "2026-05-01"}
    row = Holding.objects.get()
    assert client.post(f"{address}{row.pk}/leave/", left).status_code == 302
    assert "以前任职的 1 人次" in says(client, address)


@pytest.mark.parametrize("path", ["body/", "body/{body}/seat/", "{holding}/leave/"])
def test_an_empty_form_comes_back_with_what_is_missing(
    browse: Browse, cast: Cast, village: Unit, path: str
) -> None:
    at = body(cast, village)
    row = sit(cast, at, "蓝大山")
    address = path.format(body=at.pk, holding=row.pk)
    answer = browse(cast.clerk).post(f"/units/{village.pk}/incumbents/{address}", {"key": "k"})
    assert answer.status_code == 422


def test_the_list_shows_what_is_over_and_what_is_empty_and_its_spreadsheet_the_same(
    browse: Browse, cast: Cast, village: Unit, next_village: Unit
) -> None:
    old = body(cast, village, name="三联村委会")
    sit(cast, old, "蓝大山", "chair")
    body(cast, next_village, name="溪坪村委会", elected_on=datetime.date(2026, 5, 1), seats=None)
    client = browse(cast.county)
    with on(datetime.date(2026, 6, 1)):
        assert len(shown(says(client, "/terms/"), "terms")) == 2
        (row,) = shown(says(client, "/terms/?state=expired"), "terms")
        assert row[0] == "三联村"
        assert len(shown(says(client, "/terms/?state=vacant"), "terms")) == 1
        assert len(shown(says(client, "/terms/?q=xp"), "terms")) == 1
        heads, *lines = rows(client, "/terms.xlsx?state=expired&sort=ends")
    assert lines[0][heads.index("成员")] == "主任 蓝大山"
    assert lines[0][heads.index("缺额")] == "2"


def test_another_places_bodies_are_not_in_the_list(
    browse: Browse, cast: Cast, village: Unit
) -> None:
    body(cast, village, name="三联村委会")
    assert "三联村委会" not in says(browse(cast.stranger), "/terms/")
