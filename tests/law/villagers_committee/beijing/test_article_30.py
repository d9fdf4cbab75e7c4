"""北京市村民委员会选举办法第三十条：十五日内另行选举；超过三人并有主任的，会议可以决定不再选举。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    WANG,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import DAY, dated, law_of

from huanjie.domain.declaration import declare
from huanjie.domain.stillshort import as_said, may_stay_vacant

LAW = law_of("beijing")


@pytest.mark.parametrize(
    ("chair", "members", "vacant"), [(1, 2, False), (1, 3, True), (0, 4, False), (1, 4, True)]
)
def test_more_than_three_and_a_chair_are_enough_where_the_meeting_says_so(
    chair: int, members: int, vacant: bool
) -> None:
    held = {CHAIR: [ZHAO][:chair], MEMBER: [ZHOU, SUN, LI, QIAN][:members]}
    rule = may_stay_vacant(held, LAW)
    assert (rule is not None) is vacant
    if rule:
        assert rule.citation.article == "第三十条第三款"
        assert ("村民代表会议决定。" in as_said(rule)) is True


def test_after_the_first_vote_there_is_a_runoff_however_many_are_elected() -> None:
    people = (stands(ZHOU, 500), stands(SUN, 490), stands(LI, 480), stands(WANG, 100))
    count = poll(contest(CHAIR, stands(ZHAO, 400)), contest(MEMBER, *people, seats=4), voters=700)
    assert result_of(declare(count, LAW), MEMBER).next == ("runoff",)


def test_the_runoff_is_within_fifteen_days() -> None:
    step = dated(LAW, "runoff-end")
    assert (step.window.earliest, step.window.latest) == (DAY, date(2027, 1, 4))
    assert articles(step.grounds) == ["第三十条第一款"]
