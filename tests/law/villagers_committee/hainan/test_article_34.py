"""海南省村民委员会选举办法第三十四条：少于三人或者没有主任的，十五日内另行选举；否则由会议决定。"""

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
    WU,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import DAY, dated, law_of

from huanjie.domain.contest import Count
from huanjie.domain.declaration import declare
from huanjie.domain.runoff import runoff_candidates

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


def test_the_runoff_is_within_fifteen_days() -> None:
    step = dated(LAW, "runoff-end")
    assert (step.window.earliest, step.window.latest) == (DAY, date(2027, 1, 4))
    assert articles(step.grounds) == ["第三十四条第一款"]


def test_the_losers_with_most_votes_stand_and_one_more_than_the_seats() -> None:
    people = tuple(stands(each, 300 - n) for n, each in enumerate((LI, QIAN, WU)))
    chosen = runoff_candidates(LAW, vacancies=1, people=people)
    assert chosen.candidates == (LI, QIAN)
    assert articles(chosen.grounds) == ["第三十四条第一款"]
