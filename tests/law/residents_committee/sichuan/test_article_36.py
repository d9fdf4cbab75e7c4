"""四川省城市居民委员会选举条例第三十六条：另行选举以后当选人已达五人的，不足的名额可以暂缺。"""

from __future__ import annotations

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    VICE,
    WU,
    ZHAO,
    ZHENG,
    ZHOU,
    contest,
    poll,
    stands,
)
from tests.law.lookup import DAY, votes_left

from huanjie.law.shelf import load

LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


def left_after_a_runoff(members_elected: int) -> list[str]:
    """Chair, vice-chair and so many members are elected, and the runoff elects nobody."""
    elected = (stands(ZHOU, 500), stands(SUN, 450), stands(WU, 440))[:members_elected]
    member = contest(MEMBER, *elected, stands(LI, 100), seats=members_elected + 1)
    chair, vice = contest(CHAIR, stands(ZHAO, 400)), contest(VICE, stands(ZHENG, 400))
    return votes_left(LAW, poll(chair, vice, member), {LI: 199, QIAN: 50})


@pytest.mark.parametrize(("members", "left"), [(3, []), (2, ["runoff"])])
def test_with_five_elected_the_rest_may_stay_vacant_and_with_four_not(
    members: int, left: list[str]
) -> None:
    assert left_after_a_runoff(members) == left
    assert LAW.still_short is not None
    assert LAW.still_short.citation.article == "第三十六条"
