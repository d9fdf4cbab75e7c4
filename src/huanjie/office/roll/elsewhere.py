"""The same person on another roll (重复登记): an equal blind index on any roll of the site, for the
same body, in the same cycle. Nobody votes in two places, in whichever county or province they lie:
it has to be settled before the poll.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from huanjie.domain.cycle import TRANSITIONS, Stage
from huanjie.domain.daywords import in_words
from huanjie.domain.permission import Action
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Unit, names_apart

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
    """county, town and place; what is above them only where it is another than here"""
    polling_day: datetime.date
    stage: Stage

    @property
    def is_sealed(self) -> bool:
        """Whether that election is over and its roll never changes again (选举已经封存)."""
        return self.stage is Stage.SEALED

    @property
    def is_frozen(self) -> bool:
        """Whether that roll does not change any more, its ballots being out (已经发出选票)."""
        return (self.stage, Action.CHANGE_ROLL) not in TRANSITIONS and self.stage != Stage.OPENED

    @property
    def told(self) -> str:
        """Where that is, in words: 溪坪村的名册上，选举日 2026年6月28日，那次选举已经封存."""
        sealed = "，那次选举已经封存" if self.is_sealed else ""
        return f"{self.unit_name}的名册上，选举日是{in_words(self.polling_day)}{sealed}"


def elsewhere(election: Election, indexes: Iterable[bytes]) -> tuple[Elsewhere, ...]:
    """Where else these people are registered; nobody's name or number is asked for."""
    others = entries_around(election).select_related("election__unit")
    found = [
        (row.index, row.election)
        for some in _in_parts(list(indexes))
        for row in others.filter(id_index__in=some).only(
            "id_index", "election__stage", "election__polling_day", "election__unit"
        )
    ]
    named = names_apart((election.unit, other.unit) for _, other in found)
    return tuple(
        Elsewhere(
            index=index,
            unit=other.unit,
            unit_name=name,
            polling_day=other.polling_day,
            stage=Stage(other.stage),
        )
        for (index, other), (_, name) in zip(found, named, strict=True)
    )


def with_numbers(
    indexes: Iterable[bytes], *, among: QuerySet[RollEntry] | None = None
) -> list[RollEntry]:
    """Whoever has one of these numbers on any roll, or `among` some; by the places' order."""
    rows = RollEntry.objects.all() if among is None else among
    rows = rows.select_related("election__unit").order_by("election__unit__path")
    return [row for some in _in_parts(list(indexes)) for row in rows.filter(id_index__in=some)]


def entries_around(election: Election) -> QuerySet[RollEntry]:
    """Whoever is on another unit's roll of the same body in the same cycle, anywhere on the site; a
    roll of a cancelled election is no second place.
    """
    day = election.polling_day
    return RollEntry.objects.filter(
        election__body=election.body,
        election__polling_day__range=(day - SAME_CYCLE, day + SAME_CYCLE),
    ).exclude(Q(election__unit=election.unit) | Q(election__stage=Stage.CANCELLED))


def on_which(indexes: Iterable[bytes]) -> Iterator[tuple[bytes, str]]:
    """Each of these numbers with the election on whose roll it stands, as often as it stands on
    one; nothing else is read of anybody.
    """
    rows = RollEntry.objects.order_by()
    for some in _in_parts(list(indexes)):
        found = rows.filter(id_index__in=some).values_list("id_index", "election_id")
        yield from ((bytes(index or b""), election) for index, election in found)


def lies_around(own: Election, other: Election) -> bool:
    """Whether the other's roll is one of those around the own (`entries_around`), without a
    question.
    """
    return (
        other.body == own.body
        and abs(other.polling_day - own.polling_day) <= SAME_CYCLE
        and other.unit_id != own.unit_id
        and other.stage != Stage.CANCELLED
    )


def _in_parts(values: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
