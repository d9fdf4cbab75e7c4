"""The same person on another roll (重复登记): an equal blind index, in the same county, for the
same body, in the same cycle. Nobody votes in two places: it has to be settled before the poll.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from huanjie.domain.cycle import Stage
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Level, Unit, names_above, within

SAME_CYCLE: Final = datetime.timedelta(days=366)
"""Polling days no farther apart belong to one cycle (同一届); an old roll is no second place."""

_AT_ONCE: Final = 500
"""values in one question to the database"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Somebody who is on another unit's roll too (在别处也登记的人)."""

    index: bytes
    unit: Unit
    unit_name: str
    """county, town and place"""


def elsewhere(election: Election, indexes: Iterable[bytes]) -> tuple[Elsewhere, ...]:
    """Where else these people are registered; nobody's name or number is asked for."""
    others = RollEntry.objects.filter(election__in=others_around(election)).select_related(
        "election__unit"
    )
    found = [
        (bytes(row.id_index or b""), row.election.unit)
        for some in _in_parts(list(indexes))
        for row in others.filter(id_index__in=some).only("id_index", "election__unit")
    ]
    above = names_above(unit for _, unit in found)
    return tuple(
        Elsewhere(index=index, unit=unit, unit_name=f"{above[unit.pk]}{unit.short_name}")
        for index, unit in found
    )


def with_numbers(
    indexes: Iterable[bytes], *, on: QuerySet[Election] | None = None
) -> list[RollEntry]:
    """Whoever has one of these numbers on any roll, or on a roll of these elections; by the
    places' order.
    """
    rows = RollEntry.objects if on is None else RollEntry.objects.filter(election__in=on)
    rows = rows.select_related("election__unit").order_by("election__unit__path")
    return [row for some in _in_parts(list(indexes)) for row in rows.filter(id_index__in=some)]


def others_around(election: Election) -> QuerySet[Election]:
    """The elections of the same body around it; a roll of a cancelled one is no second place."""
    day = election.polling_day
    return Election.objects.filter(
        unit__in=Unit.objects.filter(within(_county_of(election.unit))),
        body=election.body,
        polling_day__range=(day - SAME_CYCLE, day + SAME_CYCLE),
    ).exclude(Q(unit=election.unit) | Q(stage=Stage.CANCELLED))


def on_which(indexes: Iterable[bytes], *, on: QuerySet[Election]) -> Iterator[tuple[bytes, str]]:
    """Each of these numbers with the election on whose roll it stands, as often as it stands on
    one; nothing else is read of anybody.
    """
    rows = RollEntry.objects.filter(election__in=on).order_by()
    for some in _in_parts(list(indexes)):
        found = rows.filter(id_index__in=some).values_list("id_index", "election_id")
        yield from ((bytes(index or b""), election) for index, election in found)


def around_each(elections: Iterable[Election]) -> Callable[[Election, Election], bool]:
    """Whether, of two of these elections, the second lies around the first (`others_around`), told
    without a question for each of them.
    """
    units = {each.unit_id: each.unit for each in elections}
    counties = _counties(units.values())

    def lies_around(own: Election, other: Election) -> bool:
        return (
            other.body == own.body
            and abs(other.polling_day - own.polling_day) <= SAME_CYCLE
            and other.unit_id != own.unit_id
            and other.stage != Stage.CANCELLED
            and counties[own.unit_id] == counties[other.unit_id]
        )

    return lies_around


def _counties(units: Iterable[Unit]) -> dict[str, str]:
    """The county of each place by its code; its own where it lies in none."""
    places = list(units)
    codes = {code for place in places for code in place.codes}
    known = set(Unit.objects.filter(pk__in=codes, level=Level.COUNTY).values_list("pk", flat=True))
    return {
        place.pk: next((code for code in place.codes if code in known), place.pk)
        for place in places
    }


def _county_of(unit: Unit) -> Unit:
    above = Unit.objects.filter(pk__in=unit.codes, level=Level.COUNTY).first()
    return above or unit


def _in_parts(values: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
