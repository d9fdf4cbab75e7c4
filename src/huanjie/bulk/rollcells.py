"""The rows of a part of a roll as columns (一段名册的列), and which must be looked at alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from huanjie.bulk.spelled import (
    LINE_END,
    Flags,
    Places,
    Spelled,
    column_of_cells,
    columns_of_text,
)
from huanjie.domain.celltext import Cell, written
from huanjie.domain.rollcolumns import Column
from huanjie.exchange.rawsheet import Row
from huanjie.exchange.rollparts import RollPart, Top


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RollCells:
    """The rows of a part, by our columns."""

    part: RollPart
    numbers: Places
    columns: Mapping[Column, Spelled]
    odd: Flags
    """rows whose cells the columns do not show as they stand"""

    def rows(self) -> Sequence[Row]:
        """The same rows, cell by cell."""
        return self.part.rows


def cells_of(part: RollPart) -> RollCells:
    """The columns of a part."""
    return _of_text(part) or _of_rows(part)


def _of_text(part: RollPart) -> RollCells | None:
    """Where the lines are of one width, without making a string of any cell."""
    if not part.text:
        return None
    text = part.text if part.text.endswith("\n") else f"{part.text}\n"
    header = part.top.header
    width = text[: text.index("\n")].count(part.separator) + 1
    found = columns_of_text(text, part.separator, width) if width >= header.width else None
    if found is None:
        return None
    odd = np.zeros(len(found[0].starts), np.bool_)
    for beyond in found[header.width :]:
        odd |= beyond.lengths > 0
    return RollCells(
        part=part,
        numbers=np.arange(part.first, part.first + len(odd), dtype=np.int64),
        columns={column: found[at] for at, column in header.columns.items()},
        odd=odd,
    )


def _of_rows(part: RollPart) -> RollCells:
    rows = part.rows
    top = part.top
    odd = np.array([not _has_right_width(top, cells) for _, cells in rows], np.bool_)
    if not top.is_plain:
        odd[:] = True
    columns: dict[Column, Spelled] = {}
    for at, column in top.header.columns.items():
        texts, strange = _texts([cells[at] if at < len(cells) else None for _, cells in rows])
        if column == "id_number":  # a number typed as a number has lost its end
            strange += [n for n, (_, cells) in enumerate(rows) if not _is_text(cells, at)]
        odd[strange] = True
        columns[column] = column_of_cells(texts)
    return RollCells(
        part=part,
        numbers=np.array([number for number, _ in rows], np.int64),
        columns=columns,
        odd=odd,
    )


def _has_right_width(top: Top, cells: Sequence[Cell]) -> bool:
    return not top.sheet.is_text or len(cells) == top.header.width


def _is_text(cells: Sequence[Cell], at: int) -> bool:
    return at < len(cells) and isinstance(cells[at], str)


def _texts(cells: list[Cell]) -> tuple[list[str], list[int]]:
    """Cells as text, and the rows of those in which a line ends."""
    texts = [cell if isinstance(cell, str) else written(cell) for cell in cells]
    sign = chr(LINE_END)
    strange = [n for n, text in enumerate(texts) if sign in text]
    for n in strange:
        texts[n] = ""
    return texts, strange
