"""What running elections forbid (关口): no place is merged, split or ended under one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q

from huanjie.domain.cycle import OVER
from huanjie.door.fault import BadInput
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit


def issues_before_change(units: Collection[Unit]) -> Iterator[BadInput]:
    """The running elections of these places, and of what lies below them."""
    for unit in units:
        below = Q(unit=unit) | Q(unit__path__begins=unit.path)
        running = Election.objects.filter(below).exclude(stage__in=OVER).select_related("unit")
        for election in running[:1]:
            yield BadInput(
                f"{election.unit.name}的{election.body_name}选举正在进行，"
                f"选举日 {election.polling_day}",
                remedy="先办完那一次选举，或者撤销它，再变更单位",
            )
