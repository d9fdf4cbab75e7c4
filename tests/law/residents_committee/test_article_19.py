"""城市居民委员会组织法第十九条：三种选举方式的参加人数，两个过半数，三分之一。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    QIAN,
    SUN,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.domain.quorum import turnout
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("method", "registered", "voted", "valid"),
    [
        ("voters", 3000, 1500, False),
        ("voters", 3000, 1501, True),
        ("households", 1000, 500, False),
        ("households", 1000, 501, True),
        ("representatives", 60, 40, False),
        ("representatives", 60, 41, True),
        ("representatives", 61, 40, False),
        ("representatives", 61, 41, True),
    ],
)
def test_half_of_the_voters_and_two_thirds_of_the_representatives_are_not_enough(
    method: str, registered: int, voted: int, valid: bool
) -> None:
    """第一款：选民、户的代表过半数；居民代表超过三分之二，六十人中的四十人不是超过。"""
    enough = turnout(LAW, method=method, registered=registered, voted=voted)
    assert enough.met is valid
    assert articles(enough.grounds) == ["第十九条第一款"]


@pytest.mark.parametrize(("collected", "valid"), [(40, False), (41, True)])
def test_an_election_by_representatives_is_void_at_two_thirds(collected: int, valid: bool) -> None:
    chair = contest(CHAIR, stands(ZHAO, 40))
    count = replace(poll(chair, registered=60, collected=collected), method="representatives")
    declared = declare(count, LAW)
    assert declared.valid is valid
    assert articles(declared.grounds)[0] == "第十九条第一款"


@pytest.mark.parametrize(("votes", "elected"), [(350, ()), (351, (ZHAO,))])
def test_half_of_those_who_voted_do_not_elect(votes: int, elected: tuple[PersonId, ...]) -> None:
    declared = declare(poll(contest(CHAIR, stands(ZHAO, votes), stands(QIAN, 100))), LAW)
    assert result_of(declared, CHAIR).elected == elected
    assert "第十九条第二款" in articles(declared.grounds)


@pytest.mark.parametrize(("votes", "elected"), [(20, ()), (21, (ZHAO,))])
def test_representatives_elect_by_half_of_those_who_voted_and_not_by_two_thirds(
    votes: int, elected: tuple[PersonId, ...]
) -> None:
    count = poll(contest(CHAIR, stands(ZHAO, votes)), registered=60, issued=41, collected=41)
    declared = declare(replace(count, method="representatives"), LAW)
    assert result_of(declared, CHAIR).elected == elected
    assert "第十九条第二款" in articles(declared.grounds)


@pytest.mark.parametrize(("collected", "elected"), [(630, (SUN,)), (631, ())])
def test_exactly_a_third_elects_in_a_runoff_and_one_vote_less_does_not(
    collected: int, elected: tuple[PersonId, ...]
) -> None:
    votes = {SUN: 210, LI: 205}
    result = runoff(LAW, vacancies=1, collected=collected, attended=None, votes=votes)
    assert result.elected == elected
    assert articles(result.grounds) == ["第十九条第二款"]


def test_the_not_elected_with_most_votes_stand_in_the_runoff() -> None:
    people = (stands(LI, 200), stands(SUN, 340), stands(ZHOU, 300))
    chosen = runoff_candidates(LAW, vacancies=1, people=people)
    assert chosen.candidates == (SUN, ZHOU)
    assert articles(chosen.grounds) == ["第十九条第二款"]


def test_the_result_is_announced_on_the_polling_day_itself() -> None:
    """第三款：选举结果应当当场公布。"""
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    published = next(step for step in dated.steps if step.event == "result-published")
    assert (published.window.earliest, published.window.latest) == (DAY, DAY)
    assert articles(published.grounds) == ["第十九条第三款"]
