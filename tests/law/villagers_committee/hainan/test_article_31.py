"""海南省村民委员会选举办法第三十一条：高职位的得票可以累加到低职位，不得反过来；是否累加由本村定。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.domain.people import (
    CHAIR,
    MEMBER,
    QIAN,
    SUN,
    ZHAO,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.declaration import declare

LAW = law_of("hainan")
CHAIRS = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 200))


@pytest.mark.parametrize(("own", "reaches"), [(150, False), (151, True)])
def test_nothing_is_added_but_it_is_said_who_would_reach_the_line(own: int, reaches: bool) -> None:
    """200 votes for chair and 151 for member would make 351 of 700."""
    members = contest(MEMBER, stands(QIAN, own), stands(SUN, 500), seats=2)
    declared = declare(replace(poll(CHAIRS, members), single_ballot=True), LAW)
    result = result_of(declared, MEMBER)
    assert result.elected == (SUN,)
    assert any("可以累加" in each for each in result.conditions) is reaches
    assert "第三十一条" not in articles(declared.grounds)


def test_of_several_votes_one_after_another_nothing_is_said() -> None:
    members = contest(MEMBER, stands(QIAN, 300), stands(SUN, 500), seats=2)
    result = result_of(declare(poll(CHAIRS, members), LAW), MEMBER)
    assert not any("可以累加" in each for each in result.conditions)


def test_votes_for_a_lower_post_are_never_added_to_a_higher_one() -> None:
    members = contest(MEMBER, stands(QIAN, 300), stands(SUN, 500), seats=2)
    declared = declare(replace(poll(CHAIRS, members), single_ballot=True), LAW)
    assert result_of(declared, CHAIR).elected == (ZHAO,)
    assert result_of(declared, CHAIR).conditions == ()
