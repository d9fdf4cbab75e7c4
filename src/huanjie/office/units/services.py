"""Services of the tree (单位的办理): load units from a file."""

from __future__ import annotations

from collections.abc import Iterable

from huanjie.domain.permission import Action
from huanjie.door.fault import refuse
from huanjie.exchange.unitrow import UnitRow
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.pinyin import initials
from huanjie.office.units.changes import adopt
from huanjie.office.units.changing import Approval
from huanjie.office.units.incoming import compare, with_codes
from huanjie.office.units.models import Unit
from huanjie.office.units.search import index

_AT_ONCE = 1000


def plant(rows: Iterable[UnitRow]) -> int:
    """Put checked rows into the tree; how many were new.

    Written without the door: the tree must stand before anybody holds a role in it.
    """
    numbered = with_codes(rows)
    codes = {code for row in numbered for code in (row.code, row.parent) if code}
    paths = {unit.pk: unit.path for unit in Unit.objects.in_bulk(codes).values()}
    units = []
    for row in numbered:
        if row.code in paths:
            continue
        above = paths[row.parent] if row.parent else ""
        paths[row.code] = f"{above}{row.code}/"
        units.append(
            Unit(
                code=row.code,
                name=row.name,
                level=row.level,
                parent_id=row.parent or None,
                path=paths[row.code],
                pinyin=initials(row.name),
            )
        )
    Unit.objects.bulk_create(units, batch_size=_AT_ONCE)
    index(units)
    return len(units)


@command(Action.IMPORT_UNITS)
def import_units(
    *,
    acting_user: ActingUser,
    unit: Unit,
    rows: tuple[UnitRow, ...],
    approval: Approval | None = None,
) -> Done[int]:
    """Add the places of a file; the answer is how many were new. With an approval, places that the
    file calls otherwise or puts elsewhere are renamed and moved by it; without one they stay.

    BadInput where a row cannot be: nothing is done.
    """
    incoming = compare(rows, unit=unit)
    refuse(incoming.faults)
    added = plant(incoming.new)
    changes = adopt(incoming.changed, unit=unit, approval=approval) if approval else 0
    says = {"rows": len(rows), "added": added, "local": len(incoming.local), "changes": changes}
    return Done(answer=added, says=says)
