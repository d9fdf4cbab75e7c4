"""A plain table (简单的表) of a CSV file or a workbook: known headings in one row, then the rows.

Titles above the headings are passed over, and so are sheets that lack them; hidden rows are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huanjie.domain.celltext import Cell, clean, half_width, written
from huanjie.door.fault import BadInput, one_line
from huanjie.exchange.filekind import read_sheets
from huanjie.exchange.rawsheet import LOOKED_AT, RawSheet, place
from huanjie.exchange.rolltable import LONGEST_SAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column (列) by its word, with the headings that name it, ours first."""

    word: str
    headings: tuple[str, ...]
    needed: bool = True


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
    """Every row under the headings; a file without them is refused, saying which it lacks.

    Two columns may share a heading: then the first of them in the file is the first here.
    """
    try:
        sheets = read_sheets(raw)
        tables = [(sheet, _header(sheet, columns)) for sheet in sheets]
        if not any(header for _, header in tables):
            raise _headless(sheets, columns)
    except BadInput as fault:
        raise fault.within(file=file) from None
    return tuple(row for sheet, header in tables if header for row in _rows(file, sheet, header))


Header = tuple[int, Mapping[str, int], Mapping[str, str]]
"""The row's number, each column's place, and its heading."""


def _header(sheet: RawSheet, columns: Sequence[Column]) -> Header | None:
    for number, cells in sheet.rows[:LOOKED_AT]:
        places = _places(cells, columns)
        if all(column.word in places for column in columns if column.needed):
            return number, places, {word: _said(cells[at]) for word, at in places.items()}
    return None


def _places(cells: Sequence[Cell], columns: Sequence[Column]) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        heading = _plain(cell)
        word = next(
            (c.word for c in columns if heading in c.headings and c.word not in places), None
        )
        if word:
            places[word] = at
    return places


def _said(cell: Cell) -> str:
    return one_line(written(cell), LONGEST_SAID)


def _plain(cell: Cell) -> str:
    return "".join(half_width(clean(written(cell))).split()).rstrip("*:").lower()


def _rows(file: str, sheet: RawSheet, header: Header) -> Iterator[PlainRow]:
    number, places, headings = header
    for row, cells in sheet.rows:
        texts = {
            word: clean(written(cells[at])).strip() if at < len(cells) else ""
            for word, at in places.items()
        }
        if row > number and any(texts.values()):
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
