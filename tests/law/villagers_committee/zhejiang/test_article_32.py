"""浙江省村民委员会选举办法第三十二条第二款：审查具体条件，当日或者次日公布当选人名单。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    QIAN,
    ZHAO,
    articles,
    contest,
    is_written_in,
    poll,
    result_of,
    stands,
)

from huanjie.domain.declaration import declare
from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize(
    ("polling_day", "next_day"),
    [
        (date(2026, 12, 20), date(2026, 12, 21)),
        (date(2026, 12, 18), date(2026, 12, 19)),
        (date(2026, 9, 30), date(2026, 10, 1)),
    ],
)
def test_the_elected_are_announced_the_same_or_the_next_day_rest_day_or_not(
    polling_day: date, next_day: date
) -> None:
    dated = schedule(LAW, polling_day=polling_day, calendar=load_calendar())
    posted = next(step for step in dated.steps if step.event == "result-published")
    assert (posted.window.earliest, posted.window.latest) == (polling_day, next_day)
    assert articles(posted.grounds) == ["第三十二条第二款"]


def test_somebody_written_in_and_elected_is_reviewed() -> None:
    chair = contest(CHAIR, stands(ZHAO, 300), is_written_in(QIAN, 351))
    declared = declare(poll(chair, voters=705), LAW)
    assert QIAN in result_of(declared, CHAIR).conditions[0]
    assert "第三十二条第二款" in articles(declared.grounds)


def test_a_schedule_says_that_the_text_is_older_than_the_national_law() -> None:
    dated = schedule(LAW, polling_day=DAY, calendar=load_calendar())
    assert any("按国家法律" in warning for warning in dated.warnings)
