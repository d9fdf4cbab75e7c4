"""票数相等不能确定当选人的，再次投票：各省的条款。"""

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
from tests.law.provinces.places import RESIDENTS, Place, at

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare

TIES = at(
    Place("beijing", "第二十九条"),
    Place("hebei", "第三十条第三款"),
    Place("tianjin", "第三十三条第二款"),
    Place("hainan", "第三十二条第二款"),
    Place("zhejiang", "第二十八条第二款"),
    Place("shanghai", "第二十条第二款"),
    Place("sichuan", "第三十三条"),
    Place("sichuan", "第三十一条", RESIDENTS),
)


@pytest.mark.parametrize(("other", "tied"), [(400, True), (399, False)])
@pytest.mark.parametrize("place", TIES)
def test_two_who_are_equal_for_one_seat_are_voted_on_again(
    place: Place, other: int, tied: bool
) -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, other))
    declared = declare(poll(chair, voters=700), place.law)
    result = result_of(declared, CHAIR)
    assert result.next == (("revote",) if tied else ())
    assert set(result.tied) == ({ZHAO, QIAN} if tied else set())
    assert (place.article in articles(declared.grounds)) is tied


@pytest.mark.parametrize("place", TIES)
def test_more_votes_of_the_revote_elect(place: Place) -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 400), revote={ZHAO: 300, QIAN: 301})
    declared = declare(poll(chair, voters=700), place.law)
    assert result_of(declared, CHAIR).elected == (QIAN,)
    assert place.article in articles(declared.grounds)


@pytest.mark.parametrize(
    ("li", "elected", "tied"),
    [(399, (ZHOU, SUN), ()), (400, (ZHOU,), (SUN, LI)), (401, (ZHOU, LI), ())],
)
@pytest.mark.parametrize("place", TIES)
def test_one_vote_tells_the_last_two_apart_and_equal_votes_do_not(
    place: Place, li: int, elected: tuple[PersonId, ...], tied: tuple[PersonId, ...]
) -> None:
    member = contest(MEMBER, stands(ZHOU, 500), stands(SUN, 400), stands(LI, li), seats=2)
    declared = declare(poll(member, voters=700), place.law)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied) == (elected, tied)
    assert result.next == (("revote",) if tied else ())
    assert (place.article in articles(declared.grounds)) is bool(tied)


@pytest.mark.parametrize(
    ("revote", "last"), [({SUN: 2, LI: 1}, SUN), ({SUN: 1, LI: 2}, LI)], ids=["first", "second"]
)
@pytest.mark.parametrize("place", TIES)
def test_one_vote_more_in_the_revote_elects_without_any_line(
    place: Place, revote: dict[PersonId, int], last: PersonId
) -> None:
    """The half line was met by the first vote."""
    people = (stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400))
    declared = declare(
        poll(contest(MEMBER, *people, seats=2, revote=revote), voters=700), place.law
    )
    result = result_of(declared, MEMBER)
    assert (result.elected, result.vacancies, result.next) == ((ZHOU, last), 0, ())
    assert set(result.not_elected) == {SUN, LI} - {last}
    assert place.article in articles(declared.grounds)
