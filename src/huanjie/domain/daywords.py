"""A day in words (日期的写法), as every page, paper and message says it."""

from __future__ import annotations

import datetime
from typing import Final

WEEKDAYS: Final = "一二三四五六日"


def in_words(day: datetime.date) -> str:
    """A day as a notice prints it: 2026年6月28日（周日）."""
    return f"{date_in_words(day)}（周{WEEKDAYS[day.weekday()]}）"


def day_of_year(day: datetime.date) -> str:
    """A day of the year that everybody is in, where there is little room: 6月28日."""
    return f"{day.month}月{day.day}日"


def date_in_words(day: datetime.date) -> str:
    """A day whose weekday is of no use, as of a birth or a document: 2026年6月28日."""
    return f"{day.year}年{day.month}月{day.day}日"
