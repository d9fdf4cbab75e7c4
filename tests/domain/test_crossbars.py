"""Bars between bodies (跨组织的亲属回避): where one pack asks about relatives in the other body."""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.crossbars import bar_between
from huanjie.law.shelf import load

TODAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("committee", "watchers", "article"),
    [
        ("villagers-committee", "village-supervisory", "第三十七条第一款"),
        ("residents-committee", "residents-supervisory", None),
    ],
)
def test_the_committee_and_those_who_watch_it_are_kept_apart_from_both_ends(
    committee: str, watchers: str, article: str | None
) -> None:
    one, other = load(committee, today=TODAY), load(watchers, today=TODAY)
    bar = bar_between(one, other)
    assert bar
    assert bar == bar_between(other, one)
    assert bar.classes == ("near-relative",)
    assert article is None or bar.citation.article == article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("villagers-committee", "party-branch"),
        ("villagers-committee", "womens-federation"),
        ("village-supervisory", "collective-organisation"),
        ("villagers-committee", "villagers-committee"),
        ("village-supervisory", "village-supervisory"),
    ],
)
def test_where_no_pack_says_so_nobody_is_kept_apart(one: str, other: str) -> None:
    assert bar_between(load(one, today=TODAY), load(other, today=TODAY)) is None
