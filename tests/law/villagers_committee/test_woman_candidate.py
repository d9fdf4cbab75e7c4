"""妇女候选人：海南、河北、天津写明候选人中应当有妇女，其他的只有部里的规程写“适当的名额”。"""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.law.phrase import in_chinese
from huanjie.law.shelf import load
from huanjie.law.wording import figure_of

DAY = date(2026, 12, 20)
OLDEST = date(2012, 1, 1)
WRITTEN = {
    # the article, how many at least, and whether the text says who stands where none came out
    "hainan": ("第二十条", 1, True),
    "hebei": ("第十七条第二款", 1, True),
    "tianjin": ("第二十一条", 1, False),
}


@pytest.mark.parametrize(("region", "says"), WRITTEN.items())
def test_a_province_writes_that_a_woman_stands(region: str, says: tuple[str, int, bool]) -> None:
    rule = load("villagers-committee", on=DAY, today=DAY, region=region).woman_candidate
    assert rule
    assert (rule.citation.article, rule.at_least, rule.most_votes) == says
    assert (rule.citation.rank, rule.citation.confidence) == ("local-statute", "V")


@pytest.mark.parametrize("region", [None, "beijing", "shanghai", "sichuan", "zhejiang"])
def test_elsewhere_the_ministry_s_rules_ask_for_a_fitting_number(region: str | None) -> None:
    rule = load("villagers-committee", on=DAY, today=DAY, region=region).woman_candidate
    assert rule
    assert (rule.citation.rank, rule.citation.article) == ("guidance", "第四章")
    assert (rule.at_least, rule.most_votes) == (None, True)


@pytest.mark.parametrize("on", [OLDEST, date(2025, 12, 31)])
def test_so_it_is_under_the_earlier_law(on: date) -> None:
    rule = load("villagers-committee", on=on, today=DAY).woman_candidate
    assert rule
    assert (rule.citation.rank, rule.at_least) == ("guidance", None)


@pytest.mark.parametrize(
    "body", ["residents-committee", "party-branch", "collective-organisation", "youth-league"]
)
def test_the_law_of_other_bodies_says_nothing_of_it(body: str) -> None:
    assert load(body, on=DAY, today=DAY).woman_candidate is None


@pytest.mark.parametrize(
    ("region", "figure"),
    [
        (None, "妇女有适当的名额；没有的，以得票最多的妇女为候选人"),
        ("hebei", "妇女至少 1 人；没有的，以得票最多的妇女为候选人"),
        ("tianjin", "妇女至少 1 人"),
    ],
)
def test_the_rule_is_said_in_words(region: str | None, figure: str) -> None:
    pack = load("villagers-committee", on=DAY, today=DAY, region=region)
    assert pack.woman_candidate
    assert in_chinese(figure_of(pack.woman_candidate, pack)) == figure
