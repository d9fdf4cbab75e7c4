"""A progress line (进度) on the screen for long work; nothing where nobody is watching."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

Item = TypeVar("Item")

_EVERY: Final = 10
"""Items between two tellings."""


def progress(items: Iterable[Item], *, total: int, says: str) -> Iterator[Item]:
    """The same items, with a line that tells how many are done."""
    watched = sys.stderr.isatty()
    number = 0
    for number, item in enumerate(items, start=1):
        yield item
        if watched and (number % _EVERY == 0 or number == total):
            print(f"\r{says} {number} / {max(total, number)}", end="", file=sys.stderr, flush=True)
    if watched and number:
        print(file=sys.stderr)
