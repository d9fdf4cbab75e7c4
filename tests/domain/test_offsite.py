"""Steps done off the site (线下办理的步骤): a day held against the days of the law."""

from __future__ import annotations

import datetime

import pytest

from huanjie.domain.offsite import check_done_on, out_of_time
from huanjie.domain.schedule import ScheduledStep, Window
from huanjie.door.fault import BadInput

FIRST, LAST = datetime.date(2026, 6, 28), datetime.date(2026, 7, 8)
DAY = datetime.timedelta(days=1)


def step(earliest: datetime.date | None, latest: datetime.date | None) -> ScheduledStep:
    return ScheduledStep(
        event="handover-end",
        name="移交完成",
        window=Window(earliest=earliest, latest=latest),
        grounds=(),
        provisional=False,
        conflict=None,
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (FIRST - DAY, "2026年6月28日（周日）才可以办，早了 1 天"),
        (FIRST, ""),
        (LAST, ""),
        (LAST + DAY, "最迟应在2026年7月8日（周三）办，晚了 1 天"),
    ],
)
def test_a_day_outside_those_of_the_law_is_told(day: datetime.date, said: str) -> None:
    assert out_of_time(step(FIRST, LAST), day) == said


def test_where_the_law_bounds_nothing_every_day_is_in_time() -> None:
    assert out_of_time(step(None, None), FIRST) == ""


def test_a_day_that_has_not_come_is_refused_and_today_is_not() -> None:
    years = range(2025, 2028)
    check_done_on(FIRST, today=FIRST, years=years)
    with pytest.raises(BadInput, match="还没有到"):
        check_done_on(FIRST + DAY, today=FIRST, years=years)


@pytest.mark.parametrize(("year", "refused"), [(2024, True), (2025, False)])
def test_a_year_that_no_step_touches_is_a_slip(year: int, refused: bool) -> None:
    day = datetime.date(year, 12, 31)
    if not refused:
        check_done_on(day, today=FIRST, years=range(2025, 2028))
        return
    with pytest.raises(BadInput, match="2024年不在这次选举的年份里（2025年至2027年）"):
        check_done_on(day, today=FIRST, years=range(2025, 2028))
