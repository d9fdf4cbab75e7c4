"""Counting time (期间计算) by the Civil Code (民法典), article by article."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.calendar import (
    LONGEST_PERIOD,
    Deadline,
    corresponding_day,
    days_after,
    days_before,
    latest_start_for_working_days,
    working_days,
)
from huanjie.door.fault import BadInput
from huanjie.law.calendar import load_calendar

CALENDAR = load_calendar()
NO_CALENDAR = CALENDAR.only([])
ONE_DAY = timedelta(days=1)

some_day = st.dates(min_value=date(2019, 6, 1), max_value=date(2041, 6, 30))
some_days = st.integers(min_value=0, max_value=400)


# Civil Code, article 201: the starting day does not count


@pytest.mark.parametrize(("days", "last"), [(0, 28), (1, 27), (20, 8)])
def test_the_twentieth_day_before_polling_day_is_counted_without_polling_day(
    days: int, last: int
) -> None:
    assert days_before(date(2026, 6, 28), days, CALENDAR).last_day == date(2026, 6, last)


def test_a_deadline_before_a_day_never_rolls_off_a_rest_day() -> None:
    tomb_sweeping_day = date(2026, 4, 5)
    deadline = days_before(date(2026, 4, 25), 20, CALENDAR)
    assert deadline == Deadline(last_day=tomb_sweeping_day, provisional=False)


@pytest.mark.parametrize(("days", "last"), [(0, 8), (1, 9), (5, 13)])
def test_a_period_after_a_day_is_counted_without_that_day(days: int, last: int) -> None:
    assert days_after(date(2026, 6, 8), days, CALENDAR, roll=False).last_day == date(2026, 6, last)


# Article 203: a last day that is a rest day


@pytest.mark.parametrize(("days", "last"), [(4, 12), (5, 15), (6, 15), (7, 15), (8, 16)])
def test_a_period_that_ends_on_a_weekend_ends_on_the_monday_after_it(days: int, last: int) -> None:
    assert days_after(date(2026, 6, 8), days, CALENDAR, roll=True).last_day == date(2026, 6, last)


@pytest.mark.parametrize(("roll", "last"), [(False, date(2026, 10, 1)), (True, date(2026, 10, 8))])
def test_a_period_that_ends_in_national_day_week_rolls_over_it_only_where_the_rule_says_so(
    roll: bool, last: date
) -> None:
    assert days_after(date(2026, 9, 28), 3, CALENDAR, roll=roll).last_day == last


def test_a_period_that_ends_on_a_weekend_worked_in_lieu_does_not_roll() -> None:
    worked_sunday = date(2026, 9, 20)
    assert days_after(date(2026, 9, 17), 3, CALENDAR, roll=True).last_day == worked_sunday


# Working days


def test_posting_day_and_holidays_do_not_count_but_a_worked_weekend_does() -> None:
    found = working_days(date(2026, 9, 30), 3, CALENDAR)
    assert found.counted == (date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 10))
    assert found.last_day == date(2026, 10, 10)
    assert not found.provisional


def test_no_working_days_end_where_they_start() -> None:
    found = working_days(date(2026, 10, 1), 0, CALENDAR)
    assert (found.counted, found.last_day) == ((), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("end", "start"),
    [(date(2026, 10, 10), date(2026, 10, 7)), (date(2026, 10, 9), date(2026, 9, 30) - ONE_DAY)],
)
def test_the_latest_start_is_the_day_before_the_first_day_counted(end: date, start: date) -> None:
    assert latest_start_for_working_days(end, 3, CALENDAR).last_day == start
    assert working_days(start, 3, CALENDAR).last_day <= end
    assert working_days(start + ONE_DAY, 3, CALENDAR).last_day > end


def test_an_end_on_a_rest_day_leaves_no_more_time_than_the_working_day_before_it() -> None:
    friday, sunday = (
        latest_start_for_working_days(date(2026, 6, n), 5, CALENDAR) for n in (12, 14)
    )
    assert friday == sunday


# Article 202: the corresponding day


@pytest.mark.parametrize(
    ("day", "years", "months", "last"),
    [
        (date(2026, 6, 28), 5, 0, date(2031, 6, 28)),
        (date(2024, 2, 29), 5, 0, date(2029, 2, 28)),
        (date(2024, 2, 29), 4, 0, date(2028, 2, 29)),
        (date(2026, 8, 30), 0, 6, date(2027, 2, 28)),
        (date(2026, 8, 28), 0, 6, date(2027, 2, 28)),
        (date(2026, 11, 30), 0, 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 0, 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 0, -2, date(2025, 11, 30)),
    ],
)
def test_a_term_ends_on_the_corresponding_day_or_the_last_of_the_month(
    day: date, years: int, months: int, last: date
) -> None:
    assert corresponding_day(day, years=years, months=months) == last


@given(some_day, st.integers(-30, 30), st.integers(-40, 40))
def test_the_corresponding_day_is_the_last_day_of_its_month_not_after_the_same_number(
    day: date, years: int, months: int
) -> None:
    found = corresponding_day(day, years=years, months=months)
    apart = (found.year - day.year) * 12 + found.month - day.month
    assert apart == years * 12 + months
    assert found.day == day.day or (found.day < day.day and (found + ONE_DAY).day == 1)


# A year without a notice is provisional


@pytest.mark.parametrize(("days", "provisional"), [(1, True), (2, False)])
def test_a_deadline_is_provisional_where_its_day_lies_in_a_year_without_a_notice(
    days: int, provisional: bool
) -> None:
    assert days_before(date(2027, 1, 2), days, CALENDAR).provisional is provisional


@pytest.mark.parametrize("published", [2022, 2023])
def test_rolling_from_or_into_a_year_without_a_notice_is_provisional(published: int) -> None:
    # 2022-12-31 is a Saturday: the period rolls into 2023
    found = days_after(date(2022, 12, 30), 1, CALENDAR.only([published]), roll=True)
    assert found.last_day.year == 2023
    assert found.provisional


def test_rolling_within_published_years_is_certain() -> None:
    found = days_after(date(2022, 12, 30), 1, CALENDAR, roll=True)
    assert found == Deadline(last_day=date(2023, 1, 3), provisional=False)


def test_skipped_days_alone_make_working_days_provisional() -> None:
    # 2022-12-31 is a Saturday, the next working day Tuesday 2023-01-03
    found = working_days(date(2022, 12, 30), 1, CALENDAR.only([2023]))
    assert found.counted == (date(2023, 1, 3),)
    assert found.provisional
    assert not working_days(date(2022, 12, 31), 1, CALENDAR.only([2023])).provisional


@pytest.mark.parametrize(("days", "provisional"), [(1, False), (2, True)])
def test_the_last_working_day_of_2026_is_certain_and_the_next_is_not(
    days: int, provisional: bool
) -> None:
    assert working_days(date(2026, 12, 30), days, CALENDAR).provisional is provisional


@pytest.mark.parametrize(
    ("end", "provisional"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)]
)
def test_a_latest_start_is_provisional_where_its_end_is(end: date, provisional: bool) -> None:
    assert latest_start_for_working_days(end, 1, CALENDAR).provisional is provisional


@pytest.mark.parametrize(("days", "provisional"), [(1, False), (2, True)])
def test_a_latest_start_is_provisional_where_it_reaches_back_into_a_year_without_a_notice(
    days: int, provisional: bool
) -> None:
    found = latest_start_for_working_days(date(2023, 1, 3), days, CALENDAR.only([2023]))
    assert found.provisional is provisional


# Against the obvious slow count


def slow_working_days(start: date, days: int) -> list[date]:
    ahead = (start + n * ONE_DAY for n in range(1, 3 * days + 40))
    return [day for day in ahead if CALENDAR.is_working_day(day)][:days]


@given(some_day, some_days)
def test_working_days_are_the_first_so_many_of_the_days_ahead(start: date, days: int) -> None:
    found = working_days(start, days, CALENDAR)
    slow = slow_working_days(start, days)
    assert list(found.counted) == slow
    assert found.last_day == (slow[-1] if slow else start)
    walked = [start + n * ONE_DAY for n in range(1, (found.last_day - start).days + 1)] or [start]
    assert found.provisional == any(CALENDAR.is_provisional(day) for day in walked)


@given(some_day, st.integers(min_value=1, max_value=60))
def test_the_latest_start_is_in_time_and_a_day_later_is_not(end: date, days: int) -> None:
    start = latest_start_for_working_days(end, days, CALENDAR).last_day
    assert working_days(start, days, CALENDAR).last_day <= end
    assert working_days(start + ONE_DAY, days, CALENDAR).last_day > end


@given(some_day, some_days, st.booleans())
def test_a_period_ends_on_its_last_day_or_on_the_first_working_day_after(
    anchor: date, days: int, roll: bool
) -> None:
    plain = anchor + days * ONE_DAY
    ahead = (plain + n * ONE_DAY for n in range(40))
    expected = next(day for day in ahead if CALENDAR.is_working_day(day)) if roll else plain
    assert days_after(anchor, days, CALENDAR, roll=roll).last_day == expected


@given(some_day, some_days)
def test_counting_back_undoes_counting_forward(anchor: date, days: int) -> None:
    later = days_after(anchor, days, CALENDAR, roll=False).last_day
    assert days_before(later, days, CALENDAR).last_day == anchor


# Absurd questions are refused, at once


@pytest.mark.parametrize("days", [-1, LONGEST_PERIOD + 1, 10**5000], ids=["-1", "over", "huge"])
def test_an_absurd_number_of_days_is_refused(days: int) -> None:
    day = date(2026, 6, 28)
    with pytest.raises(BadInput):
        days_before(day, days, CALENDAR)
    with pytest.raises(BadInput):
        days_after(day, days, CALENDAR, roll=True)
    with pytest.raises(BadInput):
        working_days(day, days, CALENDAR)
    with pytest.raises(BadInput):
        latest_start_for_working_days(day, days, CALENDAR)


def test_the_longest_period_is_still_counted() -> None:
    assert len(working_days(date(2026, 1, 1), LONGEST_PERIOD, CALENDAR).counted) == LONGEST_PERIOD
    assert days_before(date(2026, 1, 1), LONGEST_PERIOD, CALENDAR).last_day == date(1926, 1, 1)


def test_days_beyond_the_end_of_time_are_refused() -> None:
    with pytest.raises(BadInput):
        days_before(date.min, 1, NO_CALENDAR)
    with pytest.raises(BadInput):
        days_after(date.max, 1, NO_CALENDAR, roll=False)
    with pytest.raises(BadInput):
        working_days(date.max, 1, NO_CALENDAR)
    with pytest.raises(BadInput):
        latest_start_for_working_days(date.min, 1, NO_CALENDAR)


@pytest.mark.parametrize(
    ("years", "months"),
    [(7973, 7), (-2026, 0), (10**5000, 0), (0, -(10**9))],
    ids=["later", "earlier", "huge", "months"],
)
def test_a_corresponding_day_beyond_the_calendar_is_refused(years: int, months: int) -> None:
    with pytest.raises(BadInput):
        corresponding_day(date(2026, 6, 28), years=years, months=months)


@pytest.mark.parametrize(("years", "last"), [(7973, date(9999, 6, 28)), (-2025, date(1, 6, 28))])
def test_the_first_and_the_last_year_of_the_calendar_are_answered(years: int, last: date) -> None:
    assert corresponding_day(date(2026, 6, 28), years=years) == last


@pytest.mark.parametrize("roll", [True, False])
def test_only_a_period_that_rolls_waits_for_the_notice(roll: bool) -> None:
    found = days_after(date(2026, 12, 30), 10, CALENDAR, roll=roll)
    assert found.provisional is roll
