"""Whoever may take the place of somebody who waits for a revote, waits with him (待定)."""

from __future__ import annotations

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
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.contest import ContestCount, PersonId
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
