"""城市居民委员会组织法第二十七条、第二十九条：居民会议和居民代表会议的到会和通过。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.asking import asked

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("kind", "entitled", "fewest", "article"),
    [
        ("adults", 3000, 1501, "第二十七条"),
        ("adults", 3001, 1501, "第二十七条"),
        ("households", 1000, 501, "第二十七条"),
        ("representatives", 60, 40, "第二十九条"),
        ("representatives", 61, 41, "第二十九条"),
    ],
)
def test_half_of_the_residents_are_too_few_and_two_thirds_of_the_representatives_enough(
    kind: str, entitled: int, fewest: int, article: str
) -> None:
    """过半数不包括一半；三分之二以上包括三分之二，与第十九条的“超过”不同。"""
    share = LAW.assembly_quorum[kind]
    assert share.met_by(fewest, entitled)
    assert not share.met_by(fewest - 1, entitled)
    assert share.citation.article == article


@pytest.mark.parametrize(
    ("kind", "article"),
    [("adults", "第二十七条"), ("households", "第二十七条"), ("representatives", "第二十九条")],
)
def test_half_of_those_present_pass_nothing(kind: str, article: str) -> None:
    share = LAW.assembly_majority[kind]
    assert (share.met_by(20, 40), share.met_by(21, 40)) == (False, True)
    assert share.citation.article == article


@pytest.mark.parametrize(
    ("attended", "in_favour", "met", "passed"),
    [(39, 39, False, False), (40, 20, True, False), (40, 21, True, True)],
)
def test_a_meeting_of_representatives(
    attended: int, in_favour: int, met: bool, passed: bool
) -> None:
    found = asked(LAW, "assembly", entitled=60, attended=attended, in_favour=in_favour)
    assert (found.answer["quorum_met"], found.answer["passed"]) == (met, passed)
    assert "第二十九条" in found.articles
