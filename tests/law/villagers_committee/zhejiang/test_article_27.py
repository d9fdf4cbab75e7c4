"""浙江省村民委员会选举办法第二十七条：所投票数不多于投票人数；一人选两职的选票无效。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import CHAIR, MEMBER, ZHAO, articles, contest, poll, stands

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.declaration import declare
from huanjie.domain.reconciliation import reconcile
from huanjie.door.fault import BadInput
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")
SEATS = {CHAIR: 1, MEMBER: 3}
CHAIRS = contest(CHAIR, stands(ZHAO, 400))


@pytest.mark.parametrize(("collected", "valid"), [(704, True), (705, True), (706, False)])
def test_ballots_are_compared_with_the_voters_and_not_with_those_issued(
    collected: int, valid: bool
) -> None:
    papers = reconcile(LAW, collected=collected, known={"voters": 705, "issued": 710})
    assert papers.valid is valid
    assert papers.next == (() if valid else ("repeat-election",))
    assert articles(papers.grounds) == ["第二十七条第二款"]


@pytest.mark.parametrize(("collected", "valid"), [(705, True), (706, False)])
def test_one_ballot_more_than_voters_voids_the_election(collected: int, valid: bool) -> None:
    declared = declare(poll(CHAIRS, collected=collected, voters=705), LAW)
    assert declared.valid is valid
    assert bool(declared.contests) is valid
    assert ("第二十七条第二款" in articles(declared.grounds)) is not valid


def test_without_the_number_of_voters_nothing_can_be_said_and_the_article_is_named() -> None:
    with pytest.raises(BadInput, match="第二十七条第二款"):
        declare(poll(CHAIRS), LAW)


@pytest.mark.parametrize(("registered", "valid"), [(1399, True), (1400, False)])
def test_more_than_half_the_voters_of_the_roll_must_vote(registered: int, valid: bool) -> None:
    declared = declare(poll(CHAIRS, registered=registered, voters=700), LAW)
    assert declared.valid is valid
    assert articles(declared.grounds)[0] == "第十八条第二款"


@pytest.mark.parametrize(("chosen", "valid"), [(3, True), (4, False)])
def test_one_name_too_many_voids_the_paper(chosen: int, valid: bool) -> None:
    marks = {CHAIR: Marks(approve=1), MEMBER: Marks(approve=chosen)}
    verdict = judge(LAW, Ballot(marks=marks), SEATS)
    assert verdict.valid is valid
    assert articles(verdict.grounds) == ["第二十七条第三款"]


@pytest.mark.parametrize("twice", [False, True])
def test_one_person_chosen_for_two_posts_voids_the_paper(twice: bool) -> None:
    marks = {CHAIR: Marks(approve=1), MEMBER: Marks(approve=2)}
    verdict = judge(LAW, Ballot(marks=marks, same_person_twice=twice), SEATS)
    assert verdict.valid is not twice
    assert verdict.counts_for(CHAIR) is not twice
    assert set(articles(verdict.grounds)) == {"第二十七条第三款"}
