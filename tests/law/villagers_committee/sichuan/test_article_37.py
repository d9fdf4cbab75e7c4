"""四川省村民委员会选举条例第三十七条：按此前的差额数另行选举，不少于三分之一，十日内。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.domain.people import LI, QIAN, SUN, WU, ZHOU, articles, stands

from huanjie.domain.contest import PersonId
from huanjie.domain.runoff import runoff, runoff_candidates
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")
LOSERS = (stands(SUN, 340), stands(ZHOU, 300), stands(LI, 200), stands(QIAN, 100), stands(WU, 90))


@pytest.mark.parametrize(
    ("margin", "standing"),
    [(1, (SUN, ZHOU)), (2, (SUN, ZHOU, LI)), (3, (SUN, ZHOU, LI, QIAN))],
)
def test_the_margin_of_the_first_vote_is_the_margin_of_the_runoff(
    margin: int, standing: tuple[PersonId, ...]
) -> None:
    """根据第一次选举得票多少的顺序，按照此前确定的差额数，确定另行选举候选人名单。"""
    chosen = runoff_candidates(LAW, vacancies=1, people=LOSERS, margin=margin)
    assert chosen.candidates == standing
    assert "第三十七条第一款" in articles(chosen.grounds)


@pytest.mark.parametrize(("votes", "elected"), [(200, (SUN,)), (199, ())])
def test_a_third_of_the_ballots_elects_and_one_less_does_not(
    votes: int, elected: tuple[PersonId, ...]
) -> None:
    result = runoff(LAW, vacancies=1, collected=600, attended=None, votes={SUN: votes, ZHOU: 150})
    assert (result.minimum_votes, result.elected) == (200, elected)
    assert articles(result.grounds) == ["第十八条第二款"]


def test_a_tie_in_the_runoff_is_voted_on_again_by_article_33() -> None:
    result = runoff(LAW, vacancies=1, collected=600, attended=None, votes={SUN: 250, ZHOU: 250})
    assert (result.elected, result.tied, result.vacancies) == ((), (SUN, ZHOU), 1)
    assert articles(result.grounds) == ["第十八条第二款", "第三十三条"]


@pytest.mark.parametrize("polling_day", [DAY, date(2026, 9, 24)])
def test_the_runoff_is_held_on_the_polling_day_or_within_ten_days_rest_day_or_not(
    polling_day: date,
) -> None:
    dated = schedule(LAW, polling_day=polling_day, calendar=load_calendar())
    again = next(step for step in dated.steps if step.event == "runoff-end")
    assert again.window.earliest == polling_day
    assert again.window.latest == polling_day + timedelta(days=10)
    assert articles(again.grounds) == ["第三十七条第二款"]
