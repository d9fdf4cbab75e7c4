"""The nearest known words (相近的词) to one that nobody knows: what its writer may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_ALIKE: Final = 0.6
_SHORT_ALIKE: Final = 0.5
"""how alike a word must be to be offered: of one of two characters, half of it"""
_SHORT: Final = 2


def nearest(word: str, known: Iterable[str], *, most: int) -> tuple[str, ...]:
    """The known words that are near enough to be meant, the nearest first; often none.

    >>> nearest("岳夫", ["岳父", "父亲"], most=2), nearest("邻居", ["岳父", "父亲"], most=2)
    (('岳父',), ())
    """
    alike = _SHORT_ALIKE if len(word) <= _SHORT else _ALIKE
    return tuple(get_close_matches(word, list(known), n=most, cutoff=alike))
