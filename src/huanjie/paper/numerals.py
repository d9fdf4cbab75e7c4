"""Chinese numerals (汉字数字), as a date under a seal is written."""

from __future__ import annotations

import datetime
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_TEN: Final = 10


def chinese_date(day: datetime.date) -> str:
    """A day as a document is dated (成文日期).

    >>> chinese_date(datetime.date(2026, 6, 28)), chinese_date(datetime.date(2030, 10, 10))
    ('二〇二六年六月二十八日', '二〇三〇年十月十日')
    """
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_below_a_hundred(day.month)}月{_below_a_hundred(day.day)}日"


def _below_a_hundred(number: int) -> str:
    tens, ones = divmod(number, _TEN)
    ten = ("", "十")[tens] if tens <= 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones else "")
