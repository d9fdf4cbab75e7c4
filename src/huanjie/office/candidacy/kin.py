"""Near relatives of nominees (近亲属回避): who may not serve together, and by which path.

Relations are entered by kin terms, and no more of them than the pack bars: what follows from two of
them (my brother's brother) is found by the domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.contest import PersonId, Sex
from huanjie.domain.familysaid import Said, family_of
from huanjie.domain.kinconflicts import Conflict, conflicts
from huanjie.domain.kinterms import in_chinese, read_term
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import KinBar
from huanjie.law.citation import cited
from huanjie.law.kinship import load_kinship, who_is_barred
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.models import NearRelatives, Nominee

OWN: Final = "own"
_SEXES: Final[Mapping[str, Sex]] = {"m": "m", "f": "f"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Two nominees who may not serve together (须回避的两人), and the path between them."""

    one: Nominee
    other: Nominee
    path: str
    """张三—兄弟—李四; empty where somebody marked the pair before terms were entered"""
    stated: bool
    """entered as such, and not found by what others are to each other"""


def kin_of(
    pack: RulePack, people: Mapping[str, Nominee], rows: Iterable[NearRelatives]
) -> tuple[Kin, ...]:
    """Every pair of these people whom the pack bars, in the order of their ids."""
    standing = [row for row in rows if {row.one, row.other} <= people.keys()]
    told = {(row.one, row.other) for row in standing}
    bare = [
        Kin(one=people[row.one], other=people[row.other], path="", stated=True)
        for row in standing
        if not row.relation
    ]
    said = [row for row in standing if row.relation]
    found = _conflicts(pack.near_relatives, people, said) if pack.near_relatives and said else ()
    worked = [_kin(each, people, told) for each in found]
    return tuple(sorted((*bare, *worked), key=lambda kin: (_number(kin.one), _number(kin.other))))


def check_barred(
    pack: RulePack, people: Mapping[str, Nominee], rows: Iterable[NearRelatives], new: NearRelatives
) -> None:
    """Refuse a term, at `relation`, that is none, that the pack does not bar, or that contradicts
    what was entered before.
    """
    bar = pack.need(pack.near_relatives, "near_relatives")
    try:
        alone = _conflicts(bar, people, [new])
        _conflicts(bar, people, [*(row for row in rows if row.relation), new])
    except BadInput as fault:
        says = _named(fault.says, people)
        raise BadInput(says, at="relation", remedy=fault.remedy) from fault
    if not alone:
        raise BadInput(
            f"“{new.relation}”不在须回避的亲属以内，不登记（{cited([who_is_barred(bar)])}）",
            at="relation",
            remedy="只登记依法须回避的亲属",
        )


def _conflicts(
    bar: KinBar, people: Mapping[str, Nominee], rows: Iterable[NearRelatives]
) -> tuple[Conflict, ...]:
    """The barred pairs that follow from these statements."""
    said = [_said(row) for row in rows]
    sexes = {PersonId(id_): _SEXES[x.sex] for id_, x in people.items() if x.sex in _SEXES}
    members = sorted({p for each in said for p in (each.person, each.other)}, key=_id_number)
    family = family_of(said, sexes)
    return conflicts(family, {OWN: members}, bar, load_kinship()).bodies[OWN]


def _said(row: NearRelatives) -> Said:
    """A row as a statement: whoever is `said_of` has the other as that relative."""
    whose = row.said_of or row.one
    other = row.other if whose == row.one else row.one
    place: Callable[[BadInput], BadInput] = lambda fault: fault  # noqa: E731
    return Said(
        person=PersonId(whose),
        relation=read_term(row.relation),
        other=PersonId(other),
        placed=place,
    )


def _kin(found: Conflict, people: Mapping[str, Nominee], told: set[tuple[str, str]]) -> Kin:
    a, b = people[found.a], people[found.b]
    path = f"{a.name}—{in_chinese(found.relation)}—{b.name}"
    one, other = sorted((a, b), key=_number)
    return Kin(one=one, other=other, path=path, stated=(one.person, other.person) in told)


def _named(says: str, people: Mapping[str, Nominee]) -> str:
    """A fault of the family, with names in place of ids."""
    for person in sorted(people, key=len, reverse=True):
        says = says.replace(f"“{person}”", people[person].name)
    return says


def _number(nominee: Nominee) -> int:
    return int(nominee.person[1:])


def _id_number(person: PersonId) -> int:
    return int(person[1:])
