"""浙江省村民委员会选举办法第三十条：另行选举以后已选足三人的，不足的职位可以空缺。"""

from __future__ import annotations

import pytest
from tests.domain.people import CHAIR, LI, MEMBER, QIAN, SUN, ZHAO, ZHOU, contest, poll, stands
from tests.law.lookup import DAY, provision, votes_left

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


def left_after_a_runoff(members_elected: int) -> list[str]:
    """A chair and so many members are elected, and the runoff for one more elects nobody."""
    people = (stands(ZHOU, 500), stands(SUN, 450))[:members_elected]
    member = contest(MEMBER, *people, stands(LI, 100), seats=members_elected + 1)
    facts = poll(contest(CHAIR, stands(ZHAO, 400)), member, voters=705)
    return votes_left(LAW, facts, {LI: 199, QIAN: 50})


@pytest.mark.parametrize(("members", "left"), [(2, []), (1, ["runoff"])])
def test_with_three_elected_the_rest_may_stay_vacant_and_with_two_not(
    members: int, left: list[str]
) -> None:
    assert left_after_a_runoff(members) == left


def test_no_chair_and_no_meeting_are_asked_for() -> None:
    enough = LAW.still_short
    assert enough is not None
    assert (enough.elected_at_least, enough.with_chair, enough.if_agreed) == (3, False, None)
    assert enough.citation.article == "第三十条"
    assert "副主任" in provision(LAW, "no-chair").citation.says
