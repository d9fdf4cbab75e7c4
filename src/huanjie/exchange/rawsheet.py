"""A sheet as it stands in a file (工作表), before anybody asks what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.celltext import Cell

MOST_ROWS: Final = 200_000
"""People in one file; a larger roll is split."""
MOST_CELLS: Final = 6_000_000
"""Cells of one sheet, empty ones between others included: they are all held in memory."""
LOOKED_AT: Final = 50
"""Rows from the top in which the header must stand."""
MEGABYTE: Final = 2**20
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""of which the names of columns are made"""

Row = tuple[int, Sequence[Cell]]
"""The number that the spreadsheet shows, and the cells from column A."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A merged cell (合并单元格): rows from 1 as shown, columns from 0, the ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One sheet, hidden rows and all; `name` is None for a CSV file, which has none."""

    name: str | None
    rows: Sequence[Row]
    formulas: frozenset[tuple[int, int]] = frozenset()
    """cells that the spreadsheet computes (公式), by row and column"""
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    hidden_rows: int = 0
    """how many rows with something in them the spreadsheet does not show"""

    @property
    def is_text(self) -> bool:
        """A CSV file, where a row may have too few or too many cells."""
        return self.name is None


def place(sheet: str | None, row: int | None = None) -> str:
    """Where something stands, as a fault says it."""
    parts = [] if sheet is None else [f"工作表“{sheet}”"]
    return "，".join([*parts, f"第 {row} 行"] if row is not None else parts)
