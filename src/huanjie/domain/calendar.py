"""Counting time (期间计算): deadlines in calendar days, working days, corresponding days.

The Civil Code (民法典) 第二百条 to 第二百零四条 governs: periods run by the calendar, the starting
day does not count, and the day ends at midnight. The election statutes say 日 (calendar days);
working days (工作日) appear only in plans. Every answer says whether it is provisional: whether
any day that it consulted lies in a year whose holiday notice is not published.
"""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from huanjie.domain.daywords import date_in_words
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.law.calendar import Calendar

LONGEST_PERIOD: Final = 36_525
"""A hundred years of days: no period of an election is longer, and every count stays short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A deadline (期限): the last day on which the thing may be done."""

    last_day: date
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Working days (工作日) counted one by one, so that anyone can recount them."""

    counted: tuple[date, ...]
    last_day: date
    """the last day counted, or the start where none was asked for"""
    provisional: bool


def days_before(anchor: date, days: int, calendar: Calendar) -> Deadline:
    """The day so many days before another (几日以前), as 选举日的二十日以前; it never rolls.

    民法典第二百零一条 turned backwards: the anchor does not count. That the day itself is still in
    time is a convention; no article counts backwards, and 第二百零三条 only lengthens a period.
    """
    last_day = _moved(anchor, -_bounded(days))
    return Deadline(last_day=last_day, provisional=calendar.is_provisional(last_day))


def days_after(anchor: date, days: int, calendar: Calendar, *, roll: bool) -> Deadline:
    """The last day of a period of days (几日以内): the starting day does not count.

    民法典第二百零一条. With `roll`, 民法典第二百零三条: where the last day is a rest day
    (法定休假日), the period ends on the first working day after it. Without it no holiday moves
    the day, so it is never provisional.
    """
    last_day = _moved(anchor, _bounded(days))
    provisional = roll and calendar.is_provisional(last_day)
    while roll and not calendar.is_working_day(last_day):
        last_day = _moved(last_day, 1)
        provisional = provisional or calendar.is_provisional(last_day)
    return Deadline(last_day=last_day, provisional=provisional)


def working_days(start: date, days: int, calendar: Calendar) -> WorkingDays:
    """So many working days (工作日) after a day, which does not itself count (民法典第二百零一条).

    A weekend worked in lieu (调休上班) counts, a holiday does not.
    """
    wanted = _bounded(days)
    counted: list[date] = []
    day, provisional = start, False
    while len(counted) < wanted:
        day = _moved(day, 1)
        provisional = provisional or calendar.is_provisional(day)
        if calendar.is_working_day(day):
            counted.append(day)
    return WorkingDays(
        counted=tuple(counted),
        last_day=day,
        provisional=provisional or calendar.is_provisional(day),
    )


def latest_start_for_working_days(end: date, days: int, calendar: Calendar) -> Deadline:
    """The latest day to start (最迟起始日), for so many working days to be over by the end.

    民法典第二百零一条: the start does not count, so it is the day before the first day counted.
    """
    missing = _bounded(days)
    day, provisional = end, calendar.is_provisional(end)
    while missing:
        missing -= calendar.is_working_day(day)
        day = _moved(day, -1)
        provisional = provisional or calendar.is_provisional(day)
    return Deadline(last_day=day, provisional=provisional)


def corresponding_day(day: date, *, years: int = 0, months: int = 0) -> date:
    """The corresponding day (对应日) of a later or earlier month, else that month's last day.

    民法典第二百零二条.

    >>> corresponding_day(date(2024, 2, 29), years=5)
    datetime.date(2029, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise BadInput(
            f"{date_in_words(day)}加 {shown(years)} 年 {shown(months)} 月，超出日历的范围"
        )
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _bounded(days: int) -> int:
    if not 0 <= days <= LONGEST_PERIOD:
        raise BadInput(f"{shown(days)} 天不在 0 至 {LONGEST_PERIOD} 之间", remedy="检查天数")
    return days


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise BadInput(f"{date_in_words(day)}前后的日期超出日历的范围", remedy="检查年份") from None
