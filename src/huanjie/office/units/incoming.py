"""What a file of places would do (导入预览): which are new and under which codes, which are there,
which the file calls otherwise or places elsewhere, and what cannot be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from huanjie.domain.unitcode import local_base, next_local_code
from huanjie.door.fault import BadInput
from huanjie.exchange.unitfile import UnitTable, read_unit_table
from huanjie.exchange.unitrow import LEVELS, UnitRow
from huanjie.office.units.models import NAME_LENGTH, Level, Unit, within


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A place that the file states otherwise than the tree (有变更的单位)."""

    row: UnitRow
    unit: Unit
    to: Unit | None
    """the place that the file puts it below, where that is another one and exists already"""

    @property
    def is_renamed(self) -> bool:
        """Whether the file calls it by another name."""
        return self.row.name != self.unit.name

    @property
    def is_moved(self) -> bool:
        """Whether the file puts it below another place."""
        return self.row.parent != self.unit.parent_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """单位表与现有单位的比较."""

    rows: tuple[UnitRow, ...]
    """as the file has them: a place without a code has none yet"""
    new: tuple[UnitRow, ...]
    """parents first, as they are planted; each with its code"""
    local: frozenset[str]
    """of these, the codes that are ours (本地编码)"""
    known: tuple[UnitRow, ...]
    """already there, and stated as they are"""
    changed: tuple[Changed, ...]
    """already there, and stated otherwise: nothing of it is done without a decision"""
    faults: tuple[BadInput, ...] = ()


def read_incoming(raw: bytes, *, file: str, unit: Unit) -> tuple[UnitTable, Incoming]:
    """Read a file of places below `unit` to its end and hold it against the tree."""
    table = read_unit_table(raw, file=file, known=_known(unit), named=_named(unit))
    incoming = compare(table.rows, unit=unit)
    told = {fault.line for fault in table.faults}
    more = tuple(fault for fault in incoming.faults if fault.line not in told)
    faults = sorted((*table.faults, *more), key=lambda fault: fault.line or 0)
    return table, replace(incoming, faults=tuple(faults))


def _known(unit: Unit) -> set[str]:
    """The codes that a file below `unit` may name as parents."""
    codes = Unit.objects.filter(within(unit)).values_list("pk", flat=True)
    return {*codes, *unit.codes}


def _named(unit: Unit) -> dict[str, list[str]]:
    """The codes of the places below, and of itself, that can have others below them, by name."""
    found: dict[str, list[str]] = {}
    for place in Unit.objects.filter(within(unit), ended_on=None).exclude(level=Level.UNIT):
        found.setdefault(place.name, []).append(place.pk)
    return found


def compare(rows: Collection[UnitRow], *, unit: Unit) -> Incoming:
    """What the rows would do below `unit`; a row that cannot be is a fault."""
    there = _there(rows)
    numbered = with_codes(rows)
    new = tuple(row for row in numbered if row.code not in there)
    known = tuple(row for row in numbered if row.code in there)
    changed = tuple(_changed(row, there) for row in known if _differs(row, there[row.code]))
    given = {row.code for row in rows}
    return Incoming(
        rows=tuple(rows),
        new=new,
        local=frozenset(row.code for row in new if row.code not in given),
        known=tuple(row for row in known if not _differs(row, there[row.code])),
        changed=changed,
        faults=tuple(_faults(numbered, there, unit)),
    )


def _there(rows: Iterable[UnitRow]) -> dict[str, Unit]:
    """The places that the rows are or lie below, as far as they exist."""
    codes = {code for row in rows for code in (row.code, row.parent) if code}
    found = Unit.objects.in_bulk(codes)
    bare = {row.parent for row in rows if not row.code and row.parent}
    names = {row.name for row in rows if not row.code}
    if names:  # a place without a code is known by its name below its parent
        found |= {u.pk: u for u in Unit.objects.filter(parent__in=bare, name__in=names)}
        below = Unit.objects.filter(parent__in=[u for u in found if u], name__in=names)
        found |= {u.pk: u for u in below}
    return found


def with_codes(rows: Iterable[UnitRow]) -> tuple[UnitRow, ...]:
    """The rows, parents first, each with its code: a place without one is the place that has its
    name below its parent, else it gets the next local code.
    """
    givers = _Codes()
    done: list[UnitRow] = []
    by_line: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: LEVELS.index(row.level)):
        parent = by_line.get(row.above) if row.above is not None else row.parent
        code = row.code or givers.code_of(row.name, parent or "")
        by_line[row.line] = code
        done.append(replace(row, code=code, parent=parent, above=None))
    return tuple(done)


class _Codes:
    """Gives local codes (编本地代码), asking once for each place above."""

    def __init__(self) -> None:
        self._taken: dict[str, list[str]] = {}
        self._names: dict[str, dict[str, str]] = {}

    def code_of(self, name: str, parent: str) -> str:
        """The code of the place of this name below `parent`; a new one where there is none."""
        names = self._names.setdefault(parent, dict(self._below(parent)))
        if name not in names:
            base = local_base(parent)
            taken = self._taken.setdefault(base, self._given(base))
            names[name] = next_local_code(parent, taken)
            taken.append(names[name])
        return names[name]

    @staticmethod
    def _below(parent: str) -> Iterator[tuple[str, str]]:
        rows = Unit.objects.filter(parent=parent, ended_on=None)
        yield from ((name, code) for code, name in rows.values_list("pk", "name"))

    @staticmethod
    def _given(base: str) -> list[str]:
        return list(Unit.objects.filter(code__begins=f"{base}-L").values_list("pk", flat=True))


def _differs(row: UnitRow, unit: Unit) -> bool:
    return (row.name, row.parent) != (unit.name, unit.parent_id)


def _changed(row: UnitRow, there: Mapping[str, Unit]) -> Changed:
    unit = there[row.code]
    moved = row.parent != unit.parent_id
    return Changed(row=row, unit=unit, to=there.get(row.parent or "") if moved else None)


def _faults(rows: Iterable[UnitRow], there: Mapping[str, Unit], unit: Unit) -> Iterator[BadInput]:
    """What cannot be, row by row; the parents come first, so that each path is known in time."""
    paths = {code: each.path for code, each in there.items()}
    for row in rows:
        known = there.get(row.code)
        if known is None:
            paths[row.code] = f"{paths.get(row.parent or '', '')}{row.code}/"
        for fault in (*_of_new(row, there, paths, unit), *_of_known(row, known, unit)):
            yield fault.within(file="", line=row.line)


def _of_new(
    row: UnitRow, there: Mapping[str, Unit], paths: Mapping[str, str], unit: Unit
) -> Iterator[BadInput]:
    if len(row.name) > NAME_LENGTH:
        yield BadInput(
            f"名称有 {len(row.name)} 个字，最多 {NAME_LENGTH} 个", remedy="只写单位的名称"
        )
    if row.code in there:
        return
    if not paths[row.code].startswith(unit.path):
        yield BadInput(
            f"“{row.name}”不在{unit.name}下面",
            remedy=f"只能导入{unit.name}下面的单位；删去这一行，或者改正上级",
        )
    above = there.get(row.parent or "")
    if above and above.is_gone:
        yield BadInput(f"上级“{above.name}”已经撤并", remedy="写现有的上级")
    elif above and LEVELS.index(row.level) <= LEVELS.index(above.level):
        yield BadInput(f"“{row.name}”的级别不低于上级“{above.name}”", remedy="改正级别或者上级")


def _of_known(row: UnitRow, known: Unit | None, unit: Unit) -> Iterator[BadInput]:
    """A place that is there already: one above the own county is left to whoever it belongs to."""
    if known is None or not known.is_within(unit):
        return
    if known.is_gone:
        yield BadInput(
            f"“{known.name}”（{known.pk}）已经撤并，代码不能再用", remedy="删去这一行，或者改正代码"
        )
    elif row.level != known.level:
        yield BadInput(
            f"“{known.name}”登记的级别不同，导入不改级别", remedy="改正级别，或者删去这一行"
        )
