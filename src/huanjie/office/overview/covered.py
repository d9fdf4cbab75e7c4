"""Who covers which unit, as a matrix (包联表): its gaps, and who would be in two places."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from huanjie.domain.cover import COVER_NAMES, Clash, CoverKind, clashes
from huanjie.domain.cycle import OVER
from huanjie.office import clock
from huanjie.office.cover.lookup import cover_of, covering, wave_of
from huanjie.office.cover.models import Cover, Wave
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

Days = Mapping[str, Sequence[datetime.date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One unit of the matrix (包联表的一行)."""

    unit: Unit
    wave: Wave | None
    days: tuple[datetime.date, ...]
    """the polling days that are to come"""
    cells: tuple[tuple[CoverKind, tuple[Cover, ...]], ...]

    @property
    def is_outside(self) -> bool:
        """Whether a polling day lies outside its wave's window (不在批次的选举日期内)."""
        wave = self.wave
        return wave is not None and any(
            (wave.first_day is not None and day < wave.first_day)
            or (wave.last_day is not None and day > wave.last_day)
            for day in self.days
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How many units nobody covers in one kind (缺口)."""

    kind: CoverKind
    name: str
    units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashShown:
    """A clash with the names of its places (人手冲突)."""

    clash: Clash
    places: tuple[Unit, ...]


def rows_of(units: Sequence[Unit], waves: Iterable[Wave]) -> list[Row]:
    """The rows of some units, few queries for however many."""
    codes = [unit.pk for unit in units]
    cover, own, days = cover_of(codes), wave_of(codes), days_of(units)
    known = {wave.pk: wave for wave in waves}
    return [
        Row(
            unit=unit,
            wave=known.get(own.get(unit.pk, "")),
            days=tuple(days.get(unit.pk, ())),
            cells=tuple(
                (kind, tuple(cover.get(unit.pk, {}).get(kind, ()))) for kind in COVER_NAMES
            ),
        )
        for unit in units
    ]


def days_of(units: Iterable[Unit] | QuerySet[Unit]) -> Days:
    """The polling days that are to come, by the unit."""
    found: defaultdict[str, list[datetime.date]] = defaultdict(list)
    coming = Election.objects.filter(unit__in=units, polling_day__gte=clock.today())
    rows = coming.exclude(stage__in=OVER).order_by("polling_day")
    for code, day in rows.values_list("unit", "polling_day"):
        if day not in found[code]:
            found[code].append(day)
    return found


def gaps_of(units: QuerySet[Unit]) -> list[Gap]:
    """How many of these units lack each kind of cover."""
    codes = units.order_by().values("pk")
    total = codes.count()
    rows = covering().filter(region__in=codes).order_by().values("kind")
    covered = dict(rows.annotate(n=Count("region", distinct=True)).values_list("kind", "n"))
    return [
        Gap(kind=kind, name=name, units=total - covered.get(kind.value, 0))
        for kind, name in COVER_NAMES.items()
    ]


def lacking(units: QuerySet[Unit], kind: str) -> QuerySet[Unit]:
    """Of these units, those that nobody covers in this kind."""
    return units.exclude(pk__in=covering().filter(kind=kind).values("region"))


def clashes_of(units: QuerySet[Unit]) -> list[ClashShown]:
    """Who would have to be in two of these units on one polling day, the next day first."""
    codes = units.order_by().values("pk")
    days = days_of(codes)  # type: ignore[arg-type]
    today = clock.today()
    rows = Cover.objects.filter(Q(to_on=None) | Q(to_on__gte=today), region__in=list(days))
    found = clashes((row.duty for row in rows), days)
    places = Unit.objects.in_bulk({place for clash in found for place in clash.places})
    return [
        ClashShown(clash=each, places=tuple(places[place] for place in each.places))
        for each in found
    ]
