"""海南省村民委员会选举办法第三十四条：少于三人或者没有主任的另行选举；否则由会议决定。"""

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
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.contest import Count
from huanjie.domain.declaration import declare

LAW = law_of("hainan")


def election(*, chair: int, elected: int, seats: int = 4) -> Count:
    """A chair with so many votes, and so many members over half."""
    people = [stands(each, 500 - n) for n, each in enumerate((ZHOU, SUN, LI, QIAN)[:elected])]
    people += [stands(WANG, 200)]
    return poll(contest(CHAIR, stands(ZHAO, chair)), contest(MEMBER, *people, seats=seats))


@pytest.mark.parametrize(
    ("chair", "elected", "step"),
    [(400, 2, "decide"), (400, 1, "runoff"), (300, 3, "runoff")],
)
def test_with_three_and_a_chair_the_meeting_decides_whether_there_is_a_runoff(
    chair: int, elected: int, step: str
) -> None:
    declared = declare(election(chair=chair, elected=elected), LAW)
    result = result_of(declared, MEMBER)
    assert result.next == (step,)
    asked = any("村民代表会议决定" in each for each in result.conditions)
    assert asked is (step == "decide")
    assert ("第三十四条第二款" in articles(declared.grounds)) is (step == "decide")


def test_a_missing_chair_is_run_off_however_many_are_elected() -> None:
    declared = declare(election(chair=300, elected=4), LAW)
    assert result_of(declared, CHAIR).next == ("runoff",)
    assert "第三十四条第二款" not in articles(declared.grounds)
