"""上海市村民委员会选举办法第二十条：过半数当选，得票多的先；票数相等的再次投票。"""

from __future__ import annotations

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    SUN,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import DAY

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")


@pytest.mark.parametrize(("votes", "elected"), [(350, ()), (351, (ZHAO,))])
def test_more_than_half_of_the_ballots_elects_and_half_does_not(
    votes: int, elected: tuple[PersonId, ...]
) -> None:
    declared = declare(poll(contest(CHAIR, stands(ZHAO, votes)), voters=705), LAW)
    assert result_of(declared, CHAIR).elected == elected


@pytest.mark.parametrize(
    ("li", "elected", "tied"),
    [(399, (ZHOU, SUN), ()), (400, (ZHOU,), (SUN, LI)), (401, (ZHOU, LI), ())],
)
def test_one_vote_tells_the_last_two_apart_and_equal_votes_do_not(
    li: int, elected: tuple[PersonId, ...], tied: tuple[PersonId, ...]
) -> None:
    member = contest(MEMBER, stands(ZHOU, 500), stands(SUN, 400), stands(LI, li), seats=2)
    declared = declare(poll(member, voters=705), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied) == (elected, tied)
    assert ("第二十条第二款" in articles(declared.grounds)) is bool(tied)
