"""The same person on another roll (重复登记): an equal blind index, in the same county, for the
same body, in the same cycle. Nobody votes in two places: it has to be settled before the poll.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
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


def others_around(election: Election) -> QuerySet[Election]:
    """The elections of the same body around it; a roll of a cancelled one is no second place."""
    day = election.polling_day
    return Election.objects.filter(
        unit__in=Unit.objects.filter(within(_county_of(election.unit))),
        body=election.body,
        polling_day__range=(day - SAME_CYCLE, day + SAME_CYCLE),
    ).exclude(Q(unit=election.unit) | Q(stage=Stage.CANCELLED))


def _county_of(unit: Unit) -> Unit:
    above = Unit.objects.filter(pk__in=unit.codes, level=Level.COUNTY).first()
    return above or unit


def _in_parts(values: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
