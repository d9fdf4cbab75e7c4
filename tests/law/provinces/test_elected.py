"""过半数当选，候选人以外的人也一样，当选的须经资格审查；没有妇女的，妇女首先当选：各省的条款。"""

from __future__ import annotations

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    WANG,
    ZHAO,
    ZHOU,
    articles,
    contest,
    is_written_in,
    poll,
    result_of,
    stands,
)
from tests.law.provinces.places import RESIDENTS, Place, at

from huanjie.domain.contest import Declaration, Person
from huanjie.domain.declaration import declare

MEN = (stands(QIAN, 500), stands(SUN, 460), stands(LI, 420))
WOMANS_SEAT = at(
    Place("hainan", "第三十二条第三款"),
    Place("sichuan", "第三十四条"),
    Place("sichuan", "第三十二条", RESIDENTS),
)


@pytest.mark.parametrize(("votes", "elects"), [(350, False), (351, True)])
@pytest.mark.parametrize(
    "place",
    at(
        Place("zhejiang", "第十八条第二款"),
        Place("shanghai", "第十八条第二款"),
        Place("sichuan", "第十八条第二款"),
    ),
)
@pytest.mark.parametrize("candidate", [True, False], ids=["candidate", "written-in"])
def test_more_than_half_of_the_ballots_elects_and_half_does_not(
    place: Place, candidate: bool, votes: int, elects: bool
) -> None:
    """候选人或者其他登记参加选举的村民获得过半数选票。"""
    qian = stands(QIAN, votes) if candidate else is_written_in(QIAN, votes)
    declared = declare(poll(contest(CHAIR, stands(ZHAO, 300), qian), voters=700), place.law)
    assert (result_of(declared, CHAIR).elected == (QIAN,)) is elects
    assert place.article in articles(declared.grounds)


@pytest.mark.parametrize(("votes", "reviewed"), [(351, True), (350, False)])
@pytest.mark.parametrize(
    "place",
    at(
        Place("zhejiang", "第三十二条第二款"),
        Place("hainan", "第三十五条第三款"),
        Place("sichuan", "第三十五条第二款"),
        Place("sichuan", "第三十三条第二款", RESIDENTS),
    ),
)
def test_somebody_written_in_and_elected_is_reviewed_before_he_is_confirmed(
    place: Place, votes: int, reviewed: bool
) -> None:
    chair = contest(CHAIR, stands(ZHAO, 300), is_written_in(QIAN, votes))
    declared = declare(poll(chair, voters=700), place.law)
    result = result_of(declared, CHAIR)
    assert result.elected == ((QIAN,) if reviewed else ())
    assert [QIAN in each for each in result.conditions] == [True] * reviewed
    assert (place.article in articles(declared.grounds)) is reviewed


def declared_for(place: Place, chair: Person, *members: Person) -> Declaration:
    """One chair, and three seats for these members."""
    contests = (contest(CHAIR, chair), contest(MEMBER, *members, seats=3))
    return declare(poll(*contests, voters=700), place.law)


@pytest.mark.parametrize("place", WOMANS_SEAT)
@pytest.mark.parametrize(("votes", "reserved"), [(351, 0), (350, 1)])
def test_a_woman_over_half_goes_first_and_under_it_a_seat_is_kept_for_a_woman(
    place: Place, votes: int, reserved: int
) -> None:
    declared = declared_for(place, stands(ZHAO, 400), *MEN, stands(ZHOU, votes))
    result = result_of(declared, MEMBER)
    assert result.elected == ((QIAN, SUN) if reserved else (QIAN, SUN, ZHOU))
    assert (result.reserved_seats, result.vacancies) == (reserved, reserved)
    assert result.next == (("runoff-for-woman",) if reserved else ())
    assert place.article in articles(declared.grounds)


@pytest.mark.parametrize("place", WOMANS_SEAT)
def test_with_a_woman_as_chair_the_members_go_by_their_votes(place: Place) -> None:
    declared = declared_for(place, stands(WANG, 400), *MEN, stands(ZHOU, 400))
    assert result_of(declared, MEMBER).elected == (QIAN, SUN, LI)
    assert place.article not in articles(declared.grounds)
