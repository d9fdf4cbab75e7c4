"""Cover (包联): nobody is in two places on one polling day."""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.cover import Clash, Duty, clashes

DAY = datetime.date(2026, 6, 28)
NEXT = DAY + datetime.timedelta(days=1)
POLLS = {"A": {DAY}, "B": {DAY}, "C": {DAY}, "D": {NEXT}}


def duty(name: str, place: str, *members: str, to_on: datetime.date | None = None) -> Duty:
    """Somebody sent to a place since January."""
    return Duty(
        name=name, members=members, place=place, from_on=datetime.date(2026, 1, 1), to_on=to_on
    )


def found(*duties: Duty) -> list[tuple[str, tuple[str, ...], int]]:
    """Who clashes, between which places, and how many hands there are."""
    return [(each.name, each.places, each.hands) for each in clashes(duties, POLLS)]


def test_one_person_at_two_places_of_one_day_is_a_clash() -> None:
    assert clashes([duty("林晓", "A"), duty("林晓", "B")], POLLS) == (
        Clash(day=DAY, name="林晓", places=("A", "B"), hands=1),
    )


@pytest.mark.parametrize(
    "duties",
    [
        (duty("林晓", "A"), duty("林晓", "D")),
        (duty("林晓", "A"), duty("林晓", "A")),
        (duty("林晓", "A"), duty("包宁", "B")),
        (duty("林晓", "A"), duty("林晓", "B", to_on=DAY - datetime.timedelta(days=1))),
        (duty("林晓", "A"), duty("林晓", "E")),
    ],
)
def test_other_days_other_people_and_past_duties_are_none(duties: tuple[Duty, ...]) -> None:
    assert found(*duties) == []


def test_a_duty_holds_on_its_last_day() -> None:
    assert found(duty("林晓", "A"), duty("林晓", "B", to_on=DAY))


@pytest.mark.parametrize(("places", "clash"), [("AB", False), ("ABC", True)])
def test_a_group_is_at_as_many_places_as_it_has_people(places: str, clash: bool) -> None:
    duties = [duty("一组", place, "甲", "乙") for place in places]
    assert bool(found(*duties)) is clash


def test_who_is_sent_elsewhere_alone_is_no_hand_of_the_group() -> None:
    duties = [duty("一组", "A", "甲", "乙"), duty("一组", "B", "甲", "乙"), duty("甲", "C")]
    assert found(*duties) == [("一组", ("A", "B"), 1)]


def test_one_person_may_do_two_duties_at_one_place() -> None:
    assert found(duty("甲", "A"), duty("一组", "A", "甲"), duty("一组", "B", "甲", "乙")) == []


def test_people_of_two_groups_are_sent_so_that_both_are_served_where_that_is_possible() -> None:
    served = [duty("一组", "A", "甲", "乙"), duty("二组", "B", "甲")]
    assert found(*served) == []
    assert found(*served, duty("三组", "C", "乙")) == [("三组", ("C",), 1)]


def test_two_groups_with_one_person_between_them_clash_at_two_places() -> None:
    assert len(found(duty("一组", "A", "甲"), duty("二组", "B", "甲"))) == 1
    assert found(duty("一组", "A", "甲"), duty("二组", "A", "甲")) == []
