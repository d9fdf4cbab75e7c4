"""村民委员会组织法第十九条：五分之一或者三分之一联名提出罢免，两个过半数罢免。"""

from __future__ import annotations

import pytest
from tests.domain.asking import asked

from huanjie.door.fault import BadInput


@pytest.mark.parametrize(
    ("voters", "representatives", "minimum"),
    [
        (1000, 30, {"voters": 200, "representatives": 10}),
        (1001, 31, {"voters": 201, "representatives": 11}),
    ],
)
def test_a_fifth_of_the_voters_or_a_third_of_the_representatives_may_ask(
    voters: int, representatives: int, minimum: dict[str, int]
) -> None:
    came = asked("recall", {"voters": voters, "representatives": representatives})
    assert came.answer == {"minimum_signatures": minimum}
    assert came.articles == ["第十九条第一款"]


@pytest.mark.parametrize(("voted", "valid"), [(450, False), (451, True)])
def test_half_of_the_roll_is_not_enough_to_remove(voted: int, valid: bool) -> None:
    came = asked("recall", {"registered": 900, "voted": voted, "in_favour": 450})
    assert came.answer == {"valid": valid, "passed": valid}
    assert came.status == (0 if valid else 1)
    assert came.articles == ["第十九条第二款"] * (1 + valid)


@pytest.mark.parametrize(("in_favour", "passed"), [(250, False), (251, True)])
def test_half_of_those_who_voted_do_not_remove(in_favour: int, passed: bool) -> None:
    came = asked("recall", {"registered": 900, "voted": 500, "in_favour": in_favour})
    assert came.answer == {"valid": True, "passed": passed}
    assert came.status == (0 if passed else 1)


def test_a_vote_without_its_result_says_only_whether_it_counts() -> None:
    assert asked("recall", {"registered": 900, "voted": 451}).answer == {"valid": True}


def test_a_committee_elected_by_everybody_is_not_recalled_by_households() -> None:
    came = asked("recall", {"elected_by": "households", "registered": 9, "voted": 9})
    assert (came.answer, came.status, came.decided_by) == (None, 3, "province")


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({}, ""),
        ({"registered": 9, "voted": 10}, "/voted"),
        ({"registered": 9, "voted": 8, "in_favour": 9}, "/in_favour"),
        ({"voted": 8}, ""),
        ({"registered": 9, "in_favour": 8}, ""),
    ],
)
def test_a_recall_without_its_numbers_is_refused(facts: dict[str, int], place: str) -> None:
    with pytest.raises(BadInput) as refusal:
        asked("recall", facts)
    assert refusal.value.at == place
