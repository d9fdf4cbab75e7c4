"""Who is one and the same person (同一个人): an unnamed father and the named one, and so on.

Nobody has two fathers, two mothers or two spouses, and full siblings have the same parents. From
that it follows who is one person, as far as it goes; two named people never are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from huanjie.domain.contest import PersonId
from huanjie.domain.family import UNNAMED
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput

Place = Literal["father", "mother", "spouse"]
_Pair = tuple[PersonId, PersonId]


@dataclass(slots=True)
class Oneness:
    """Everybody by the one who stands for him, and siblings by the one who stands for them."""

    _same: dict[PersonId, PersonId] = field(default_factory=dict)
    _siblings: dict[PersonId, PersonId] = field(default_factory=dict)
    _places: dict[tuple[Place, PersonId], PersonId] = field(default_factory=dict)
    """fathers and mothers by who stands for the siblings, spouses by the person"""

    def one(self, person: PersonId) -> PersonId:
        """Who stands for a person: himself, or whom he turned out to be."""
        return _root(self._same, person)

    def group(self, person: PersonId) -> PersonId:
        """Who stands for a person's full siblings."""
        return _root(self._siblings, self.one(person))

    def find(self, place: Place, person: PersonId) -> PersonId | None:
        """A person's father, mother or spouse, as far as known."""
        there = self._places.get((place, self._holder(place, person)))
        return None if there is None else self.one(there)

    def all_in(self, place: Place) -> Iterator[_Pair]:
        """Each holder with who stands there; of fathers and mothers the holder is the siblings'."""
        for (each, holder), whom in self._places.items():
            if each == place:
                yield holder, self.one(whom)

    def put(self, place: Place, person: PersonId, whom: PersonId) -> None:
        """Somebody is the father, the mother or the spouse of a person."""
        key = (place, self._holder(place, person))
        there = self._places.setdefault(key, whom)
        self._settle([(there, whom)], [])

    def make_siblings(self, person: PersonId, other: PersonId) -> None:
        """Two people have the same parents."""
        self._settle([], [(self.group(person), self.group(other))])

    def _holder(self, place: Place, person: PersonId) -> PersonId:
        return self.one(person) if place == "spouse" else self.group(person)

    def _settle(self, people: list[_Pair], groups: list[_Pair]) -> None:
        """Make each pair one, and everybody who is one because of it."""
        while people or groups:
            if groups:
                one, other = (_root(self._siblings, each) for each in groups.pop())
                if one != other:
                    self._siblings[other] = one
                    people += self._moved(("father", "mother"), other, one)
                continue
            one, other = self._named_first(*map(self.one, people.pop()))
            if one != other:
                groups.append((self.group(one), self.group(other)))
                self._same[other] = one
                people += self._moved(("spouse",), other, one)

    def _named_first(self, one: PersonId, other: PersonId) -> _Pair:
        if one == other or other.startswith(UNNAMED):
            return one, other
        if one.startswith(UNNAMED):
            return other, one
        raise BadInput(
            f"“{shown(one)}”和“{shown(other)}”成了同一个人的父亲、母亲或者配偶",
            remedy="检查称谓；收养的写养父、养母，离婚的写前夫、前妻，半血缘的写同父异母、同母异父",
        )

    def _moved(self, places: tuple[Place, ...], gone: PersonId, kept: PersonId) -> list[_Pair]:
        """Hand over the places; where both were taken, the two in them are one."""
        met = []
        for place in places:
            whom = self._places.pop((place, gone), None)
            if whom is not None:
                met.append((self._places.setdefault((place, kept), whom), whom))
        return met


def _root(parents: dict[PersonId, PersonId], person: PersonId) -> PersonId:
    """Who stands for a person at the end of the chain; the chain is made short on the way."""
    top = person
    while top in parents:
        top = parents[top]
    while person != top:
        parents[person], person = top, parents[person]
    return top
