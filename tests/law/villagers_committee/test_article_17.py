"""村民委员会组织法第十七条：名单在选举日的二十日前公布；五日内申诉，三日内决定。

That the twentieth day itself is in time, and that a last day of rest runs on, are conventions
and the Civil Code (民法典第二百零三条).
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import ScheduledStep, schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)
CALENDAR = load_calendar()


def step(event: str, *, polling_day: date = DAY, start: date | None = None) -> ScheduledStep:
    dated = schedule(LAW, polling_day=polling_day, calendar=CALENDAR, start=start)
    return next(each for each in dated.steps if each.event == event)


def test_the_roll_is_posted_twenty_days_before_the_polling_day_at_the_latest() -> None:
    posted = step("roll-published")
    assert posted.window.latest == date(2026, 11, 30) == DAY - timedelta(days=20)
    assert articles(posted.grounds) == ["第十七条第一款"]


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 11, 30), True), (date(2026, 12, 1), False)]
)
def test_who_begins_on_the_nineteenth_day_is_too_late_for_the_roll(start: date, fits: bool) -> None:
    posted = step("roll-published", start=start)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第十七条第一款"]


def test_a_roll_date_never_moves_for_a_rest_day() -> None:
    """Twenty days before 25 October 2026 is 5 October, a holiday: the edge stays there."""
    posted = step("roll-published", polling_day=date(2026, 10, 25))
    assert posted.window.latest == date(2026, 10, 5)
    assert articles(posted.grounds) == ["第十七条第一款"]


def test_objections_are_taken_for_five_days_of_which_posting_is_not_one() -> None:
    """Posted on Thursday 26 November for 16 December: the fifth day is Tuesday 1 December."""
    ends = step("objections-end", polling_day=date(2026, 12, 16))
    assert ends.window.latest == date(2026, 12, 1)
    assert articles(ends.grounds) == ["第十七条第二款"]


def test_objections_run_on_over_a_weekend_by_the_civil_code() -> None:
    ends = step("objections-end")
    assert date(2026, 12, 5).isoweekday() == 6
    assert ends.window.latest == date(2026, 12, 7)
    assert articles(ends.grounds) == ["第十七条第二款", "第二百零三条"]


def test_objections_run_on_over_the_national_holidays() -> None:
    """第五日是十月一日，放假至七日。"""
    ends = step("objections-end", polling_day=date(2026, 10, 16))
    assert ends.window.latest == date(2026, 10, 8)
    assert articles(ends.grounds) == ["第十七条第二款", "第二百零三条"]


def test_an_objection_of_the_last_day_is_decided_three_days_later() -> None:
    decided = step("objection-decided", polling_day=date(2026, 12, 16))
    assert decided.window.latest == date(2026, 12, 4)
    assert articles(decided.grounds) == ["第十七条第二款"]


def test_objections_of_the_first_day_may_be_decided_at_once() -> None:
    decided = step("objection-decided", start=date(2026, 11, 25))
    assert decided.window.earliest == date(2026, 11, 25)
    assert articles(decided.grounds)[0] == "第十七条第二款"
