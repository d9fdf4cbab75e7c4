"""Departments of a city and a province (市、省设的联审部门): set up once and used by every county
below; each sees its own question of every county, and nothing else of any.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import Cast, act
from tests.office.readaloud import english, faults
from tests.office.review.conftest import COURT, GROUP, LADDER, NAMES, POLICE, hold
from tests.office.review.pages import form, text_of

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.people.models import User
from huanjie.office.review.answering import draft_answers, seats_of, sign_answers
from huanjie.office.review.asking import departments_at
from huanjie.office.review.departments import keep_departments, seat_person
from huanjie.office.review.models import Batch, Department
from huanjie.office.review.particulars import Key
from huanjie.office.review.services import send_review
from huanjie.office.review.waiting import offices_of, questions_for
from huanjie.office.units.models import Unit

Browse = Callable[[object], Client]
KEYS = {each["key"]: each["name"] for level in LADDER["level"] for each in level["department"]}


def above(place: Unit, level: str) -> Unit:
    """The place of a level above another."""
    return next(each for each in place.above_and_self if each.level == level)


def set_up(place: Unit, office: User, *keys: str) -> None:
    """These departments, at a place."""
    names = {key: KEYS[key] for key in keys or KEYS}
    keep_departments(acting_user=act(office), unit=place, names=names)


def seat(place: Unit, office: User, key: str, user: User) -> None:
    department = Department.objects.get(region=place.pk, key=key)
    seat_person(
        acting_user=act(office), unit=place, department=department.pk, username=user.username
    )


@pytest.fixture(params=["city", "province"])
def holder(request: pytest.FixtureRequest, village: Unit) -> Unit:
    return above(village, request.param)


@pytest.fixture
def office(holder: Unit) -> User:
    """The office of the city, or of the province."""
    return hold("市办", Role.COUNTY_OFFICE, holder)


@pytest.fixture
def seated(holder: Unit, office: User) -> dict[str, tuple[User, User]]:
    """The departments of the city, two people for each, and the group three."""
    set_up(holder, office)
    people = {}
    for key in KEYS:
        drafts = hold(f"{key}-drafts", Role.REVIEWER, holder)
        signs = hold(f"{key}-signs", Role.REVIEW_SIGNER, holder)
        for user in (drafts, signs):
            seat(holder, office, key, user)
        people[key] = (drafts, signs)
    return people


@pytest.fixture
def other_county(village: Unit) -> Unit:
    """瑞安, of the same city."""
    city = above(village, "city")
    return Unit.objects.create(
        code="330381000000",
        name="瑞安市",
        level="county",
        parent=city,
        path=f"{city.path}330381000000/",
    )


@pytest.fixture
def batch(cast: Cast, village: Unit, nominees: list[Key], seated: object) -> Batch:
    """Four nominees of the village, sent by its town; no department was set up below the city."""
    town = above(village, "town")
    sent = send_review(acting_user=act(cast.town), unit=town, ladder=LADDER, people=nominees)
    assert not Department.objects.filter(region__in=[town.pk, above(village, "county").pk]).exists()
    return Batch.objects.get(pk=sent)


def test_departments_above_answer_for_a_town_of_any_county_below(
    village: Unit, batch: Batch, seated: dict[str, tuple[User, User]]
) -> None:
    drafts, signs = seated[COURT]
    assert (questions_for(drafts), questions_for(signs)) == (4, 0)
    answers = {line: frozenset[str]() for line in (1, 2, 3, 4)}
    told = {"unit": above(village, "town"), "batch": batch.pk, "department": COURT}
    draft_answers(acting_user=act(drafts), answers=answers, **told)  # type: ignore[arg-type]
    assert questions_for(signs) == 4
    sign_answers(acting_user=act(signs), answers=answers, **told)  # type: ignore[arg-type]
    assert (questions_for(drafts), questions_for(signs)) == (0, 0)


def test_each_sees_its_own_question_and_no_other(
    village: Unit, batch: Batch, seated: dict[str, tuple[User, User]], browse: Browse
) -> None:
    client = browse(seated[COURT][0])
    listed = text_of(client, "/questions/")
    assert f"/questions/{batch.pk}/{COURT}/" in listed
    assert f"/questions/{batch.pk}/{POLICE}/" not in listed
    assert NAMES[0] in text_of(client, f"/questions/{batch.pk}/{COURT}/")
    for other in (POLICE, GROUP):
        answer = client.get(f"/questions/{batch.pk}/{other}/")
        assert answer.status_code in (403, 404)
        assert NAMES[0] not in answer.content.decode()
    with pytest.raises(PermissionDenied):
        draft_answers(
            acting_user=act(seated[COURT][0]),
            unit=above(village, "town"),
            batch=batch.pk,
            department=POLICE,
            answers={1: frozenset()},
        )


def test_they_see_neither_the_batches_of_the_office_nor_findings(
    village: Unit, batch: Batch, seated: dict[str, tuple[User, User]], browse: Browse
) -> None:
    client, town = browse(seated[COURT][0]), above(village, "town")
    for address in (
        f"/units/{town.pk}/reviews/",
        f"/units/{town.pk}/reviews/{batch.pk}/",
        f"/elections/{batch.cases.first().election}/candidates/findings/",  # type: ignore[union-attr]
    ):
        assert client.get(address).status_code in (403, 404)


def test_they_are_the_same_in_every_county_below(
    holder: Unit, village: Unit, other_county: Unit, seated: dict[str, tuple[User, User]]
) -> None:
    for place in (above(village, "county"), other_county):
        assert {row.region for row in departments_at(place, KEYS).values()} == {holder.pk}
        assert set(seats_of(seated[COURT][0], place)) == {COURT}


def test_a_countys_own_department_goes_before_the_citys(
    cast: Cast,
    village: Unit,
    other_county: Unit,
    holder: Unit,
    seated: dict[str, tuple[User, User]],
    batch: Batch,
) -> None:
    county = above(village, "county")
    set_up(county, cast.county, COURT)
    found = departments_at(county, KEYS)
    assert {key: row.region for key, row in found.items()} == {
        COURT: county.pk,
        POLICE: holder.pk,
        GROUP: holder.pk,
    }
    drafts = seated[COURT][0]
    assert seats_of(drafts, county) == {}
    assert set(seats_of(drafts, other_county)) == {COURT}
    assert questions_for(drafts) == 0


def test_a_department_of_another_city_sees_nothing_here(
    village: Unit, batch: Batch, browse: Browse
) -> None:
    province = above(village, "province")
    city = Unit.objects.create(
        code="330700000000",
        name="金华市",
        level="city",
        parent=province,
        path=f"{province.path}330700000000/",
    )
    office = hold("other-office", Role.COUNTY_OFFICE, city)
    set_up(city, office)
    drafts = hold("other-court", Role.REVIEWER, city)
    seat(city, office, COURT, drafts)
    client = browse(drafts)
    assert batch.pk not in text_of(client, "/questions/")
    assert client.get(f"/questions/{batch.pk}/{COURT}/").status_code in (403, 404)


def test_the_page_of_a_city_sets_them_up_and_a_county_sees_that_they_are_there(
    holder: Unit, office: User, cast: Cast, village: Unit, browse: Browse
) -> None:
    client, address = browse(office), f"/units/{holder.pk}/reviews/departments/"
    assert "下面各县的联审都可以用" in text_of(client, address)
    assert address in text_of(client, f"/units/{holder.pk}/")
    assert address in text_of(client, "/units/")
    done = client.post(address, form(ladder="fifteen-departments"))
    assert done.status_code == 302
    assert Department.objects.filter(region=holder.pk).count() == 15
    own = text_of(browse(cast.county), f"/units/{above(village, 'county').pk}/reviews/departments/")
    assert own.count("由上级安排") == 15
    html = english(client).get(address).content.decode()
    assert list(faults(address, html)) == []


def test_a_city_sends_nobody(
    holder: Unit, office: User, nominees: list[Key], browse: Browse
) -> None:
    assert [each.sends for each in offices_of(office)] == [False]
    assert browse(office).get(f"/units/{holder.pk}/reviews/").status_code == 404
    with pytest.raises(BadInput, match="联审由乡镇或者县办理"):
        send_review(acting_user=act(office), unit=holder, ladder=LADDER, people=nominees)


def test_a_county_does_not_set_up_departments_above_it_and_a_village_none(
    holder: Unit, office: User, cast: Cast, village: Unit, browse: Browse
) -> None:
    with pytest.raises(PermissionDenied):
        set_up(holder, cast.county)
    with pytest.raises(BadInput, match="村、社区不设联审部门"):
        set_up(village, cast.county)
    address = f"/units/{village.pk}/reviews/departments/"
    assert browse(cast.county).get(address).status_code == 404
