"""One sheet of a roll (名册的一张表): which of its rows are people, and which are not.

Every row that holds something is a person, or is skipped and reported: titles (标题), totals (合计)
and headings that stand again on each page. Nothing else leaves a roll.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from huanjie.domain.celltext import Cell, is_nothing, written
from huanjie.domain.rollcolumns import Column, column_of, heading_of
from huanjie.domain.rollrow import RollRow
from huanjie.door.fault import BadInput, one_line
from huanjie.exchange.mergedcells import MergedCells
from huanjie.exchange.rawsheet import LETTERS, RawSheet, place
from huanjie.exchange.rollheader import (
    Header,
    find_header,
    looks_like_people,
    refuse_headless,
)

SkippedKind = Literal["title", "total", "repeated-heading"]

LONGEST_SAID: Final = 60
"""characters of a cell that a report repeats"""

_TOTAL: Final = re.compile(r".{0,8}(合计|总计|小计|共计|累计|总人数)([:：(（0-9].*)?")
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row that is nobody (略过的行), and why."""

    sheet: str | None
    row: int
    kind: SkippedKind
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNote:
    """Something to know of a sheet (提示), at one of its rows."""

    row: int
    column: str | None
    kind: str
    says: str


@dataclass(slots=True, kw_only=True)
class RollTable:
    """What a sheet holds: rows of people by their numbers, and all that was passed over."""

    sheet: str | None
    header: Header | None = None
    rows: list[tuple[int, RollRow]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[SheetNote] = field(default_factory=list)

    def skip(self, row: int, kind: SkippedKind, says: str) -> None:
        """Report a row that is nobody."""
        self.skipped.append(Skipped(sheet=self.sheet, row=row, kind=kind, says=says))


def read_tables(sheets: Sequence[RawSheet], required: Collection[Column]) -> tuple[RollTable, ...]:
    """Every sheet that holds something; BadInput where none of them is a roll."""
    full = [sheet for sheet in sheets if sheet.rows]
    if not full:
        raise BadInput("文件里没有一行内容", remedy="检查是不是选错了文件，或者没有保存")
    headers = [find_header(sheet, required) for sheet in full]
    if not any(headers):
        raise refuse_headless(max(full, key=lambda sheet: len(sheet.rows)), required)
    return tuple(
        _read(sheet, header) if header else _no_roll(sheet, required)
        for sheet, header in zip(full, headers, strict=True)
    )


def _no_roll(sheet: RawSheet, required: Collection[Column]) -> RollTable:
    """A sheet of instructions beside the roll; one that holds people or headings is refused."""
    table = RollTable(sheet=sheet.name)
    for number, cells in sheet.rows:
        known = {column for cell in cells if (column := column_of(written(cell)))}
        if len(known) > 1 or looks_like_people(cells):
            raise refuse_headless(sheet, required)
        table.skip(number, "title", f"这张工作表没有表头，不是名册，没有读：{_first(cells)}")
    return table


def _read(sheet: RawSheet, header: Header) -> RollTable:
    table = RollTable(sheet=sheet.name, header=header)
    _note_sheet(table, sheet, header)
    merged = MergedCells(sheet, header)
    titles = set()
    for number, cells in sheet.rows:
        if number < header.first:
            _refuse_people_above(sheet, number, cells)
            titles.add(_text(cells))
            table.skip(number, "title", f"标题：{_first(cells)}")
        elif number > header.last:
            _read_row(table, _RowReader(sheet, header, merged, number, cells), titles)
    table.notes += [
        SheetNote(row=row, column=header.headings.get(column), kind="merged-cells", says=says)
        for row, column, says in merged.notes()
    ]
    return table


def _refuse_people_above(sheet: RawSheet, number: int, cells: Sequence[Cell]) -> None:
    if looks_like_people(cells):
        raise BadInput(
            "表头上面有人",
            at=place(sheet.name, number),
            remedy="把表头移到名册的最上面，再导入",
        )


def _note_sheet(table: RollTable, sheet: RawSheet, header: Header) -> None:
    """What is not shown is read; what is not ours is not."""

    def note(kind: str, says: str) -> None:
        table.notes.append(SheetNote(row=header.first, column=None, kind=kind, says=says))

    if sheet.hidden:
        note("hidden-sheet", "这张工作表是隐藏的，也读了")
    if sheet.hidden_rows:
        note("hidden-rows", f"有 {sheet.hidden_rows} 行是隐藏的，也读了")
    if header.unread:
        note("columns-unread", f"没有读的列：{'、'.join(header.unread)}")
    bare = _without_heading(sheet, header)
    if bare and not sheet.is_text:
        note("columns-unread", f"没有标题的列没有读：{'、'.join(map(column_letters, bare))} 列")


def _without_heading(sheet: RawSheet, header: Header) -> list[int]:
    """The columns that hold something below the header and have nothing above it."""
    named = header.named
    return sorted(
        {
            at
            for number, cells in sheet.rows
            if number > header.last
            for at, cell in enumerate(cells)
            if at not in named and cell not in (None, "") and written(cell).strip()
        }
    )


@dataclass(frozen=True, slots=True)
class _RowReader:
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


def _read_row(table: RollTable, reader: _RowReader, titles: set[str]) -> None:
    number, cells = reader.number, reader.cells
    if reader.repeats_heading():
        table.skip(number, "repeated-heading", "又一次出现的表头")
    elif (titles and _text(cells) in titles) or reader.is_title():
        table.skip(number, "title", f"标题：{_first(cells)}")
    elif reader.is_total():
        table.skip(number, "total", f"合计：{_first(cells)}")
    else:
        table.rows.append((number, reader.row()))


def texts_of(row: RollRow) -> Mapping[Column, str]:
    """The row's cells as text (各列的文字)."""
    return {column: written(cell).strip() for column, cell in row.cells.items()}


def column_letters(at: int) -> str:
    """A column's letters as the spreadsheet shows them.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def title_of(header: Header | None, column: Column | None) -> str | None:
    """A column by its heading in the file, else by ours."""
    if column is None:
        return None
    return (header.headings.get(column) if header else None) or heading_of(column)


def _text(cells: Sequence[Cell]) -> str:
    return "\t".join(text for cell in cells if cell not in (None, "") and (text := written(cell)))


def _first(cells: Sequence[Cell]) -> str:
    return one_line(" ".join(_text(cells).split()), LONGEST_SAID)
