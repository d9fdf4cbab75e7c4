"""Birth dates (出生日期) as people write them in a roll."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from huanjie.domain.celltext import Cell, half_width, without_apostrophe, written
from huanjie.domain.identity import EARLIEST_YEAR

_DAY: Final = re.compile(
    r"([0-9]{4})(?:[-./年 ]+)([0-9]{1,2})(?:[-./月 ]+)([0-9]{1,2}) ?[日号]?"
    r"(?:[T ][0-9:.]+)?"
)
_MONTH: Final = re.compile(r"([0-9]{4})(?:[-./年 ]+)([0-9]{1,2}) ?月?")
_DIGITS: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_TENTH: Final = 0.1
"""1990.1 typed as a number is January or October: the spreadsheet has dropped the nought."""
_NO_DAY_ZERO: Final = datetime.date(1899, 12, 30)
"""The day from which spreadsheets count (序列值)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthDate:
    """出生日期, or only the month of it (出生年月)."""

    year: int
    month: int
    day: int | None

    @property
    def date(self) -> datetime.date | None:
        """The day, where it is written."""
        return datetime.date(self.year, self.month, self.day) if self.day else None

    def is_of(self, date: datetime.date) -> bool:
        """Whether a date agrees with as much as is written."""
        same_month = (self.year, self.month) == (date.year, date.month)
        return same_month and self.day in (None, date.day)


def read_birth_date(cell: Cell) -> BirthDate | None:
    """1990-01-02, 1990.1.2, 1990/1/2, 1990年1月2日, 19900102, a spreadsheet's own date, or a month
    (1990年1月, 199001); None where it is no date that a living person was born on.
    """
    if isinstance(cell, datetime.date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, float) and _is_tenth(cell):
        return None
    text = half_width(without_apostrophe(written(cell)))
    if match := _SERIAL.fullmatch(text):
        return read_birth_date(_NO_DAY_ZERO + datetime.timedelta(int(match[1])))
    match = _DIGITS.fullmatch(text) or _DAY.fullmatch(text) or _MONTH.fullmatch(text)
    if match is None:
        return None
    year, month, *rest = match.groups()
    return _checked(int(year), int(month), int(rest[0]) if rest and rest[0] else None)


def _is_tenth(number: float) -> bool:
    return not number.is_integer() and str(number).endswith(str(_TENTH).lstrip("0"))


def _checked(year: int, month: int, day: int | None) -> BirthDate | None:
    """The date where there is such a day (or month)."""
    try:
        datetime.date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return BirthDate(year=year, month=month, day=day) if year >= EARLIEST_YEAR else None
