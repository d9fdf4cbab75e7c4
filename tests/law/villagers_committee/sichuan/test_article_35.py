"""四川省村民委员会选举条例第三十五条：近亲属只保留一人。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
from tests.law.lookup import first_and_runoff

from huanjie.domain.contest import ContestCount, Declaration, PersonId
from huanjie.domain.declaration import declare
from huanjie.domain.rounds import (
    declare_rounds,
)
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
CHAIRS = contest(CHAIR, stands(ZHAO, 400))
VICES = contest(VICE, stands(WANG, 450), stands(ZHENG, 200))
KIN = "第三十五条第一款"


def members(
    *, zhou: int = 500, seats: int = 3, revote: dict[PersonId, int] | None = None
) -> ContestCount:
    """孙 600, 周 500, 李 400, 钱 360: three seats unless a test says else."""
    people = (stands(SUN, 600), stands(ZHOU, zhou), stands(LI, 400), stands(QIAN, 360))
    return contest(MEMBER, *people, seats=seats, revote=revote)


def withdrawn(declared: Declaration) -> set[PersonId]:
    return {each.id for result in declared.contests for each in result.withdrawn}


@pytest.mark.parametrize(
    ("pair", "leaves"),
    [((ZHAO, WANG), WANG), ((ZHAO, SUN), SUN), ((WANG, SUN), SUN)],
)
def test_the_higher_post_stays_however_many_votes_the_lower_has(
    pair: tuple[PersonId, PersonId], leaves: PersonId
) -> None:
    declared = declare(poll(CHAIRS, VICES, members(), relatives=[pair]), LAW)
    assert withdrawn(declared) == {leaves}
    assert {"第八条第二款", KIN} <= set(articles(declared.grounds))


@pytest.mark.parametrize(("zhou", "leaves"), [(599, ZHOU), (601, SUN)])
def test_in_the_same_post_the_most_votes_stay(zhou: int, leaves: PersonId) -> None:
    declared = declare(poll(CHAIRS, members(zhou=zhou), relatives=[(SUN, ZHOU)]), LAW)
    assert withdrawn(declared) == {leaves}
    assert KIN in articles(declared.grounds)


def test_equal_in_post_and_votes_they_are_voted_on_again() -> None:
    declared = declare(poll(CHAIRS, members(zhou=600), relatives=[(SUN, ZHOU)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied, result.withdrawn) == ((LI,), (SUN, ZHOU), ())
    assert (result.vacancies, result.not_elected) == (2, (QIAN,))
    assert "revote" in result.next
    assert KIN in articles(declared.grounds)


@pytest.mark.parametrize(
    ("revote", "stays", "leaves"),
    [({SUN: 301, ZHOU: 300}, SUN, ZHOU), ({SUN: 300, ZHOU: 301}, ZHOU, SUN)],
)
def test_one_vote_more_in_the_revote_keeps_the_seat(
    revote: dict[PersonId, int], stays: PersonId, leaves: PersonId
) -> None:
    contests = (CHAIRS, members(zhou=600, revote=revote))
    declared = declare(poll(*contests, relatives=[(SUN, ZHOU)]), LAW)
    result = result_of(declared, MEMBER)
    assert (set(result.elected), result.tied) == ({stays, LI}, ())
    assert withdrawn(declared) == {leaves}
    assert KIN in articles(declared.grounds)


def test_the_seat_of_one_who_stepped_back_is_run_off() -> None:
    """第三十七条：不足的名额在没有当选的人中另行选举；本条没有说由下一个人递补。"""
    chairs = contest(CHAIR, stands(WANG, 400))
    declared = declare(poll(chairs, members(), relatives=[(WANG, SUN)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.not_elected) == ((ZHOU, LI), (QIAN,))
    assert (result.vacancies, result.next) == (1, ("runoff",))
    assert {KIN, "第十八条第二款"} <= set(articles(declared.grounds))


def test_of_three_of_one_family_one_stays() -> None:
    pairs = [(SUN, ZHOU), (ZHOU, LI), (SUN, LI)]
    declared = declare(poll(CHAIRS, members(), relatives=pairs), LAW)
    assert result_of(declared, MEMBER).elected == (SUN,)
    assert withdrawn(declared) == {ZHOU, LI}
    assert KIN in articles(declared.grounds)


def test_kin_of_the_middle_one_alone_both_stay() -> None:
    """孙 and 李 are kin of 周 and not of one another: once 周 is out nobody sits with kin."""
    declared = declare(poll(CHAIRS, members(), relatives=[(SUN, ZHOU), (ZHOU, LI)]), LAW)
    assert set(result_of(declared, MEMBER).elected) == {SUN, LI}
    assert KIN in articles(declared.grounds)


def test_the_womans_seat_does_not_save_a_woman_from_a_relative_with_more_votes() -> None:
    """周 goes first by article 34 and steps back by article 35: her seat is kept for a woman."""
    people = (stands(SUN, 600), stands(LI, 550), stands(QIAN, 540), stands(ZHOU, 380))
    member = contest(MEMBER, *people, seats=3)
    declared = declare(poll(CHAIRS, member, relatives=[(SUN, ZHOU)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.not_elected) == ((SUN, LI), (QIAN,))
    assert (result.vacancies, result.reserved_seats) == (1, 1)
    assert result.next == ("runoff-for-woman",)
    assert {KIN, "第三十四条"} <= set(articles(declared.grounds))


def test_the_womans_seat_is_met_by_the_next_woman_who_was_elected() -> None:
    people = (stands(SUN, 600), stands(ZHOU, 550), stands(WU, 540))
    member = contest(MEMBER, *people, seats=3)
    declared = declare(poll(CHAIRS, member, relatives=[(ZHAO, ZHOU)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.reserved_seats, result.next) == ((SUN, WU), 0, ("runoff",))
    assert KIN in articles(declared.grounds)


def test_a_woman_who_steps_back_as_vice_chair_does_not_meet_the_womans_seat() -> None:
    """王 is 赵's wife and steps back; no woman would sit, though 周 has more than half."""
    people = (stands(SUN, 500), stands(LI, 460), stands(QIAN, 420), stands(ZHOU, 380))
    member = contest(MEMBER, *people, seats=3)
    declared = declare(poll(CHAIRS, VICES, member, relatives=[(ZHAO, WANG)]), LAW)
    assert withdrawn(declared) == {WANG}
    assert result_of(declared, MEMBER).elected == (SUN, LI, ZHOU)
    assert {KIN, "第三十四条"} <= set(articles(declared.grounds))


def test_one_revote_settles_equal_relatives_and_a_tie_across_the_last_seat() -> None:
    """周 and 吴 are sisters with 500 each; 孙 and 李 have 400 each for the third seat."""
    people = (stands(ZHOU, 500), stands(WU, 500), stands(SUN, 400), stands(LI, 400))
    kin = [(ZHOU, WU)]
    before = declare(poll(CHAIRS, contest(MEMBER, *people, seats=3), relatives=kin), LAW)
    assert set(result_of(before, MEMBER).tied) == {ZHOU, WU, SUN, LI}
    votes = {ZHOU: 300, WU: 200, SUN: 100, LI: 90}
    member = contest(MEMBER, *people, seats=3, revote=votes)
    result = result_of(declare(poll(CHAIRS, member, relatives=kin), LAW), MEMBER)
    assert (set(result.elected), result.tied) == ({ZHOU, SUN}, ())
    assert {each.id for each in result.withdrawn} == {WU}


def test_while_a_relative_is_tied_for_chair_the_lower_post_is_not_declared() -> None:
    """If 赵 wins the revote his brother 孙 steps back, if 郑 wins it 孙 stays."""
    chair = contest(CHAIR, stands(ZHAO, 400), stands(ZHENG, 400))
    declared = declare(poll(chair, members(), relatives=[(ZHAO, SUN)]), LAW)
    result = result_of(declared, MEMBER)
    assert SUN not in result.elected
    assert "decide" in result.next
    assert KIN in articles(declared.grounds)


def test_kin_of_a_relative_who_waits_wait_too() -> None:
    """If 赵 wins, his wife 王 steps back and her brother 孙 stays; if 郑 wins, 孙 steps back."""
    chair = contest(CHAIR, stands(ZHAO, 400), stands(ZHENG, 400))
    vice = contest(VICE, stands(WANG, 450))
    kin = [(ZHAO, WANG), (WANG, SUN)]
    declared = declare(poll(chair, vice, members(), relatives=kin), LAW)
    assert result_of(declared, VICE).elected == ()
    assert SUN not in result_of(declared, MEMBER).elected
    assert "decide" in result_of(declared, MEMBER).next
    assert KIN in articles(declared.grounds)


def test_no_seat_is_kept_for_a_woman_while_one_waits_for_a_relatives_revote() -> None:
    """If 钱 wins, 周 sits and the open seat is anybody's; if 赵 wins, it is her own that opens."""
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 400))
    member = contest(MEMBER, stands(ZHOU, 500), stands(SUN, 300), seats=2)
    result = result_of(declare(poll(chair, member, relatives=[(ZHAO, ZHOU)]), LAW), MEMBER)
    assert (result.elected, result.reserved_seats) == ((), 0)
    assert "decide" in result.next
    assert "runoff-for-woman" not in result.next


def test_nobody_steps_back_for_a_relative_who_waits_himself() -> None:
    """If 赵 wins, 周 steps back and her sister 吴 stays; if 钱 wins it is 吴 who steps back."""
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 400))
    member = contest(MEMBER, stands(ZHOU, 500), stands(WU, 450), seats=2)
    kin = [(ZHAO, ZHOU), (ZHOU, WU)]
    result = result_of(declare(poll(chair, member, relatives=kin), LAW), MEMBER)
    assert (result.elected, result.withdrawn) == ((), ())
    assert "decide" in result.next


def test_the_seat_left_by_equal_relatives_is_not_run_off_before_their_revote() -> None:
    """If 孙 wins against his wife 周, no woman sits and the open seat is kept for one."""
    member = contest(MEMBER, stands(SUN, 400), stands(ZHOU, 400), seats=2)
    count = poll(contest(CHAIR, stands(ZHAO, 400)), member, relatives=[(SUN, ZHOU)])
    result = result_of(declare(count, LAW), MEMBER)
    assert result.tied == (SUN, ZHOU)
    assert "runoff" not in result.next


def test_a_relative_of_the_chair_who_wins_the_runoff_for_member_does_not_sit() -> None:
    people = (stands(ZHOU, 500), stands(SUN, 300), stands(LI, 200))
    first = poll(CHAIRS, contest(MEMBER, *people, seats=2), relatives=[(ZHAO, SUN)])
    declared = declare_rounds(first_and_runoff(LAW, first, MEMBER, {SUN: 400, LI: 200}), LAW)
    assert declared.final == {CHAIR: (ZHAO,), MEMBER: (ZHOU,)}


def test_a_member_steps_back_when_a_relative_wins_the_runoff_for_chair() -> None:
    """只保留其中职务最高的一人的职务。"""
    chair = contest(CHAIR, stands(ZHAO, 340), stands(QIAN, 300))
    first = poll(chair, contest(MEMBER, stands(ZHOU, 500), stands(SUN, 450), seats=2))
    first = replace(first, near_relatives=((ZHAO, SUN),))
    declared = declare_rounds(first_and_runoff(LAW, first, CHAIR, {ZHAO: 350, QIAN: 250}), LAW)
    assert declared.final == {CHAIR: (ZHAO,), MEMBER: (ZHOU,)}


def test_a_candidate_needs_no_second_review() -> None:
    declared = declare(poll(CHAIRS), LAW)
    assert result_of(declared, CHAIR).conditions == ()
    assert "第三十五条第二款" not in articles(declared.grounds)
