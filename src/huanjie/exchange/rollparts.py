"""A roll of any size (任意大小的名册), part by part: no CSV file is whole in memory. A workbook
is, by its reader, and has the limits of one upload.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from huanjie.domain.celltext import Cell, clean
from huanjie.domain.rollcheck import REQUIRED
from huanjie.domain.rollcolumns import Column
from huanjie.door.fault import BadInput
from huanjie.exchange.csvparts import PART_RECORDS, CsvParts, Opener, refuse_empty
from huanjie.exchange.filekind import is_workbook, read_sheets, refuse_others
from huanjie.exchange.mergedcells import MergedCells
from huanjie.exchange.rawsheet import LOOKED_AT, RawSheet, Row
from huanjie.exchange.rollheader import Header, find_header, refuse_headless
from huanjie.exchange.rollline import RollLine
from huanjie.exchange.rolltable import no_roll, nobody, refuse_people_above, text_of

_LOOKED_AT_BYTES: Final = 64
"""from which it is known what a file is"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """The top of a sheet (表头及以上): what its rows below are read by."""

    sheet: RawSheet
    header: Header
    merged: MergedCells
    titles: frozenset[str] = frozenset()

    @property
    def is_plain(self) -> bool:
        """No cell is merged or computed: a row is what stands in it."""
        return not self.sheet.formulas and not self.sheet.merged

    def line(self, number: int, cells: Sequence[Cell]) -> RollLine | None:
        """A row as a line of the roll; None where it is empty, or nobody."""
        if not any(clean(cell).strip() if isinstance(cell, str) else cell for cell in cells):
            return None
        line = RollLine(self.sheet, self.header, self.merged, number, cells)
        return None if nobody(line, self.titles) else line


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPart:
    """Some rows of a sheet (一段行) below its header, by their numbers; `text` in their place where
    they are lines of a CSV file without a quote.
    """

    top: Top
    separator: str = ""
    text: str = ""
    first: int = 0
    """the number of the text's first line"""
    found: Sequence[Row] = field(default=())

    @property
    def rows(self) -> Sequence[Row]:
        """The rows with their numbers."""
        if not self.text:
            return self.found
        lines = self.text.removesuffix("\n").split("\n")
        return [(n, line.split(self.separator)) for n, line in enumerate(lines, self.first)]


class RollParts(Protocol):
    """A file that can be read again and again (可以反复读的名册)."""

    @property
    def tops(self) -> Sequence[Top]:
        """The sheets that are rolls."""

    @property
    def expected(self) -> int:
        """About how many rows there are, for a progress bar; 0 where nobody knows."""

    def parts(self, wanted: Collection[int] | None = None) -> Iterator[tuple[int, RollPart]]:
        """The parts by their places from 0, in order; all, or those wanted and more."""


def open_roll(
    name: str, open_file: Opener, *, required: tuple[Column, ...] = REQUIRED
) -> RollParts:
    """Open a roll called `name` to be read in parts; what is none is BadInput."""
    try:
        with open_file() as file:
            head = file.read(_LOOKED_AT_BYTES)
        if is_workbook(head):
            with open_file() as file:
                return _Workbook(read_sheets(file.read()), required)
        refuse_others(head)
        return _Csv(CsvParts(open_file), required)
    except BadInput as fault:
        raise fault.within(file=name) from None


class _Csv:
    """A CSV file."""

    def __init__(self, file: CsvParts, required: tuple[Column, ...]) -> None:
        refuse_empty(file.head)
        self._file = file
        rows = _head_rows(file.head, file.separator)
        sheet = RawSheet(name=None, rows=rows)
        header = find_header(sheet, required)
        if header is None:
            raise refuse_headless(sheet, required)
        self.tops = (_top(sheet, header),)
        self.expected = file.lines

    def parts(self, wanted: Collection[int] | None = None) -> Iterator[tuple[int, RollPart]]:
        """The records below the header."""
        (top,) = self.tops
        for at, part in self._file.parts(wanted):
            above = max(top.header.last - part.first + 1, 0)
            if part.text:
                text = part.text
                for _ in range(above):
                    text = text.partition("\n")[2]
                yield (
                    at,
                    RollPart(
                        top=top, separator=self._file.separator, text=text, first=part.first + above
                    ),
                )
            else:
                rows = list(enumerate(part.records, part.first))[above:]
                yield at, RollPart(top=top, found=rows)


def _head_rows(head: str, separator: str) -> list[Row]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if any(clean(cell).strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) >= LOOKED_AT + LOOKED_AT:
                break
    except csv.Error:
        pass  # the true reading says where
    return rows


class _Workbook:
    """A workbook, all of it in memory."""

    def __init__(self, sheets: Sequence[RawSheet], required: tuple[Column, ...]) -> None:
        full = [sheet for sheet in sheets if sheet.rows]
        found = [(sheet, find_header(sheet, required)) for sheet in full]
        if not full:
            refuse_empty("")
        if not any(header for _, header in found):
            raise refuse_headless(max(full, key=lambda sheet: len(sheet.rows)), required)
        for sheet, header in found:
            if header is None:
                no_roll(sheet, required)
        self.tops = tuple(_top(sheet, header) for sheet, header in found if header)
        self.expected = sum(len(top.sheet.rows) for top in self.tops)

    def parts(self, wanted: Collection[int] | None = None) -> Iterator[tuple[int, RollPart]]:
        """The rows below each header, so many at a time."""
        at = 0
        for top in self.tops:
            rows = [row for row in top.sheet.rows if row[0] > top.header.last]
            for start in range(0, len(rows), PART_RECORDS):
                # The value of a merged cell is known once its first row has gone by.
                if wanted is None or at in wanted or not top.is_plain:
                    yield at, RollPart(top=top, found=rows[start : start + PART_RECORDS])
                at += 1


def _top(sheet: RawSheet, header: Header) -> Top:
    above = [row for row in sheet.rows if row[0] < header.first]
    for number, cells in above:
        refuse_people_above(sheet, number, cells)
    return Top(
        sheet=sheet,
        header=header,
        merged=MergedCells(sheet, header),
        titles=frozenset(text_of(cells) for _, cells in above),
    )
