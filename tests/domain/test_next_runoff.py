"""The next runoff (另行选举): for which seats, and who stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.nextvotes import (
    CHAIR_IN,
    DAY,
    SICHUAN,
    STRANGER,
    WOMAN_IN,
    open_votes,
    told,
    village,
    with_runoff,
)
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    WU,
    ZHAO,
    ZHOU,
    contest,
    is_written_in,
    stands,
)

from huanjie.domain.contest import ContestCount
from huanjie.domain.election import Candidate
from huanjie.domain.later import check_runoff
from huanjie.domain.nextvotes import paper_of
from huanjie.door.fault import BadInput


def members(*people: object, seats: int = 3) -> ContestCount:
    return contest(MEMBER, *people, seats=seats)  # type: ignore[arg-type]


def test_the_losers_with_most_votes_stand_for_the_seats_that_are_missing() -> None:
    short = members(*WOMAN_IN, stands(SUN, 300), stands(LI, 350), stands(QIAN, 90))
    assert told(open_votes(village(CHAIR_IN, short))) == [("runoff", [(MEMBER, 1, (LI, SUN))])]


def test_where_no_law_asks_for_a_runoff_none_is_open_and_another_decides() -> None:
    short = members(*WOMAN_IN, stands(SUN, 300), stands(LI, 350), stands(QIAN, 90))
    silent = replace(SICHUAN, runoff=None, runoff_candidates=None)
    assert open_votes(village(CHAIR_IN, short), silent) == ()


def test_each_post_has_a_runoff_of_its_own_in_the_order_of_the_paper() -> None:
    short = contest(CHAIR, stands(ZHAO, 300), stands(QIAN, 200))
    votes = open_votes(village(short, members(*WOMAN_IN, stands(SUN, 300))))
    assert told(votes) == [
        ("runoff", [(CHAIR, 1, (ZHAO, QIAN))]),
        ("runoff", [(MEMBER, 1, (SUN,))]),
    ]


def test_somebody_written_in_stands_again_under_his_name() -> None:
    people = (*WOMAN_IN, stands(SUN, 90), is_written_in(STRANGER, 200), stands(LI, 100))
    (vote,) = open_votes(village(CHAIR_IN, members(*people)))
    named = [(each.id, each.name) for each in vote.contests[0].candidates]
    assert named == [(STRANGER, "冯八"), (LI, "李氏")]


def test_who_holds_a_higher_post_does_not_stand_for_a_lower_one() -> None:
    """赵当选主任；委员里得票最多而未当选的不再是他。"""
    short = members(*WOMAN_IN, stands(ZHAO, 340), stands(SUN, 300), stands(LI, 200))
    assert told(open_votes(village(CHAIR_IN, short))) == [("runoff", [(MEMBER, 1, (SUN, LI))])]


def test_who_holds_a_lower_post_may_stand_for_a_higher_one() -> None:
    short = contest(CHAIR, stands(ZHOU, 300), stands(QIAN, 200))
    votes = open_votes(village(short, contest(MEMBER, *WOMAN_IN, seats=2)))
    assert told(votes) == [("runoff", [(CHAIR, 1, (ZHOU, QIAN))])]


def test_a_relative_who_stepped_back_does_not_stand_again() -> None:
    short = members(*WOMAN_IN, stands(SUN, 400), stands(LI, 300), stands(QIAN, 100))
    votes = open_votes(village(CHAIR_IN, short, relatives=[(ZHAO, SUN)]))
    assert told(votes) == [("runoff", [(MEMBER, 1, (LI, QIAN))])]


def test_a_runoff_that_fills_its_seats_leaves_nothing_open() -> None:
    first = village(CHAIR_IN, members(*WOMAN_IN, stands(SUN, 300), stands(LI, 200)))
    assert open_votes(with_runoff(first, MEMBER, 1, 孙=200, 李=100)) == ()


@pytest.mark.parametrize(("elected", "open_"), [(2, True), (3, False)])
def test_a_runoff_that_elects_nobody_is_held_again_unless_enough_are_elected(
    elected: int, open_: bool
) -> None:
    """四川省村民委员会选举条例第三十八条：当选人已达三人以上，不足的名额可以暂缺。"""
    people = (*WOMAN_IN[: elected - 1], stands(SUN, 300), stands(LI, 200))
    first = village(CHAIR_IN, members(*people, seats=elected))
    votes = open_votes(with_runoff(first, MEMBER, 1, 孙=199, 李=100))
    assert told(votes) == ([("runoff", [(MEMBER, 1, (SUN, LI))])] if open_ else [])


def test_the_tied_of_a_runoff_are_voted_on_in_one_more() -> None:
    first = village(CHAIR_IN, members(*WOMAN_IN, stands(SUN, 300), stands(LI, 200)))
    count = with_runoff(first, MEMBER, 1, 孙=250, 冯八=250, 李=100)
    (vote,) = open_votes(count)
    assert told([vote]) == [("runoff", [(MEMBER, 1, (SUN, STRANGER))])]
    assert vote.contests[0].write_ins == 0
    check_runoff(vote.onto, paper_of(vote, SICHUAN, polling_day=DAY), SICHUAN)


def test_a_stranger_who_only_lost_a_runoff_does_not_stand_in_the_next() -> None:
    """check_runoff 只放过另行选举中票数相等的人。"""
    first = village(CHAIR_IN, members(ZHOU_IN, stands(SUN, 300), stands(LI, 200), seats=2))
    count = with_runoff(first, MEMBER, 1, 孙=150, 冯八=149)
    (vote,) = open_votes(count)
    assert told([vote]) == [("runoff", [(MEMBER, 1, (SUN, LI))])]
    paper = paper_of(vote, SICHUAN, polling_day=DAY)
    stranger = replace(paper.contests[0], candidates=(Candidate(id=STRANGER, name="冯八"),))
    with pytest.raises(BadInput, match="冯八"):
        check_runoff(count, replace(paper, contests=(stranger,)), SICHUAN)


ZHOU_IN = stands(ZHOU, 500)

# A woman's seat


MEN = (stands(SUN, 500), stands(LI, 450), stands(QIAN, 340), stands(ZHOU, 90), stands(WU, 80))


def test_for_a_womans_seat_women_alone_stand() -> None:
    (vote,) = open_votes(village(CHAIR_IN, members(*MEN)))
    assert told([vote]) == [("runoff", [(MEMBER, 1, (ZHOU, WU))])]
    assert vote.women_only


def test_who_may_be_a_woman_is_asked_about_and_not_left_out_in_silence() -> None:
    stranger = replace(is_written_in(STRANGER, 85), sex=None)
    (vote,) = open_votes(village(CHAIR_IN, members(*MEN, stranger)))
    assert told([vote]) == [("runoff", [(MEMBER, 1, (ZHOU, WU))])]
    assert vote.may_stand == (STRANGER,)


def test_an_open_seat_and_a_womans_seat_are_two_runoffs() -> None:
    people = (stands(SUN, 500), stands(QIAN, 340), stands(ZHOU, 90), stands(WU, 80))
    votes = open_votes(village(CHAIR_IN, members(*people)))
    assert told(votes) == [
        ("runoff", [(MEMBER, 1, (QIAN, ZHOU))]),
        ("runoff", [(MEMBER, 1, (ZHOU, WU))]),
    ]
    assert [vote.women_only for vote in votes] == [False, True]


@pytest.mark.parametrize(
    ("won", "left"),
    [
        ({"周": 300, "吴": 100}, [False]),  # the woman's seat is filled, the other not
        ({"钱": 300, "周": 100}, [True]),  # the other is filled, the woman's seat not
    ],
)
def test_of_two_runoffs_the_one_that_was_not_held_stays_open(
    won: dict[str, int], left: list[bool]
) -> None:
    people = (stands(SUN, 500), stands(QIAN, 340), stands(ZHOU, 90), stands(WU, 80))
    first = village(CHAIR_IN, members(*people))
    votes = open_votes(with_runoff(first, MEMBER, 1, **won))
    assert [vote.women_only for vote in votes] == left
