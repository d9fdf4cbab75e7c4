"""Bit masks (位掩码): rows of bits, one a condition, turned into one mask a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BITS: Final = 8
_PART: Final = 1 << 13  # bytes of a row in hand: eight rows of them stay in the processor's cache

_STEPS: Final = tuple(
    (np.uint64(shift), np.uint64(mask))
    for shift, mask in ((7, 0x00AA00AA00AA00AA), (14, 0x0000CCCC0000CCCC), (28, 0x00000000F0F0F0F0))
)
"""Turning eight rows of eight bits about their diagonal, in three exchanges (Warren, Hacker's
Delight, 7-3)."""


def masks_of(rows: Sequence[NDArray[np.uint8]], people: int) -> NDArray[np.uint64]:
    """Each person's mask: bit i tells whether the person's bit is set in row i; at most 64 rows.

    >>> masks_of([np.packbits([1, 0, 1]), np.packbits([0, 0, 1])], 3).tolist()
    [1, 0, 3]
    """
    width = (people + _BITS - 1) // _BITS
    masks = np.zeros((width * _BITS, _BITS), np.uint8)
    for group in range(0, len(rows), _BITS):
        eight = rows[group : group + _BITS]
        for start in range(0, width, _PART):
            part = np.zeros((min(_PART, width - start), _BITS), np.uint8)
            for place, row in enumerate(eight):
                part[:, _BITS - 1 - place] = row[start : start + _PART]
            turned = _turned(part.view(">u8")[:, 0].astype(np.uint64))
            people_of_part = turned.astype(">u8").view(np.uint8)
            first = start * _BITS
            masks[first : first + len(people_of_part), group // _BITS] = people_of_part
    found: NDArray[np.uint64] = masks.view("<u8")[:people, 0].astype(np.uint64, copy=False)
    return found


def _turned(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for shift, mask in _STEPS:
        swap = (words ^ (words >> shift)) & mask
        words = words ^ swap ^ (swap << shift)
    return words
