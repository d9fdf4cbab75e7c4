"""Merged cells (合并单元格) of a roll: one household, group or unit for several people is each
one's; any other merged cell is only the first one's, and is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.celltext import Cell
from huanjie.domain.rollcolumns import Column, heading_of
from huanjie.door.fault import BadInput
from huanjie.exchange.rawsheet import MOST_CELLS, Merged, RawSheet, place
from huanjie.exchange.rollheader import Header

_SHARED: Final[frozenset[Column]] = frozenset({"household", "group", "unit"})
"""What a family or a group has together."""

Corner = tuple[int, int]


class MergedCells:
    """The merged cells below a header, under the columns that we read."""

    def __init__(self, sheet: RawSheet, header: Header) -> None:
        self._header = header
        self._corners: dict[Corner, Merged] = {}
        """every covered cell but the first, by row and column"""
        self._values: dict[Corner, Cell] = {}
        self._first: dict[Corner, Merged] = {}
        last = sheet.rows[-1][0]
        budget = MOST_CELLS
        for each in sheet.merged:
            top, bottom = max(each.top, header.last + 1), min(each.bottom, last)
            columns = [at for at in header.columns if each.left <= at <= each.right]
            if each.top <= header.last:
                continue
            budget -= (max(bottom - top, 0) + 1) * len(columns)
            if budget < 0:
                raise BadInput(
                    "合并的单元格太多", at=place(sheet.name), remedy="取消合并，每个人填一行"
                )
            self._take(each, top, bottom, columns)

    def _take(self, each: Merged, top: int, bottom: int, columns: list[int]) -> None:
        self._first[each.top, each.left] = each
        for row in range(top, bottom + 1):
            for at in columns:
                if (row, at) != (each.top, each.left):
                    self._corners[row, at] = each

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._first)

    def see(self, row: int, at: int, cell: Cell) -> None:
        """Remember the value of a merged cell as its first row goes by."""
        if (row, at) in self._first:
            self._values[row, at] = cell

    def filled(self, row: int, at: int) -> Cell:
        """The value that a covered cell has in common with the first, where it has."""
        each = self._corners.get((row, at))
        if each is None or each.left != at or self._header.columns[at] not in _SHARED:
            return None
        return self._values.get((each.top, each.left))

    def covers(self, row: int, at: int) -> bool:
        """Whether a cell is empty because it lies under a merged one."""
        return (row, at) in self._corners

    def spans_all(self, row: int, at: int) -> bool:
        """Whether the cell is merged over the columns of names and numbers, in one row."""
        each = self._first.get((row, at))
        if each is None or each.top != each.bottom:
            return False
        columns = self._header.columns.items()
        needed = [n for n, column in columns if column in ("name", "id_number")]
        return len(needed) > 1 and all(each.left <= n <= each.right for n in needed)

    def notes(self) -> Iterator[tuple[int, Column, str]]:
        """The merged cells over several people that are not shared: who has the value."""
        for each in self._first.values():
            if each.top == each.bottom:
                continue
            for at, column in self._header.columns.items():
                if each.left <= at <= each.right and (column not in _SHARED or at != each.left):
                    says = f"第 {each.top} 至 {each.bottom} 行的{heading_of(column)}合并了"
                    yield each.top, column, f"{says}，只算第 {each.top} 行的"
