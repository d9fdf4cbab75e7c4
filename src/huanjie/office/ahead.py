"""One step ahead (先做一步): the next item is made while the last one is used.

What is made must not ask the database: a connection belongs to its thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def one_ahead(items: Iterable[T]) -> Iterator[T]:
    """The items in their order; no more than one of them waits. A fault in making one is raised
    where it would have come.
    """
    source = iter(items)
    with ThreadPoolExecutor(max_workers=1) as worker:
        following = worker.submit(_first, source)
        while found := following.result():
            following = worker.submit(_first, source)
            yield found[0]


def _first(source: Iterator[T]) -> tuple[T] | None:
    """The next item, as something that is true; None at the end."""
    for item in source:
        return (item,)
    return None
