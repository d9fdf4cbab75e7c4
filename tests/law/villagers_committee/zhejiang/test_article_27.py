"""浙江省村民委员会选举办法第二十七条：过半数选民投票；一人选两职的选票无效。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import CHAIR, MEMBER, ZHAO, articles, contest, poll, stands

from huanjie.domain.ballot import Ballot, Marks, judge
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")
SEATS = {CHAIR: 1, MEMBER: 3}
CHAIRS = contest(CHAIR, stands(ZHAO, 400))


@pytest.mark.parametrize(("registered", "valid"), [(1399, True), (1400, False)])
def test_more_than_half_the_voters_of_the_roll_must_vote(registered: int, valid: bool) -> None:
    declared = declare(poll(CHAIRS, registered=registered, voters=700), LAW)
    assert declared.valid is valid
    assert articles(declared.grounds)[0] == "第十八条第二款"


@pytest.mark.parametrize("twice", [False, True])
def test_one_person_chosen_for_two_posts_voids_the_paper(twice: bool) -> None:
    marks = {CHAIR: Marks(approve=1), MEMBER: Marks(approve=2)}
    verdict = judge(LAW, Ballot(marks=marks, same_person_twice=twice), SEATS)
    assert verdict.valid is not twice
    assert verdict.counts_for(CHAIR) is not twice
    assert set(articles(verdict.grounds)) == {"第二十七条第三款"}
