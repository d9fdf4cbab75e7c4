"""Objections as pages show them (异议的列表): whom each is about, by when it is due, and what was
decided; what is late comes first, then what is due next.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.due import Due
from huanjie.domain.identity import masked_phone
from huanjie.domain.objection import (
    KIND_NAMES,
    STATE_NAMES,
    Kind,
    State,
    decision_due,
    is_decided,
)
from huanjie.domain.rollchange import conditions_of
from huanjie.law.applied import Law
from huanjie.law.condition import Condition
from huanjie.office import clock
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Objection, RollEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownObjection:
    """One objection in words (一件异议)."""

    objection: Objection
    kind: str
    about: str
    """the name of whom it is about; empty once that was deleted"""
    entry: RollEntry | None
    ground: Condition | None
    due: Due | None
    state: str
    reasons: tuple[Condition, ...]
    unsaid: tuple[str, ...]
    """those of them that nobody said anything of (未写明，视为符合), by their keys"""
    phone: str
    """of whoever raised it, masked"""
    is_late: bool
    """whether its last day is over, or was when it was decided (逾期)"""

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.objection.is_open

    @property
    def was_decided(self) -> bool:
        """Whether the committee has decided it."""
        return is_decided(State(self.objection.state))

    @property
    def is_upheld(self) -> bool:
        """Whether it was well founded."""
        return self.objection.state == State.UPHELD


def shown(election: Election) -> tuple[ShownObjection, ...]:
    """Every objection: late ones first, then the open by their last day, then the others."""
    rows = election.objections.select_related("entry", "change__entry", "appeal_change__entry")
    return tuple(sorted(in_words(election, rows), key=_order))


def in_words(election: Election, rows: Iterable[Objection]) -> Iterator[ShownObjection]:
    """Objections in words."""
    law, today = law_of(election), clock.today()
    known = {each.key: each for each in conditions_of(law.pack)}
    for row in rows:
        due = decision_due(law, row.received_on)
        entry = entry_of_objection(row)
        yield ShownObjection(
            objection=row,
            kind=_(KIND_NAMES[Kind(row.kind)]),
            about=entry.name if entry else row.name or "",
            entry=entry,
            ground=known.get(row.ground),
            due=due,
            state=_(STATE_NAMES[State(row.state)]),
            reasons=tuple(known[key] for key in row.reasons if key in known),
            unsaid=tuple(row.unsaid or ()),
            phone=masked_phone(row.phone) if row.phone else "",
            is_late=_is_late(row, due, today),
        )


def entry_of_objection(row: Objection) -> RollEntry | None:
    """Whom on the roll an objection is about: of somebody left out, who was added by it."""
    change = getattr(row, "change", None) or getattr(row, "appeal_change", None)
    return row.entry or (change.entry if change else None)


def open_dues(law: Law, received: Iterable[datetime.date]) -> tuple[datetime.date, ...]:
    """The last days of what is still to be decided (未决异议的期限), the earliest first."""
    dues = (decision_due(law, each) for each in received)
    return tuple(sorted(each.last_day for each in dues if each))


def _is_late(row: Objection, due: Due | None, today: datetime.date) -> bool:
    if due is None or row.state == State.WITHDRAWN:
        return False
    return (row.decided_on or today) > due.last_day


def _order(each: ShownObjection) -> tuple[bool, datetime.date, int]:
    last_day = each.due.last_day if each.due else datetime.date.max
    closed = not each.is_open
    return closed, datetime.date.max if closed else last_day, each.objection.number
