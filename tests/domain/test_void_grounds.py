"""Why an election is void (选举无效的依据): the rules that void it, not those that were met."""

from __future__ import annotations

import pytest
from tests.domain.asking import asked

CONTESTS = [{"post": "chair", "seats": 1, "candidates": [{"id": "赵", "votes": 3}]}]


def declared(issued: int, collected: int) -> tuple[bool, list[str], int]:
    facts = {"registered": 100, "issued": issued, "collected": collected, "contests": CONTESTS}
    came = asked("declare", facts)
    return came.answer["valid"], came.articles, came.status


def papers_alone(issued: int, collected: int) -> list[str]:
    return asked("ballot-total", {"issued": issued, "collected": collected}).articles


def test_one_paper_too_many_is_not_void_for_the_turnout_that_was_met() -> None:
    assert declared(60, 61) == (False, papers_alone(60, 61), 1)


def test_too_few_voters_are_not_void_for_the_papers_that_agree() -> None:
    valid, articles, status = declared(50, 50)
    assert (valid, status) == (False, 1)
    assert articles == asked("turnout", {"registered": 100, "voted": 50}).articles


def test_both_are_cited_where_both_void() -> None:
    valid, articles, _ = declared(40, 41)
    turnout = asked("turnout", {"registered": 100, "voted": 41}).articles
    assert (valid, articles) == (False, [*turnout, *papers_alone(40, 41)])


@pytest.mark.parametrize("collected", [60, 59])
def test_a_valid_election_cites_the_turnout_that_was_met(collected: int) -> None:
    valid, articles, _ = declared(60, collected)
    turnout = asked("turnout", {"registered": 100, "voted": collected}).articles
    assert valid
    assert articles[: len(turnout)] == turnout
