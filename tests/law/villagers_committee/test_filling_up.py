"""候选人缺额的递补：五个省市写明公布以后退出的缺额由谁补上，其他的没有写。"""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
FILLED = {
    "hainan": "第二十三条",
    "hebei": "第十九条",
    "sichuan": "第二十五条",
    "tianjin": "第十九条第四款",
    "zhejiang": "第十九条",
}


@pytest.mark.parametrize(("region", "article"), FILLED.items())
def test_a_place_that_falls_free_is_filled_by_nominations(region: str, article: str) -> None:
    rule = load("villagers-committee", on=DAY, today=DAY, region=region).fill_up
    assert rule
    assert (rule.citation.article, rule.citation.rank) == (article, "local-statute")


def test_in_sichuan_the_same_holds_of_a_residents_committee() -> None:
    rule = load("residents-committee", on=DAY, today=DAY, region="sichuan").fill_up
    assert rule
    assert rule.citation.article == "第二十三条"


@pytest.mark.parametrize("region", [None, "beijing", "shanghai"])
def test_elsewhere_no_law_says_who_fills_it(region: str | None) -> None:
    assert load("villagers-committee", on=DAY, today=DAY, region=region).fill_up is None


@pytest.mark.parametrize("body", ["party-branch", "youth-league", "womens-federation"])
def test_the_rules_of_other_bodies_say_nothing_of_it(body: str) -> None:
    assert load(body, on=DAY, today=DAY).fill_up is None
