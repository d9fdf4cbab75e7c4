"""上海市村民委员会选举办法第十九条：收回的票数不多于投票人数；所选人数不多于应选名额。"""

from __future__ import annotations

import pytest
from tests.domain.people import CHAIR, MEMBER, ZHAO, articles, contest, poll, stands
from tests.law.lookup import DAY

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")
SEATS = {CHAIR: 1, MEMBER: 3}
CHAIRS = contest(CHAIR, stands(ZHAO, 400))


@pytest.mark.parametrize(("collected", "valid"), [(699, True), (700, True), (701, False)])
def test_ballots_are_compared_with_the_voters_and_not_with_those_issued(
    collected: int, valid: bool
) -> None:
    papers = reconcile(LAW, collected=collected, known={"voters": 700, "issued": 710})
    assert papers.valid is valid
    assert papers.next == (() if valid else ("repeat-election",))
    assert articles(papers.grounds) == ["第十九条第一款"]


@pytest.mark.parametrize(("collected", "valid"), [(700, True), (701, False)])
def test_one_ballot_more_than_voters_voids_the_election(collected: int, valid: bool) -> None:
    declared = declare(poll(CHAIRS, collected=collected, voters=700), LAW)
    assert declared.valid is valid
    assert bool(declared.contests) is valid
    assert ("第十九条第一款" in articles(declared.grounds)) is not valid


def test_without_the_number_of_voters_nothing_can_be_said_and_the_article_is_named() -> None:
    with pytest.raises(BadInput, match="第十九条第一款"):
        declare(poll(CHAIRS), LAW)


@pytest.mark.parametrize(("chosen", "valid"), [(3, True), (4, False)])
def test_one_name_too_many_voids_the_paper(chosen: int, valid: bool) -> None:
    marks = {CHAIR: Marks(approve=1), MEMBER: Marks(approve=chosen)}
    verdict = judge(LAW, Ballot(marks=marks), SEATS)
    assert verdict.counts_for(CHAIR) is valid
    assert articles(verdict.grounds) == ["第十九条第二款"]
