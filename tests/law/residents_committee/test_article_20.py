"""城市居民委员会组织法第二十条：罢免的联名、投票和通过。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.asking import asked

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("group", "of", "fewest"),
    [
        ("voters", 3000, 300),
        ("voters", 3001, 301),
        ("households", 1000, 100),
        ("households", 1001, 101),
        ("representatives", 60, 20),
        ("representatives", 61, 21),
    ],
)
def test_a_tenth_of_voters_or_households_or_a_third_of_representatives_sign(
    group: str, of: int, fewest: int
) -> None:
    """第一款：以上，包括本数。"""
    share = LAW.recall_signatures[group]
    assert share.met_by(fewest, of)
    assert not share.met_by(fewest - 1, of)
    assert share.citation.article == "第二十条第一款"


@pytest.mark.parametrize(
    ("method", "of", "fewest"),
    [
        ("voters", 3000, 1501),
        ("households", 1000, 501),
        ("representatives", 60, 41),
        ("representatives", 61, 41),
    ],
)
def test_a_recall_is_voted_on_by_the_way_of_the_election_with_its_own_turnout(
    method: str, of: int, fewest: int
) -> None:
    """第二款：选民、户的代表过半数，居民代表超过三分之二。"""
    share = LAW.recall_turnout[method]
    assert share.met_by(fewest, of)
    assert not share.met_by(fewest - 1, of)
    assert share.citation.article == "第二十条第二款"


@pytest.mark.parametrize(("in_favour", "passed"), [(20, False), (21, True)])
def test_half_of_those_who_voted_recall_nobody(in_favour: int, passed: bool) -> None:
    assert LAW.recall_majority is not None
    assert LAW.recall_majority.met_by(in_favour, 41) is passed
    assert LAW.recall_majority.citation.article == "第二十条第二款"


@pytest.mark.parametrize(
    ("voted", "in_favour", "valid", "passed"),
    [(40, 40, False, False), (41, 20, True, False), (41, 21, True, True)],
)
def test_a_recall_by_representatives(voted: int, in_favour: int, valid: bool, passed: bool) -> None:
    found = asked(
        LAW,
        "recall",
        elected_by="representatives",
        voters=3000,
        representatives=60,
        registered=60,
        voted=voted,
        in_favour=in_favour,
    )
    assert (found.answer["valid"], found.answer["passed"]) == (valid, passed)
    assert "第二十条第二款" in found.articles
