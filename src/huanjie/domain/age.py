"""Completed years and months (周岁、满几年、满几个月) from one day to another.

A year or a month is complete on the corresponding day itself; where the last month has no such day,
on its last day (民法典第二百零二条). Where the second day comes first, nothing is complete.

>>> age_on(datetime.date(2008, 6, 28), datetime.date(2026, 6, 28))
18
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable
from typing import Final

_YEAR: Final = 12  # months


def months_between(start: datetime.date, end: datetime.date) -> int:
    """How many months are complete on a day (满几个月)."""
    months = _YEAR * (end.year - start.year) + end.month - start.month
    if end.day < start.day and end.day < monthrange(end.year, end.month)[1]:
        months -= 1
    return max(months, 0)


def years_between(start: datetime.date, end: datetime.date) -> int:
    """How many years are complete on a day (满几年)."""
    return months_between(start, end) // _YEAR


def age_on(birth_date: datetime.date, day: datetime.date) -> int:
    """How old somebody is on a day (周岁): complete on the birthday itself."""
    return years_between(birth_date, day)


WORKED: Final[dict[str, Callable[[datetime.date, datetime.date], int]]] = {
    "age_on": age_on,
    "years_between": years_between,
    "months_between": months_between,
}
"""What each function of an expression works out (law/expression.py: FUNCTIONS)."""
