"""村民委员会组织法第十八条：两个过半数，三分之一，候选人多于应选名额。

A half line or a third is met on one side of the boundary and missed on the other: always in pairs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    ZHAO,
    ZHENG,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.declaration import declare
from huanjie.domain.nomination import candidate_number
from huanjie.domain.quorum import turnout
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("registered", "voted", "minimum", "valid"),
    [
        (1000, 500, 501, False),
        (1000, 501, 501, True),
        (999, 499, 500, False),
        (999, 500, 500, True),
    ],
)
def test_half_the_roll_is_not_more_than_half(
    registered: int, voted: int, minimum: int, valid: bool
) -> None:
    enough = turnout(LAW, method="voters", registered=registered, voted=voted)
    assert (enough.minimum, enough.met) == (minimum, valid)
    assert articles(enough.grounds) == ["第十八条第二款"]


@pytest.mark.parametrize(("registered", "valid"), [(1400, False), (1399, True)])
def test_an_election_in_which_half_the_roll_voted_is_void(registered: int, valid: bool) -> None:
    declared = declare(poll(contest(CHAIR, stands(ZHAO, 700)), registered=registered), LAW)
    assert declared.valid is valid
    assert bool(declared.contests) is valid
    assert (declared.reason is None) is valid
    assert articles(declared.grounds)[0] == "第十八条第二款"


@pytest.mark.parametrize(("votes", "elected"), [(350, ()), (351, (ZHAO,))])
def test_half_of_those_who_voted_do_not_elect(votes: int, elected: tuple[PersonId, ...]) -> None:
    declared = declare(poll(contest(CHAIR, stands(ZHAO, votes), stands(QIAN, 100))), LAW)
    chair = result_of(declared, CHAIR)
    assert (chair.minimum_votes, chair.elected) == (351, elected)
    assert articles(declared.grounds)[0] == "第十八条第二款"


@pytest.mark.parametrize(("votes", "elected"), [(350, ()), (351, (ZHAO,))])
def test_an_odd_number_of_ballots_has_no_exact_half(
    votes: int, elected: tuple[PersonId, ...]
) -> None:
    declared = declare(poll(contest(CHAIR, stands(ZHAO, votes)), collected=701), LAW)
    assert result_of(declared, CHAIR).elected == elected
    assert articles(declared.grounds)[0] == "第十八条第二款"


def test_invalid_ballots_stay_in_the_base() -> None:
    """600 of 700 ballots were valid, yet 351 are needed and not 301: whoever voted took part."""
    chair = replace(contest(CHAIR, stands(ZHAO, 320), stands(QIAN, 280)), valid=600, invalid=100)
    declared = declare(poll(chair), LAW)
    assert result_of(declared, CHAIR).minimum_votes == 351
    assert result_of(declared, CHAIR).elected == ()
    assert "第十八条第二款" in articles(declared.grounds)


def test_more_over_the_line_than_seats_are_seated_by_votes() -> None:
    member = contest(MEMBER, stands(SUN, 360), stands(ZHAO, 500), stands(ZHOU, 400), seats=2)
    result = result_of(declare(poll(member), LAW), MEMBER)
    assert result.elected == (ZHAO, ZHOU)
    assert result.not_elected == (SUN,)


def test_seats_that_are_left_are_run_off() -> None:
    """当选人数不足应选名额的，不足的名额另行选举。"""
    member = contest(MEMBER, stands(ZHOU, 400), stands(SUN, 350), stands(LI, 200), seats=3)
    declared = declare(poll(member), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.not_elected) == ((ZHOU,), (SUN, LI))
    assert (result.vacancies, result.next) == (2, ("runoff",))
    assert set(articles(declared.grounds)) == {"第十八条第二款"}
    assert LAW.runoff
    assert LAW.runoff.citation in declared.grounds


@pytest.mark.parametrize(
    ("collected", "minimum", "elected"),
    [(630, 210, (SUN,)), (631, 211, ()), (629, 210, (SUN,)), (633, 211, ())],
)
def test_exactly_a_third_elects_in_a_runoff_and_one_vote_less_does_not(
    collected: int, minimum: int, elected: tuple[PersonId, ...]
) -> None:
    result = runoff(LAW, vacancies=1, collected=collected, attended=None, votes={SUN: 210, LI: 205})
    assert (result.minimum_votes, result.elected) == (minimum, elected)
    assert result.vacancies == 1 - len(elected)
    assert articles(result.grounds) == ["第十八条第二款"]


def test_in_a_runoff_the_most_votes_win_and_half_is_not_asked_for() -> None:
    votes = {SUN: 220, LI: 240, ZHOU: 230}
    result = runoff(LAW, vacancies=2, collected=690, attended=None, votes=votes)
    assert (result.minimum_votes, result.elected) == (230, (LI, ZHOU))
    assert articles(result.grounds) == ["第十八条第二款"]


def test_equal_votes_across_the_last_seat_of_a_runoff_elect_neither() -> None:
    votes = {SUN: 240, LI: 240, ZHOU: 250}
    result = runoff(LAW, vacancies=2, collected=690, attended=None, votes=votes)
    assert (result.elected, result.tied, result.vacancies) == ((ZHOU,), (SUN, LI), 1)
    assert articles(result.grounds)[0] == "第十八条第二款"


def test_equal_votes_under_the_third_are_no_tie() -> None:
    result = runoff(LAW, vacancies=1, collected=690, attended=None, votes={SUN: 229, LI: 229})
    assert (result.elected, result.tied, result.vacancies) == ((), (), 1)
    assert articles(result.grounds) == ["第十八条第二款"]


@pytest.mark.parametrize(
    ("vacancies", "standing"), [(1, (SUN, LI)), (2, (SUN, LI, ZHOU)), (3, (SUN, LI, ZHOU, ZHENG))]
)
def test_the_not_elected_with_most_votes_stand_in_the_runoff_one_more_than_the_seats(
    vacancies: int, standing: tuple[PersonId, ...]
) -> None:
    people = (stands(ZHOU, 200), stands(SUN, 340), stands(ZHENG, 100), stands(LI, 300))
    chosen = runoff_candidates(LAW, vacancies=vacancies, people=people)
    assert chosen.candidates == standing
    assert articles(chosen.grounds) == ["第十八条第二款"]


@pytest.mark.parametrize(("last", "standing"), [(300, (SUN, LI, ZHOU)), (299, (SUN, LI))])
def test_equal_at_the_edge_all_stand_in_the_runoff(
    last: int, standing: tuple[PersonId, ...]
) -> None:
    people = (stands(SUN, 340), stands(LI, 300), stands(ZHOU, last))
    chosen = runoff_candidates(LAW, vacancies=1, people=people)
    assert chosen.candidates == standing
    assert articles(chosen.grounds) == ["第十八条第二款"]


def test_women_alone_stand_for_a_seat_that_is_kept_for_a_woman() -> None:
    people = (stands(SUN, 340), stands(ZHOU, 200), stands(LI, 330), stands(ZHENG, 100))
    chosen = runoff_candidates(LAW, vacancies=1, people=people, women_only=True)
    assert chosen.candidates == (ZHOU, ZHENG)
    assert articles(chosen.grounds) == ["第十八条第二款"]


@pytest.mark.parametrize("post", [CHAIR, MEMBER])
@pytest.mark.parametrize("seats", [1, 3])
def test_there_are_more_candidates_than_seats_for_every_post(post: Post, seats: int) -> None:
    """第一款：候选人的名额应当多于应选名额；多几人，国家法律没有规定。"""
    number = candidate_number(LAW, seats=seats, post=post)
    assert (number.minimum, number.maximum) == (seats + 1, None)
    assert articles(number.grounds) == ["第十八条第一款"]


def test_the_result_is_announced_on_the_polling_day_itself() -> None:
    """第三款：选举结果应当当场公布。"""
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    published = next(step for step in dated.steps if step.event == "result-published")
    assert (published.window.earliest, published.window.latest) == (DAY, DAY)
    assert articles(published.grounds) == ["第十八条第三款"]
