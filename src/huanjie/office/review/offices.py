"""Whose office sends people to joint review (主办单位): a county's or a town's."""

from __future__ import annotations

from huanjie.office.units.models import Level, Unit


def sends(unit: Unit) -> bool:
    """Whether people are sent from a place (送审)."""
    return unit.level in (Level.COUNTY, Level.TOWN)
