"""Cover (包联): who is sent to which place, and who would be sent to two on one polling day.

A duty is one person's or a group's. On a polling day each duty needs one of its people at each of
its places that votes that day; nobody is in two places, and one person at a place may do several
duties there. A person is known by the name: namesakes are told apart by what is written after it.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CoverKind(StrEnum):
    """A kind of cover (包联种类)."""

    OFFICER = "officer"
    GUIDANCE = "guidance"
    SUPERVISION = "supervision"
    OBSERVER = "observer"


COVER_NAMES: Final[Mapping[CoverKind, str]] = {
    CoverKind.OFFICER: "包村干部",
    CoverKind.GUIDANCE: "指导组",
    CoverKind.SUPERVISION: "督导组",
    CoverKind.OBSERVER: "特邀监督员",
}
"""Each kind as a page calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Somebody sent to a place (包联关系): a person, or a group with its people."""

    name: str
    members: tuple[str, ...]
    """the people of a group; empty: `name` is one person"""
    place: str
    from_on: datetime.date
    to_on: datetime.date | None = None

    def is_on(self, day: datetime.date) -> bool:
        """Whether it holds on a day, the first and the last included."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Too few people for the places of one polling day (人手冲突)."""

    day: datetime.date
    name: str
    places: tuple[str, ...]
    hands: int
    """how many people there are to send"""


def clashes(
    duties: Iterable[Duty], polls: Mapping[str, Collection[datetime.date]]
) -> tuple[Clash, ...]:
    """Every clash, day by day; `polls` holds the polling days of each place."""
    rows = list(duties)
    days = sorted({day for each in polls.values() for day in each})
    return tuple(clash for day in days for clash in _of_day(rows, polls, day))


def _of_day(
    duties: Iterable[Duty], polls: Mapping[str, Collection[datetime.date]], day: datetime.date
) -> Iterator[Clash]:
    now = [each for each in duties if each.is_on(day) and day in polls.get(each.place, ())]
    engaged: defaultdict[str, set[str]] = defaultdict(set)
    for each in now:
        if not each.members:
            engaged[each.name].add(each.place)
    for name, places in engaged.items():
        if len(places) > 1:  # one person is in one place
            yield Clash(day=day, name=name, places=tuple(sorted(places)), hands=1)
    yield from _of_groups([each for each in now if each.members], engaged, day)


def _of_groups(
    duties: Iterable[Duty], engaged: Mapping[str, set[str]], day: datetime.date
) -> Iterator[Clash]:
    """Groups that cannot be at all of their places, their free people sent as well as can be."""
    places: defaultdict[str, dict[str, Duty]] = defaultdict(dict)
    for duty in duties:
        places[duty.name][duty.place] = duty
    send = _Sending(engaged)
    for name, own in places.items():
        missed = [place for place, duty in own.items() if not send.to(duty)]
        if missed:
            people = {person for duty in own.values() for person in duty.members}
            hands = [each for each in people if not engaged.get(each) or engaged[each] & own.keys()]
            yield Clash(day=day, name=name, places=tuple(sorted(own)), hands=len(hands))


class _Sending:
    """Who of the groups is sent where (派人): one place a person, moved where that helps."""

    def __init__(self, engaged: Mapping[str, set[str]]) -> None:
        self._engaged = engaged
        self._at: dict[str, Duty] = {}

    def to(self, duty: Duty) -> bool:
        """Send somebody; False where nobody is left."""
        if any(duty.place in self._engaged.get(person, ()) for person in duty.members):
            return True
        if any(self._is_at(person, duty.place) for person in duty.members):
            return True
        return self._find(duty, set())

    def _is_at(self, person: str, place: str) -> bool:
        sent = self._at.get(person)
        return sent is not None and sent.place == place

    def _find(self, duty: Duty, tried: set[str]) -> bool:
        for person in duty.members:
            if person in tried or self._engaged.get(person):
                continue
            tried.add(person)
            before = self._at.get(person)
            if before is None or self._find(before, tried):
                self._at[person] = duty
                return True
        return False
