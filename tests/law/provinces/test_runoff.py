"""另行选举和仍然不足的名额：各省的条款。"""

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
from tests.law.lookup import provision, votes_left
from tests.law.provinces.places import RESIDENTS, Place, at, rows

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.domain.stillshort import as_said, may_stay_vacant
from huanjie.law.rules import StillShort

LOSERS = (stands(LI, 200), stands(SUN, 340), stands(ZHOU, 300), stands(QIAN, 100), stands(WU, 90))


@pytest.mark.parametrize(("votes", "elected"), [(200, (SUN,)), (199, ())])
@pytest.mark.parametrize(
    "place",
    at(
        Place("zhejiang", "第十八条第二款"),
        Place("shanghai", "第十八条第二款"),
        Place("sichuan", "第十八条第二款"),
        Place("sichuan", "第十九条第二款", RESIDENTS),
    ),
)
def test_a_third_of_the_ballots_elects_and_one_less_does_not(
    place: Place, votes: int, elected: tuple[PersonId, ...]
) -> None:
    told = {SUN: votes, LI: 150}
    result = runoff(place.law, vacancies=1, collected=600, attended=None, votes=told)
    assert (result.minimum_votes, result.elected) == (200, elected)
    assert articles(result.grounds) == [place.article]


@pytest.mark.parametrize(
    ("margin", "standing"),
    [(None, (SUN, ZHOU)), (1, (SUN, ZHOU)), (2, (SUN, ZHOU, LI)), (3, (SUN, ZHOU, LI, QIAN))],
)
@pytest.mark.parametrize(
    "place",
    at(
        Place("hainan", "第三十四条第一款"),
        Place("zhejiang", "第二十九条第二款"),
        Place("shanghai", "第二十一条第一款"),
        Place("sichuan", "第三十七条第一款"),
        Place("sichuan", "第三十五条第一款", RESIDENTS),
    ),
)
def test_the_not_elected_stand_again_by_their_votes_and_the_margin(
    place: Place, margin: int | None, standing: tuple[PersonId, ...]
) -> None:
    """四川：根据第一次选举得票多少的顺序，按照此前确定的差额数，确定另行选举候选人名单。"""
    chosen = runoff_candidates(place.law, vacancies=1, people=LOSERS, margin=margin)
    assert chosen.candidates == standing
    assert articles(chosen.grounds) == [place.article]


MEETING, NOBODY = "村民代表会议决定。", ""


@pytest.mark.parametrize(
    ("place", "agreed_by", "enough", "too_few"),
    rows(
        {
            # with so many chairs and members elected the rest may stay vacant, with so many not
            Place("beijing", "第三十条第三款"): (MEETING, ((1, 3), (1, 4)), ((1, 2), (0, 4))),
            Place("tianjin", "第三十四条"): (NOBODY, ((0, 1), (1, 0), (1, 3)), ((0, 0),)),
        }
    ),
)
def test_seats_may_stay_vacant_where_enough_are_elected(
    place: Place,
    agreed_by: str,
    enough: tuple[tuple[int, int], ...],
    too_few: tuple[tuple[int, int], ...],
) -> None:
    def rule(chairs: int, members: int) -> StillShort | None:
        held = {CHAIR: [ZHAO][:chairs], MEMBER: [ZHOU, SUN, LI, QIAN][:members]}
        return may_stay_vacant(held, place.law)

    assert [rule(*each) for each in too_few] == [None] * len(too_few)
    for found in (rule(*each) for each in enough):
        assert found is not None
        assert found.citation.article == place.article
        assert (MEETING in as_said(found)) is bool(agreed_by)


@pytest.mark.parametrize(
    "place", at(Place("beijing", "第三十条第三款"), Place("tianjin", "第三十四条"))
)
def test_after_the_first_vote_there_is_a_runoff_however_many_are_elected(place: Place) -> None:
    people = (stands(ZHOU, 500), stands(SUN, 490), stands(LI, 480), stands(WANG, 100))
    members = contest(MEMBER, *people, seats=4)
    count = poll(contest(CHAIR, stands(ZHAO, 400)), members, voters=700)
    assert result_of(declare(count, place.law), MEMBER).next == ("runoff",)


@pytest.mark.parametrize("missing", [0, 1], ids=["enough", "one-too-few"])
@pytest.mark.parametrize(
    ("place", "enough"),
    rows(
        {
            Place("zhejiang", "第三十条"): 3,
            Place("sichuan", "第三十八条"): 3,
            Place("sichuan", "第三十六条", RESIDENTS): 5,
        }
    ),
)
def test_after_a_runoff_with_so_many_elected_the_rest_may_stay_vacant_and_with_one_less_not(
    place: Place, enough: int, missing: int
) -> None:
    """A chair, a vice-chair and members are elected, and the runoff for one more elects nobody."""
    more = enough - 2 - missing
    elected = (stands(ZHOU, 500), stands(SUN, 450), stands(WU, 440))[:more]
    member = contest(MEMBER, *elected, stands(LI, 100), seats=more + 1)
    chair, vice = contest(CHAIR, stands(ZHAO, 400)), contest(VICE, stands(ZHENG, 400))
    first = poll(chair, vice, member, voters=705)
    left = votes_left(place.law, first, {LI: 199, QIAN: 50})
    assert left == (["runoff"] if missing else [])
    assert place.law.need(place.law.still_short, "runoff").citation.article == place.article


@pytest.mark.parametrize("place", at(Place("zhejiang", "第三十条"), Place("sichuan", "第三十八条")))
def test_no_chair_and_no_meeting_are_asked_for(place: Place) -> None:
    enough = place.law.need(place.law.still_short, "runoff")
    assert (enough.elected_at_least, enough.with_chair, enough.if_agreed) == (3, False, None)
    assert enough.citation.article == place.article
    assert "副主任" in provision(place.law, "no-chair").citation.says
