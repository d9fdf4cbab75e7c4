"""河北省村民委员会选举办法第二十八条：票数不多于投票人数；所选人数不多于应选人数；无效票计入总数。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.people import CHAIR, MEMBER, VICE, ZHAO, articles, contest, poll, stands
from tests.law.lookup import law_of

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.contest import Post
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile
from huanjie.door.fault import BadInput

LAW = law_of("hebei")
SEATS = {CHAIR: 1, VICE: 1, MEMBER: 3}


@pytest.mark.parametrize(("collected", "valid"), [(699, True), (700, True), (701, False)])
def test_as_many_ballots_as_people_voted_are_in_order_and_one_more_is_not(
    collected: int, valid: bool
) -> None:
    papers = reconcile(LAW, collected=collected, known={"issued": 750, "voters": 700})
    assert papers.valid is valid
    assert papers.next == (() if valid else ("repeat-election",))
    assert articles(papers.grounds) == ["第二十八条第一款"]


def test_without_the_number_of_voters_nothing_can_be_said_and_the_article_is_named() -> None:
    with pytest.raises(BadInput, match="第二十八条第一款"):
        declare(poll(contest(CHAIR, stands(ZHAO, 400))), LAW)


@pytest.mark.parametrize(
    ("post", "chosen", "valid"),
    [(CHAIR, 1, True), (CHAIR, 2, False), (MEMBER, 2, True), (MEMBER, 3, True), (MEMBER, 4, False)],
)
def test_one_name_too_many_for_any_post_voids_the_paper(
    post: Post, chosen: int, valid: bool
) -> None:
    marks = {each: Marks(approve=chosen if each == post else 1) for each in SEATS}
    verdict = judge(LAW, Ballot(marks=marks), SEATS)
    assert verdict.valid is valid
    assert articles(verdict.grounds) == ["第二十八条第二款"]


def test_invalid_papers_stay_in_the_base() -> None:
    """351 of 700 collected elect, though 60 of the papers are invalid."""
    counted = replace(contest(CHAIR, stands(ZHAO, 351)), valid=640, invalid=60)
    declared = declare(poll(counted, voters=700), LAW)
    assert declared.contests[0].minimum_votes == 351
    assert "第二十八条第四款" in articles(declared.grounds)
