"""浙江省村民委员会选举办法第十九条：不愿接受提名的，在选举日的三日前书面提出。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 17), True), (date(2026, 12, 18), False)]
)
def test_a_candidate_gives_up_three_days_before_and_not_two(start: date, fits: bool) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=start)
    posted = next(step for step in dated.steps if step.event == "withdrawals-end")
    assert posted.window.latest == date(2026, 12, 17)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第十九条"]
