"""A plain table (简单的表) of a CSV file or a workbook: known headings in one row, then the rows.

Titles above the headings are passed over, and so are sheets that lack them; hidden rows are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huanjie.domain.celltext import Cell, clean, written
from huanjie.door.fault import BadInput, one_line
from huanjie.exchange.filekind import read_sheets, text_called_workbook
from huanjie.exchange.headings import Column, Header, find_header, refuse_another_shape
from huanjie.exchange.rawsheet import RawSheet, place
from huanjie.exchange.rolltable import LONGEST_SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRow:
    """A row (一行): the texts of its columns, and where each stands."""

    file: str
    sheet: str | None
    row: int
    texts: Mapping[str, str]
    headings: Mapping[str, str]
    """as they stand in the file"""

    def fault(self, word: str, says: str, remedy: str) -> BadInput:
        """What is wrong in one column of this row."""
        at = f"{place(self.sheet, self.row)}，“{self.headings[word]}”列"
        return BadInput(says, at=at, file=self.file, remedy=remedy)

    def text(self, word: str) -> str:
        """A cell that must not be empty."""
        if not self.texts[word]:
            raise self.fault(word, "这一格是空的", "补上，或者删去这一行")
        return self.texts[word]


def read_table(file: str, raw: bytes, columns: Sequence[Column]) -> tuple[PlainRow, ...]:
    """Every row under the headings; a file without them is refused, saying which it lacks."""
    try:
        sheets = read_sheets(raw)
        tables = [(sheet, find_header(sheet, columns)) for sheet in sheets]
        if not any(header for _, header in tables):
            raise text_called_workbook(file, sheets) or _headless(sheets, columns)
        return tuple(
            row for sheet, header in tables if header for row in _rows(file, sheet, header)
        )
    except BadInput as fault:
        raise fault.within(file=file) from None


def _said(cell: Cell) -> str:
    return one_line(written(cell), LONGEST_SAID)


def _rows(file: str, sheet: RawSheet, header: Header) -> Iterator[PlainRow]:
    headings = {word: _said(header.titles[at]) for at, word in header.columns.items()}
    for row, cells in sheet.rows:
        texts = {
            word: clean(written(cells[at])).strip() if at < len(cells) else ""
            for at, word in header.columns.items()
        }
        if row > header.row and any(texts.values()):
            refuse_another_shape(sheet, row, cells, header)
            yield PlainRow(file=file, sheet=sheet.name, row=row, texts=texts, headings=headings)


def _headless(sheets: Sequence[RawSheet], columns: Sequence[Column]) -> BadInput:
    first = next((sheet for sheet in sheets if sheet.rows), None)
    if first is None:
        return BadInput("文件里没有一行内容", remedy="检查是不是选错了文件，或者没有保存")
    number, cells = first.rows[0]
    found = "、".join(f"“{_said(cell)}”" for cell in cells if written(cell))
    needed = "、".join(column.headings[0] for column in columns if column.needed)
    return BadInput(
        f"没有找到表头，第一行是：{found}",
        at=place(first.name, number),
        remedy=f"表头要有这几列：{needed}",
    )
