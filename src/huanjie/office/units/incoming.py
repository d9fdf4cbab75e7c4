"""What a file of places would add (导入预览): which are new, which there, and what cannot be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from huanjie.door.fault import BadInput
from huanjie.exchange.unitfile import LEVELS, UnitRow, read_units
from huanjie.office.units.models import NAME_LENGTH, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """单位表与现有单位的比较."""

    rows: tuple[UnitRow, ...]
    new: tuple[UnitRow, ...]
    """parents first, as they are planted"""
    known: tuple[UnitRow, ...]
    """already there: nothing about them is changed"""
    differing: tuple[UnitRow, ...]
    """of these, the ones that the file calls by another name (名称不同)"""


def read_incoming(raw: bytes, *, file: str, unit: Unit) -> Incoming:
    """Read a file of places below `unit` and hold it against the tree."""
    codes = set(Unit.objects.values_list("pk", flat=True))
    return compare(read_units(raw, file=file, known=codes), unit=unit)


def compare(rows: Collection[UnitRow], *, unit: Unit) -> Incoming:
    """Which rows are new; refused where one would not lie below `unit`, or not below its parent."""
    there = Unit.objects.in_bulk()
    new = sorted(
        (row for row in rows if row.code not in there), key=lambda row: LEVELS.index(row.level)
    )
    paths = {code: each.path for code, each in there.items()}
    for row in new:
        _check_name(row)
        _check_level(row, there)
        paths[row.code] = f"{paths.get(row.parent or '', '')}{row.code}/"
    _check_below(new, paths, unit)
    known = tuple(row for row in rows if row.code in there)
    return Incoming(
        rows=tuple(rows),
        new=tuple(new),
        known=known,
        differing=tuple(row for row in known if row.name != there[row.code].name),
    )


def _check_name(row: UnitRow) -> None:
    if len(row.name) > NAME_LENGTH:
        raise BadInput(
            f"名称有 {len(row.name)} 个字，最多 {NAME_LENGTH} 个",
            line=row.line,
            remedy="只写单位的名称",
        )


def _check_level(row: UnitRow, there: Mapping[str, Unit]) -> None:
    above = there.get(row.parent or "")
    if above and LEVELS.index(row.level) <= LEVELS.index(above.level):
        raise BadInput(
            f"“{row.name}”的级别不低于上级“{above.name}”",
            line=row.line,
            remedy="改正级别或者上级",
        )


def _check_below(new: Iterable[UnitRow], paths: Mapping[str, str], unit: Unit) -> None:
    for row in new:
        if not paths[row.code].startswith(unit.path):
            raise BadInput(
                f"“{row.name}”不在{unit.name}下面",
                line=row.line,
                remedy=f"只能导入{unit.name}下面的单位；删去这一行，或者改正上级",
            )
