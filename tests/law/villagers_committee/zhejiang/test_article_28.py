"""浙江省村民委员会选举办法第二十八条：过半数当选，候选人以外的选民也一样；票数相等的再次投票。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    ZHAO,
    ZHOU,
    articles,
    contest,
    is_written_in,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")
TIED = (stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400))


@pytest.mark.parametrize(("votes", "elects"), [(350, False), (351, True)])
def test_a_voter_who_is_no_candidate_is_elected_by_the_same_half(votes: int, elects: bool) -> None:
    chair = contest(CHAIR, stands(ZHAO, 300), is_written_in(QIAN, votes))
    declared = declare(poll(chair, voters=705), LAW)
    assert (result_of(declared, CHAIR).elected == (QIAN,)) is elects
    assert "第十八条第二款" in articles(declared.grounds)


def test_equal_votes_across_the_last_seat_are_voted_on_again() -> None:
    declared = declare(poll(contest(MEMBER, *TIED, seats=2), voters=705), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied, result.next) == ((ZHOU,), (SUN, LI), ("revote",))
    assert "第二十八条第二款" in articles(declared.grounds)


@pytest.mark.parametrize(
    ("revote", "elected"), [({SUN: 11, LI: 10}, (ZHOU, SUN)), ({SUN: 10, LI: 11}, (ZHOU, LI))]
)
def test_one_vote_more_in_the_revote_elects(
    revote: dict[PersonId, int], elected: tuple[PersonId, ...]
) -> None:
    declared = declare(poll(contest(MEMBER, *TIED, seats=2, revote=revote), voters=705), LAW)
    assert result_of(declared, MEMBER).elected == elected
    assert "第二十八条第二款" in articles(declared.grounds)
