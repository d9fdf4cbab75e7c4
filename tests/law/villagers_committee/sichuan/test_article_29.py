"""四川省村民委员会选举条例第二十九条：可以按主任、副主任、委员的顺序分别进行，也可以一次性投票。

Votes held one after the other are each a vote of its own: its own papers, its own half.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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

from huanjie.domain.contest import ContestCount, PersonId
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
CHAIRS = contest(CHAIR, stands(ZHAO, 400))


def members(votes: int, *, papers: int) -> ContestCount:
    """周 elected, 孙 with so many votes, on papers of which 20 were invalid."""
    people = (stands(ZHOU, 440), stands(SUN, votes), stands(LI, 100))
    return replace(contest(MEMBER, *people, seats=2), valid=papers - 20, invalid=20)


@pytest.mark.parametrize(("votes", "elected"), [(300, (ZHOU,)), (301, (ZHOU, SUN))])
def test_a_vote_of_its_own_has_its_own_papers_as_its_base(
    votes: int, elected: tuple[PersonId, ...]
) -> None:
    declared = declare(poll(CHAIRS, members(votes, papers=600)), LAW)
    assert result_of(declared, CHAIR).minimum_votes == 351
    assert result_of(declared, MEMBER).minimum_votes == 301
    assert result_of(declared, MEMBER).elected == elected
    assert "第十八条第二款" in articles(declared.grounds)


@pytest.mark.parametrize(("votes", "elected"), [(350, (ZHOU,)), (351, (ZHOU, SUN))])
def test_on_one_paper_every_post_has_the_papers_collected_as_its_base(
    votes: int, elected: tuple[PersonId, ...]
) -> None:
    count = replace(poll(CHAIRS, members(votes, papers=700)), single_ballot=True)
    declared = declare(count, LAW)
    assert result_of(declared, MEMBER).minimum_votes == 351
    assert result_of(declared, MEMBER).elected == elected
    assert "第十八条第二款" in articles(declared.grounds)


@pytest.mark.parametrize(("papers", "elected"), [(450, ()), (451, (ZHOU,))])
def test_a_vote_of_its_own_needs_more_than_half_the_roll_itself(
    papers: int, elected: tuple[PersonId, ...]
) -> None:
    """第三十二条：有登记参加选举的村民过半数投票，选举有效。 450 of 900 is not more than half."""
    count = poll(CHAIRS, members(200, papers=papers), registered=900)
    declared = declare(count, LAW)
    assert result_of(declared, CHAIR).elected == (ZHAO,)
    assert result_of(declared, MEMBER).elected == elected
    assert ("repeat-election" in result_of(declared, MEMBER).next) is (elected == ())
    assert articles(declared.grounds)[0] == "第十八条第二款"


@pytest.mark.parametrize(("papers", "elected"), [(710, (ZHOU,)), (711, ())])
def test_a_vote_of_its_own_may_not_have_more_papers_than_were_issued(
    papers: int, elected: tuple[PersonId, ...]
) -> None:
    """第三十二条：每次选举所投票数多于发出票数的，选举无效。 710 were issued."""
    declared = declare(poll(CHAIRS, members(200, papers=papers)), LAW)
    assert result_of(declared, CHAIR).elected == (ZHAO,)
    assert result_of(declared, MEMBER).elected == elected
    assert ("第三十二条第一款" in articles(declared.grounds)) is (elected == ())
