"""Evidence (依据的事实): what the roll and the election say of a nominee by themselves, what was
stated besides, and where each of it comes from.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as noop

from huanjie.domain.daywords import date_in_words
from huanjie.domain.eligibility import facts_asked_of
from huanjie.domain.evaluation import Stated, shown, truth_of
from huanjie.door.cursor import Cursor
from huanjie.exchange.statedfacts import read_value
from huanjie.law.expression import Fact, Value, facts_of
from huanjie.law.pack import RulePack
from huanjie.office.candidacy.models import Source, StatedFact
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

ELECTION_WORDS: Final = ("polling_day", "method")
"""Facts that the election says (本次选举写明的事实), and nobody states of one person."""
ELECTION_SOURCE: Final = noop("本次选举")
OFF_ROLL_SOURCE: Final = noop("名册以外的人")
"""Where what was written down of somebody beside the roll comes from: no roll says it."""

Statements = Mapping[str, Mapping[str, StatedFact]]
"""The last statement of each fact of each person, by their ids on the paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One fact as it is known (一项事实): what it is, from which source, on which day."""

    fact: Fact
    value: Value | None
    """None where nobody stated it"""
    source: str = ""
    """本次选举, 名册以外的人, or one of Source"""
    reference: str = ""
    stated_on: datetime.date | None = None

    @property
    def in_words(self) -> str:
        """The value as a page says it; empty where nobody stated it."""
        if self.on_day:
            return date_in_words(self.on_day)
        return "" if self.value is None else shown(self.value, self.fact)

    @property
    def on_day(self) -> datetime.date | None:
        """The value where it is a day, for a page to write in its own language."""
        return self.value if isinstance(self.value, datetime.date) else None


def said_by_itself(pack: RulePack, election: Election, entry: RollEntry) -> Stated:
    """What the roll and the election say of a person by themselves (名册和选举写明的事实)."""
    said: dict[str, Value | None] = {
        "polling_day": election.polling_day,
        "method": election.method,
        "registered": entry.struck_on is None and not entry.off_roll,
        "birth_date": entry.birth_date,
        "standing": entry.standing or None,
        "sex": entry.sex or None,
    }
    asked = {each.fact for each in facts_asked_of(pack)}
    return {word: value for word, value in said.items() if value is not None and word in asked}


def facts_to_state(pack: RulePack, election: Election, entry: RollEntry) -> tuple[Fact, ...]:
    """The facts that somebody has to state of a person (要填写的事实): none that the roll and the
    election say by themselves, and none on which no condition hangs any more by these: of an adult
    it is not asked what a minor lives on.
    """
    known = said_by_itself(pack, election, entry)
    undecided = (x.expression for x in pack.eligibility if truth_of(x.expression, known) is None)
    hanging = {fact for each in undecided for fact in facts_of(each)}
    return tuple(x for x in facts_asked_of(pack) if x.fact not in known and x in hanging)


def last_statements(election: Election, *people: str) -> Statements:
    """What was stated last of everybody, or of these people: a later statement supersedes."""
    rows = StatedFact.objects.filter(election=election).order_by("pk")
    last: dict[str, dict[str, StatedFact]] = defaultdict(dict)
    for row in rows.filter(person__in=people) if people else rows:
        last[row.person][row.fact] = row
    return last


def as_json(value: Value) -> str:
    """A value as the row keeps it."""
    return json.dumps(value.isoformat() if isinstance(value, datetime.date) else value)


def value_of(row: StatedFact, fact: Fact) -> Value:
    """The value that a row keeps, as the pack's kind reads it."""
    return read_value(Cursor(json.loads(row.value or "null")), fact.kind, fact.choices)


def stated_of(
    pack: RulePack, election: Election, entry: RollEntry, stated: Mapping[str, StatedFact]
) -> Stated:
    """All that is known of a person: what the roll and the election say counts before the rest."""
    known = {each.fact: each for each in facts_asked_of(pack)}
    besides = {word: value_of(row, known[word]) for word, row in stated.items() if word in known}
    return {**besides, **said_by_itself(pack, election, entry)}


def evidence_of(
    facts: Iterable[Fact],
    stated: Mapping[str, StatedFact],
    known: Stated,
    entry: RollEntry,
    election: Election,
) -> tuple[Evidence, ...]:
    """Where each of these facts comes from (证据)."""
    return tuple(_evidence(each, stated.get(each.fact), known, entry, election) for each in facts)


def _evidence(
    fact: Fact, row: StatedFact | None, known: Stated, entry: RollEntry, election: Election
) -> Evidence:
    value = known.get(fact.fact)
    if value is None:
        return Evidence(fact=fact, value=None)
    if fact.fact in ELECTION_WORDS:
        return Evidence(fact=fact, value=value, source=ELECTION_SOURCE)
    if row is None or value_of(row, fact) != value:
        if entry.off_roll:
            reference = entry.source or f"登记时写的，编号 {entry.number}"
            return Evidence(fact=fact, value=value, source=OFF_ROLL_SOURCE, reference=reference)
        return Evidence(
            fact=fact,
            value=value,
            source=Source.ROLL.label,
            reference=f"编号 {entry.number}",
            stated_on=election.roll_published_on,
        )
    return Evidence(
        fact=fact,
        value=value,
        source=Source(row.source).label,
        reference=row.reference,
        stated_on=row.stated_on,
    )
