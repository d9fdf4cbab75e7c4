"""Identity numbers by columns (身份证号的列): `huanjie.domain.identity`, many at once.

Taken is a number of eighteen characters that is right in every way; whatever else a cell holds is
left to the domain, which says what is wrong with it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from huanjie.bulk.spelled import Flags, Places, Spelled, column_of_cells
from huanjie.domain.area_codes import every_code
from huanjie.domain.celltext import is_formula, written
from huanjie.domain.identity import (
    CHECK_DIGITS,
    EARLIEST_YEAR,
    PERMITS,
    WEIGHTS,
    IdentityFault,
    read_identity,
    repaired,
)

LENGTH: Final = 18
NO_KEY: Final = -1
"""the key of a row without a number"""
_ZERO, _X = ord("0"), ord("X")
_TENS: Final = 10 ** np.arange(LENGTH - 2, -1, -1, dtype=np.int64)
_MONTHS: Final = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int64)
_FEBRUARY: Final = 2
_AREA: Final = slice(0, 6)

Digits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Identities:
    """What is known of the numbers of a column; `right` are those that are taken."""

    right: Flags
    repaired: Flags
    """right once spaces, apostrophes, wide digits and a small x are mended"""
    digits: Digits
    """the characters, a row each"""
    keys: Places
    """seventeen digits as a number: equal for one person's numbers; `NO_KEY` where not right"""
    is_male: Flags
    area_unknown: Flags


def identities(column: Spelled, *, on: datetime.date | None = None) -> Identities:
    """Look at every number of a column; nobody is born after the day `on`."""
    digits, mended = _digits(column)
    right = _looks_right(digits)
    values: Places = np.where(right[:, None], digits - _ZERO, 0).astype(np.int64)
    body, last = values[:, :-1], digits[:, -1]
    right &= _check_codes()[(body @ np.array(WEIGHTS, np.int64)) % len(CHECK_DIGITS)] == last
    right &= _born(body, on)
    keys = np.where(right, body @ _TENS, NO_KEY)
    return Identities(
        right=right,
        repaired=right & mended,
        digits=digits,
        keys=keys,
        is_male=values[:, 16] % 2 == 1,
        area_unknown=right & ~_areas()[_whole(body, _AREA)],
    )


def keys_of(texts: Sequence[str]) -> Places:
    """The key of each text, `NO_KEY` where it is no identity number; what the columns do not take
    (fifteen digits, what has to be mended) is read one by one, as a roll's.

    >>> keys_of(["99990119900307101X", " 99990119900307101x", "王"]).tolist()
    [99990119900307101, 99990119900307101, -1]
    """
    found = identities(column_of_cells(["" if "\n" in text else text for text in texts]))
    keys = found.keys.copy()
    for at in np.flatnonzero(~found.right).tolist():
        identity = read_identity(texts[at])
        if not isinstance(identity, IdentityFault):
            keys[at] = key_of(identity.whole)
    return keys


def key_of(number: str) -> int:
    """The key of a number of eighteen characters that is right."""
    return int(number[: LENGTH - 1])


def _digits(column: Spelled) -> tuple[Digits, Flags]:
    """The characters of every number, as far as it has eighteen, and which were mended."""
    rows = len(column.starts)
    digits = np.zeros((rows, LENGTH), np.uint8)
    whole = np.flatnonzero(column.lengths == LENGTH)
    codes = column.codes[column.starts[whole, None] + np.arange(LENGTH)]
    digits[whole] = np.where(codes < 128, codes, 0)
    fine = np.zeros(rows, np.bool_)
    fine[whole] = _looks_right(digits[whole])
    mended = np.zeros(rows, np.bool_)
    for at in np.flatnonzero(~fine & (column.lengths > 0)).tolist():
        cell = column.cell(at)
        number = "" if is_formula(cell) else repaired(written(cell))
        if len(number) == LENGTH and number.isascii():
            digits[at] = np.frombuffer(number.encode(), np.uint8)
            mended[at] = True
        else:
            digits[at] = 0
    return digits, mended


def _looks_right(digits: Digits) -> Flags:
    values = digits - _ZERO  # what is below "0" turns over, and is no digit
    ends: Flags = (values[:, -1] <= 9) | (digits[:, -1] == _X)
    looks: Flags = (values[:, :-1] <= 9).all(axis=1) & ends
    return looks


def _born(body: Places, on: datetime.date | None) -> Flags:
    """Whose birth date is a day, and not after `on`."""
    years, months, days = (_whole(body, part) for part in _DATE)
    is_month = (months >= 1) & (months <= 12)
    leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
    longest = _MONTHS[np.where(is_month, months - 1, 0)] + (leap & (months == _FEBRUARY))
    born: Flags = (years >= EARLIEST_YEAR) & is_month & (days >= 1) & (days <= longest)
    if on is not None:
        latest = on.year * 10_000 + on.month * 100 + on.day
        born &= years * 10_000 + months * 100 + days <= latest
    return born


_DATE: Final = (slice(6, 10), slice(10, 12), slice(12, 14))


def _whole(body: Places, part: slice) -> Places:
    """Some digits as one number."""
    chosen = body[:, part]
    whole: Places = chosen @ (10 ** np.arange(chosen.shape[1] - 1, -1, -1, dtype=np.int64))
    return whole


@cache
def _check_codes() -> NDArray[Any]:
    return np.frombuffer(CHECK_DIGITS.encode(), np.uint8)


@cache
def _areas() -> Flags:
    """Whether each number of six digits is known."""
    known = np.zeros(1_000_000, np.bool_)
    known[[*map(int, (*every_code(), *PERMITS))]] = True
    return known
