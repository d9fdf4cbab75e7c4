"""Services of the tree (单位的办理): load units from a file."""

from __future__ import annotations

from collections.abc import Iterable

from pypinyin import Style, lazy_pinyin

from huanjie.domain.permission import Action
from huanjie.exchange.unitfile import UnitRow
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.units.incoming import compare
from huanjie.office.units.models import Unit


def initials(name: str) -> str:
    """The first letters of a name's pinyin, for typing (拼音首字母): 三联村 is slc."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def plant(rows: Iterable[UnitRow]) -> int:
    """Put checked rows into the tree, parents first; how many were new.

    Written without the door: the tree must stand before anybody holds a role in it.
    """
    paths = dict(Unit.objects.values_list("code", "path"))
    units = []
    for row in rows:
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
    Unit.objects.bulk_create(units, batch_size=1000)
    return len(units)


@command(Action.IMPORT_UNITS)
def import_units(*, acting_user: ActingUser, unit: Unit, rows: tuple[UnitRow, ...]) -> Done[int]:
    """Add the places of a file; the answer is how many were new. BadInput where one of these would
    not lie below `unit`.
    """
    added = plant(compare(rows, unit=unit).new)
    return Done(answer=added, says={"rows": len(rows), "added": added})
