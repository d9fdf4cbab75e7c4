"""Conflicts of kinship in a body (班子里的亲属回避): the pairs whom the pack's bar names.

A list of kin speaks from one person's side. Two people are barred where either is on the other's
list; the answer then tells the relation from that side.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.contest import PersonId
from huanjie.domain.family import Family
from huanjie.domain.kinship import KinVerdict, Relation, judge
from huanjie.law.bodyrules import KinBar, KinStep
from huanjie.law.citation import Citation, distinct
from huanjie.law.kinship import KinLaw, Walk

MOST_MEMBERS: Final = 500
"""People of one body, far above any; every pair of them is looked at."""

_BACK: Final[dict[KinStep, KinStep]] = {
    "parent": "child",
    "child": "parent",
    "spouse": "spouse",
    "sibling": "sibling",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two members who may not serve together (须回避的两个人): `b` is a's … by the relation."""

    a: PersonId
    b: PersonId
    relation: Relation
    verdict: KinVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicts:
    """亲属回避的结果, each body alone."""

    bodies: Mapping[str, tuple[Conflict, ...]]
    grounds: tuple[Citation, ...]


def conflicts(
    family: Family, bodies: Mapping[str, Sequence[PersonId]], bar: KinBar, law: KinLaw
) -> Conflicts:
    """Every barred pair of each body, in the order of its members."""
    everybody = frozenset(person for members in bodies.values() for person in members)
    search = _Search(family=family, walks=barred_walks(bar, law), law=law, everybody=everybody)
    found = {
        body: tuple(
            conflict
            for a, b in itertools.combinations(members, 2)
            if (conflict := search.between(a, b))
        )
        for body, members in bodies.items()
    }
    each = [conflict for pairs in found.values() for conflict in pairs]
    return Conflicts(bodies=found, grounds=_grounds(each, bar, law))


def barred_walks(bar: KinBar, law: KinLaw) -> tuple[Walk, ...]:
    """The kin that a bar names, the shortest walk first and the nearest class before the others."""
    walks: list[Walk] = [walk for word in bar.classes for walk in law.list_of(word).kin]
    walks += [(step,) for step in bar.kin]
    order = {each: rank for rank, each in enumerate(w for c in law.classes for w in c.kin)}
    return tuple(sorted(dict.fromkeys(walks), key=lambda walk: (len(walk), order[walk])))


def back(walk: Walk) -> Walk:
    """The same walk from the other end."""
    return tuple(_BACK[kind] for kind in reversed(walk))


def _grounds(found: Sequence[Conflict], bar: KinBar, law: KinLaw) -> tuple[Citation, ...]:
    """The bar, and what made each pair kin of it; where there is no pair, all that it names."""
    lists = {word: law.list_of(word).citation for word in bar.classes}
    if not found:
        return distinct([bar.citation, *lists.values()])
    decided = [lists[word] for each in found for word in each.verdict.words if word in lists]
    defined = {each.citation for each in (law.near_relatives, *law.classes)}
    made = [c for each in found for c in each.verdict.grounds if c not in defined]
    return distinct([bar.citation, *decided, *made])


@dataclass(slots=True, kw_only=True)
class _Search:
    """The people whom each walk reached so far, by where it began."""

    family: Family
    walks: tuple[Walk, ...]
    law: KinLaw
    everybody: frozenset[PersonId]
    reached: dict[tuple[PersonId, Walk], dict[PersonId, Relation]] = field(default_factory=dict)

    def between(self, a: PersonId, b: PersonId) -> Conflict | None:
        """The nearest barred relation between two people, told from the side that is listed."""
        for walk in self.walks:
            sides = ((a, b),) if back(walk) in self.walks else ((a, b), (b, a))
            for one, other in sides:
                relation = self._reach(one, walk).get(other)
                if relation:
                    verdict = judge(relation, self.law)
                    return Conflict(a=one, b=other, relation=relation, verdict=verdict)
        return None

    def _reach(self, start: PersonId, walk: Walk) -> dict[PersonId, Relation]:
        key = (start, walk)
        if key not in self.reached:
            self.reached[key] = self.family.reach(start, walk, self.everybody)
        return self.reached[key]
