"""四川省城市居民委员会选举条例第三十条：三种选举方式各自的参加人数。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.quorum import turnout
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("method", "registered", "voted", "valid"),
    [
        ("voters", 3000, 1500, False),
        ("voters", 3000, 1501, True),
        ("households", 1000, 500, False),
        ("households", 1000, 501, True),
        ("representatives", 60, 40, False),
        ("representatives", 60, 41, True),
    ],
)
def test_the_three_ways_to_elect_keep_their_turnout(
    method: str, registered: int, voted: int, valid: bool
) -> None:
    enough = turnout(LAW, method=method, registered=registered, voted=voted)
    assert enough.met is valid
    assert articles(enough.grounds) == ["第十九条第一款"]
