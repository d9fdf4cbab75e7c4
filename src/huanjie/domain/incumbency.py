"""Who sits where (任职): vacancies, terms that are over, and one person in several bodies.

Joint posts (一肩挑): one person heads the Party organisation and the committee that voters elect.
Cross posts (交叉任职): one person sits in two bodies or more of one place. Both are found by the
person, never by the name.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PARTY: Final = "party-branch"
COMMITTEES: Final = ("villagers-committee", "residents-committee")
SOON: Final = datetime.timedelta(days=183)
"""how far ahead the end of a term is shown as near: ours, no law"""


class TermState(StrEnum):
    """How far a term has come (任期情况)."""

    EXPIRED = "expired"
    ENDING = "ending"
    RUNNING = "running"
    UNKNOWN = "unknown"


class How(StrEnum):
    """How somebody came to a post (产生方式)."""

    ELECTED = "elected"
    BY_ELECTION = "by-election"
    APPOINTED = "appointed"


HOW_NAMES: Final[Mapping[How, str]] = {
    How.ELECTED: "选举",
    How.BY_ELECTION: "补选",
    How.APPOINTED: "任命",
}
"""Each as a page and a file call it."""

TERM_NAMES: Final[Mapping[TermState, str]] = {
    TermState.EXPIRED: "任期已满",
    TermState.ENDING: "半年内届满",
    TermState.RUNNING: "任期内",
    TermState.UNKNOWN: "届满日期不明",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One person in one post of one body (一人一职), now."""

    person: str
    """the same for the same person, whatever the body"""
    body: int
    kind: str
    """the body's word on the shelf of packs"""
    is_head: bool


def term_state(ends_on: datetime.date | None, today: datetime.date) -> TermState:
    """How far a term has come; it runs to the end of its last day (届满日)."""
    if ends_on is None:
        return TermState.UNKNOWN
    if ends_on < today:
        return TermState.EXPIRED
    return TermState.ENDING if ends_on <= today + SOON else TermState.RUNNING


def vacancies(seats: int | None, people: int) -> int | None:
    """How many seats nobody holds (缺额); None where nobody said how many there are."""
    return None if seats is None else max(0, seats - people)


def joint_posts(sittings: Iterable[Sitting]) -> frozenset[str]:
    """Who heads the Party organisation and the committee of one place (一肩挑)."""
    heads: defaultdict[str, set[str]] = defaultdict(set)
    for each in sittings:
        if each.is_head:
            heads[each.person].add(each.kind)
    return frozenset(
        person for person, kinds in heads.items() if PARTY in kinds and kinds & {*COMMITTEES}
    )


def cross_posts(sittings: Iterable[Sitting]) -> Mapping[str, tuple[int, ...]]:
    """Who sits in two bodies or more of one place (交叉任职), and in which."""
    bodies: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for each in sittings:
        bodies[each.person][each.body] = None
    return {person: tuple(own) for person, own in bodies.items() if len(own) > 1}
