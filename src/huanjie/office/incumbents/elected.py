"""Who was elected takes the post (当选任职): whose term ends by it, and who goes on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F

from huanjie.domain.identity import Identity, read_identity
from huanjie.domain.incumbency import How, TermState
from huanjie.office.incumbents.models import Body
from huanjie.office.incumbents.register import new_person
from huanjie.office.incumbents.services import Seat, entered, index_of, known_person
from huanjie.office.incumbents.terms import terms_of
from huanjie.office.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Winner:
    """Somebody elected (当选人), and by which word the place knows them where no number tells."""

    seat: Seat
    person: str = ""


def seat_elected(
    *,
    unit: Unit,
    kind: str,
    name: str,
    seats: int,
    elected_on: datetime.date,
    who: Iterable[Winner],
) -> None:
    """Enter who was elected, within the deed that seals it (封存以后登记任职).

    A new term ends what everybody held in the body the day before. Fewer seats than the body has,
    while its term runs, are a by-election (补选): whoever else sits goes on, and so does the term.
    """
    body = elected_body(unit, kind) or Body(unit=unit, region=unit.pk, kind=kind, name=name)
    by_election = is_by_election(body, seats, elected_on)
    if not by_election:
        body.seats, body.elected_on, body.ends_stated = seats, elected_on, None
        body.save()
        body.holdings.filter(to_on=None).update(to_on=elected_on)
    how = How.BY_ELECTION if by_election else How.ELECTED
    for each in who:
        is_number = isinstance(read_identity(each.seat.id_number), Identity)
        index = index_of(each.seat.id_number) if is_number else None
        person = known_person(body.region, index) or each.person or new_person()
        entered(body, replace(each.seat, how=how), person, index).save(force_insert=True)


def elected_body(unit: Unit, kind: str) -> Body | None:
    """The body of a place that an election of this kind fills (本届选举产生的组织); None where none
    is entered.
    """
    rows = Body.objects.filter(unit=unit, kind=kind)
    return rows.order_by(F("within").asc(nulls_first=True), "pk").first()


def is_by_election(body: Body, seats: int, elected_on: datetime.date) -> bool:
    """Whether an election of so many seats fills some of the body while its term runs (补选)."""
    if body.pk is None or not body.seats or seats >= body.seats:
        return False
    term = terms_of([body])[body.pk]
    return term.state is not TermState.UNKNOWN and (term.ends_on or elected_on) > elected_on
