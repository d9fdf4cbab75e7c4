"""Deeds that state facts (登记资格事实): a declaration of many at once, or the facts of one
person by a declaration or a document.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.evidence import as_json, last_statements, said_by_itself
from huanjie.office.candidacy.facts import (
    entries_of,
    put_facts,
    put_facts_of,
    refuse_whoever_left,
)
from huanjie.office.candidacy.findings import rows_of
from huanjie.office.candidacy.models import Source
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

STRONGER = (Source.DOCUMENT, Source.DEPARTMENT)
"""What one's own word does not take away again (本人声明不能推翻的来源)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The paper that states facts (材料): a declaration or a document, its name and number, and its
    day, by default today.
    """

    source: str
    reference: str
    on: datetime.date | None = None


@command(Action.STATE_FACTS)
def declare_facts(
    *,
    acting_user: ActingUser,
    election: Election,
    people: tuple[str, ...],
    facts: Mapping[str, Any],
    reference: str,
    on: datetime.date | None = None,
) -> Done[list[str]]:
    """Enter that these nominees declared these facts, each by a form that they signed (本人声明):
    one deed for the whole list. The answer is the ids of those of whom something was entered.

    Of a person only what neither the roll nor a document nor a department says is taken from the
    declaration. BadInput, at `people`, where nobody was chosen, or nothing is left of anybody's
    declaration; else as `put_facts`.
    """
    election.advance(Action.STATE_FACTS)
    ids = list(dict.fromkeys(people))
    if not ids:
        raise BadInput("还没有选人", at="people", remedy="勾选交来声明的人选")
    if not facts:
        raise BadInput("没有写声明的内容", at="facts", remedy="按本人签字的声明选“是”或者“否”")
    refuse_whoever_left(election, ids, at="people")
    before = states_of(election)
    _refuse_contradictions(election, ids, facts)
    known = _known_otherwise(election, ids)
    said = {
        person: {word: value for word, value in facts.items() if word not in known[person]}
        for person in ids
    }
    own = {person: left for person, left in said.items() if left}
    if not own:
        raise BadInput(
            "声明的内容名册或者书面材料都已经写明，没有可以登记的",
            at="people",
            remedy="有新的书面材料的，在这个人的资格审查页登记事实",
        )
    put_facts_of(election, own, source=Source.DECLARATION, reference=reference, on=on)
    return Done(answer=list(own), says={"declared": list(own), **moved_since(before, election)})


def _refuse_contradictions(
    election: Election, people: Iterable[str], facts: Mapping[str, Any]
) -> None:
    """One sheet for many never overwrites what somebody declared otherwise before: which of the two
    papers holds is looked at for that person alone.
    """
    stated = last_statements(election, *people)
    names = dict(election.nominees.filter(person__in=people).values_list("person", "name"))
    for person in people:
        for word, value in facts.items():
            row = stated.get(person, {}).get(word)
            if row and row.source == Source.DECLARATION and row.value != as_json(value):
                raise BadInput(
                    f"{names[person]}以前交过的声明和这次的不同，不能成批改写",
                    at="people",
                    remedy="取消勾选这个人，两份声明核对以后，到这个人的资格审查页单独登记",
                )


def _known_otherwise(election: Election, people: Iterable[str]) -> dict[str, set[str]]:
    """Facts of each of these people that a declaration has no part in."""
    pack, stated = law_of(election).pack, last_statements(election)
    return {
        person: set(said_by_itself(pack, election, entry))
        | {word for word, row in stated.get(person, {}).items() if row.source in STRONGER}
        for person, entry in entries_of(election, people).items()
    }


@command(Action.STATE_FACTS)
def state_facts(
    *,
    acting_user: ActingUser,
    election: Election,
    person: str,
    facts: Mapping[str, Any],
    paper: Paper,
) -> Done[str]:
    """Enter facts of one nominee by a declaration or a document (登记一人的事实); the answer is the
    id. A declaration does not take away what a document or a department says; what a department
    answers is entered by the joint review.
    """
    election.advance(Action.STATE_FACTS)
    if not facts:
        raise BadInput("没有填写任何事实", at="person", remedy="至少填写一项")
    refuse_whoever_left(election, (person,), at="person")
    if paper.source not in (Source.DECLARATION, Source.DOCUMENT):
        raise BadInput("来源只能是本人声明或者书面材料", at="source", remedy="重新选择来源")
    if paper.source == Source.DECLARATION:
        _refuse_against_papers(election, person, facts)
    before = states_of(election)
    put_facts(election, person, facts, source=paper.source, reference=paper.reference, on=paper.on)
    says = {"stated": [person], "source": paper.source, **moved_since(before, election)}
    return Done(answer=person, says=says)


def _refuse_against_papers(election: Election, person: str, facts: Mapping[str, Any]) -> None:
    stated = last_statements(election, person).get(person, {})
    for word in facts:
        row = stated.get(word)
        if row and row.source in STRONGER:
            raise BadInput(
                f"这一项已经由“{row.reference}”写明，本人声明不能改它",
                at=word,
                remedy="有新的书面材料的，来源选“书面材料”；不服认定的，由本人申诉",
            )


def states_of(election: Election) -> dict[int, str]:
    """The state of every nomination, to be compared after a deed."""
    return {row.pk: row.state for row in rows_of(election)}


def moved_since(before: Mapping[int, str], election: Election) -> dict[str, list[str]]:
    """Whose state a deed changed (状态有变的人), by the new state, for its entry in the log."""
    moved: dict[str, list[str]] = {}
    for row in rows_of(election):
        if before.get(row.pk) != row.state:
            moved.setdefault(row.state, []).append(row.person)
    return moved
