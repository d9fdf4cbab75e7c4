"""Finding cover and waves (查找包联和批次), within what somebody may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from django.db.models import Q, QuerySet

from huanjie.domain.cover import CoverKind
from huanjie.office import clock
from huanjie.office.cover.models import Cover, Wave, WaveUnit
from huanjie.office.units.models import Unit, within

NO_WAVE: Final = "none"
"""what an address says for units that are in no wave"""


def covering() -> QuerySet[Cover]:
    """The cover that holds today (现在的包联); what has ended on an earlier day is past."""
    today = clock.today()
    return Cover.objects.filter(Q(to_on=None) | Q(to_on__gte=today), from_on__lte=today)


def cover_of(codes: Collection[str]) -> Mapping[str, Mapping[CoverKind, list[Cover]]]:
    """Who covers these units today, by unit and kind; also who is to come."""
    found: defaultdict[str, defaultdict[CoverKind, list[Cover]]] = defaultdict(
        lambda: defaultdict(list)
    )
    today = clock.today()
    rows = Cover.objects.filter(region__in=codes).filter(Q(to_on=None) | Q(to_on__gte=today))
    for row in rows:
        found[row.region][CoverKind(row.kind)].append(row)
    return found


def waves_for(places: Iterable[Unit]) -> list[Wave]:
    """The waves of these places, of the counties above them and of what lies below them."""
    found: dict[str, Wave] = {}
    for place in places:
        below = Unit.objects.filter(within(place)).order_by().values("pk")
        rows = Wave.objects.filter(Q(region__in=place.codes) | Q(region__in=below))
        found |= {wave.pk: wave for wave in rows}
    return list(found.values())


def wave_of(codes: Collection[str]) -> dict[str, str]:
    """The wave of each of these units, by its id."""
    return dict(WaveUnit.objects.filter(region__in=codes).values_list("region", "wave"))


def in_chosen_wave(units: QuerySet[Unit], wave: str) -> QuerySet[Unit]:
    """Of these units, those of a wave; NO_WAVE: those of none."""
    if wave == NO_WAVE:
        return units.exclude(pk__in=WaveUnit.objects.values("region"))
    return units.filter(pk__in=WaveUnit.objects.filter(wave=wave).values("region"))
