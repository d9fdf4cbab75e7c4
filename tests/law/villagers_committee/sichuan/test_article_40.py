"""四川省村民委员会选举条例第四十条：十五日内推选监督机构，十日内移交工作和选举档案。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("event", "last_day", "article"),
    [
        ("supervisors-chosen", date(2027, 1, 4), "第四十条第三款"),
        ("archive-end", date(2026, 12, 30), "第四十条第四款"),
        ("handover-end", date(2026, 12, 30), "第二十四条"),
    ],
)
def test_what_the_new_committee_does_first_is_done_in_time(
    event: str, last_day: date, article: str
) -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    step = next(each for each in dated.steps if each.event == event)
    assert (step.window.earliest, step.window.latest) == (DAY, last_day)
    assert articles(step.grounds) == [article]


@pytest.mark.parametrize(
    ("event", "last_day", "article"),
    [
        ("supervisors-chosen", date(2026, 10, 8), "第四十条第三款"),
        ("archive-end", date(2026, 10, 8), "第四十条第四款"),
    ],
)
def test_a_last_day_in_the_national_holidays_runs_on_to_the_eighth_of_october(
    event: str, last_day: date, article: str
) -> None:
    polling_day = date(2026, 9, 20) if event == "supervisors-chosen" else date(2026, 9, 25)
    dated = schedule(LAW, polling_day=polling_day, calendar=load_calendar())
    step = next(each for each in dated.steps if each.event == event)
    assert step.window.latest == last_day
    assert articles(step.grounds) == [article, "第二百零三条"]
