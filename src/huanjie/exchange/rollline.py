"""One line of a roll below its header (名册的一行): a person, or a heading, a title or a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.celltext import Cell, is_nothing, written
from huanjie.domain.rollcolumns import Column, column_of
from huanjie.domain.rollrow import RollRow
from huanjie.exchange.mergedcells import MergedCells
from huanjie.exchange.rawsheet import RawSheet
from huanjie.exchange.rollheader import Header, looks_like_people

_TOTAL: Final = re.compile(r".{0,8}(合计|总计|小计|共计|累计|总人数)([:：(（0-9].*)?")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class RollLine:
    """One row below the header."""

    sheet: RawSheet
    header: Header
    merged: MergedCells
    number: int
    cells: Sequence[Cell]

    def named(self) -> Iterator[tuple[int, Column, Cell]]:
        """The cells under our columns."""
        for at, column in self.header.columns.items():
            yield at, column, self.cells[at] if at < len(self.cells) else None

    def repeats_heading(self) -> bool:
        """Whether the headings stand here again."""
        headings = self.header.headings
        if not any(cell in self.header.labels for cell in self.cells):
            return False  # asked first, for it is quick
        texts = {column: written(cell).strip() for _, column, cell in self.named()}
        full = {column: text for column, text in texts.items() if text}
        return (len(full) > 1 or len(texts) == 1) and all(
            text == headings[column] or column_of(text) == column for column, text in full.items()
        )

    def is_total(self) -> bool:
        """Whether the row counts people and is none: its name is a total, empty or a number."""
        words = [
            cell for cell in self.cells if isinstance(cell, str) and ("计" in cell or "总" in cell)
        ]
        if not words:
            return False
        texts = [_SPACES.sub("", word) for word in words]
        if not any(_TOTAL.fullmatch(text) for text in texts) or looks_like_people(self.cells):
            return False
        names = [_SPACES.sub("", written(c)) for _, column, c in self.named() if column == "name"]
        return all(
            is_nothing(name) or _TOTAL.fullmatch(name) or any(map(str.isdigit, name))
            for name in names
        )

    def is_title(self) -> bool:
        """Whether one text is merged over name and number alike: a group's title, and no person."""
        if not self.merged:
            return False
        full = [at for at, cell in enumerate(self.cells) if written(cell).strip()]
        return len(full) == 1 and self.merged.spans_all(self.number, full[0])

    def row(self) -> RollRow:
        """The row as the rule reads it."""
        cells: dict[Column, Cell] = {}
        empty: set[Column] = set()
        for at, column, cell in self.named():
            if cell in (None, ""):
                cell = self.merged.filled(self.number, at)
                if cell is None and self.merged.covers(self.number, at):
                    empty.add(column)
            else:
                self.merged.see(self.number, at, cell)
            cells[column] = cell
        return RollRow(
            cells=cells,
            formulas=self._formulas(),
            shape=self._shape() if self.sheet.is_text else None,
            merged=frozenset(empty),
        )

    def _formulas(self) -> frozenset[Column]:
        formulas = self.sheet.formulas
        if not formulas:
            return frozenset()
        columns = self.header.columns.items()
        return frozenset(column for at, column in columns if (self.number, at) in formulas)

    def _shape(self) -> str | None:
        """A row of a CSV file has as many cells as its header; empty ones beyond are nothing."""
        width, cells = self.header.width, self.cells
        count = len(cells)
        while count > width and not written(cells[count - 1]).strip():
            count -= 1
        if count == width:
            return None
        return f"这一行有 {count} 格，表头有 {width} 格，分不清哪一格是哪一列；请检查分隔符"
