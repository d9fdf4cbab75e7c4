"""四川省村民委员会选举条例第三十二条：所投票数不多于发出票数；所选人数不多于应选人数；废票计入总数。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    MEMBER,
    VICE,
    ZHAO,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.contest import Post
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
SEATS = {CHAIR: 1, VICE: 1, MEMBER: 3}


@pytest.mark.parametrize(("collected", "valid"), [(709, True), (710, True), (711, False)])
def test_as_many_ballots_as_were_issued_are_in_order_and_one_more_is_not(
    collected: int, valid: bool
) -> None:
    papers = reconcile(LAW, collected=collected, known={"issued": 710})
    assert papers.valid is valid
    assert papers.next == (() if valid else ("repeat-election",))
    assert articles(papers.grounds) == ["第三十二条第一款"]


@pytest.mark.parametrize(("collected", "valid"), [(710, True), (711, False)])
def test_one_ballot_too_many_voids_the_election(collected: int, valid: bool) -> None:
    declared = declare(poll(contest(CHAIR, stands(ZHAO, 400)), collected=collected), LAW)
    assert declared.valid is valid
    assert bool(declared.contests) is valid
    assert ("第三十二条第一款" in articles(declared.grounds)) is not valid


def test_the_number_of_voters_does_not_matter_in_sichuan() -> None:
    papers = reconcile(LAW, collected=705, known={"issued": 710, "voters": 700})
    assert papers.valid
    assert articles(papers.grounds) == ["第三十二条第一款"]


def test_without_the_number_issued_nothing_can_be_said_and_the_article_is_named() -> None:
    with pytest.raises(BadInput, match="第三十二条第一款"):
        declare(poll(contest(CHAIR, stands(ZHAO, 400)), issued=None), LAW)


@pytest.mark.parametrize(
    ("post", "chosen", "valid"),
    [
        (CHAIR, 1, True),
        (CHAIR, 2, False),
        (VICE, 1, True),
        (VICE, 2, False),
        (MEMBER, 2, True),
        (MEMBER, 3, True),
        (MEMBER, 4, False),
    ],
)
def test_one_name_too_many_for_any_post_voids_the_whole_paper(
    post: Post, chosen: int, valid: bool
) -> None:
    marks = {each: Marks(approve=chosen if each == post else 1) for each in SEATS}
    verdict = judge(LAW, Ballot(marks=marks), SEATS)
    assert verdict.valid is valid
    assert all(verdict.counts_for(each) is valid for each in SEATS)
    assert articles(verdict.grounds) == ["第三十二条第一款"]


@pytest.mark.parametrize(("written", "valid"), [(1, True), (2, False)])
def test_a_name_written_in_counts_among_the_chosen(written: int, valid: bool) -> None:
    verdict = judge(LAW, Ballot(marks={MEMBER: Marks(approve=2, write_in=written)}), SEATS)
    assert verdict.valid is valid
    assert articles(verdict.grounds) == ["第三十二条第一款"]


def test_opposing_and_abstaining_choose_nobody() -> None:
    marks = Marks(approve=3, oppose=4, abstain=2)
    verdict = judge(LAW, Ballot(marks={MEMBER: marks}), SEATS)
    assert verdict.valid
    assert articles(verdict.grounds) == ["第三十二条第一款"]


@pytest.mark.parametrize(("votes", "elects"), [(350, False), (351, True)])
def test_void_ballots_count_in_the_total(votes: int, elects: bool) -> None:
    """第二款：废票应当计入选票总数。"""
    chair = replace(contest(CHAIR, stands(ZHAO, votes)), valid=600, invalid=100)
    declared = declare(replace(poll(chair), single_ballot=True), LAW)
    assert (result_of(declared, CHAIR).elected == (ZHAO,)) is elects
    assert "第十八条第二款" in articles(declared.grounds)
