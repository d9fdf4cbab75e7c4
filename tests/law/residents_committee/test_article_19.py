"""城市居民委员会组织法第十九条：三种选举方式的参加人数，两个过半数，三分之一，委托投票。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

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
from tests.law.asking import accepted, asked

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


# 第四款：委托投票

PROXY: dict[str, Any] = {
    "principal_absent": True,
    "written": True,
    "proxy_is_voter": True,
    "proxy_is_candidate": False,
    "held_before": 0,
}


def taken(by: str = "voters", /, **changed: Any) -> bool:
    return accepted(LAW, "proxy", PROXY | changed, method=by)


@pytest.mark.parametrize(("held_before", "lawful"), [(0, True), (2, True), (3, False)])
def test_a_third_proxy_is_accepted_and_a_fourth_is_not(held_before: int, lawful: bool) -> None:
    assert taken(held_before=held_before) is lawful


@pytest.mark.parametrize(
    ("method", "lawful"), [("voters", True), ("households", True), ("representatives", False)]
)
def test_where_representatives_vote_there_are_no_proxies(method: str, lawful: bool) -> None:
    assert taken(method) is lawful


@pytest.mark.parametrize("relative", [True, False])
def test_any_other_voter_may_be_a_proxy_a_relative_or_not(relative: bool) -> None:
    assert taken(proxy_is_near_relative=relative)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("principal_absent", False),
        ("written", False),
        ("proxy_is_voter", False),
        ("proxy_is_candidate", True),
    ],
)
def test_each_condition_of_a_proxy_is_asked(fact: str, value: bool) -> None:
    assert not taken(**{fact: value})


def test_a_refused_proxy_names_the_fourth_paragraph() -> None:
    found = asked(LAW, "proxy", cases={"case": PROXY | {"held_before": 3}})
    assert found.articles == ["第十九条第四款"]


def test_the_lists_of_proxies_are_posted_before_the_polling_day() -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    posted = next(step for step in dated.steps if step.event == "proxies-published")
    assert posted.window.latest == date(2026, 12, 19)
    assert articles(posted.grounds) == ["第十九条第四款"]
