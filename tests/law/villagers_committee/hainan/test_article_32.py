"""海南省村民委员会选举办法第三十二条：票数相等的当场再次投票；妇女名额。"""

from __future__ import annotations

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
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.declaration import declare

LAW = law_of("hainan")
CHAIRS = contest(CHAIR, stands(ZHAO, 400))


@pytest.mark.parametrize(("other", "tied"), [(400, True), (399, False)])
def test_equal_votes_across_the_last_seat_are_voted_on_again(other: int, tied: bool) -> None:
    count = poll(contest(CHAIR, stands(ZHAO, 400), stands(QIAN, other)), issued=710)
    result = declare(count, LAW).contests[0]
    assert result.next == (("revote",) if tied else ())
    assert bool(result.tied) is tied
    assert ("第三十二条第二款" in articles(declare(count, LAW).grounds)) is tied


def test_more_votes_of_the_revote_elect() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 400), revote={ZHAO: 300, QIAN: 301})
    declared = declare(poll(chair, issued=710), LAW)
    assert declared.contests[0].elected == (QIAN,)
    assert "第三十二条第二款" in articles(declared.grounds)


def test_the_best_woman_over_half_goes_first_where_no_woman_leads() -> None:
    people = (stands(SUN, 500), stands(LI, 450), stands(ZHOU, 360))
    declared = declare(poll(CHAIRS, contest(MEMBER, *people, seats=2)), LAW)
    assert result_of(declared, MEMBER).elected == (SUN, ZHOU)
    assert "第三十二条第三款" in articles(declared.grounds)


@pytest.mark.parametrize(("votes", "reserved"), [(351, 0), (350, 1)])
def test_without_a_woman_over_half_one_seat_is_run_off_for_a_woman(
    votes: int, reserved: int
) -> None:
    people = (stands(SUN, 500), stands(LI, 450), stands(ZHOU, votes))
    declared = declare(poll(CHAIRS, contest(MEMBER, *people, seats=2)), LAW)
    result = result_of(declared, MEMBER)
    assert result.reserved_seats == reserved
    assert ("runoff-for-woman" in result.next) is bool(reserved)
    assert "第三十二条第三款" in articles(declared.grounds)
