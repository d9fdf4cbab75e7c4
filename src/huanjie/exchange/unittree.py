"""The places of a file among one another (单位表的上下级): whose parent can be whose."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from huanjie.domain.unitcode import is_code
from huanjie.door.cursor import Cursor, shown
from huanjie.exchange.unitrow import CODE_COLUMN, LEVELS, UnitCells, UnitRow


class UnitTree:
    """The places of a file, and what must hold between them (上下级)."""

    def __init__(
        self,
        rows: Iterable[UnitRow],
        known: Container[str],
        unread: Container[str],
        named: Mapping[str, Sequence[str]],
    ) -> None:
        self._by_code = {row.code: row for row in rows if row.code}
        self._by_line = {row.line: row for row in rows}
        self._by_name: dict[str, list[UnitRow]] = {}
        for row in rows:
            self._by_name.setdefault(row.name, []).append(row)
        self._known, self._unread, self._known_names = known, unread, named

    def placed(self, row: UnitCells, unit: UnitRow) -> UnitRow:
        """The place with its parent found; refused where that cannot be one."""
        cell = row.cell("parent")
        if unit.parent is None:
            self._check_top(row, unit)
            return unit
        if unit.level == LEVELS[0]:
            cell.refuse("省没有上级", "删去上级，或者改正级别")
        if is_code(unit.parent):
            placed = unit
            if not self._is_there(unit.parent):
                cell.refuse(
                    f"上级“{unit.parent}”不在这个文件里，也没有登记过",
                    "补上这个上级，或者改正代码",
                )
        else:
            placed = self._named(cell, unit)
        self._by_line[unit.line] = placed
        return placed

    def _check_top(self, row: UnitCells, unit: UnitRow) -> None:
        if unit.level != LEVELS[0]:
            row.cell("parent").refuse("没有写上级，只有省没有上级", "写上一级单位的代码")
        if not unit.code:
            row.cell("code").refuse("“”不是单位代码：省一定有代码", CODE_COLUMN)

    def _is_there(self, code: str) -> bool:
        return code in self._by_code or code in self._known or code in self._unread

    def _named(self, cell: Cursor, unit: UnitRow) -> UnitRow:
        """A parent that the file calls by its name: one of the file, or one that is there."""
        name = unit.parent or ""
        found = self._by_name.get(name, [])
        if not found:
            return replace(unit, parent=self._there_by_name(cell, name))
        if len(found) > 1:
            cell.refuse(f"这个文件里有 {len(found)} 个“{shown(name)}”", "写上级的代码")
        above = found[0]
        return UnitRow(
            code=unit.code,
            name=unit.name,
            level=unit.level,
            parent=above.code or None,
            line=unit.line,
            above=None if above.code else above.line,
        )

    def _there_by_name(self, cell: Cursor, name: str) -> str:
        codes = self._known_names.get(name, ())
        if not codes and name[:1].isdigit():
            cell.refuse(f"“{shown(name)}”不是单位代码", CODE_COLUMN)
        if not codes:
            cell.refuse(
                f"没有叫“{shown(name)}”的单位，这个文件里没有，登记过的也没有",
                "改正名称，或者写上级的代码",
            )
        if len(codes) > 1:
            cell.refuse(f"登记过的有 {len(codes)} 个“{shown(name)}”", "写上级的代码")
        return codes[0]

    def check(self, row: UnitCells, unit: UnitRow) -> None:
        """Refuse a circle of parents, and a place that is not lower than its parent."""
        if self._is_above_itself(unit):
            name = unit.code or unit.name
            row.cell("parent").refuse(f"“{name}”绕了一圈，成了自己的上级", "改正这一圈里的上级代码")
        parent = self._above(unit)
        if parent and LEVELS.index(unit.level) <= LEVELS.index(parent.level):
            row.cell("level").refuse(
                f"级别“{unit.level}”不低于上级“{shown(parent.name)}”的“{parent.level}”",
                "改正级别或者上级",
            )

    def _above(self, unit: UnitRow) -> UnitRow | None:
        line = unit.above if unit.above is not None else None
        if line is None and unit.parent in self._by_code:
            line = self._by_code[unit.parent].line
        return None if line is None else self._by_line[line]

    def _is_above_itself(self, unit: UnitRow) -> bool:
        seen: set[int] = set()
        above = self._above(unit)
        while above and above.line not in seen:
            if above.line == unit.line:
                return True
            seen.add(above.line)
            above = self._above(above)
        return False
