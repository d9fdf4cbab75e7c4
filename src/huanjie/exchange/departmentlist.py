"""A department's own list (部门的名单): identity numbers out of CSV, a workbook or plain text.

Read row by row, however long it is, on the department's own computer. The column is the one that a
heading names, or else the one in which the first rows hold an identity number.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final

from huanjie.domain.celltext import written
from huanjie.domain.identity import Identity, read_identity
from huanjie.domain.rollcolumns import HEADINGS
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import read_bytes
from huanjie.exchange.filekind import is_workbook, read_sheets
from huanjie.exchange.headings import plain_heading
from huanjie.exchange.rawsheet import RawSheet

Rows = Iterator[tuple[int, Sequence[str]]]
Table = tuple[str | None, Rows]
"""the sheet's name, of a workbook, and its rows"""
Numbers = Iterator[tuple[int, str]]
"""the row, as the spreadsheet counts, and the text of the number's cell"""

_LOOKED_AT: Final = 20
_PROBE: Final = 1 << 20
_SEPARATORS: Final = (",", "\t", ";", "，")
_NAMES: Final = frozenset(plain_heading(each) for each in HEADINGS["id_number"])


def list_numbers(path: Path, unread: Callable[[str], None]) -> Numbers:
    """The number's cell of every row that is not empty, with the row; the headings are left out.
    BadInput where no column holds identity numbers; where one sheet has such a column and another
    has something in it and none, `unread` is told its name.
    """
    found, without = False, []
    for name, rows in _tables(path):
        first = list(islice(rows, _LOOKED_AT))
        column, begins = _column(first)
        if column is not None:
            found = True
            yield from _cells(chain(first, rows), column, begins)
        elif name is not None and any(any(cells) for _row, cells in chain(first, rows)):
            without.append(name)
    if found:
        for name in without:
            unread(name)
    else:
        raise BadInput(
            "没有找到证件号码的一列",
            file=str(path),
            remedy="表头写“身份证号”，或者一行只写一个证件号码",
        )


def _cells(rows: Rows | chain[tuple[int, Sequence[str]]], column: int, begins: int) -> Numbers:
    for number, cells in rows:
        if number >= begins and any(cells):
            yield number, cells[column] if column < len(cells) else ""


def _column(first: Sequence[tuple[int, Sequence[str]]]) -> tuple[int | None, int]:
    """The column, and the row that the numbers begin on."""
    for number, cells in first:
        for at, text in enumerate(cells):
            if plain_heading(text) in _NAMES:
                return at, number + 1
    for _number, cells in first:
        for at, text in enumerate(cells):
            if isinstance(read_identity(text), Identity):
                return at, 0
    return None, 0


def _tables(path: Path) -> Iterator[Table]:
    """The sheets of a workbook, or the one table of a text."""
    with _opened(path) as file:
        head = file.read(_PROBE)
    if is_workbook(head):
        for sheet in _sheets(path):
            rows = ((row, [written(cell) for cell in cells]) for row, cells in sheet.rows)
            yield sheet.name, rows
        return
    yield None, _text_rows(path, head)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise BadInput(
            f"文件打不开（{error.strerror}）", file=str(path), remedy="检查文件名"
        ) from None


def _sheets(path: Path) -> tuple[RawSheet, ...]:
    try:
        return read_sheets(read_bytes(path))
    except BadInput as fault:
        raise fault.within(file=str(path)) from None


def _text_rows(path: Path, head: bytes) -> Rows:
    encoding = "utf-8-sig" if _is_utf_8(head) else "gb18030"
    line = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=_separator(head))
            for line, cells in enumerate(reader, start=1):
                yield line, cells
    except (UnicodeDecodeError, csv.Error):
        raise BadInput(
            "从这一行起读不出来", file=str(path), line=line + 1, remedy="另存为 UTF-8 的 CSV"
        ) from None


def _is_utf_8(head: bytes) -> bool:
    """Whether the beginning is UTF-8, whatever sign its end cuts in two."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) == _PROBE and error.start > len(head) - len("𠀀".encode())
    return True


def _separator(head: bytes) -> str:
    first: str = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    counted = {sign: first.count(sign) for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: counted[sign])
