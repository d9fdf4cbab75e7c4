"""四川省城市居民委员会选举条例第三十八条：十五日内推选监督机构，十日内移交工作和选举档案。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("event", "last_day", "article"),
    [
        ("supervisors-chosen", date(2027, 1, 4), "第三十八条第三款"),
        ("archive-end", date(2026, 12, 30), "第三十八条第四款"),
        ("handover-end", date(2026, 12, 30), "第二十五条"),
    ],
)
def test_what_the_new_committee_does_first_is_done_in_time(
    event: str, last_day: date, article: str
) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    step = next(each for each in dated.steps if each.event == event)
    assert (step.window.earliest, step.window.latest) == (DAY, last_day)
    assert articles(step.grounds) == [article]
