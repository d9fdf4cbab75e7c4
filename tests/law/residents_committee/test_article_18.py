"""城市居民委员会组织法第十八条：候选人的名额应当多于应选名额。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import CHAIR, MEMBER, articles

from huanjie.domain.nomination import candidate_numbers
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(("beyond", "lawful"), [(0, False), (1, True), (9, True)])
def test_one_more_candidate_than_seats_is_enough_and_as_many_is_not(
    beyond: int, lawful: bool
) -> None:
    numbers = candidate_numbers(LAW, {CHAIR: (1, 1 + beyond), MEMBER: (5, 5 + beyond)})
    assert bool(numbers.lawful) is lawful
    assert bool(numbers.unlawful) is not lawful
    assert articles(numbers.grounds) == ["第十八条"]
