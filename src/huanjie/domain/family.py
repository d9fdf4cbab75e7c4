"""A family graph (亲属图): who is whose parent, and who is married to whom, among stated people.

From it, who is related to whom by a given walk of steps: a parent's sibling is a parent of a
parent, and another child of that parent.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from huanjie.domain.contest import PersonId, Sex
from huanjie.domain.kinship import How, Relation, Step
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KinStep
from huanjie.law.kinship import Walk

Bond = Literal["plain", "adoptive", "raised"]
"""How somebody is a parent (父母关系的成立): by birth, by adoption, by upbringing."""

BONDS: Final[dict[str, Bond]] = {"birth": "plain", "adoption": "adoptive", "upbringing": "raised"}
BOTH: Final = 2
"""Nobody is born of more than two people, or adopted by more than a couple."""

UNNAMED: Final = "\0"
"""how the id of somebody begins whom nobody named: my cousin's parent, of whom no more is known"""


@dataclass(frozen=True, slots=True)
class ParentLink:
    """A parent and a child (父母子女), and how they came to be that."""

    parent: PersonId
    child: PersonId
    bond: Bond = "plain"


@dataclass(slots=True, kw_only=True)
class Family:
    """亲属图 in the making and as it is read: every method refuses what cannot be."""

    parents: dict[PersonId, dict[PersonId, Bond]] = field(default_factory=dict)
    children: dict[PersonId, dict[PersonId, Bond]] = field(default_factory=dict)
    spouses: dict[PersonId, PersonId] = field(default_factory=dict)
    sexes: Mapping[PersonId, Sex] = field(default_factory=dict)
    elders: frozenset[tuple[PersonId, PersonId]] = frozenset()
    """(younger, elder) among siblings, where somebody said so"""

    def add_parent(self, link: ParentLink) -> None:
        """Put in a parent; the same link may be stated twice."""
        parent, child = link.parent, link.child
        if parent == child:
            raise BadInput(f"“{shown(child)}”不能是自己的父母", remedy="检查两个人是不是写反了")
        known = self.parents.setdefault(child, {})
        if known.get(parent, link.bond) != link.bond:
            raise BadInput(f"“{shown(parent)}”和“{shown(child)}”写成了两种父母子女关系")
        alike = {each for each, bond in known.items() if bond == link.bond} | {parent}
        named = [each for each in alike if not each.startswith(UNNAMED)]
        if len(named) > BOTH and link.bond != "raised":
            raise BadInput(
                f"“{shown(child)}”的父母多于两人",
                remedy="收养的在这条关系上写明 adoption，有抚养关系的继父母写明 upbringing",
            )
        known[parent] = link.bond
        self.children.setdefault(parent, {})[child] = link.bond

    def marry(self, one: PersonId, other: PersonId) -> None:
        """Put in a marriage that exists; the same marriage may be stated twice."""
        if one == other:
            raise BadInput(f"“{shown(one)}”不能和自己结婚")
        for each, spouse in ((one, other), (other, one)):
            if self.spouses.get(each, spouse) != spouse:
                raise BadInput(
                    f"“{shown(each)}”同时有两个配偶", remedy="只写现在的婚姻，离婚的不写"
                )
        self.spouses |= {one: other, other: one}

    def check_descent(self) -> None:
        """Refuse people who would be their own ancestors (父母关系成了一圈)."""
        waiting = {child: len(parents) for child, parents in self.parents.items()}
        settled = [parent for parent in self.children if not waiting.get(parent)]
        for parent in settled:
            for child in self.children.get(parent, ()):
                waiting[child] -= 1
                if not waiting[child]:
                    settled.append(child)
        circle = [child for child, left in waiting.items() if left]
        if circle:
            raise BadInput(
                f"父母关系成了一圈：“{shown(circle[0])}”成了自己的祖先",
                remedy="检查谁是父母、谁是子女",
            )

    def reach(
        self, start: PersonId, walk: Walk, wanted: Container[PersonId]
    ) -> dict[PersonId, Relation]:
        """Those wanted to whom a walk leads from a person, each by the first way that is found."""
        layer: dict[PersonId, Relation] = {start: ()}
        for kind in walk:
            following: dict[PersonId, Relation] = {}
            for person, path in layer.items():
                for step, whom in self._steps(person, kind):
                    if whom not in following:
                        following[whom] = (*path, step)
            layer = following
        return {whom: path for whom, path in layer.items() if whom in wanted and whom != start}

    def _steps(self, person: PersonId, kind: KinStep) -> Iterator[tuple[Step, PersonId]]:
        match kind:
            case "sibling":
                yield from self._siblings(person)
            case "spouse" if person in self.spouses:
                spouse = self.spouses[person]
                yield Step(kind, sex=self.sexes.get(spouse)), spouse
            case "parent" | "child":
                links = self.parents if kind == "parent" else self.children
                for whom, bond in links.get(person, {}).items():
                    yield Step(kind, sex=self.sexes.get(whom), how=bond), whom

    def _siblings(self, person: PersonId) -> Iterator[tuple[Step, PersonId]]:
        """The other children of each parent (至少有一个共同的父母)."""
        mine = self.parents.get(person, {})
        seen = {person}
        for parent, bond in mine.items():
            for other, others_bond in self.children[parent].items():
                if other not in seen:
                    seen.add(other)
                    how = self._how(person, other, (bond, others_bond))
                    yield self._sibling(person, other, how), other

    def _how(self, person: PersonId, other: PersonId, bonds: Iterable[Bond]) -> How:
        for bond in bonds:
            if bond != "plain":
                return bond
        theirs = self.parents[other]
        return "plain" if self.parents[person].keys() == theirs.keys() else "shared"

    def _sibling(self, person: PersonId, other: PersonId, how: How) -> Step:
        elder = {(person, other): True, (other, person): False}
        said = next((elder[pair] for pair in elder if pair in self.elders), None)
        return Step("sibling", sex=self.sexes.get(other), elder=said, how=how)
