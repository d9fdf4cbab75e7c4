"""四川省城市居民委员会选举条例第三十一条：票数相等，不能确定当选人的，再次投票。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    LI,
    MEMBER,
    SUN,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("li", "elected", "tied"),
    [(399, (ZHOU, SUN), ()), (400, (ZHOU,), (SUN, LI)), (401, (ZHOU, LI), ())],
)
def test_one_vote_tells_the_last_two_apart_and_equal_votes_do_not(
    li: int, elected: tuple[PersonId, ...], tied: tuple[PersonId, ...]
) -> None:
    member = contest(MEMBER, stands(ZHOU, 500), stands(SUN, 400), stands(LI, li), seats=2)
    declared = declare(poll(member), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.tied) == (elected, tied)
    assert ("第三十一条" in articles(declared.grounds)) is bool(tied)


@pytest.mark.parametrize(
    ("revote", "last"), [({SUN: 301, LI: 300}, SUN), ({SUN: 300, LI: 301}, LI)]
)
def test_one_vote_more_in_the_revote_elects(revote: dict[PersonId, int], last: PersonId) -> None:
    people = (stands(ZHOU, 500), stands(SUN, 400), stands(LI, 400))
    declared = declare(poll(contest(MEMBER, *people, seats=2, revote=revote)), LAW)
    assert result_of(declared, MEMBER).elected == (ZHOU, last)
    assert "第三十一条" in articles(declared.grounds)
