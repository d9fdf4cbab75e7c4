"""Stating facts of nominees (登记资格事实): by a declaration, a document or a department. Nothing
that no condition of the pack names can be written down.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from huanjie.domain.eligibility import facts_asked_of
from huanjie.door.cursor import Cursor, shown
from huanjie.door.fault import BadInput
from huanjie.exchange.statedfacts import read_value
from huanjie.law.expression import Fact, Value
from huanjie.law.pack import RulePack
from huanjie.office import clock
from huanjie.office.candidacy.evidence import as_json, said_by_itself
from huanjie.office.candidacy.findings import is_in_review, settle
from huanjie.office.candidacy.models import (
    REFERENCE_LENGTH,
    Nominee,
    Source,
    StatedFact,
)
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry


def put_facts(
    election: Election,
    person: str,
    facts: Mapping[str, Any],
    *,
    source: str,
    reference: str,
    on: datetime.date | None = None,
) -> None:
    """Write down facts of one nominee (记下事实), inside a service's command: all or none; and put
    the person where the finding now leads.

    `facts` maps words of the pack to JSON values; `on` is the day of the document, by default
    today. A later statement supersedes the earlier one, and both stay. BadInput, at the word of the
    fact, where no condition of eligibility names it, where the roll or the election says it itself,
    or where the value is of another kind; at `person`, `source`, `reference` or `on` else.
    """
    put_facts_of(election, {person: facts}, source=source, reference=reference, on=on)


def put_facts_of(
    election: Election,
    people: Mapping[str, Mapping[str, Any]],
    *,
    source: str,
    reference: str,
    on: datetime.date | None = None,
) -> None:
    """Write down facts of many nominees by one paper (成批记下事实), as `put_facts` does of one."""
    pack, entries = law_of(election).pack, entries_of(election, people)
    source, reference, day = checked_paper(source, reference, on)
    StatedFact.objects.bulk_create(
        StatedFact(
            election=election,
            region=election.region,
            person=person,
            fact=word,
            value=as_json(_checked_value(fact_to_state(pack, election, entry, word), value)),
            source=source,
            reference=reference,
            stated_on=day,
        )
        for person, entry in entries.items()
        for word, value in people[person].items()
    )
    settle(election, *people)


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


def entry_of(election: Election, person: str) -> RollEntry:
    """The entry of a nominee on the roll; BadInput, at `person`, where nobody has this id."""
    return entries_of(election, (person,))[person]


def entries_of(election: Election, people: Iterable[str]) -> dict[str, RollEntry]:
    """The entries of nominees by their ids, in the order given; BadInput as `entry_of`."""
    asked = tuple(people)
    rows = Nominee.objects.filter(election=election, person__in=asked).select_related("entry")
    found = {row.person: row.entry for row in rows}
    for person in asked:
        if person not in found:
            raise BadInput(
                f"“{shown(person)}”不在这次选举的人选里", at="person", remedy="从列出的人选里选"
            )
    return {person: found[person] for person in asked}


def refuse_whoever_left(election: Election, people: Iterable[str], *, at: str) -> None:
    """Nobody states facts of a nominee whose review is over (不再是人选的人); BadInput, at `at`."""
    asked = tuple(people)
    rows = list(Nominee.objects.filter(election=election, person__in=asked).order_by("pk"))
    going_on = {row.person for row in rows if is_in_review(row)}
    for row in rows:
        if row.person not in going_on:
            raise BadInput(
                f"{row.name}不再是人选，不能再登记事实", at=at, remedy="以前的结论在资格审查页查看"
            )


def checked_document(text: str, *, at: str) -> str:
    """A document's name and number (材料的名称和文号); BadInput, at its field, where it is none."""
    document = text.strip()
    if not document:
        raise BadInput("没有写材料的名称", at=at, remedy="写材料的名称和文号")
    if len(document) > REFERENCE_LENGTH or not document.isprintable():
        raise BadInput(
            f"材料的名称和文号写在一行里，最多 {REFERENCE_LENGTH} 个字",
            at=at,
            remedy="写得短一些",
        )
    return document


def checked_day(day: datetime.date, *, at: str) -> datetime.date:
    """A day of a paper (材料的日期): not after today."""
    if day > clock.today():
        raise BadInput("材料的日期不能晚于今天", at=at, remedy="核对材料上的日期")
    return day


def checked_paper(
    source: str, reference: str, on: datetime.date | None
) -> tuple[str, str, datetime.date]:
    """Source, document and day of a statement, each where it may be."""
    if source not in (Source.DECLARATION, Source.DOCUMENT, Source.DEPARTMENT):
        raise BadInput("没有写明事实的来源", at="source", remedy="选“本人声明”或者“书面材料”")
    reference = checked_document(reference, at="reference")
    return source, reference, checked_day(on or clock.today(), at="on")


def _checked_value(fact: Fact, value: Any) -> Value:
    try:
        return read_value(Cursor(value), fact.kind, fact.choices)
    except BadInput as fault:
        says = f"“{fact.name}”：{fault.says}"
        raise BadInput(says, at=fact.fact, remedy=fault.remedy) from fault
