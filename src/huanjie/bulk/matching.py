"""Matching a batch with a department's lists (名单比对): who of the few is among the millions.

The few make a filter of bits, spread by a multiplication: nearly everybody of a list falls through
it at the cost of one look into a table that stays in the processor's cache, and only the rest are
looked up. As a set of Python would answer; a property test holds the two equal.

>>> few = np.array([5, 9, 9], np.int64)
>>> hits(few, [np.array([1, 9], np.int64), np.array([7], np.int64)]).tolist()
[False, True, True]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from huanjie.bulk.spelled import Places

_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio, odd
_ROOM: Final = 16  # places of the filter a person: one in sixteen passes by chance
_LEAST_BITS, _MOST_BITS = 10, 26
_WORD: Final = 64
_PART: Final = 1 << 16  # numbers in hand at once


def hits(few: Places, lists: Iterable[Places]) -> NDArray[np.bool_]:
    """Which of the few stand in any of the lists, in the order of the few."""
    found = np.zeros(len(few), dtype=bool)
    if not len(few):
        return found
    known, place = np.unique(few, return_inverse=True)
    seen = np.zeros(len(known), dtype=bool)
    shift, table = _filter_of(known)
    for numbers in lists:
        for start in range(0, len(numbers), _PART):
            _look_up(numbers[start : start + _PART], known, seen, shift, table)
    return seen[place]


def _filter_of(known: Places) -> tuple[np.uint64, NDArray[np.bool_]]:
    wanted = int(len(known) * _ROOM - 1).bit_length()
    bits = min(max(wanted, _LEAST_BITS), _MOST_BITS)
    shift = np.uint64(_WORD - bits)
    table = np.zeros(1 << bits, dtype=bool)
    table[_spread(known, shift)] = True
    return shift, table


def _spread(numbers: Places, shift: np.uint64) -> NDArray[np.int64]:
    return ((numbers.view(np.uint64) * _SPREAD) >> shift).view(np.int64)


def _look_up(
    numbers: Places,
    known: Places,
    seen: NDArray[np.bool_],
    shift: np.uint64,
    table: NDArray[np.bool_],
) -> None:
    passed = numbers[table[_spread(numbers, shift)]]
    at = np.searchsorted(known, passed)
    at[at == len(known)] = 0
    seen[at[known[at] == passed]] = True
