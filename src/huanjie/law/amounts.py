"""Amounts in words (数的写法): numbers with their thousands apart, fractions as people say them."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

_DIGITS: Final = "零一二三四五六七八九十"
HALF: Final = Fraction(1, 2)


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
    if fraction == HALF:
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
    if left == HALF:
        return f"{grouped(whole)}.5"
    return f"{grouped(whole)} 又 {left}" if whole else str(left)


def _numeral(number: int) -> str:
    return _DIGITS[number] if number < len(_DIGITS) else str(number)
