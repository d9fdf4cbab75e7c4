"""浙江省村民委员会选举办法第二十二条第一款：选举日的五日前公布投票的时间、地点、方式。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize("event", ["poll-announced", "workers-named"])
@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 15), True), (date(2026, 12, 16), False)]
)
def test_time_place_and_tellers_are_posted_five_days_before_and_not_four(
    event: str, start: date, fits: bool
) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=start)
    posted = next(step for step in dated.steps if step.event == event)
    assert posted.window.latest == date(2026, 12, 15)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第二十二条第一款"]
