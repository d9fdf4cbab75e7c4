"""城市居民委员会组织法第三十八条第二款：主任离任审计结果在下一届选举之前公布。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 19), True), (date(2026, 12, 20), False)]
)
def test_the_day_before_the_poll_is_in_time_and_the_polling_day_is_not(
    start: date, fits: bool
) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=start)
    audit = next(step for step in dated.steps if step.event == "audit-published")
    assert audit.window.latest == date(2026, 12, 19)
    assert (audit.conflict is None) is fits
    assert articles(audit.grounds) == ["第三十八条第二款"]
