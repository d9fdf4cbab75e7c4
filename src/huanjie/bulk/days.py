"""Days over columns (成批计算周岁和月数): as domain `age` counts them one by one.

Days are counted from 1970-01-01, as numpy counts them.
"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from huanjie.domain.age import WORKED

Days = NDArray[np.integer[Any]] | int

EPOCH: Final = datetime.date(1970, 1, 1)
_FIRST: Final = (datetime.date.min - EPOCH).days
_LAST: Final = (datetime.date.max - EPOCH).days
_MONTHS: Final = 12

Varies = Literal["start", "end"]


def days_of(day: datetime.date) -> int:
    """A day as a number."""
    return (day - EPOCH).days


def worked(function: str, start: Days, end: Days) -> NDArray[np.int64]:
    """Completed months or years from the days `start` to the days `end`."""
    months = _months_between(np.asarray(start, np.int64), np.asarray(end, np.int64))
    return months if function == "months_between" else months // _MONTHS


def _months_between(start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    start_month, start_day = _month_and_day(start)
    end_month, end_day = _month_and_day(end)
    last_day = (end_month + 1).astype("M8[M]").astype("M8[D]").astype(np.int64) - (end - end_day)
    incomplete = end_day < np.minimum(start_day, last_day - 1)
    months: NDArray[np.int64] = np.maximum(end_month - start_month - incomplete, 0)
    return months


def _month_and_day(days: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Months since 1970, and the day of the month from 0."""
    month = days.astype("M8[D]").astype("M8[M]")
    return month.astype(np.int64), days - month.astype("M8[D]").astype(np.int64)


@lru_cache(maxsize=1024)
def cutoff(function: str, fixed: int, least: int, *, varies: Varies) -> int:
    """Where one of the two days is `fixed`: the last start, or the first end, with which at least
    so many years or months are complete.

    Where no day will do, a day beyond the calendar. Found by the domain's own count: it never
    shrinks as the end moves on or the start moves back.
    """
    one = EPOCH + datetime.timedelta(fixed)
    lowest, highest = _FIRST - 1, _LAST + 1  # known not to do, known to do; or the other way round
    while highest - lowest > 1:
        middle = (lowest + highest) // 2
        other = EPOCH + datetime.timedelta(middle)
        start, end = (other, one) if varies == "start" else (one, other)
        enough = WORKED[function](start, end) >= least
        if enough is (varies == "end"):
            highest = middle
        else:
            lowest = middle
    return lowest if varies == "start" else highest
