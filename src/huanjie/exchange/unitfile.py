"""A file of places (单位表), CSV or a workbook: code, name, level and parent, one place a line.

Levels may be left out between a place and its parent. A place that the national register does not
know has no code: it is given a local one when it is brought in (`domain/unitcode.py`), and places
below it name it instead. A parent that is there already may be named as well.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput, refuse
from huanjie.exchange.filekind import is_workbook
from huanjie.exchange.unitlines import unit_lines
from huanjie.exchange.unitrow import HEADINGS, PROBLEM, UnitCells, UnitRow
from huanjie.exchange.unittree import UnitTree

T = TypeVar("T")
Read = tuple[UnitCells, UnitRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTable:
    """A file that was read to its end (读完的单位表): the places, and every fault with its line."""

    rows: tuple[UnitRow, ...]
    faults: tuple[BadInput, ...]
    headings: tuple[str, ...]
    """as the file has them"""
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    """every line below the headings as it stands, to be mended and sent again"""


def read_units(raw: bytes, *, file: str, known: Container[str] = ()) -> tuple[UnitRow, ...]:
    """Every place of a file in its own order, or the first fault with its line and column.

    The four headings stand in any order, in English or Chinese. `known` holds the codes that are
    there already and may be parents; how high they stand is for the caller to compare. Levels may
    be left out between a place and its parent, and a parent may stand below its children.
    """
    table = read_unit_table(raw, file=file, known=known)
    refuse(table.faults)
    return table.rows


def read_unit_table(
    raw: bytes,
    *,
    file: str,
    known: Container[str] = (),
    named: Mapping[str, Sequence[str]] | None = None,
) -> UnitTable:
    """The same, with every fault instead of the first; what makes the whole file unreadable
    (headings, broken quotes, no place at all) is refused. `named` holds the codes of those that
    are there by what they are called: a parent may be written by its name.
    """
    lines = unit_lines(raw, file)
    _, heads = next(lines, (1, []))
    width, loose = _width(heads), is_workbook(raw) or PROBLEM in heads[-1:]
    heads = heads[:width]
    with _Naming(file, 1):
        headings = _read_headings(heads)
    below = [(line, _cut(cells, width, loose=loose)) for line, cells in lines]
    if not below:
        raise BadInput("只有表头，没有一个单位", file=file, remedy="一行写一个单位")
    check = _Check(file, headings)
    read = list(check.rows(below))
    unread = {cell for line, cells in below if line in check.bad for cell in cells}
    rows = check.in_tree(read, known, unread, named or {})
    return UnitTable(
        rows=rows, faults=tuple(check.faults), headings=tuple(heads), lines=tuple(below)
    )


class _Check:
    """The faults of a file, gathered line by line (逐行核对)."""

    def __init__(self, file: str, headings: Mapping[str, str]) -> None:
        self._file, self._headings = file, headings
        self.faults: list[BadInput] = []
        self.bad: set[int] = set()

    def rows(
        self, lines: Iterable[tuple[int, tuple[str, ...]]]
    ) -> Iterator[tuple[UnitCells, UnitRow]]:
        """The lines whose cells can be read."""
        first: dict[str, int] = {}
        for line, cells in lines:
            try:
                row, unit = self._row(line, list(cells), first)
            except BadInput as fault:
                self._keep(fault, line)
                continue
            first.setdefault(unit.code, line)
            yield row, unit

    def _row(
        self, line: int, cells: list[str], first: Mapping[str, int]
    ) -> tuple[UnitCells, UnitRow]:
        _check_width(cells, self._headings)
        row = UnitCells(cells=cells, headings=self._headings, line=line)
        unit = row.read()
        if unit.code and unit.code in first:
            row.cell("code").refuse(
                f"代码“{unit.code}”在第 {first[unit.code]} 行已经有了", "只留一行"
            )
        return row, unit

    def in_tree(
        self,
        read: list[Read],
        known: Container[str],
        unread: Container[str],
        named: Mapping[str, Sequence[str]],
    ) -> tuple[UnitRow, ...]:
        """The rows whose parents can be theirs."""
        tree = UnitTree([unit for _, unit in read], known, unread, named)
        placed = [
            (row, self._asked(row.line, lambda r=row, u=unit: tree.placed(r, u)))  # type: ignore[misc]
            for row, unit in read
        ]
        for row, unit in placed:
            if unit:
                self._asked(row.line, lambda r=row, u=unit: tree.check(r, u))  # type: ignore[misc]
        return tuple(unit for row, unit in placed if unit and row.line not in self.bad)

    def _asked(self, line: int, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except BadInput as fault:
            self._keep(fault, line)
            return None

    def _keep(self, fault: BadInput, line: int) -> None:
        self.faults.append(fault.within(file=self._file, line=line))
        self.bad.add(line)


class _Naming:
    """A fault inside names the file and the line (出处)."""

    def __init__(self, file: str, line: int) -> None:
        self._file, self._line = file, line

    def __enter__(self) -> None:
        """Nothing is kept."""

    def __exit__(self, kind: object, fault: BaseException | None, trace: object) -> None:
        if isinstance(fault, BadInput):
            raise fault.within(file=self._file, line=self._line) from None


def _read_headings(heads: list[str]) -> Mapping[str, str]:
    """The file's headings by column, in the order of the file."""
    headings: dict[str, str] = {}
    for head in heads:
        column = HEADINGS.get(head, head)
        if column not in HEADINGS.values():
            _refuse_headings(f"不认识的列“{shown(head)}”")
        if column in headings:
            _refuse_headings(f"“{head}”这一列有两个")
        headings[column] = head
    missing = [head for head, column in HEADINGS.items() if column not in headings]
    if missing:
        _refuse_headings(f"缺少“{'、'.join(missing)}”列")
    return headings


def _width(heads: list[str]) -> int:
    """How many columns are read: neither empty ones at the end nor the one of our own remarks."""
    width = len(heads)
    while width > len(HEADINGS) and heads[width - 1] in ("", PROBLEM):
        width -= 1
    return width


def _cut(cells: list[str], width: int, *, loose: bool) -> tuple[str, ...]:
    """The cells that are read; a workbook does not keep empty ones at the end of a line."""
    if not loose:
        return tuple(cells)
    kept = cells[:width] + [""] * (width - len(cells))
    return tuple(kept + [cell for cell in cells[width + 1 :] if cell])


def _refuse_headings(says: str) -> NoReturn:
    raise BadInput(says, remedy="第一行写“代码,名称,级别,上级”，或“code,name,level,parent”")


def _check_width(cells: list[str], headings: Mapping[str, str]) -> None:
    if not any(cells):
        raise BadInput("空行", remedy="删去空行，核对有没有缺少的单位")
    if len(cells) != len(headings):
        raise BadInput(
            f"这一行有 {len(cells)} 格，表头有 {len(headings)} 格", remedy="补齐或删去多余的格"
        )
