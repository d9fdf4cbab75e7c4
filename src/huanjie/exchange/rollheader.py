"""The header of a roll (表头): which row it is, and which column of ours each cell of it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.celltext import Cell, written
from huanjie.domain.identity import repaired
from huanjie.domain.rollcolumns import HEADINGS, UNCOUNTED, Column, column_of, heading_of
from huanjie.door.fault import BadInput, one_line
from huanjie.exchange.rawsheet import LOOKED_AT, Merged, RawSheet, Row, place

_DEEPEST: Final = 4
"""rows of one header"""
_LONGEST: Final = 40
_NUMBER: Final = re.compile(r"[0-9]{14,17}[0-9X]")
_DERIVED: Final = frozenset({"sex", "birth_date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """表头: its rows, and what each column is."""

    first: int
    last: int
    """the rows' numbers, the same where the header is one row"""
    columns: Mapping[int, Column]
    """our columns, by their place from 0"""
    headings: Mapping[Column, str]
    """as they stand in the file"""
    unread: tuple[str, ...]
    """headings of columns that a roll does not hold, or holds already"""
    named: frozenset[int]
    """the places, from 0, that have a heading of any kind"""
    labels: frozenset[str]
    """the cells of the header as they stand"""
    width: int
    """how many cells a row of a CSV file has"""


Matched = Mapping[str, Column]
"""what somebody said that a file's own headings mean (列的对应), by the headings as they stand"""
NOT_MATCHED: Final[Matched] = {}


def find_header(
    sheet: RawSheet, required: Collection[Column], matched: Matched = NOT_MATCHED
) -> Header | None:
    """The first row that names every column that the roll needs; None where there is none."""
    for row in sheet.rows[:LOOKED_AT]:
        header = _header(sheet, row, matched)
        if not missing_from(header.columns.values(), required):
            _refuse_twice(sheet, header)
            return header
    return None


def missing_from(found: Collection[Column], required: Collection[Column]) -> list[Column]:
    """The columns that are needed and not there; sex and birth date are in the number too."""
    derived = _DERIVED if "id_number" in found else frozenset()
    return [column for column in required if column not in found and column not in derived]


def unknown_header(sheet: RawSheet) -> Row | None:
    """The row of headings above the first people, which nobody knows yet; None where no row looks
    like people, or none stands above them that could be headings.
    """
    above: Row | None = None
    for row in sheet.rows[:LOOKED_AT]:
        if looks_like_people(row[1]):
            return above
        if not is_one_text(row[1]):
            above = row
    return None


def is_one_text(cells: Sequence[Cell]) -> bool:
    """Whether a row says one thing or nothing, as the title of a list or of a group does."""
    return len({text for cell in cells if (text := written(cell).strip())}) <= 1


def labels_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The headings of one row as they stand, one a column; empty where there is none."""
    texts = [one_line(written(cell).strip(), _LONGEST) for cell in cells]
    return tuple(texts[: _width(cells)])


def _header(sheet: RawSheet, row: Row, matched: Matched = NOT_MATCHED) -> Header:
    number, cells = row
    last = _last_row(sheet.merged, number)
    below = [r for n, r in sheet.rows[: LOOKED_AT + _DEEPEST] if number < n <= last]
    if any(looks_like_people(r) for r in below):
        last, below = number, []
    columns: dict[int, Column] = {}
    headings: dict[Column, str] = {}
    unread, named = [], set()
    for at, label in enumerate(_labels([cells, *below])):
        text = one_line(label[0], _LONGEST) if label else ""
        known = next((c for each in label if (c := column_of(each))), None)
        column = matched.get(text) if matched else known
        if text:
            named.add(at)
        if column and (column not in headings or column in ("name", "id_number")):
            columns[at] = column
            headings.setdefault(column, text)
        elif text and text.lower() not in UNCOUNTED:
            unread.append(text)
    return Header(
        first=number,
        last=last,
        columns=columns,
        headings=headings,
        unread=tuple(unread),
        named=frozenset(named),
        labels=frozenset(cell for cell in cells if isinstance(cell, str) and cell.strip()),
        width=_width(cells),
    )


def _last_row(merged: Sequence[Merged], number: int) -> int:
    """A header of several rows is held together by cells merged downwards."""
    bottoms = [each.bottom for each in merged if each.top == number]
    return min(max(bottoms, default=number), number + _DEEPEST - 1)


def _labels(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """What stands over each column, the lowest (and narrowest) first."""
    width = max(len(row) for row in rows)
    return [
        [text for row in reversed(rows) if at < len(row) and (text := written(row[at]).strip())]
        for at in range(width)
    ]


def _width(cells: Sequence[Cell]) -> int:
    texts = [written(cell) for cell in cells]
    return max((at for at, text in enumerate(texts, 1) if text), default=0)


def _refuse_twice(sheet: RawSheet, header: Header) -> None:
    """Two columns of names or numbers: nobody knows which is meant, or two lists stand abreast."""
    for column in ("name", "id_number"):
        count = list(header.columns.values()).count(column)
        if count > 1:
            raise BadInput(
                f"有 {count} 列都是{heading_of(column)}",
                at=place(sheet.name, header.first),
                remedy="只留一列；左右并排的名册改成上下接着排",
            )


def looks_like_people(cells: Sequence[Cell]) -> bool:
    """Whether a row holds what can be an identity number."""
    return any(
        _NUMBER.fullmatch(repaired(written(cell))) for cell in cells if cell not in (None, "")
    )


def refuse_headless(sheet: RawSheet, required: Collection[Column]) -> BadInput:
    """The refusal of a sheet without a header: what it has, and what it needs."""
    headers = [_header(sheet, row) for row in sheet.rows[:LOOKED_AT]]
    best = max(headers, key=lambda header: len(header.headings))
    missing = missing_from(best.headings, required)
    remedy = "；".join(f"{heading_of(c)}也可以写成{'、'.join(HEADINGS[c][1:4])}" for c in missing)
    row = next(cells for number, cells in sheet.rows if number == best.first)
    if looks_like_people(row):
        says = "没有表头：第一行就是人"
    else:
        labels = [*best.headings.values(), *best.unread]
        found = "、".join(f"“{label}”" for label in labels[:20]) or "（没有）"
        says = f"没有找到表头，缺少：{'、'.join(map(heading_of, missing))}；找到的列是：{found}"
    return BadInput(
        says, at=place(sheet.name, best.first), remedy=f"改好这一行的列标题再导入；{remedy}"
    )
