"""四川省城市居民委员会选举条例第三十五条：按此前的差额数另行选举，不少于三分之一，十日内。"""

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
LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(("margin", "standing"), [(1, (SUN, ZHOU)), (2, (SUN, ZHOU, LI))])
def test_the_margin_of_the_first_vote_is_the_margin_of_the_runoff(
    margin: int, standing: tuple[PersonId, ...]
) -> None:
    people = (stands(SUN, 340), stands(ZHOU, 300), stands(LI, 200))
    chosen = runoff_candidates(LAW, vacancies=1, people=people, margin=margin)
    assert chosen.candidates == standing
    assert "第三十五条第一款" in articles(chosen.grounds)


@pytest.mark.parametrize(("votes", "elected"), [(200, (SUN,)), (199, ())])
def test_a_third_elects_and_one_less_does_not(votes: int, elected: tuple[PersonId, ...]) -> None:
    result = runoff(LAW, vacancies=1, collected=600, attended=None, votes={SUN: votes, LI: 150})
    assert result.elected == elected
    assert articles(result.grounds) == ["第十九条第二款"]


def test_the_runoff_is_held_on_the_polling_day_or_within_ten_days() -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    again = next(step for step in dated.steps if step.event == "runoff-end")
    assert (again.window.earliest, again.window.latest) == (DAY, DAY + timedelta(days=10))
    assert articles(again.grounds) == ["第三十五条第二款"]
