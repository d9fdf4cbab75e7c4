"""河北省村民委员会选举办法第十九条：放弃候选人资格在选举日的七日前提出。"""

from __future__ import annotations

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, days_before, law_of


def test_nobody_is_nominated_when_it_is_too_late_to_step_back() -> None:
    nominated = dated(law_of("hebei"), "nomination-end")
    assert nominated.window.latest == days_before(7)
    assert articles(nominated.grounds) == ["第十九条"]
    assert nominated.grounds[0].confidence == "C"  # the text dates the stepping back alone


@pytest.mark.parametrize("region", ["tianjin", "zhejiang", "hainan"])
def test_so_it_is_wherever_stepping_back_is_dated(region: str) -> None:
    law = law_of(region)
    nominated, stepped_back = (
        dated(law, event).window.latest for event in ("nomination-end", "withdrawals-end")
    )
    assert nominated
    assert stepped_back
    assert nominated <= stepped_back


def test_that_a_place_is_filled_where_too_few_are_left_is_said_to_be_our_convention() -> None:
    """“缺额的候选人……递补”：天津、四川写了“名额不足的”，河北没有写。"""
    rule = law_of("hebei").fill_up
    assert rule
    assert "条文没有写缺到几人才递补，约定" in rule.citation.says
    assert rule.gap == "unsaid"


@pytest.mark.parametrize("region", ["tianjin", "zhejiang", "hainan", "sichuan"])
def test_elsewhere_the_text_says_when(region: str) -> None:
    rule = law_of(region).fill_up
    assert rule
    assert rule.gap == "short"
