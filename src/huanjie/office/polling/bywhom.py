"""The numbers of a vote person by person (各人的票数), each name once: of hand count and scan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number (一个票数), what it is, and where its papers are looked at, if they can be."""

    of: str
    """the candidate's id, or the name of somebody written in; empty: of the papers as a whole"""
    whom: str
    what: str
    n: int
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfWhom:
    """Everything that was counted of one person, or of the papers (一人的各栏)."""

    whom: str
    numbers: tuple[Number, ...]


def by_whom(numbers: Iterable[Number]) -> tuple[OfWhom, ...]:
    """The numbers as they come, those of one person together: of two people of one name each has
    their own.
    """
    found = (tuple(own) for _of, own in groupby(numbers, key=lambda each: each.of))
    return tuple(OfWhom(whom=own[0].whom, numbers=own) for own in found)
