"""A family graph from what people say of each other (“甲的岳父是乙”), in any kin terms.

A relation of several steps passes people whom nobody named: 甲's wife, whose father 乙 is. Each
person has one father, one mother and one spouse at most, so an unnamed one and a named one in the
same place are one person; two named ones in the same place are a fault. Full siblings have the
same parents. What a term leaves open (whether the grandson is my own son's) stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.contest import PersonId, Sex
from huanjie.domain.family import UNNAMED, Bond, Family, ParentLink
from huanjie.domain.kinship import Relation, Step
from huanjie.domain.oneness import Oneness, Place
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput

_OTHER: Final[Mapping[Sex, Sex]] = {"m": "f", "f": "m"}
_SEXES: Final[Mapping[Sex, str]] = {"m": "男", "f": "女"}
_PARENTS: Final[Mapping[Sex, Place]] = {"m": "father", "f": "mother"}
_COMMON: Final[Mapping[str, Sex]] = {"same-father": "m", "same-mother": "f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement (一条关系): `other` is the `relation` of `person`."""

    person: PersonId
    relation: Relation
    other: PersonId
    placed: Callable[[BadInput], BadInput]
    """the same fault, naming where this was said"""


def family_of(said: Iterable[Said], sexes: Mapping[PersonId, Sex]) -> Family:
    """The family graph of everything that was said; the first contradiction is refused."""
    telling = _Telling(sexes=dict(sexes))
    living = [each for each in said if all(step.how != "ended" for step in each.relation)]
    # The nearest first, so that a grandfather is the father of the father who was named.
    living.sort(key=lambda each: len(each.relation))
    for hear in (telling.hear_sexes, telling.hear):
        for each in living:
            try:
                hear(each)
            except BadInput as fault:
                raise each.placed(fault) from None
    return telling.family()


@dataclass(slots=True)
class _Telling:
    """What was heard so far."""

    sexes: dict[PersonId, Sex]
    known: Oneness = field(default_factory=Oneness)
    links: list[ParentLink] = field(default_factory=list)
    """parents of unknown sex, by adoption or by upbringing"""
    elders: list[tuple[PersonId, PersonId]] = field(default_factory=list)
    people: dict[PersonId, None] = field(default_factory=dict)
    unnamed: int = 0

    def hear_sexes(self, said: Said) -> None:
        """What the term says of the two people's sexes."""
        first, last = said.relation[0], said.relation[-1]
        if last.sex:
            self._is(said.other, last.sex)
        if first.kind == "spouse" and first.sex:
            self._is(said.person, _OTHER[first.sex])

    def hear(self, said: Said) -> None:
        """Walk the relation, over people whom nobody named, to the other person."""
        if said.person == said.other:
            raise BadInput(f"“{shown(said.person)}”不能是自己的亲属", remedy="检查两个人的姓名")
        self.people |= {said.person: None, said.other: None}
        at = said.person
        for step in said.relation[:-1]:
            at = self._next(at, step)
        self._link(at, said.relation[-1], said.other)

    def family(self) -> Family:
        """The graph of all the people, named or not."""
        siblings: dict[PersonId, list[PersonId]] = {}
        for person in dict.fromkeys(map(self.known.one, self.people)):
            siblings.setdefault(self.known.group(person), []).append(person)
        pairs = frozenset((self.known.one(a), self.known.one(b)) for a, b in self.elders)
        family = Family(sexes=self._sexes(), elders=pairs)
        for link in (*self._parents_of(siblings), *self.links):
            for child in siblings[link.child] if link.bond == "plain" else (link.child,):
                parent = self.known.one(link.parent)
                family.add_parent(ParentLink(parent, self.known.one(child), link.bond))
        for person, spouse in self.known.all_in("spouse"):
            family.marry(person, spouse)
        family.check_descent()
        return family

    def _parents_of(self, siblings: Mapping[PersonId, list[PersonId]]) -> list[ParentLink]:
        """Fathers and mothers; somebody unnamed for siblings of whom no parent is known."""
        plain = [link for link in self.links if link.bond == "plain"]
        self.links = [link for link in self.links if link.bond != "plain"]
        links = [
            ParentLink(parent, child)
            for place in _PARENTS.values()
            for child, parent in self.known.all_in(place)
        ]
        links += [ParentLink(link.parent, self.known.group(link.child)) for link in plain]
        some = {link.child for link in links}
        orphans = [group for group, all_ in siblings.items() if len(all_) > 1 and group not in some]
        return links + [ParentLink(self._somebody(None), group) for group in orphans]

    def _sexes(self) -> dict[PersonId, Sex]:
        return {self.known.one(person): sex for person, sex in self.sexes.items()}

    def _next(self, person: PersonId, step: Step) -> PersonId:
        """The person whom a step reaches: the one known already, else somebody unnamed."""
        place = _place_of(step)
        there = self.known.find(place, person) if place else None
        if there is None:
            there = self._somebody(step.sex)
            self._link(person, step, there)
        return there

    def _link(self, person: PersonId, step: Step, whom: PersonId) -> None:
        match step.kind:
            case "child":
                self._be_parent(whom, step, person, self._sex(person))
            case "parent":
                self._be_parent(person, step, whom, step.sex or self._sex(whom))
            case "spouse":
                self._be_spouses(person, whom)
            case "sibling":
                self._be_siblings(person, step, whom)

    def _be_parent(self, child: PersonId, step: Step, parent: PersonId, sex: Sex | None) -> None:
        if sex:
            self._is(parent, sex)
        if sex and step.how == "plain":
            self.known.put(_PARENTS[sex], child, parent)
        else:
            bond: Bond = step.how if step.how in ("adoptive", "raised") else "plain"
            self.links.append(ParentLink(parent, child, bond))

    def _be_spouses(self, one: PersonId, other: PersonId) -> None:
        for each, spouse in ((one, other), (other, one)):
            if sex := self._sex(each):
                self._is(spouse, _OTHER[sex])
            self.known.put("spouse", each, spouse)

    def _be_siblings(self, person: PersonId, step: Step, whom: PersonId) -> None:
        if step.elder is not None:
            self.elders.append((person, whom) if step.elder else (whom, person))
        if step.how == "plain":
            self.known.make_siblings(person, whom)
            return
        common = _COMMON.get(step.how)
        bond = step.how if step.how in ("adoptive", "raised") else "plain"
        way = Step("parent", sex=common, how=bond)
        self._link(whom, way, self._next(person, way))

    def _sex(self, person: PersonId) -> Sex | None:
        return self.sexes.get(person) or self.sexes.get(self.known.one(person))

    def _is(self, person: PersonId, sex: Sex) -> None:
        if (self._sex(person) or sex) != sex:
            raise BadInput(
                f"“{shown(person)}”在别处是{_SEXES[_OTHER[sex]]}，这里是{_SEXES[sex]}",
                remedy="检查性别和称谓，或者两个人写反了",
            )
        self.sexes[person] = sex

    def _somebody(self, sex: Sex | None) -> PersonId:
        self.unnamed += 1
        person = PersonId(f"{UNNAMED}{self.unnamed}")
        self.people[person] = None
        if sex:
            self.sexes[person] = sex
        return person


def _place_of(step: Step) -> Place | None:
    """Father, mother or spouse: where only one person can stand."""
    if step.kind == "spouse":
        return "spouse"
    return (
        _PARENTS[step.sex] if step.kind == "parent" and step.sex and step.how == "plain" else None
    )
