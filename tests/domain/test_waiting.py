"""Whoever may take the place of somebody who waits for a revote, waits with him (待定); and a
lower post is voted on again only once it is sure that it must be, and between whom.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    VICE,
    WANG,
    WU,
    ZHAO,
    ZHENG,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.contest import ContestCount, ContestResult, PersonId, Revote
from huanjie.domain.declaration import declare

LAW = law_of("sichuan")
TIED = (stands(ZHAO, 400), stands(LI, 400))


def chairs(winner: PersonId | None) -> ContestCount:
    """赵 and 李 are equal; where one has won the revote, it is he."""
    revote = {each.id: 200 + (each.id == winner) for each in TIED} if winner else None
    return contest(CHAIR, *TIED, revote=revote)


@pytest.mark.parametrize("winner", [ZHAO, LI])
def test_who_would_move_up_is_not_declared_below(winner: PersonId) -> None:
    """If 李 becomes chair, 孙 is the vice-chair; if 赵 does, 孙 is a member."""
    vices = contest(VICE, stands(LI, 450), stands(SUN, 420))
    members = contest(MEMBER, stands(SUN, 500), stands(ZHENG, 400), women_seat_met=True)
    before = result_of(declare(poll(chairs(None), vices, members), LAW), MEMBER)
    assert (before.elected, before.next) == ((), ("decide",))
    after = result_of(declare(poll(chairs(winner), vices, members), LAW), MEMBER)
    assert after.elected == ((ZHENG,) if winner == LI else (SUN,))


def test_no_woman_goes_first_while_one_may_become_vice_chair() -> None:
    """If 李 becomes chair, 王 is the vice-chair and no seat is kept for a woman."""
    vices = contest(VICE, stands(LI, 450), stands(WANG, 420))
    members = contest(MEMBER, stands(QIAN, 500), stands(ZHOU, 400))
    before = result_of(declare(poll(chairs(None), vices, members), LAW), MEMBER)
    assert (before.elected, before.next) == ((), ("decide",))
    after = result_of(declare(poll(chairs(LI), vices, members), LAW), MEMBER)
    assert after.elected == (QIAN,)


def test_of_two_equal_relatives_both_wait_where_one_of_them_waits() -> None:
    """孙 is a near relative of both 赵 and 周: if 赵 loses, 孙 and 周 are equal."""
    members = contest(MEMBER, stands(SUN, 500), stands(ZHOU, 500), seats=2)
    kin = [(ZHAO, SUN), (SUN, ZHOU)]
    before = result_of(declare(poll(chairs(None), members, relatives=kin), LAW), MEMBER)
    assert (before.elected, before.next) == ((), ("decide",))
    after = result_of(declare(poll(chairs(LI), members, relatives=kin), LAW), MEMBER)
    assert set(after.tied) == {SUN, ZHOU}


# Who is tied below, too


def of_member(*contests: ContestCount) -> ContestResult:
    return result_of(declare(poll(*contests), LAW), MEMBER)


def members(*votes: tuple[PersonId, int], seats: int = 1) -> ContestCount:
    """The members' contest, in which a woman sits already."""
    people = (stands(person, n) for person, n in votes)
    return contest(MEMBER, *people, seats=seats, women_seat_met=True)


def test_whom_a_revote_is_between_may_hang_on_two_higher_ones() -> None:
    """If 钱 and 李 both get higher posts, 赵 and 孙 are equal, else one of those two sits."""
    chair = contest(CHAIR, stands(SUN, 400), stands(LI, 400))
    vices = contest(VICE, stands(ZHAO, 400), stands(QIAN, 400))
    tied = members((QIAN, 500), (LI, 500), (ZHAO, 400), (SUN, 400))
    before = declare(poll(chair, vices, tied), LAW)
    assert [each.next for each in before.contests] == [("revote",), ("revote",), ("decide",)]
    result = result_of(before, MEMBER)
    assert (result.elected, result.tied) == ((), ())
    assert result.conditions[0].startswith("钱、李：票数相等；")
    assert {"一人当选两职", "第三十三条"} <= set(articles(before.grounds))
    chair = replace(chair, revote=Revote(collected=700, votes={LI: 400, SUN: 300}))
    vices = replace(vices, revote=Revote(collected=700, votes={QIAN: 400, ZHAO: 300}))
    assert of_member(chair, vices, tied).tied == (ZHAO, SUN)


@pytest.mark.parametrize(("winner", "tied"), [(LI, ()), (ZHAO, (QIAN, LI))])
def test_one_of_the_tied_who_may_become_chair_is_not_voted_on_for_member_before_it(
    winner: PersonId, tied: tuple[PersonId, ...]
) -> None:
    """On one paper his name would stand twice, and where he becomes chair 钱 needs no revote."""
    member = members((QIAN, 500), (LI, 500))
    before = of_member(chairs(None), member)
    assert (before.tied, before.next) == ((), ("decide",))
    assert of_member(chairs(winner), member).tied == tied


@pytest.mark.parametrize(("winner", "tied"), [(LI, ()), (ZHAO, (QIAN, SUN))])
def test_a_revote_waits_where_a_seat_before_the_tied_may_come_free(
    winner: PersonId, tied: tuple[PersonId, ...]
) -> None:
    """If 李 becomes chair there is a seat for each of the two."""
    member = members((LI, 500), (QIAN, 400), (SUN, 400), seats=2)
    assert of_member(chairs(None), member).next == ("decide",)
    assert of_member(chairs(winner), member).tied == tied


def test_a_revote_that_no_higher_one_touches_is_asked_for_at_once() -> None:
    """Of the two who are tied for chair 李 alone stands for member too, behind the tied."""
    member = members((QIAN, 500), (SUN, 500), (LI, 400))
    before = of_member(chairs(None), member)
    assert (before.tied, before.next) == ((QIAN, SUN), ("revote",))
    for winner in (ZHAO, LI):
        assert of_member(chairs(winner), member).tied == (QIAN, SUN)


@pytest.mark.parametrize(("winner", "tied"), [(WANG, (SUN, ZHENG)), (ZHAO, ())])
def test_a_man_and_a_woman_are_voted_on_again_only_once_it_is_known_whether_a_woman_sits(
    winner: PersonId, tied: tuple[PersonId, ...]
) -> None:
    """If no woman becomes chair, 郑 goes first (第三十四条)."""
    people = (stands(WANG, 400), stands(ZHAO, 400))
    member = contest(MEMBER, stands(SUN, 500), stands(ZHENG, 500))
    before = of_member(contest(CHAIR, *people), member)
    assert (before.tied, before.next) == ((), ("decide",))
    votes = {each.id: 200 + (each.id == winner) for each in people}
    assert of_member(contest(CHAIR, *people, revote=votes), member).tied == tied


def test_equal_relatives_wait_too_where_a_higher_revote_may_make_a_tie_beside_them() -> None:
    """孙 and 周 are near relatives; if 李 becomes chair, 钱 and 郑 are equal for his seat."""
    people = ((SUN, 600), (ZHOU, 600), (LI, 500), (QIAN, 400), (ZHENG, 400))
    member, kin = members(*people, seats=3), [(SUN, ZHOU)]
    before = result_of(declare(poll(chairs(None), member, relatives=kin), LAW), MEMBER)
    assert (before.tied, before.next) == ((), ("decide",))
    after = result_of(declare(poll(chairs(LI), member, relatives=kin), LAW), MEMBER)
    assert set(after.tied) == {SUN, ZHOU, QIAN, ZHENG}
    after = result_of(declare(poll(chairs(ZHAO), member, relatives=kin), LAW), MEMBER)
    assert set(after.tied) == {SUN, ZHOU}


def test_whose_relative_waits_for_a_revote_below_waits_himself() -> None:
    """孙 and 李 are equal for vice-chair; 郑 is a near relative of 孙, who has not got it yet."""
    vices = contest(VICE, stands(SUN, 400), stands(LI, 400))
    member = members((ZHENG, 500), (QIAN, 400))
    declared = declare(poll(chairs(None), vices, member, relatives=[(SUN, ZHENG)]), LAW)
    assert result_of(declared, VICE).next == ("decide",)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.withdrawn, result.next) == ((), (), ("decide",))


@pytest.mark.parametrize(("winner", "elected"), [(LI, (QIAN, WANG)), (ZHAO, ())])
def test_where_the_next_fills_a_relatives_seat_his_revote_waits(
    winner: PersonId, elected: tuple[PersonId, ...]
) -> None:
    """浙江第三十一条: if 李 becomes chair his brother 孙 makes room for both."""
    law, kin = law_of("zhejiang"), [(LI, SUN)]
    member = members((SUN, 500), (QIAN, 400), (WANG, 400), seats=2)
    before = declare(poll(chairs(None), member, voters=700, relatives=kin), law)
    assert result_of(before, MEMBER).next == ("decide",)
    after = result_of(declare(poll(chairs(winner), member, voters=700, relatives=kin), law), MEMBER)
    assert after.elected == (elected or (SUN,))
    assert after.tied == (() if elected else (QIAN, WANG))


@pytest.mark.parametrize(("winner", "elected", "reserved"), [(WU, (SUN,), 0), (ZHOU, (), 1)])
def test_a_tied_woman_who_would_step_back_for_a_relative_puts_no_woman_in_yet(
    winner: PersonId, elected: tuple[PersonId, ...], reserved: int
) -> None:
    """If 周 becomes vice-chair she steps back for 赵, and the seat is kept for a woman."""
    people, kin = (stands(ZHOU, 400), stands(WU, 400)), [(ZHAO, ZHOU)]
    chair, member = contest(CHAIR, stands(ZHAO, 400)), contest(MEMBER, stands(SUN, 500))
    before = declare(poll(chair, contest(VICE, *people), member, relatives=kin), LAW)
    assert result_of(before, VICE).tied == (ZHOU, WU)
    assert (result_of(before, MEMBER).elected, result_of(before, MEMBER).next) == ((), ("decide",))
    vices = contest(VICE, *people, revote={each.id: 200 + (each.id == winner) for each in people})
    after = result_of(declare(poll(chair, vices, member, relatives=kin), LAW), MEMBER)
    assert (after.elected, after.reserved_seats) == (elected, reserved)


def test_of_two_tied_women_whoever_wins_puts_a_woman_in() -> None:
    """Nobody's relative sits: there is nothing to wait for."""
    chair, member = contest(CHAIR, stands(ZHAO, 400)), contest(MEMBER, stands(SUN, 500))
    vices = contest(VICE, stands(ZHOU, 400), stands(WU, 400))
    assert of_member(chair, vices, member).elected == (SUN,)


def test_a_relative_of_both_who_are_voted_on_again_waits_and_then_steps_back() -> None:
    """周 and 郑 are sisters with equal votes, 赵 a near relative of both: one of them stays."""
    people = ((ZHOU, 500), (ZHENG, 500), (ZHAO, 400))
    kin = [(ZHOU, ZHENG), (ZHAO, ZHOU), (ZHAO, ZHENG)]
    member = members(*people, seats=3)
    before = result_of(declare(poll(member, relatives=kin), LAW), MEMBER)
    assert (before.tied, before.next) == ((ZHOU, ZHENG), ("revote", "decide"))
    member = replace(member, revote=Revote(collected=700, votes={ZHOU: 400, ZHENG: 300}))
    after = result_of(declare(poll(member, relatives=kin), LAW), MEMBER)
    assert (after.elected, after.tied) == ((ZHOU,), ())
    assert {each.id for each in after.withdrawn} == {ZHENG, ZHAO}


@pytest.mark.parametrize("winner", [None, QIAN, ZHOU])
def test_whoever_sits_higher_takes_no_seat_whether_a_woman_is_in_or_not(
    winner: PersonId | None,
) -> None:
    """赵 is chair, so that 吴 is the member whoever becomes vice-chair."""
    people = (stands(QIAN, 400), stands(ZHOU, 400))
    revote = {each.id: 200 + (each.id == winner) for each in people} if winner else None
    chair, vices = contest(CHAIR, stands(ZHAO, 400)), contest(VICE, *people, revote=revote)
    result = of_member(chair, vices, contest(MEMBER, stands(ZHAO, 500), stands(WU, 400)))
    assert (result.elected, result.next) == ((WU,), ())
