"""How long departments take (各部门用时): each by where it was set up, beside its time limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.test import Client
from tests.office.conftest import Cast
from tests.office.review.conftest import COURT, POLICE, SENT_ON, Review, at
from tests.office.review.many import more_nominees, send
from tests.office.review.pages import office, text_of

from huanjie.office.review.models import Batch, Department
from huanjie.office.review.progress import paces_at
from huanjie.office.units.models import Unit

Browse = Callable[[object], Client]


def test_departments_of_one_name_in_two_counties_are_two(review: Review, cast: Cast) -> None:
    review.answer(POLICE, 1)
    second = send(review, cast, more_nominees(review.election, 2))
    with at(SENT_ON.replace(day=12), 9):
        replace(review, batch=second).answer(POLICE, 1, 2)
    county = Unit.objects.get(level="county")
    other = Unit.objects.create(
        code="330381000000",
        name="瑞安市",
        level="county",
        parent=county.parent,
        path=county.path.replace(county.code, "330381000000"),
    )
    Department.objects.create(region=other.pk, key=POLICE, name="公安局")
    Batch.objects.filter(pk=second.pk).update(region=other.pk)
    assert county.parent
    paces = paces_at(county.parent)
    assert [(each.place.name, each.name, each.answers, each.late) for each in paces] == [
        ("瑞安市", "公安局", 2, 2),
        ("泰顺县", "公安局", 1, 0),
    ]


def test_a_department_of_the_county_is_one_however_many_towns_ask_it(
    review: Review, cast: Cast
) -> None:
    review.answer(POLICE, 1)
    second = send(review, cast, more_nominees(review.election, 2))
    replace(review, batch=second).answer(POLICE, 1)
    county = Unit.objects.get(level="county")
    town = Unit.objects.create(
        code="330329101000",
        name="百丈镇",
        level="town",
        parent=county,
        path=f"{county.path}330329101000/",
    )
    Batch.objects.filter(pk=second.pk).update(region=town.pk)
    (pace,) = paces_at(county)
    assert (pace.place, pace.answers) == (county, 2)


def test_the_page_says_the_time_limit_beside_each_median(
    review: Review, browse: Browse, cast: Cast
) -> None:
    with at(SENT_ON.replace(day=9), 15):
        review.answer(COURT)
    page = text_of(browse(cast.town), office(review, "times/"))
    assert "时限（工作日）" in page
    assert 'data-value="1.5">1.5</td><td class="num" data-label="时限（工作日）">2.5</td>' in page
    assert "泰顺县 人民法院" not in page
