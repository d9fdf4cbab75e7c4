"""Words (措辞): numbers, shares and fractions as a notice prints them."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from huanjie.law.rules import BASES, Share

_DIGITS: Final = "零一二三四五六七八九十"
_HALF: Final = Fraction(1, 2)
UNITS: Final[dict[str, str]] = {
    "registered": "人",
    "entitled": "人",
    "attended": "人",
    "collected": "张",
}
"""What each base is counted in (计量单位)."""


def grouped(number: int) -> str:
    """A number with its thousands apart.

    >>> grouped(1146)
    '1,146'
    """
    return f"{number:,}"


def fraction_in_words(fraction: Fraction) -> str:
    """A fraction as people say it.

    >>> fraction_in_words(Fraction(1, 2)), fraction_in_words(Fraction(4, 5))
    ('一半', '五分之四')
    """
    if fraction == _HALF:
        return "一半"
    if fraction == 1:
        return "全部"
    return f"{_numeral(fraction.denominator)}分之{_numeral(fraction.numerator)}"


def mixed(exact: Fraction) -> str:
    """An exact number, with what is left over as a fraction: nothing is rounded.

    >>> mixed(Fraction(350)), mixed(Fraction(701, 2)), mixed(Fraction(700, 3))
    ('350', '350.5', '233 又 1/3')
    """
    whole, left = divmod(exact, 1)
    if not left:
        return grouped(whole)
    if left == _HALF:
        return f"{grouped(whole)}.5"
    return f"{grouped(whole)} 又 {left}" if whole else str(left)


def percent(part: int, base: int) -> str:
    """A share with its base beside it: one place, half up, from the exact fraction.

    >>> percent(351, 700)
    '351 / 700 = 50.1 %'
    """
    return f"{grouped(part)} / {grouped(base)} = {percent_alone(part, base)}"


def percent_alone(part: int, base: int) -> str:
    """The share alone, or a dash where there is nothing to share.

    >>> percent_alone(898, 1146)
    '78.4 %'
    """
    if not base:
        return "—"
    tenths = (2 * 1000 * part + base) // (2 * base)
    return f"{grouped(tenths // 10)}.{tenths % 10} %"


def line_in_words(share: Share, base: int) -> str:
    """The line that a share draws on a base: what must be reached, and the whole number.

    700 的一半是 350，须超过，即至少 351
    """
    bound = "须超过" if share.bound == "more_than" else "不得少于"
    exact = mixed(share.fraction * base)
    words = fraction_in_words(share.fraction)
    least = grouped(share.minimum(base))
    return f"{grouped(base)} 的{words}是 {exact}，{bound}，即至少 {least}"


def base_in_words(share: Share, base: int) -> str:
    """A share's base with its number.

    登记参加选举的人数 900 人
    """
    return f"{BASES[share.of]} {grouped(base)} {UNITS[share.of]}"


def _numeral(number: int) -> str:
    return _DIGITS[number] if number < len(_DIGITS) else str(number)
