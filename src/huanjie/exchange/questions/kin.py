"""Questions about kinship (亲属): its class, its conflicts in a body, and who leaves the election
committee because of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from huanjie.domain.contest import PersonId
from huanjie.domain.election_committee import Committee, StatedKin, succession
from huanjie.domain.family import BONDS, BOTH, Family, ParentLink
from huanjie.domain.kinconflicts import MOST_MEMBERS, Conflicts, conflicts
from huanjie.domain.kinship import Relation, judge
from huanjie.domain.kinterms import in_chinese, read_term
from huanjie.door.cursor import Cursor, shown
from huanjie.door.fault import BadInput
from huanjie.exchange.questions.reply import Reply
from huanjie.law.applied import Law
from huanjie.law.citation import distinct
from huanjie.law.kinship import load_kinship

T = TypeVar("T")


def ask_kin(law: Law, facts: Cursor) -> Reply:
    """亲属归类, or the conflicts of each body."""
    facts.only("relations", "people", "edges", "bodies")
    if facts.has("relations"):
        facts.only("relations")
        return _classes(facts.get("relations"))
    return _conflicts(law, facts)


def _classes(terms: Cursor) -> Reply:
    law = load_kinship()
    verdicts = {item.text(): judge(read_relation(item), law) for item in terms.items()}
    answer = {
        "class": {term: verdict.word for term, verdict in verdicts.items()},
        "near_relatives": [term for term, verdict in verdicts.items() if verdict.near],
    }
    return Reply(answer=answer, grounds=distinct(c for v in verdicts.values() for c in v.grounds))


def read_relation(item: Cursor) -> Relation:
    """A kin term (亲属称谓); a fault names its place."""
    text = item.text()
    return _placed(item, lambda: read_term(text))


def _placed(item: Cursor, what: Callable[[], T]) -> T:
    """Do something, and name the item in its fault."""
    try:
        return what()
    except BadInput as fault:
        item.refuse(fault.says, fault.remedy)


def _conflicts(law: Law, facts: Cursor) -> Reply:
    people = _ids(facts.get("people"))
    family = _family(facts.get("edges"), people)
    bodies: dict[str, tuple[PersonId, ...]] = {}
    for body, listed in facts.get("bodies").entries():
        bodies[body] = _ids(listed, among=people)
        if len(bodies[body]) > MOST_MEMBERS:
            listed.refuse(f"一个班子最多 {MOST_MEMBERS} 人", "检查是不是把所有人写进了一个班子")
    bar = law.pack.need(law.pack.near_relatives, "near_relatives")
    found = conflicts(family, bodies, bar, load_kinship())
    return Reply(answer={"conflicts": conflicts_as_json(found)}, grounds=found.grounds)


def conflicts_as_json(found: Conflicts) -> dict[str, Any]:
    """Each body's pairs; the path says what `b` is to `a`."""
    return {
        body: [
            {
                "a": each.a,
                "b": each.b,
                "class": each.verdict.word,
                "near_relative": each.verdict.near,
                "path": in_chinese(each.relation),
            }
            for each in pairs
        ]
        for body, pairs in found.bodies.items()
    }


def _ids(listed: Cursor, *, among: tuple[PersonId, ...] | None = None) -> tuple[PersonId, ...]:
    """People, each once, and none but those `among`, where that is given."""
    known = None if among is None else frozenset(among)
    ids: dict[PersonId, None] = {}
    for item in listed.items():
        person = _person(item, known)
        if person in ids:
            item.refuse(f"“{shown(person)}”出现两次", "每个人只写一次")
        ids[person] = None
    return tuple(ids)


def _person(item: Cursor, known: frozenset[PersonId] | None) -> PersonId:
    person = PersonId(item.text())
    if known is not None and person not in known:
        item.refuse(f"没有“{shown(person)}”这个人", "先把这个人列出来，或者改正写法")
    return person


def _family(edges: Cursor, people: tuple[PersonId, ...]) -> Family:
    family, known = Family(), frozenset(people)
    for edge in edges.items():
        if edge.has("spouses"):
            edge.only("spouses")
            couple = tuple(_person(item, known) for item in edge.get("spouses").items())
            if len(couple) != BOTH:
                edge.get("spouses").refuse("配偶要写两个人", '写成 {"spouses": ["甲", "乙"]}')
            _placed(edge, lambda couple=couple: family.marry(*couple))  # type: ignore[misc]
        else:
            link = _parent_link(edge, known)
            _placed(edge, lambda link=link: family.add_parent(link))  # type: ignore[misc]
    _placed(edges, family.check_descent)
    return family


def _parent_link(edge: Cursor, known: frozenset[PersonId]) -> ParentLink:
    edge.only("parent", "child", "by")
    by = edge.find("by")
    return ParentLink(
        _person(edge.get("parent"), known),
        _person(edge.get("child"), known),
        BONDS[by.one_of(*BONDS)] if by else "plain",
    )


def ask_succession(law: Law, facts: Cursor) -> Reply:
    """选举委员会成员的退出和递补."""
    committee = _committee(facts)
    result = succession(law.pack, committee, load_kinship())
    answer = {
        "leave": list(result.leave),
        "fill": list(result.fill),
        "committee": list(result.committee),
        "presiding": result.presiding,
    }
    return Reply(answer=answer, grounds=result.grounds)


def _committee(facts: Cursor) -> Committee:
    facts.only("members", "chair", "vice_chair", "reserve", "nominated", "kin")
    members = _ids(facts.get("members"))
    reserve = _ids(listed) if (listed := facts.find("reserve")) else ()
    for item in listed.items() if listed else ():
        if item.value in members:
            item.refuse(f"“{shown(item.value)}”已经是选举委员会成员", "后备人员里删去")
    everybody = frozenset((*members, *reserve))
    officers = {
        key: _person(officer, frozenset(members)) if (officer := facts.find(key)) else None
        for key in ("chair", "vice_chair")
    }
    if officers["chair"] and officers["chair"] == officers["vice_chair"]:
        facts.get("vice_chair").refuse("主任和副主任是同一个人", "改正其中一个")
    kin = facts.find("kin")
    return Committee(
        members=members,
        chair=officers["chair"],
        vice_chair=officers["vice_chair"],
        reserve=reserve,
        nominated=frozenset(_ids(facts.get("nominated"))),
        kin=tuple(_stated(item, everybody) for item in kin.items()) if kin else (),
    )


def _stated(item: Cursor, everybody: frozenset[PersonId]) -> StatedKin:
    item.only("member", "nominee", "relation")
    member, nominee = _person(item.get("member"), everybody), PersonId(item.get("nominee").text())
    if member == nominee:
        item.get("nominee").refuse(f"“{shown(nominee)}”不能是自己的亲属", "检查两个人的姓名")
    return StatedKin(member=member, nominee=nominee, relation=read_relation(item.get("relation")))
