"""四川省城市居民委员会选举条例第三十条：参加人数，所投票数，每张选票所选人数，废票计入总数。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    MEMBER,
    ZHAO,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.declaration import declare
from huanjie.domain.quorum import turnout
from huanjie.domain.reconciliation import reconcile
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("method", "registered", "voted", "valid"),
    [
        ("voters", 3000, 1500, False),
        ("voters", 3000, 1501, True),
        ("households", 1000, 500, False),
        ("households", 1000, 501, True),
        ("representatives", 60, 40, False),
        ("representatives", 60, 41, True),
    ],
)
def test_the_three_ways_to_elect_keep_their_turnout(
    method: str, registered: int, voted: int, valid: bool
) -> None:
    enough = turnout(LAW, method=method, registered=registered, voted=voted)
    assert enough.met is valid
    assert articles(enough.grounds) == ["第十九条第一款"]


@pytest.mark.parametrize(("collected", "valid"), [(710, True), (711, False)])
def test_as_many_ballots_as_were_issued_are_in_order_and_one_more_is_not(
    collected: int, valid: bool
) -> None:
    papers = reconcile(LAW, collected=collected, known={"issued": 710, "voters": 700})
    assert papers.valid is valid
    assert articles(papers.grounds) == ["第三十条第一款"]


@pytest.mark.parametrize(("chosen", "valid"), [(3, True), (4, False)])
def test_one_name_too_many_for_any_post_voids_the_whole_paper(chosen: int, valid: bool) -> None:
    marks = {CHAIR: Marks(approve=1), MEMBER: Marks(approve=chosen)}
    verdict = judge(LAW, Ballot(marks=marks), {CHAIR: 1, MEMBER: 3})
    assert verdict.counts_for(CHAIR) is valid
    assert articles(verdict.grounds) == ["第三十条第一款"]


@pytest.mark.parametrize(("votes", "elects"), [(350, False), (351, True)])
def test_void_ballots_count_in_the_total(votes: int, elects: bool) -> None:
    """第二款：废票应当计入选票总数。"""
    chair = replace(contest(CHAIR, stands(ZHAO, votes)), valid=600, invalid=100)
    declared = declare(replace(poll(chair), single_ballot=True), LAW)
    assert (result_of(declared, CHAIR).elected == (ZHAO,)) is elects
    assert "第十九条第二款" in articles(declared.grounds)
