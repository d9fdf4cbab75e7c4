"""Invented identity numbers (虚构的身份证号): right in everything, under an area of nobody."""

from __future__ import annotations

from typing import Final

NOBODYS_AREA: Final = "999901"
"""assigned to no county"""


def slow_check_digit(digits: str) -> str:
    """GB 11643-1999, 4.3: the character that makes the sum of a(i) × W(i) one modulo 11, where
    W(i) is 2 to the power i - 1 modulo 11, places counted from the right.
    """
    for value, sign in enumerate("0123456789X"):
        places = [value, *map(int, reversed(digits))]
        if sum(place * 2**power for power, place in enumerate(places)) % 11 == 1:
            return sign
    raise AssertionError


def number(born: str = "19900307", sequence: str = "101", area: str = NOBODYS_AREA) -> str:
    """Eighteen characters; an odd sequence is a man's."""
    digits = area + born + sequence
    return digits + slow_check_digit(digits)


def spoiled(right: str) -> str:
    """The same with another check digit."""
    return right[:-1] + ("0" if right[-1] != "0" else "1")
