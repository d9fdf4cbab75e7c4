"""PEOPLE, RELATIONS and BODIES (人员、亲属关系、班子成员): three tables read into a family graph.

    PEOPLE      姓名, 身份证号, 性别           name, id_number, sex
    RELATIONS   本人, 关系, 亲属              person, relation, person: A 的 <relation> 是 B
    BODIES      组织, 职务, 姓名              body, post, person

People are called by name; where two have the same name, by their identity numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.contest import PersonId, Sex
from huanjie.domain.family import Family
from huanjie.domain.familysaid import Said, family_of
from huanjie.domain.identity import Identity, masked, read_identity, repaired
from huanjie.domain.kinconflicts import MOST_MEMBERS
from huanjie.domain.kinterms import read_term
from huanjie.domain.personname import repaired_name
from huanjie.domain.rollcolumns import HEADINGS, sex_of
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.exchange.headings import Column
from huanjie.exchange.plaintable import PlainRow, read_table

_PERSON: Final = ("本人", "姓名", "人员", "成员", "当事人", "甲方", "person", "name")
_OTHER: Final = ("亲属", "亲属姓名", "对方", "关系人", "乙方", *_PERSON)
_PEOPLE: Final = (
    Column(word="name", headings=(*HEADINGS["name"], *_PERSON)),
    Column(word="id_number", headings=HEADINGS["id_number"], needed=False),
    Column(word="sex", headings=HEADINGS["sex"], needed=False),
)
_RELATIONS: Final = (
    Column(word="person", headings=_PERSON),
    Column(word="relation", headings=("关系", "亲属关系", "称谓", "与本人关系", "relation")),
    Column(word="other", headings=_OTHER),
)
_BODIES: Final = (
    Column(word="body", headings=("组织", "班子", "机构", "所在组织", "body")),
    Column(word="post", headings=HEADINGS["post"], needed=False),
    Column(word="person", headings=("姓名", *_PERSON)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KinFiles:
    """What the three files say."""

    family: Family
    bodies: Mapping[str, tuple[PersonId, ...]]
    sexes: Mapping[PersonId, Sex]


def read_kin_files(
    people: tuple[str, bytes], relations: tuple[str, bytes], bodies: tuple[str, bytes]
) -> KinFiles:
    """Read the three files, each a name and its bytes; a fault names file, row and column."""
    register = _Register(read_table(*people, _PEOPLE))
    said = tuple(_said(row, register) for row in read_table(*relations, _RELATIONS))
    try:
        family = family_of(said, register.sexes)
    except BadInput as fault:
        raise fault.within(file=relations[0]) from None
    members = _members(read_table(*bodies, _BODIES), register)
    return KinFiles(family=family, bodies=members, sexes=family.sexes)


class _Register:
    """Everybody by name and by identity number; namesakes are told apart by part of the number."""

    def __init__(self, rows: Sequence[PlainRow]) -> None:
        self.sexes: dict[PersonId, Sex] = {}
        self._called: dict[str, PersonId | None] = {}
        """None where several people are called that"""
        self._ids: set[PersonId] = set()
        names = Counter(repaired_name(row.text("name")) for row in rows)
        for row in rows:
            self._take(row, repaired_name(row.text("name")), names)

    def _take(self, row: PlainRow, name: str, names: Mapping[str, int]) -> None:
        number = repaired(row.texts.get("id_number", ""))
        if number and number in self._called:
            raise row.fault("id_number", "这个身份证号出现两次", "每个人只写一行")
        if names[name] > 1 and not number:
            raise row.fault("name", f"“{shown(name)}”不止一人，分不清是谁", "同名的写身份证号")
        alone = names[name] == 1
        person = PersonId(name if alone else f"{name}（{masked(number)}）")
        if person in self._ids:
            person = PersonId(f"{name}（{number}）")
        self._ids.add(person)
        self._called[name] = person if alone else None
        if number:
            self._called[number] = person
        if sex := _sex(row, number):
            self.sexes[person] = sex

    def find(self, row: PlainRow, word: str) -> PersonId:
        """Whom a cell means."""
        text = row.text(word)
        for key in (repaired_name(text), repaired(text)):
            if key in self._called:
                person = self._called[key]
                if person is None:
                    raise row.fault(word, f"“{shown(text)}”不止一人", "同名的写身份证号")
                return person
        raise row.fault(word, f"人员表里没有“{shown(text)}”", "补进人员表，或者改正写法")


def _sex(row: PlainRow, number: str) -> Sex | None:
    stated = row.texts.get("sex", "")
    if stated and sex_of(stated) is None:
        raise row.fault("sex", f"“{shown(stated)}”不是性别", "写男或者女")
    identity = read_identity(number) if number else None
    return sex_of(stated) or (identity.sex if isinstance(identity, Identity) else None)


def _said(row: PlainRow, register: _Register) -> Said:
    person, other = register.find(row, "person"), register.find(row, "other")
    try:
        relation = read_term(row.text("relation"))
    except BadInput as fault:
        raise fault if fault.file else row.fault("relation", fault.says, fault.remedy) from None
    return Said(
        person=person,
        relation=relation,
        other=other,
        placed=lambda fault: row.fault("relation", fault.says, fault.remedy),
    )


def _members(rows: tuple[PlainRow, ...], register: _Register) -> dict[str, tuple[PersonId, ...]]:
    """Who is in each body; somebody with two posts in it is there once."""
    bodies: dict[str, dict[PersonId, None]] = {}
    for row in rows:
        members = bodies.setdefault(row.text("body"), {})
        members[register.find(row, "person")] = None
        if len(members) > MOST_MEMBERS:
            raise row.fault("body", f"一个组织最多 {MOST_MEMBERS} 人", "检查组织一列")
    return {body: tuple(members) for body, members in bodies.items()}
