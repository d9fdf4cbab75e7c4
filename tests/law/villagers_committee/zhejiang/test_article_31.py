"""浙江省村民委员会选举办法第三十一条：任职回避，留任职务最高、得票最多的；其余过半数的人依次递补。"""

from __future__ import annotations

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

from huanjie.domain.contest import ContestCount, Count, Declaration, Person, PersonId
from huanjie.domain.declaration import declare
from huanjie.domain.rounds import (
    Declared,
    declare_rounds,
)
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")
CHAIRS = contest(CHAIR, stands(ZHAO, 400))
KIN = "第三十一条"


def members(
    *others: Person, zhou: int = 500, last: int = 360, revote: dict[PersonId, int] | None = None
) -> ContestCount:
    """孙 600, 周 500, 李 400, 钱 360 for three seats."""
    own = (stands(SUN, 600), stands(ZHOU, zhou), stands(LI, 400), stands(QIAN, last))
    people = (*own, *others)
    return contest(MEMBER, *people, seats=3, women_seat_met=True, revote=revote)


def withdrawn(declared: Declaration) -> set[PersonId]:
    return {each.id for result in declared.contests for each in result.withdrawn}


@pytest.mark.parametrize(
    ("last", "elected", "next_steps"),
    [(351, (ZHOU, LI, QIAN), ()), (350, (ZHOU, LI), ("runoff",))],
)
def test_the_next_over_half_takes_a_relatives_seat_and_nobody_under_it(
    last: int, elected: tuple[PersonId, ...], next_steps: tuple[str, ...]
) -> None:
    """第三款：按获得过半数选票多少的顺序依次递补。"""
    declared = declare(poll(CHAIRS, members(last=last), voters=705, relatives=[(ZHAO, SUN)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.next) == (elected, next_steps)
    assert result.vacancies == 3 - len(elected)
    assert withdrawn(declared) == {SUN}
    assert {"第八条第二款", KIN} <= set(articles(declared.grounds))


@pytest.mark.parametrize(("zhou", "leaves"), [(599, ZHOU), (601, SUN)])
def test_in_the_same_post_the_most_votes_stay_and_the_next_fills(
    zhou: int, leaves: PersonId
) -> None:
    declared = declare(poll(CHAIRS, members(zhou=zhou), voters=705, relatives=[(SUN, ZHOU)]), LAW)
    assert withdrawn(declared) == {leaves}
    assert result_of(declared, MEMBER).elected[-2:] == (LI, QIAN)
    assert KIN in articles(declared.grounds)


def test_the_next_is_passed_over_where_he_is_kin_himself() -> None:
    pairs = [(ZHAO, SUN), (ZHAO, QIAN)]
    declared = declare(poll(CHAIRS, members(), voters=705, relatives=pairs), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.vacancies) == ((ZHOU, LI), 1)
    assert result.next == ("runoff",)
    assert KIN in articles(declared.grounds)


def test_kin_of_somebody_passed_over_may_fill_the_seat() -> None:
    """钱 is kin of 孙 alone, and 孙 does not sit."""
    pairs = [(ZHAO, SUN), (SUN, QIAN)]
    declared = declare(poll(CHAIRS, members(), voters=705, relatives=pairs), LAW)
    assert result_of(declared, MEMBER).elected == (ZHOU, LI, QIAN)
    assert KIN in articles(declared.grounds)


def test_the_next_for_vice_chair_may_be_kin_of_a_member_who_then_steps_back() -> None:
    """王 is 赵's wife; 郑 becomes vice-chair in her stead, and her brother 孙 may not be member."""
    vice = contest(VICE, stands(WANG, 450), stands(ZHENG, 380))
    pairs = [(ZHAO, WANG), (ZHENG, SUN)]
    declared = declare(poll(CHAIRS, vice, members(), voters=705, relatives=pairs), LAW)
    assert result_of(declared, VICE).elected == (ZHENG,)
    assert result_of(declared, MEMBER).elected == (ZHOU, LI, QIAN)
    assert withdrawn(declared) == {WANG, SUN}
    assert KIN in articles(declared.grounds)


def test_who_stepped_back_for_somebody_who_then_steps_back_himself_keeps_the_seat() -> None:
    """As before, and 孙 is also 周's brother: with 孙 gone nobody bars 周."""
    vice = contest(VICE, stands(WANG, 450), stands(ZHENG, 380))
    pairs = [(ZHAO, WANG), (ZHENG, SUN), (SUN, ZHOU)]
    declared = declare(poll(CHAIRS, vice, members(), voters=705, relatives=pairs), LAW)
    assert result_of(declared, MEMBER).elected == (ZHOU, LI, QIAN)
    assert withdrawn(declared) == {WANG, SUN}
    assert KIN in articles(declared.grounds)


def test_equal_relatives_are_voted_on_again_and_no_runoff_is_called_for_the_next_ones_seat() -> (
    None
):
    """孙 and 周 have 600 each: one of them stays, and 钱 takes the other's seat either way."""
    count = poll(CHAIRS, members(zhou=600), voters=705, relatives=[(SUN, ZHOU)])
    declared = declare(count, LAW)
    result = result_of(declared, MEMBER)
    assert (result.tied, result.next) == ((SUN, ZHOU), ("revote",))
    assert KIN in articles(declared.grounds)


@pytest.mark.parametrize(("sun", "zhou", "stays"), [(301, 300, SUN), (300, 301, ZHOU)])
def test_after_the_revote_the_next_over_half_fills(sun: int, zhou: int, stays: PersonId) -> None:
    member = members(zhou=600, revote={SUN: sun, ZHOU: zhou})
    declared = declare(poll(CHAIRS, member, voters=705, relatives=[(SUN, ZHOU)]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.next) == ((stays, LI, QIAN), ())
    assert KIN in articles(declared.grounds)


def after_the_chairs_runoff(first: Count) -> Declared:
    """Nobody was over half for the chair; 赵 wins the runoff, and 孙 is his near relative."""
    votes = {ZHAO: 350, ZHENG: 250}
    return declare_rounds(first_and_runoff(LAW, first, CHAIR, votes), LAW)


def test_after_a_runoff_the_next_takes_the_seat_of_a_relative_who_steps_back() -> None:
    """第三款：另行选举后，因任职回避导致不足的，按获得选票多少的顺序依次递补。"""
    chair = contest(CHAIR, stands(ZHAO, 340), stands(ZHENG, 300))
    declared = after_the_chairs_runoff(poll(chair, members(), voters=705, relatives=[(ZHAO, SUN)]))
    assert declared.final == {CHAIR: (ZHAO,), MEMBER: (ZHOU, LI, QIAN)}
    assert KIN in articles(declared.held.grounds)


@pytest.mark.parametrize(("wang", "seated"), [(360, ()), (359, (QIAN,))])
def test_of_two_with_equal_votes_nobody_is_the_next(
    wang: int, seated: tuple[PersonId, ...]
) -> None:
    """第三款依得票多少递补；第二十八条第二款：票数相等不能确定的，再次投票。"""
    chair = contest(CHAIR, stands(ZHAO, 340), stands(ZHENG, 300))
    equal = members(stands(WANG, wang))
    declared = after_the_chairs_runoff(poll(chair, equal, voters=705, relatives=[(ZHAO, SUN)]))
    assert declared.final == {CHAIR: (ZHAO,), MEMBER: (ZHOU, LI, *seated)}
