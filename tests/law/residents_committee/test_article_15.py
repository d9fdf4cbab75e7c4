"""城市居民委员会组织法第十五条：居民选举委员会的组成、退出和递补。"""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(("members", "lawful"), [(2, False), (3, True), (4, True)])
def test_chair_vice_chair_and_members_are_three_at_least_by_our_reading(
    members: int, lawful: bool
) -> None:
    """第二款：由主任、副主任和委员组成，没有规定人数。"""
    rule = LAW.election_committee
    assert rule is not None
    assert rule.allows(members) is lawful
    assert (rule.at_most, rule.odd, rule.women, rule.near_relatives_barred) == (
        None,
        False,
        0,
        False,
    )
    assert (rule.citation.article, rule.citation.confidence) == ("第十五条第二款", "C")


def test_who_is_nominated_leaves_and_so_does_whoever_has_a_near_relative_nominated() -> None:
    """第三款。"""
    assert LAW.succession is not None
    assert LAW.succession.for_relatives
    assert LAW.succession.citation.article == "第十五条第三款"


def test_the_next_of_the_original_result_fill() -> None:
    """第四款。"""
    assert LAW.succession_order is not None
    assert LAW.succession_order.citation.article == "第十五条第四款"


def test_who_presides_then_is_our_convention() -> None:
    assert LAW.presiding is not None
    assert LAW.presiding.citation.rank == "convention"
