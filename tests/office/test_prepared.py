"""Prepared queries (预备的查询) find what the ORM finds, and see at once what has changed."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.office.conftest import OPENED_ON, Cast

from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.prepared import Prepared
from huanjie.office.units.models import Assignment, Unit

BY_NAME = Prepared(
    User._meta.get_field("username"), ask=lambda name: User.objects.filter(username=name)
)
HELD = Prepared(
    Assignment._meta.get_field("user"),
    Assignment._meta.get_field("until"),
    ask=lambda user, now: Assignment.objects.filter(user=user, until__gt=now).select_related(
        "unit"
    ),
)


def test_it_finds_each_time_what_is_asked_this_time(cast: Cast) -> None:
    assert BY_NAME.first("chair") == cast.chair
    assert BY_NAME.first("clerk") == cast.clerk
    assert BY_NAME.first("nobody") is None


def test_every_column_is_as_the_orm_reads_it(cast: Cast) -> None:
    found = BY_NAME.first("chair")
    assert found
    for field in User._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(cast.chair, field.attname)


def test_what_was_changed_is_seen_at_the_next_asking(cast: Cast) -> None:
    assert BY_NAME.first("chair")
    User.objects.filter(username="chair").update(name="新主任")
    found = BY_NAME.first("chair")
    assert found
    assert found.name == "新主任"


def test_what_is_related_comes_with_it_without_another_query(cast: Cast, village: Unit) -> None:
    later = clock.now() + datetime.timedelta(days=1)
    Assignment.objects.filter(user=cast.chair).update(until=later)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        (held,) = HELD.all(cast.chair.pk, clock.now())
        assert held.unit == village
        assert held.until == later
    assert len(asked) == 1


@pytest.mark.parametrize(("hours", "found"), [(-1, 1), (0, 0), (1, 0)])
def test_a_moment_is_compared_as_a_moment(cast: Cast, hours: int, found: int) -> None:
    end = datetime.datetime.combine(OPENED_ON, datetime.time(12), clock.CHINA)
    Assignment.objects.filter(user=cast.chair).update(until=end)
    now = end + datetime.timedelta(hours=hours)
    assert len(list(HELD.all(cast.chair.pk, now))) == found


@pytest.mark.parametrize("name", ["' OR 1=1 --", "", "%", "张三"])
def test_a_value_is_never_part_of_the_sentence(cast: Cast, name: str) -> None:
    assert BY_NAME.first(name) is None


def test_two_values_of_one_field_are_two(village: Unit, next_village: Unit) -> None:
    code = Unit._meta.get_field("code")
    either = Prepared(code, code, ask=lambda *codes: Unit.objects.filter(pk__in=codes))
    assert set(either.all(village.pk, next_village.pk)) == {village, next_village}
    assert list(either.all(next_village.pk, next_village.pk)) == [next_village]
