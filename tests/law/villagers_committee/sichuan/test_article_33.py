"""四川省村民委员会选举条例第三十三条：名额分不开票数相等的人，才是票数相等；只在他们中间再次投票。"""

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
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import ContestResult, PersonId
from huanjie.domain.declaration import declare
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
TIED = (stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400), stands(QIAN, 360))


def members(
    *, seats: int, revote: dict[PersonId, int] | None = None
) -> tuple[ContestResult, list[str]]:
    """周 500, 孙 and 李 400 each, 钱 360: what is declared, and by which articles."""
    declared = declare(poll(contest(MEMBER, *TIED, seats=seats, revote=revote)), LAW)
    return result_of(declared, MEMBER), articles(declared.grounds)


def test_equal_votes_across_the_last_seat_elect_neither() -> None:
    result, decided_by = members(seats=2)
    assert (result.elected, result.tied, result.not_elected) == ((ZHOU,), (SUN, LI), (QIAN,))
    assert (result.vacancies, result.next) == (1, ("revote",))
    assert "第三十三条" in decided_by


@pytest.mark.parametrize(
    ("seats", "elected"), [(1, (ZHOU,)), (3, (ZHOU, SUN, LI)), (4, (ZHOU, SUN, LI, QIAN))]
)
def test_equal_votes_that_the_seats_do_not_part_are_no_tie(
    seats: int, elected: tuple[PersonId, ...]
) -> None:
    result, decided_by = members(seats=seats)
    assert (result.elected, result.tied, result.next) == (elected, (), ())
    assert "第三十三条" not in decided_by


def test_equal_votes_under_the_half_line_are_no_tie() -> None:
    chair = contest(CHAIR, stands(ZHAO, 350), stands(QIAN, 350))
    declared = declare(poll(chair), LAW)
    result = result_of(declared, CHAIR)
    assert (result.elected, result.tied, result.next) == ((), (), ("runoff",))
    assert "第三十三条" not in articles(declared.grounds)
    assert "第十八条第二款" in articles(declared.grounds)


def test_equal_again_they_are_voted_on_again() -> None:
    result, decided_by = members(seats=2, revote={SUN: 300, LI: 300})
    assert (result.elected, result.tied, result.next) == ((ZHOU,), (SUN, LI), ("revote",))
    assert "第三十三条" in decided_by


def test_of_three_who_are_equal_for_two_seats_the_first_two_of_the_revote_are_elected() -> None:
    people = [stands(person, 400) for person in (SUN, LI, QIAN)]
    votes = {SUN: 100, LI: 250, QIAN: 300}
    declared = declare(
        poll(contest(MEMBER, *people, seats=2, women_seat_met=True, revote=votes)), LAW
    )
    result = result_of(declared, MEMBER)
    assert (set(result.elected), result.not_elected) == ({LI, QIAN}, (SUN,))
    assert "第三十三条" in articles(declared.grounds)


@pytest.mark.parametrize("votes", [{SUN: 300}, {SUN: 300, LI: 200, QIAN: 100}])
def test_a_revote_is_held_among_the_tied_and_nobody_else(votes: dict[PersonId, int]) -> None:
    with pytest.raises(BadInput, match="再次投票"):
        members(seats=2, revote=votes)
