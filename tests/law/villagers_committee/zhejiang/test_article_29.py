"""浙江省村民委员会选举办法第二十九条：另行选举得票多的当选，不少于三分之一；三十日内举行。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.domain.people import LI, SUN, ZHOU, articles, stands

from huanjie.domain.contest import PersonId
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize("polling_day", [DAY, date(2026, 9, 4)])
def test_the_runoff_is_held_on_the_day_or_within_thirty_days_rest_day_or_not(
    polling_day: date,
) -> None:
    dated = schedule(LAW, polling_day=polling_day, calendar=load_calendar())
    again = next(step for step in dated.steps if step.event == "runoff-end")
    assert again.window.earliest == polling_day
    assert again.window.latest == polling_day + timedelta(days=30)
    assert articles(again.grounds) == ["第二十九条第五款"]


@pytest.mark.parametrize(("votes", "elected"), [(200, (SUN,)), (199, ())])
def test_a_third_elects_and_one_less_does_not(votes: int, elected: tuple[PersonId, ...]) -> None:
    result = runoff(LAW, vacancies=1, collected=600, attended=None, votes={SUN: votes, LI: 150})
    assert (result.minimum_votes, result.elected) == (200, elected)
    assert articles(result.grounds) == ["第十八条第二款"]


def test_the_not_elected_stand_again_by_their_votes_more_of_them_than_seats() -> None:
    people = (stands(LI, 200), stands(SUN, 340), stands(ZHOU, 300))
    chosen = runoff_candidates(LAW, vacancies=1, people=people)
    assert chosen.candidates == (SUN, ZHOU)
    assert articles(chosen.grounds) == ["第二十九条第二款"]
