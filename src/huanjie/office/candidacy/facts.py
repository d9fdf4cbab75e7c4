"""Stated facts of nominees (写明的事实): what the roll and the election say by themselves, and what
a declaration, a document or a department states besides. Nothing that no condition of the pack
names can be written down.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Final

from huanjie.domain.eligibility import facts_asked_of
from huanjie.domain.evaluation import Stated
from huanjie.door.cursor import Cursor, shown
from huanjie.door.fault import BadInput
from huanjie.exchange.statedfacts import read_value
from huanjie.law.expression import Fact, Value
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.candidacy.models import (
    REFERENCE_LENGTH,
    Nominee,
    Source,
    StatedFact,
)
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

OF_THE_ELECTION: Final = ("polling_day", "method")
"""What the election itself says (选举自己的事实), and nobody states of one person."""


def put_facts(
    election: Election,
    person: str,
    facts: Mapping[str, Any],
    *,
    source: str,
    reference: str,
    on: datetime.date | None = None,
) -> None:
    """Write down facts of one nominee (记下事实), inside a service's command: all or none.

    `facts` maps words of the pack to JSON values; `on` is the day of the document, by default
    today. A later statement supersedes the earlier one, and both stay. BadInput, at the word of the
    fact, where no condition of eligibility names it, where the roll or the election says it itself,
    or where the value is of another kind; at `person`, `source`, `reference` or `on` else.
    """
    pack, entry = law_of(election).pack, _entry_of(election, person)
    source, reference, day = _checked(source, reference, on)
    values = {
        word: _checked_value(fact_to_state(pack, election, entry, word), value)
        for word, value in facts.items()
    }
    StatedFact.objects.bulk_create(
        StatedFact(
            election=election,
            region=election.region,
            person=person,
            fact=word,
            value=as_json(value),
            source=source,
            reference=reference,
            stated_on=day,
        )
        for word, value in values.items()
    )


def fact_to_state(pack: RulePack, election: Election, entry: RollEntry, word: str) -> Fact:
    """The fact of this word, where somebody may state it of the person; BadInput, at the word."""
    fact = {each.fact: each for each in facts_asked_of(pack)}.get(word)
    if fact is None:
        raise BadInput(
            f"资格条件没有问到“{shown(word)}”，不能记下",
            at=word,
            remedy="只记规定的资格条件要知道的事实",
        )
    if word in said_by_itself(pack, election, entry):
        raise BadInput(
            f"“{fact.name}”名册或者选举已经写明，不另外填写",
            at=word,
            remedy="名册写错的，先更正名册",
        )
    return fact


def said_by_itself(pack: RulePack, election: Election, entry: RollEntry) -> Stated:
    """What the roll and the election say of a person by themselves (名册和选举写明的事实)."""
    said: dict[str, Value | None] = {
        "polling_day": election.polling_day,
        "method": election.method,
        "registered": True,
        "birth_date": entry.birth_date,
        "standing": entry.standing or None,
        "sex": entry.sex or None,
    }
    asked = {each.fact for each in facts_asked_of(pack)}
    return {word: value for word, value in said.items() if value is not None and word in asked}


def facts_to_state(pack: RulePack, election: Election, entry: RollEntry) -> tuple[Fact, ...]:
    """The facts that somebody has to state of a person (要填写的事实)."""
    known = said_by_itself(pack, election, entry)
    return tuple(each for each in facts_asked_of(pack) if each.fact not in known)


def as_json(value: Value) -> str:
    """A value as the row keeps it."""
    return json.dumps(value.isoformat() if isinstance(value, datetime.date) else value)


def value_of(row: StatedFact, fact: Fact) -> Value:
    """The value that a row keeps, as the pack's kind reads it."""
    return read_value(Cursor(json.loads(row.value or "null")), fact.kind, fact.choices)


def _entry_of(election: Election, person: str) -> RollEntry:
    row = Nominee.objects.filter(election=election, person=person).select_related("entry").first()
    if row is None:
        raise BadInput(
            f"“{shown(person)}”不在这次选举的人选里", at="person", remedy="从列出的人选里选"
        )
    return row.entry


def _checked(
    source: str, reference: str, on: datetime.date | None
) -> tuple[str, str, datetime.date]:
    if source not in (Source.DECLARATION, Source.DOCUMENT, Source.DEPARTMENT):
        raise BadInput("没有写明事实的来源", at="source", remedy="选“本人声明”或者“书面材料”")
    reference, today = reference.strip(), clock.today()
    if not reference:
        raise BadInput("没有写材料的名称", at="reference", remedy="写材料的名称和文号")
    if len(reference) > REFERENCE_LENGTH:
        raise BadInput(
            f"材料的名称和文号最多 {REFERENCE_LENGTH} 个字", at="reference", remedy="写得短一些"
        )
    if on and on > today:
        raise BadInput("材料的日期不能晚于今天", at="on", remedy="核对材料上的日期")
    return source, reference, on or today


def _checked_value(fact: Fact, value: Any) -> Value:
    try:
        return read_value(Cursor(value), fact.kind, fact.choices)
    except BadInput as fault:
        says = f"“{fact.name}”：{fault.says}"
        raise BadInput(says, at=fact.fact, remedy=fault.remedy) from fault
