"""Half working days (半个工作日): when the clock of a joint review runs out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.halfdays import (
    LONGEST,
    Half,
    clock_end,
    half_of,
    in_days,
    median,
    working_halves,
)
from huanjie.door.fault import BadInput
from huanjie.law.calendar import load_calendar

CALENDAR = load_calendar()
MONDAY = date(2026, 6, 8)
FIVE = 5


def morning(day: date) -> Half:
    return Half(day, False)


def afternoon(day: date) -> Half:
    return Half(day, True)


@pytest.mark.parametrize(
    ("hour", "minute", "half"),
    [(0, 0, morning), (11, 59, morning), (12, 0, afternoon), (23, 59, afternoon)],
)
def test_the_afternoon_begins_at_noon(hour: int, minute: int, half: object) -> None:
    assert half_of(datetime(2026, 6, 8, hour, minute)) == half(MONDAY)  # type: ignore[operator]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (morning(MONDAY), afternoon(date(2026, 6, 10))),
        (afternoon(MONDAY), morning(date(2026, 6, 11))),
        (afternoon(date(2026, 6, 12)), morning(date(2026, 6, 17))),
        (morning(date(2026, 6, 13)), morning(date(2026, 6, 17))),
        (afternoon(date(2026, 6, 14)), morning(date(2026, 6, 17))),
    ],
    ids=["from a morning", "from an afternoon", "from a Friday", "from Saturday", "from Sunday"],
)
def test_two_and_a_half_days_are_five_halves_that_are_worked(start: Half, end: Half) -> None:
    assert clock_end(start, FIVE, CALENDAR).half == end


def test_a_holiday_does_not_count_and_a_worked_weekend_does() -> None:
    # 2026: Dragon Boat 06-19 to 06-21; National Day 10-01 to 10-07, worked 09-20 and 10-10.
    assert clock_end(afternoon(date(2026, 6, 18)), 1, CALENDAR).half == morning(date(2026, 6, 22))
    assert clock_end(afternoon(date(2026, 10, 9)), 2, CALENDAR).half == afternoon(
        date(2026, 10, 10)
    )


def test_a_year_without_a_notice_makes_the_clock_provisional() -> None:
    assert not clock_end(morning(MONDAY), 1, CALENDAR).provisional
    assert clock_end(afternoon(date(2026, 12, 31)), 1, CALENDAR).provisional


@pytest.mark.parametrize("halves", [0, LONGEST + 1])
def test_a_clock_has_a_length(halves: int) -> None:
    with pytest.raises(BadInput, match="不在 1 至"):
        clock_end(morning(MONDAY), halves, CALENDAR)


HALVES = st.builds(
    Half, st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31)), st.booleans()
)


@given(start=HALVES, halves=st.integers(1, 40))
def test_counting_back_gives_the_halves_that_were_counted_forth(start: Half, halves: int) -> None:
    end = clock_end(start, halves, CALENDAR).half
    assert working_halves(start, end, CALENDAR) == halves
    assert CALENDAR.is_working_day(end.day)


@given(start=HALVES)
def test_within_its_own_half_nothing_has_passed(start: Half) -> None:
    assert working_halves(start, start, CALENDAR) == 0
    assert working_halves(start.next, start, CALENDAR) == 0


def test_times_that_are_years_apart_are_refused() -> None:
    with pytest.raises(BadInput, match="太长"):
        working_halves(morning(MONDAY), morning(MONDAY + timedelta(days=9_999)), CALENDAR)


@given(st.lists(st.integers(0, 50), min_size=1))
def test_a_median_has_as_many_above_as_below(times: list[int]) -> None:
    middle = median(times)
    assert middle is not None
    assert sum(each < middle for each in times) <= len(times) / 2
    assert sum(each > middle for each in times) <= len(times) / 2


def test_no_times_have_no_median_and_half_a_half_is_a_quarter_day() -> None:
    assert median([]) is None
    assert in_days(Fraction(1, 2)) == "0.25"
    assert in_days(FIVE) == "2.5"
