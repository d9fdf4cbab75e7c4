"""One sheet of a roll (名册的一张表): which of its rows are people, and which are not.

Every row that holds something is a person, or is skipped and reported: titles (标题), totals (合计)
and headings that stand again on each page. Nothing else leaves a roll.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from huanjie.domain.celltext import Cell, written
from huanjie.domain.rollcolumns import Column, column_of, heading_of
from huanjie.domain.rollrow import RollRow
from huanjie.door.fault import BadInput, one_line
from huanjie.exchange.mergedcells import MergedCells
from huanjie.exchange.rawsheet import LETTERS, RawSheet, place
from huanjie.exchange.rollheader import (
    NOT_MATCHED,
    Header,
    Matched,
    find_header,
    looks_like_people,
    refuse_headless,
)
from huanjie.exchange.rollline import RollLine

SkippedKind = Literal["title", "total", "repeated-heading"]

LONGEST_SAID: Final = 60
"""characters of a cell that a report repeats"""


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


def read_tables(
    sheets: Sequence[RawSheet],
    required: Collection[Column],
    matched: Matched = NOT_MATCHED,
) -> tuple[RollTable, ...]:
    """Every sheet that holds something; BadInput where none of them is a roll. Where columns are
    `matched`, the headings mean what is said there and nothing else.
    """
    full = [sheet for sheet in sheets if sheet.rows]
    if not full:
        raise BadInput("文件里没有一行内容", remedy="检查是不是选错了文件，或者没有保存")
    headers = [find_header(sheet, required, matched) for sheet in full]
    if not any(headers):
        raise refuse_headless(max(full, key=lambda sheet: len(sheet.rows)), required)
    return tuple(
        _read(sheet, header) if header else no_roll(sheet, required)
        for sheet, header in zip(full, headers, strict=True)
    )


def no_roll(sheet: RawSheet, required: Collection[Column]) -> RollTable:
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
            refuse_people_above(sheet, number, cells)
            titles.add(text_of(cells))
            table.skip(number, "title", f"标题：{_first(cells)}")
        elif number > header.last:
            _read_row(table, RollLine(sheet, header, merged, number, cells), titles)
    table.notes += [
        SheetNote(row=row, column=header.headings.get(column), kind="merged-cells", says=says)
        for row, column, says in merged.notes()
    ]
    return table


def refuse_people_above(sheet: RawSheet, number: int, cells: Sequence[Cell]) -> None:
    """Refuse a roll that begins above its header: these people would be lost."""
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


def _read_row(table: RollTable, line: RollLine, titles: Collection[str]) -> None:
    if told := nobody(line, titles):
        table.skip(line.number, *told)
    else:
        table.rows.append((line.number, line.row()))


def nobody(line: RollLine, titles: Collection[str]) -> tuple[SkippedKind, str] | None:
    """Why a row below the header is no person, and what to say of it; None where it is one. The
    `titles` are the texts of the rows above the header.
    """
    cells = line.cells
    if line.repeats_heading():
        return "repeated-heading", "又一次出现的表头"
    if (titles and text_of(cells) in titles) or line.is_title():
        return "title", f"标题：{_first(cells)}"
    if line.is_total():
        return "total", f"合计：{_first(cells)}"
    return None


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


def text_of(cells: Sequence[Cell]) -> str:
    """A row as one text, by which two are the same."""
    return "\t".join(text for cell in cells if cell not in (None, "") and (text := written(cell)))


def _first(cells: Sequence[Cell]) -> str:
    return one_line(" ".join(text_of(cells).split()), LONGEST_SAID)
