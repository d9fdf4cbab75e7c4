"""四川省城市居民委员会选举条例第三十二条：主任、副主任中没有妇女的，得票最多的妇女首先当选委员。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    WANG,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")
MEN = (stands(QIAN, 500), stands(SUN, 460), stands(LI, 420))


@pytest.mark.parametrize(
    ("votes", "elected", "next_steps"),
    [(351, (QIAN, SUN, ZHOU), ()), (350, (QIAN, SUN), ("runoff-for-woman",))],
)
def test_a_woman_over_half_goes_first_and_under_it_a_seat_is_kept(
    votes: int, elected: tuple[PersonId, ...], next_steps: tuple[str, ...]
) -> None:
    member = contest(MEMBER, *MEN, stands(ZHOU, votes), seats=3)
    declared = declare(poll(contest(CHAIR, stands(ZHAO, 400)), member), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.next) == (elected, next_steps)
    assert result.reserved_seats == 3 - len(elected)
    assert "第三十二条" in articles(declared.grounds)


def test_with_a_woman_as_chair_the_members_go_by_votes() -> None:
    member = contest(MEMBER, *MEN, stands(ZHOU, 400), seats=3)
    declared = declare(poll(contest(CHAIR, stands(WANG, 400)), member), LAW)
    assert result_of(declared, MEMBER).elected == (QIAN, SUN, LI)
    assert "第三十二条" not in articles(declared.grounds)
