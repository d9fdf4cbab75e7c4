"""Headings over a table (列标题): which row they are, and which column each names.

What a table with one heading a column has in common, whatever its rows are: the same heading is
never read twice, and no cell is read whose meaning the file hides (formulas, merged cells, rows of
another width).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huanjie.domain.celltext import Cell, clean, half_width, written
from huanjie.door.fault import BadInput
from huanjie.exchange.rawsheet import LOOKED_AT, RawSheet, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column (列) by its word, with the headings that name it, ours first."""

    word: str
    headings: tuple[str, ...]
    needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header (表头): its row, what the columns are that we know, and what stands over each."""

    row: int
    columns: Mapping[int, str]
    """the words of our columns, by their place from 0"""
    titles: Mapping[int, str]

    def cell_place(self, sheet: RawSheet, row: int, at: int) -> str:
        """Where a cell stands, as a fault says it."""
        return f"{place(sheet.name, row)}，“{self.titles[at]}”列"


def plain_heading(heading: str) -> str:
    """A heading as it is compared: no spaces, no mark of a must, half width, small letters."""
    return "".join(half_width(clean(heading)).split()).rstrip("*:").lower()


def find_header(sheet: RawSheet, columns: Sequence[Column]) -> Header | None:
    """The row with the most headings that we know, the first of equals, that lacks none needed.

    Two columns may share a heading: then the first of them in the file is the first here.
    Raises BadInput where two columns of the file are one of ours, or a cell hides its meaning.
    """
    best: Header | None = None
    for number, cells in sheet.rows[:LOOKED_AT]:
        header = _header(number, cells, columns)
        found = set(header.columns.values())
        lacking = any(column.needed and column.word not in found for column in columns)
        if found and not lacking and (best is None or len(header.columns) > len(best.columns)):
            best = header
    if best is not None:
        _refuse_twice(sheet, best)
        _refuse_hidden_meaning(sheet, best)
    return best


def _header(number: int, cells: Sequence[Cell], columns: Sequence[Column]) -> Header:
    titles = {at: text for at, cell in enumerate(cells) if (text := written(cell).strip())}
    named: dict[int, str] = {}
    for at, title in titles.items():
        heading = plain_heading(title)
        words = [column.word for column in columns if heading in column.headings]
        free = [word for word in words if word not in named.values()]
        if words:
            named[at] = (free or words)[0]
    return Header(row=number, columns=named, titles=titles)


def _refuse_twice(sheet: RawSheet, header: Header) -> None:
    seen: dict[str, int] = {}
    for at, word in header.columns.items():
        if word in seen:
            both = f"“{header.titles[seen[word]]}”和“{header.titles[at]}”"
            raise BadInput(f"{both}是同一项", at=place(sheet.name, header.row), remedy="只留一列")
        seen[word] = at


def _refuse_hidden_meaning(sheet: RawSheet, header: Header) -> None:
    """Refuse merged cells and formulas below the header: nobody sees whose or what they are."""
    for each in sheet.merged:
        if each.bottom > header.row and any(each.left <= at <= each.right for at in header.columns):
            raise BadInput(
                "有合并的单元格，分不清是谁的",
                at=place(sheet.name, each.top),
                remedy="取消合并，每人填一行",
            )
    for row, at in sorted(sheet.formulas):
        if row > header.row and at in header.columns:
            raise BadInput(
                "这一格是公式",
                at=header.cell_place(sheet, row, at),
                remedy="把这一列粘贴为数值",
            )


def refuse_another_shape(
    sheet: RawSheet, number: int, cells: Sequence[Cell], header: Header
) -> None:
    """A row of a CSV file has as many cells as its header; empty ones beyond are nothing."""
    full = [at for at, cell in enumerate(cells, 1) if written(cell).strip()]
    width = max(header.titles) + 1
    if sheet.is_text and not min(len(cells), width) == width >= max(full):
        raise BadInput(
            f"这一行有 {len(cells)} 格，列标题有 {width} 格，分不清哪一格是哪一列",
            at=place(sheet.name, number),
            remedy="检查这一行的分隔符",
        )
