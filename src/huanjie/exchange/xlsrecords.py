"""Inside an old .xls (Excel 97-2003 工作簿的内部): what the values do not show.

Two formats, one in the other: a compound file ([MS-CFB]: sectors chained by a table) holds the
stream of the workbook, a row of records ([MS-XLS]: kind, length, content). As with .xlsx, the
reader of the values gives no formulas and holds a sheet as a full rectangle.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from huanjie.door.fault import BadInput
from huanjie.exchange.xlsxparts import Beneath, damaged

_HEADER: Final = struct.Struct("<30xHH10xII4xII4xI")
"""Shifts of a sector and a mini sector; sectors of the table; first of the directory; cutoff; first
of the mini table; first of the list of the table ([MS-CFB] 2.2)."""
_ENTRY: Final = struct.Struct("<64sHB49xII4x")
"""name, its length, kind, first sector, size: [MS-CFB] 2.6.1"""
_HEADER_SIZE, _SHIFTS = 512, ((9, 6), (12, 6))
_LAST: Final = 0xFFFFFFFA
"""from here on a sector number is a mark, and no sector"""
_ROOT: Final = 5
_OWN_TABLE: Final = 109

_RECORD: Final = struct.Struct("<HH")
_CELL: Final = struct.Struct("<HH")
_ROW_FLAGS: Final = struct.Struct("<H10xH")
_BOUND: Final = struct.Struct("<I")
_FORMULA, _MULTIPLE, _ROW_RECORD, _BOUNDSHEET, _PASSWORD, _EOF = 0x06, 0xBD, 0x208, 0x85, 0x2F, 0x0A
_STRING_FORMULA: Final = 0x406
_CELLS: Final = frozenset({0xFD, 0x27E, 0xBD, 0x203, 0x204, 0x205, 0xD6, _FORMULA, _STRING_FORMULA})
_HIDDEN_ROW: Final = 0x20


class Compound:
    """A compound file (复合文档): its streams by name."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        shift, mini_shift, tables, first, cutoff, mini, difat = _HEADER.unpack_from(raw)
        if (shift, mini_shift) not in _SHIFTS or tables > len(raw) >> shift:
            raise damaged()
        self._shift, self._mini_shift, self._cutoff = shift, mini_shift, cutoff
        self._next = self._table(difat, tables)
        entries = list(_ENTRY.iter_unpack(_whole(self._chain(first), _ENTRY.size)))
        self._entries = {
            name[: max(length - 2, 0)].decode("utf-16-le", "replace"): (start, size)
            for name, length, kind, start, size in entries
            if kind
        }
        root = next((entry for entry in entries if entry[2] == _ROOT), None)
        self._mini = self._chain(root[3])[: root[4]] if root and root[4] else b""
        self._mini_next = _numbers(self._chain(mini)) if self._mini else ()

    @property
    def names(self) -> frozenset[str]:
        """The streams and storages inside."""
        return frozenset(self._entries)

    def stream(self, name: str) -> bytes:
        """One stream, whole."""
        start, size = self._entries[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        return _follow(self._mini, start, self._mini_next, 0, self._mini_shift)[:size]

    def _table(self, difat: int, tables: int) -> tuple[int, ...]:
        """The table that chains the sectors; its own sectors are listed in the header and on."""
        places = list(
            struct.unpack_from(f"<{_OWN_TABLE}I", self._raw, _HEADER_SIZE - 4 * _OWN_TABLE)
        )
        while difat < _LAST and len(places) <= tables:
            *more, difat = _numbers(self._sector(difat))
            places += more
        return _numbers(b"".join(self._sector(each) for each in places[:tables] if each < _LAST))

    def _sector(self, number: int) -> bytes:
        start = number + 1 << self._shift
        return self._raw[start : start + (1 << self._shift)]

    def _chain(self, start: int) -> bytes:
        return _follow(self._raw, start, self._next, 1, self._shift)


def _follow(raw: bytes, start: int, following: tuple[int, ...], skipped: int, shift: int) -> bytes:
    """The sectors of one chain; a chain that bites its tail is damaged."""
    parts: list[bytes] = []
    seen: set[int] = set()
    while start < _LAST:
        at = start + skipped << shift
        if start >= len(following) or start in seen or at >= len(raw):
            raise damaged()
        seen.add(start)
        parts.append(raw[at : at + (1 << shift)])
        start = following[start]
    return b"".join(parts)


def _numbers(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(raw) // 4}I", _whole(raw, 4))


def _whole(raw: bytes, size: int) -> bytes:
    """As much as holds whole entries."""
    return raw[: len(raw) // size * size]


def open_compound(raw: bytes) -> Compound:
    """The compound file; whatever is none is BadInput."""
    try:
        return Compound(raw)
    except (struct.error, ValueError):
        raise damaged() from None


def look_beneath_xls(book: bytes) -> tuple[Beneath, ...]:
    """Each sheet of the workbook stream, in the order of the workbook."""
    try:
        return tuple(_sheet(book, name, start) for name, start in _sheets(book))
    except struct.error:
        raise damaged() from None


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    number = 0
    for kind, content in _records(book, 0):
        if kind == _PASSWORD:
            raise password()
        if kind == _BOUNDSHEET:
            number += 1
            yield f"第 {number} 张", _BOUND.unpack_from(content)[0]


def password() -> BadInput:
    """The refusal of a workbook that is locked."""
    return BadInput("工作簿有密码，打不开", remedy="用 Excel 或者 WPS 打开，去掉密码，另存为 .xlsx")


def _sheet(book: bytes, name: str, start: int) -> Beneath:
    beneath = Beneath()
    hidden: set[int] = set()
    for kind, content in _records(book, start):
        if kind == _ROW_RECORD and _ROW_FLAGS.unpack_from(content)[1] & _HIDDEN_ROW:
            hidden.add(_CELL.unpack_from(content)[0])
        if kind in _CELLS:
            _take(beneath, kind, content)
    beneath.hidden_rows = len(hidden)
    beneath.refuse_too_large(name)
    return beneath


def _take(beneath: Beneath, kind: int, content: bytes) -> None:
    row, column = _CELL.unpack_from(content)
    beneath.grow(row + 1, column)
    if kind == _MULTIPLE:
        beneath.grow(row + 1, struct.unpack_from("<H", content, len(content) - 2)[0])
    if kind in (_FORMULA, _STRING_FORMULA):
        beneath.formulas.add((row + 1, column))


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, to its end."""
    while at + _RECORD.size <= len(book):
        kind, length = _RECORD.unpack_from(book, at)
        at += _RECORD.size
        if kind == _EOF:
            return
        yield kind, book[at : at + length]
        at += length
