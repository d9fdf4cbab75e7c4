"""四川省村民委员会选举条例第二十三条：选举日的十五日前公布被提名推荐的候选人名单。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(("start", "fits"), [(date(2026, 12, 5), True), (date(2026, 12, 6), False)])
def test_the_nominees_are_posted_fifteen_days_before_and_not_fourteen(
    start: date, fits: bool
) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=start)
    posted = next(step for step in dated.steps if step.event == "nominees-published")
    assert posted.window.latest == date(2026, 12, 5)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第二十三条"]


@pytest.mark.parametrize("event", ["nomination-end", "candidates-reviewed"])
def test_nomination_and_review_are_over_when_the_nominees_are_posted(event: str) -> None:
    dates = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    step = next(each for each in dates.steps if each.event == event)
    assert step.window.latest == date(2026, 12, 5)
    assert articles(step.grounds) == ["第二十三条"]
