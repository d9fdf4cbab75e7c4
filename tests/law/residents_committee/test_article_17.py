"""城市居民委员会组织法第十七条：选民名单连同户的代表、居民代表名单二十日前公布；五日申诉，三日决定。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import ScheduledStep, schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 16)
LAW = load("residents-committee", on=DAY, today=DAY)


def step(event: str, *, start: date | None = None) -> ScheduledStep:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=start)
    return next(each for each in dated.steps if each.event == event)


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 11, 26), True), (date(2026, 11, 27), False)]
)
def test_the_twentieth_day_before_is_in_time_for_the_roll_and_the_nineteenth_is_not(
    start: date, fits: bool
) -> None:
    posted = step("roll-published", start=start)
    assert posted.window.latest == date(2026, 11, 26)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第十七条第一款"]


@pytest.mark.parametrize(
    ("event", "last_day"),
    [("objections-end", date(2026, 12, 1)), ("objection-decided", date(2026, 12, 4))],
)
def test_five_days_to_object_and_three_to_decide(event: str, last_day: date) -> None:
    assert step(event).window.latest == last_day
    assert articles(step(event).grounds) == ["第十七条第二款"]


def test_representatives_are_chosen_before_their_list_is_posted_with_the_roll() -> None:
    """第一款：同时公布户的代表或者新一届居民代表名单。"""
    assert "居民代表名单" in step("roll-published").name
    chosen = step("representatives-chosen")
    assert chosen.window.latest == step("roll-published").window.latest
    assert articles(chosen.grounds) == ["第十七条第一款"]


def test_the_election_committee_is_there_before_it_registers_anybody() -> None:
    for event in ("committee-formed", "registration-start", "registration-end"):
        assert step(event).window.latest == date(2026, 11, 26)
