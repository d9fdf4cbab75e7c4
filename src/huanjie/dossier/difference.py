"""Differences (差异): the first place where two JSON values differ, as a JSON pointer.

A verdict says more than "the hash is wrong": it names the vote, the figure or the article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from huanjie.door.cursor import escape, shown

DEEPEST: Final = 64
"""No file of a dossier is nested deeper; a deeper one is refused before anything walks it."""


class _Absent:
    """No value at all, which is not null."""

    def __str__(self) -> str:
        return "没有这一项"


ABSENT: Final = _Absent()


@dataclass(frozen=True, slots=True)
class Difference:
    """A place and the two values there; either may be absent."""

    pointer: str
    found: object
    expected: object

    def says(self, elsewhere: str) -> str:
        """The two values in one sentence; `elsewhere` names where the expected one stands.

        >>> Difference("/votes", 351, 350).says("日志里")
        '写的是 351，日志里是 350'
        """
        found = "没有这一项" if self.found is ABSENT else f"写的是 {_words(self.found)}"
        expected = "没有这一项" if self.expected is ABSENT else f"是 {_words(self.expected)}"
        return f"{found}，{elsewhere}{expected}"


def first_difference(found: Any, expected: Any, pointer: str = "") -> Difference | None:
    """The first place, in the expected order, where two values differ; None: they are equal."""
    if isinstance(found, Mapping) and isinstance(expected, Mapping):
        return _between_objects(found, expected, pointer)
    if isinstance(found, list | tuple) and isinstance(expected, list | tuple):
        return _between_lists(found, expected, pointer)
    if type(found) is type(expected) and found == expected:
        return None
    return Difference(pointer, found, expected)


def is_too_deep(value: Any, left: int = DEEPEST) -> bool:
    """Whether a value is nested deeper than any of ours."""
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return left == 0 or any(is_too_deep(item, left - 1) for item in inside)


def _between_objects(
    found: Mapping[str, Any], expected: Mapping[str, Any], pointer: str
) -> Difference | None:
    for key in dict.fromkeys([*expected, *found]):
        at = f"{pointer}/{escape(key)}"
        difference = first_difference(found.get(key, ABSENT), expected.get(key, ABSENT), at)
        if difference:
            return difference
    return None


def _between_lists(
    found: Sequence[Any], expected: Sequence[Any], pointer: str
) -> Difference | None:
    for index, pair in enumerate(zip_longest(found, expected, fillvalue=ABSENT)):
        difference = first_difference(*pair, f"{pointer}/{index}")
        if difference:
            return difference
    return None


def _words(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "一个对象"
    if isinstance(value, list | tuple):
        return "一个列表" if value else "空列表"
    return shown(value) if value != "" else "空文字"
