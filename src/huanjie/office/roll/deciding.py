"""Who decides about somebody on two rolls (由谁裁定): the lowest office above all of the units, in
whatever county, city or province they lie; nobody, where they have none in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from huanjie.domain.permission import Action, Role, may
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.permission import in_force

_OFFICES: Final = tuple(role for role in Role if may(role, Action.SETTLE_TWICE))


def offices_over(groups: Iterable[Sequence[Unit]]) -> list[Unit | None]:
    """The lowest place above all units of each group at which somebody holds an office (有人在任)
    that may decide; None where there is none. One question for all groups.
    """
    shared = [_shared(units) for units in groups]
    codes = {code for each in shared for code in each}
    staffed = _staffed(codes) if codes else {}
    return [
        next((staffed[code] for code in reversed(each) if code in staffed), None) for each in shared
    ]


def _shared(units: Sequence[Unit]) -> list[str]:
    """The codes of the places above all units, from the top down."""
    ways = [unit.codes for unit in units]
    return [codes[0] for codes in zip(*ways, strict=False) if len(set(codes)) == 1]


def _staffed(codes: Iterable[str]) -> dict[str, Unit]:
    """Those of these places that somebody with an open account holds an office at."""
    held = Assignment.objects.filter(
        in_force(), unit__in=codes, role__in=_OFFICES, election="", user__is_active=True
    )
    return {unit.pk: unit for unit in Unit.objects.filter(pk__in=held.values("unit"))}
