"""The province of a place (所在的省), by its word on the shelf of packs."""

from __future__ import annotations

from collections.abc import Iterable

from huanjie.law.regions import REGIONS
from huanjie.office.units.models import Level, Unit


def region_of(unit: Unit) -> str | None:
    """The province's word on the shelf, where its own rules are known."""
    return regions_of([unit])[unit.codes[0]]


def regions_of(units: Iterable[Unit]) -> dict[str, str | None]:
    """The word of each province that these units lie in, by the province's code."""
    codes = {unit.codes[0] for unit in units}
    provinces = Unit.objects.filter(pk__in=codes, level=Level.PROVINCE)
    names = dict(provinces.values_list("pk", "name"))
    words = {name: word for word, name in REGIONS.items()}
    return {code: words.get(names.get(code, "")) for code in codes}
