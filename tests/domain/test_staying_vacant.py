"""Open seats that may stay vacant (可以暂缺): with how many elected, and by whose consent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.nextvotes import facts_of, open_votes, village, with_runoff
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, WANG, WU, ZHAO, ZHOU, contest, stands
from tests.law.lookup import law_of

from huanjie.domain.rounds import CountFile
from huanjie.domain.stillshort import as_said, may_stay_vacant

HAINAN, BEIJING, SICHUAN, SHANGHAI = (
    law_of(region) for region in ("hainan", "beijing", "sichuan", "shanghai")
)
ELECTED = (stands(ZHOU, 500), stands(WU, 480), stands(LI, 470))
LOSERS = (stands(SUN, 300), stands(WANG, 200))


def first_vote(members: int, *, chair: int = 400) -> CountFile:
    """A chair with so many votes, so many members elected, and one seat more."""
    lowest = contest(MEMBER, *ELECTED[:members], *LOSERS, seats=members + 1)
    count = village(contest(CHAIR, stands(ZHAO, chair), stands(QIAN, 100)), lowest)
    facts = replace(facts_of(count), voters=700)
    return replace(count, rounds=(replace(count.rounds[0], facts=facts),))


@pytest.mark.parametrize(("members", "optional"), [(2, False), (3, True)])
def test_after_a_runoff_in_beijing_a_meeting_may_leave_it_where_more_than_three_are_elected(
    members: int, optional: bool
) -> None:
    """北京市村民委员会选举办法第三十条第三款：超过三人；三人本身不够。"""
    count = with_runoff(first_vote(members), MEMBER, 1, 孙=199, 王=100)
    votes = open_votes(count, BEIJING)
    assert [(vote.kind, vote.optional) for vote in votes] == [("runoff", optional)]


def test_before_the_runoff_beijing_asks_no_meeting() -> None:
    (vote,) = open_votes(first_vote(3), BEIJING)
    assert not vote.optional


@pytest.mark.parametrize(("members", "optional"), [(1, False), (2, True)])
def test_in_hainan_the_meeting_decides_already_after_the_first_vote(
    members: int, optional: bool
) -> None:
    """海南省村民委员会选举办法第三十四条第二款：已足三人，主任已经选出。"""
    (vote,) = open_votes(first_vote(members), HAINAN)
    assert (vote.kind, vote.optional) == ("runoff", optional)


@pytest.mark.parametrize(("members", "optional"), [(2, False), (3, True)])
def test_in_shanghai_three_elected_are_enough_even_without_a_chair(
    members: int, optional: bool
) -> None:
    """上海市村民委员会选举办法第二十一条第一款：当选人达到三人，第一次投票以后就由会议决定。"""
    votes = open_votes(first_vote(members, chair=350), SHANGHAI)
    assert [vote.optional for vote in votes] == [optional, optional]


def test_without_a_chair_nothing_is_left_to_the_meeting() -> None:
    votes = open_votes(first_vote(3, chair=350), HAINAN)
    assert [vote.optional for vote in votes] == [False, False]


def test_where_no_consent_is_asked_the_seat_stays_vacant() -> None:
    """四川省村民委员会选举条例第三十八条。"""
    count = with_runoff(first_vote(2), MEMBER, 1, 孙=199, 王=100)
    assert open_votes(count, SICHUAN) == ()


def test_a_chair_whom_nobody_voted_on_is_not_missed() -> None:
    """A by-election of members (补选) is not about the chair."""
    assert may_stay_vacant({MEMBER: [ZHOU, WU, LI]}, HAINAN)
    assert not may_stay_vacant({MEMBER: [ZHOU, WU, LI], CHAIR: []}, HAINAN)


def test_a_pack_without_such_a_rule_leaves_nothing_vacant() -> None:
    assert may_stay_vacant({MEMBER: [ZHOU, WU, LI]}, replace(HAINAN, still_short=None)) is None


def test_whose_consent_it_takes_is_said() -> None:
    assert as_said(BEIJING.need(BEIJING.still_short, "still_short")).endswith(
        "由村民会议或者村民代表会议决定。"
    )
    plain = SICHUAN.need(SICHUAN.still_short, "still_short")
    assert as_said(plain) == plain.citation.says
