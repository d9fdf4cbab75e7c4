"""天津市村民委员会选举办法第三十四条：另行选举以后仍不足的，可以暂缺。"""

from __future__ import annotations

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
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.declaration import declare
from huanjie.domain.stillshort import as_said, may_stay_vacant

LAW = law_of("tianjin")


@pytest.mark.parametrize(
    ("chair", "members", "vacant"), [(0, 0, False), (0, 1, True), (1, 0, True), (1, 3, True)]
)
def test_after_a_runoff_seats_may_stay_vacant_where_anybody_is_elected(
    chair: int, members: int, vacant: bool
) -> None:
    held = {CHAIR: [ZHAO][:chair], MEMBER: [ZHOU, SUN, LI, QIAN][:members]}
    rule = may_stay_vacant(held, LAW)
    assert (rule is not None) is vacant
    if rule:
        assert rule.citation.article == "第三十四条"
        assert ("村民代表会议决定。" in as_said(rule)) is False


def test_after_the_first_vote_there_is_a_runoff_however_many_are_elected() -> None:
    people = (stands(ZHOU, 500), stands(SUN, 490), stands(LI, 480), stands(WANG, 100))
    count = poll(contest(CHAIR, stands(ZHAO, 400)), contest(MEMBER, *people, seats=4), voters=700)
    assert result_of(declare(count, LAW), MEMBER).next == ("runoff",)
