"""A woman among the candidates (妇女候选人): at both sides of the number, and who has most."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from huanjie.domain.womancandidate import lacks_women, most_voted, refuses
from huanjie.law.bodyrules import WomanCandidate
from huanjie.law.shelf import load

DAY = datetime.date(2026, 6, 28)


def rule(region: str | None) -> WomanCandidate:
    found = load("villagers-committee", on=DAY, today=DAY, region=region).woman_candidate
    assert found
    return found


@pytest.mark.parametrize("region", [None, "hainan", "hebei", "tianjin"])
@pytest.mark.parametrize(("sexes", "lacks"), [("mmm", True), ("mmf", False), ("", True)])
def test_one_woman_is_enough_and_none_is_not(region: str | None, sexes: str, lacks: bool) -> None:
    assert lacks_women(rule(region), sexes) is lacks


@pytest.mark.parametrize(("sexes", "lacks"), [("mmf", True), ("mff", False)])
def test_a_plan_that_asks_for_two_is_met_by_two(sexes: str, lacks: bool) -> None:
    assert lacks_women(replace(rule("hebei"), at_least=2), sexes) is lacks


def test_without_a_rule_any_list_will_do() -> None:
    assert lacks_women(None, "mmm") is False


@pytest.mark.parametrize(
    ("region", "refused"), [(None, False), ("hainan", True), ("hebei", True), ("tianjin", True)]
)
def test_only_where_a_number_is_written_is_a_list_refused(
    region: str | None, refused: bool
) -> None:
    assert refuses(rule(region)) is refused


@pytest.mark.parametrize(
    ("votes", "most"),
    [
        ({"李": 30, "王": 41}, ("王",)),
        ({"李": 41, "王": 41}, ("李", "王")),
        ({"李": None, "王": 0}, ("王",)),
        ({"李": None}, ()),
        ({}, ()),
    ],
)
def test_the_woman_with_the_most_votes_and_all_where_they_are_equal(
    votes: dict[str, int | None], most: tuple[str, ...]
) -> None:
    assert most_voted(votes, votes=votes.__getitem__) == most
