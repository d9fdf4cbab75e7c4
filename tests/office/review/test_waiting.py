"""The way to joint review from every page (导航里的联审): for whom it is, and what waits there."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from tests.office.conftest import Cast, act
from tests.office.review.conftest import COURT, GROUP, POLICE, Review, hold

from huanjie.domain.ladder import Column
from huanjie.domain.permission import Role
from huanjie.office.people.models import User
from huanjie.office.review.answering import return_questions
from huanjie.office.review.departments import keep_departments, seat_person
from huanjie.office.review.models import Department
from huanjie.office.review.services import resubmit_cases, withdraw_cases
from huanjie.office.review.waiting import offices_of, questions_for
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


def waits(user: User) -> dict[str, int]:
    return {each.unit.name: each.waiting for each in offices_of(user)}


def give_back(review: Review, line: int = 1) -> None:
    return_questions(
        acting_user=act(review.people[COURT][0]),
        unit=review.town,
        batch=review.batch.pk,
        department=COURT,
        lines=[line],
        columns=[Column.IDENTITY_NUMBER],
    )


def test_what_a_department_returned_waits_for_the_office_that_sent(
    cast: Cast, review: Review
) -> None:
    assert waits(cast.town) == {"罗阳镇": 0}
    give_back(review)
    assert waits(cast.town) == {"罗阳镇": 1}
    assert waits(cast.county) == {"泰顺县": 0}


def test_what_was_corrected_or_withdrawn_waits_no_more(cast: Cast, review: Review) -> None:
    give_back(review, 1)
    give_back(review, 2)
    own = {"acting_user": act(cast.town), "unit": review.town, "batch": review.batch.pk}
    withdraw_cases(**own, lines=[1])  # type: ignore[arg-type]
    assert waits(cast.town) == {"罗阳镇": 1}
    RollEntry.objects.filter(number=2).update(name="丁大川")
    own["acting_user"] = act(cast.town)
    resubmit_cases(**own, lines=[2])  # type: ignore[arg-type]
    assert waits(cast.town) == {"罗阳镇": 0}


def test_nobody_else_has_an_office(cast: Cast, review: Review) -> None:
    for user in (cast.chair, cast.clerk, cast.observer, review.people[COURT][0]):
        assert offices_of(user) == ()


def test_a_reviewer_drafts_and_a_signer_signs(review: Review) -> None:
    drafts, signs = review.people[COURT]
    assert (questions_for(drafts), questions_for(signs)) == (4, 0)
    review.draft(COURT, 1, 2, 3)
    assert (questions_for(drafts), questions_for(signs)) == (1, 3)
    review.sign(COURT, 1)
    assert (questions_for(drafts), questions_for(signs)) == (1, 2)


def test_of_two_signers_each_has_what_the_own_hand_is_missing_under(review: Review) -> None:
    review.answer(COURT)
    review.answer(POLICE)
    drafts, one, two = review.people[GROUP]
    assert (questions_for(drafts), questions_for(one)) == (4, 0)
    review.draft(GROUP)
    assert (questions_for(drafts), questions_for(one), questions_for(two)) == (0, 4, 4)


def test_another_department_has_its_own(cast: Cast, review: Review) -> None:
    review.draft(COURT)
    assert questions_for(review.people[POLICE][0]) == 4
    assert questions_for(cast.town) == 0


def test_where_the_town_has_its_own_department_the_countys_is_not_asked(
    cast: Cast, review: Review
) -> None:
    keep_departments(acting_user=act(cast.town), unit=review.town, names={COURT: "派出法庭"})
    near = hold("near", Role.REVIEWER, review.town)
    seat_person(
        acting_user=act(cast.town),
        unit=review.town,
        department=Department.objects.get(region=review.town.pk).pk,
        username="near",
    )
    assert questions_for(near) == 4
    assert questions_for(review.people[COURT][0]) == 0


def test_the_number_asks_no_more_of_twenty_departments_below_than_of_one(
    cast: Cast, review: Review
) -> None:
    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            assert questions_for(User.objects.get(pk=review.people[COURT][0].pk)) == 4
        return [each["sql"] for each in queries]

    county = review.town.parent
    assert county
    one = asked()
    for number in range(20):
        code = f"3303293{number:02}000"
        path = f"{county.path}{code}/"
        town = Unit.objects.create(code=code, name=code, level="town", parent=county, path=path)
        Department.objects.create(region=town.pk, key=COURT, name="派出法庭")
    many = asked()
    assert len(many) == len(one)
    assert sum(map(len, many)) == sum(map(len, one))


def test_whose_people_were_withdrawn_have_nothing_to_do(cast: Cast, review: Review) -> None:
    withdraw_cases(
        acting_user=act(cast.town), unit=review.town, batch=review.batch.pk, lines=review.lines
    )
    assert questions_for(review.people[COURT][0]) == 0


def test_the_side_leads_the_office_to_its_reviews_with_the_number(
    cast: Cast, review: Review, browse: Browse
) -> None:
    give_back(review)
    town = browse(cast.town)
    side = town.get("/units/").content.decode()
    assert f'href="/units/{review.town.pk}/reviews/"' in side
    assert '<span class="tag tag-now">1<span class="visually-hidden"> 件待办' in side
    own = town.get(f"/units/{review.town.pk}/reviews/").content.decode()
    assert f'href="/units/{review.town.pk}/reviews/" aria-current="page"' in own
    assert "/reviews/" not in browse(cast.clerk).get("/law/").content.decode()


def test_a_department_sees_the_number_on_every_page(review: Review, browse: Browse) -> None:
    page = browse(review.people[COURT][0]).get("/law/").content.decode()
    assert 'href="/questions/"' in page
    assert '<span class="tag tag-now">4<span' in page
    review.draft(COURT)
    page = browse(review.people[COURT][0]).get("/law/").content.decode()
    assert "tag-now" not in page


def test_the_number_costs_a_query_however_many_people_wait(
    cast: Cast, review: Review, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    give_back(review)
    with django_assert_max_num_queries(3):
        offices_of(User.objects.get(pk=cast.town.pk))
    with django_assert_max_num_queries(10):
        questions_for(User.objects.get(pk=review.people[COURT][0].pk))
