"""Choosing representatives (推选代表): the range of households at both sides, and one of each
household where households vote.
"""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.choosing import (
    are_the_same,
    households_out_of_range,
    households_twice,
    representatives_vote,
    without_household,
)
from huanjie.law.shelf import load

DAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("body", "households", "within"),
    [
        ("villagers-committee", 4, False),
        ("villagers-committee", 5, True),
        ("villagers-committee", 15, True),
        ("villagers-committee", 16, False),
        ("residents-committee", 19, False),
        ("residents-committee", 20, True),
        ("residents-committee", 50, True),
        ("residents-committee", 51, False),
    ],
)
def test_a_representative_speaks_for_as_many_households_as_the_law_says(
    body: str, households: int, within: bool
) -> None:
    pack = load(f"{body}@2026-01-01", today=DAY)
    found = households_out_of_range(pack, households)
    assert (found is None) == within
    if found:
        assert found.citation.article in ("第二十九条第二款", "第十三条第二款")


def test_a_body_without_representatives_asks_nothing() -> None:
    assert households_out_of_range(load("party-branch@2020-07-13", today=DAY), 1) is None


def test_a_household_that_stands_twice_is_named_once_and_empty_ones_are_counted_apart() -> None:
    households = ["0002", "", "0001", "0002", "", "0003", "0002", "0001"]
    assert households_twice(households) == ("0002", "0001")
    assert without_household(households) == 2


def test_a_roll_of_one_of_each_household_has_nobody_twice() -> None:
    assert households_twice(["0001", "0002"]) == ()
    assert without_household(["0001"]) == 0


@pytest.mark.parametrize(
    ("body", "method", "they_do"),
    [
        ("residents-committee", "voters", False),
        ("residents-committee", "households", False),
        ("residents-committee", "representatives", True),
        ("villagers-committee", "voters", False),
        ("village-supervisory", "voters", True),  # its meeting is the representatives' (会议种类)
        ("collective-organisation", "voters", False),  # the members' meeting
        ("party-branch", "voters", False),
    ],
)
def test_representatives_vote_by_the_method_or_in_their_own_meeting(
    body: str, method: str, they_do: bool
) -> None:
    assert representatives_vote(load(body, on=DAY, today=DAY), method=method) is they_do


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("villagers-committee", "village-supervisory", True),
        ("residents-committee", "residents-supervisory", True),
        ("villagers-committee", "residents-committee", False),
        ("villagers-committee", "collective-organisation", False),
        ("villagers-committee", "party-branch", False),
        ("party-branch", "party-branch", False),
    ],
)
def test_two_bodies_have_the_same_representatives_by_the_same_law(
    one: str, other: str, same: bool
) -> None:
    packs = [load(body, on=DAY, today=DAY) for body in (one, other)]
    assert are_the_same(*packs) is same


@pytest.mark.parametrize(
    ("body", "method", "by"),
    [
        ("village-supervisory@2026-01-01", "representatives", True),
        ("village-supervisory@2026-01-01", "adults", False),
        ("village-supervisory@2026-01-01", "households", False),
        ("collective-organisation@2025-05-01", "representatives", True),
        ("collective-organisation@2025-05-01", "voters", False),
        ("youth-league@2025-01-03", "representatives", False),
    ],
)
def test_a_body_that_a_meeting_elects_may_have_its_representatives(
    body: str, method: str, by: bool
) -> None:
    assert representatives_vote(load(body, today=DAY), method=method) == by
