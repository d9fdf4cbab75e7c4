"""Bit masks (位掩码): rows of bits, one a condition, turned into one mask a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_BITS: Final = 8
_PART: Final = 1 << 14  # bytes of a row in hand: unpacked, they stay in the processor's cache


def masks_of(
    rows: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], people: int
) -> NDArray[np.unsignedinteger]:
    """Each person's mask: bit i tells whether the person's bit is set in row i; at most 64 rows.

    >>> masks_of([np.packbits([1, 0, 1]), np.packbits([0, 0, 1])], 3).tolist()
    [1, 0, 3]
    """
    size = next(size for size in (1, 2, 4, 8) if len(rows) <= size * _BITS)
    width = (people + _BITS - 1) // _BITS
    masks = np.zeros((width * _BITS, size), np.uint8)
    for start in range(0, width, _PART):
        end = min(start + _PART, width)
        for group in range(0, len(rows), _BITS):
            eight = [row[start:end] for row in rows[group : group + _BITS]]
            masks[start * _BITS : end * _BITS, group // _BITS] = _bytes_of(eight)
    found: NDArray[np.unsignedinteger] = masks.view(f"<u{size}")[:people, 0]
    return found


def _bytes_of(eight: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Up to eight rows as one byte a person; eight people are shifted at once, in one word."""
    words = np.unpackbits(eight[0]).view(np.uint64)
    for place, row in enumerate(eight[1:], 1):
        more = np.unpackbits(row).view(np.uint64)
        np.left_shift(more, np.uint64(place), out=more)
        np.bitwise_or(words, more, out=words)
    return words.view(np.uint8)
