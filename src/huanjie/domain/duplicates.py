"""Duplicates (重复登记): rows that are one person twice, in one file or in several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

DuplicateKind = Literal["same-number", "same-row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands: `row` is the number that the spreadsheet shows, `sheet` None in a CSV."""

    file: str
    sheet: str | None
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One row, as far as it can be the same as another."""

    place: Place
    number: str | None
    """the identity number in 18 characters, where it is one"""
    content: tuple[str, ...]
    """what stands in the row"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """One person more than once: `same-row` where nothing differs, else `same-number`."""

    kind: DuplicateKind
    places: tuple[Place, ...]


def duplicates(rows: Iterable[Stand]) -> tuple[Duplicate, ...]:
    """Every number that stands more than once, and every row without a number that does.

    Two rows with one number are one duplicate, even where they also agree in all else.
    """
    groups: defaultdict[Hashable, list[Stand]] = defaultdict(list)
    for row in rows:
        groups[row.number if row.number else row.content].append(row)
    return tuple(_duplicate(same) for same in groups.values() if len(same) > 1)


def _duplicate(rows: list[Stand]) -> Duplicate:
    alike = len({row.content for row in rows}) == 1
    return Duplicate(
        kind="same-row" if alike else "same-number", places=tuple(row.place for row in rows)
    )
