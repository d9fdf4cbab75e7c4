"""An old .xls (Excel 97-2003), made by hand: a workbook stream in a compound file."""

from __future__ import annotations

import struct
from collections.abc import Sequence

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
Sheet = tuple[str, Sequence[Sequence[str | float]]]


def old_workbook(*sheets: Sheet, stream: str = "Workbook") -> bytes:
    """The sheets as an .xls; a text that begins with = is a formula that gave 7."""
    return compound({stream: workbook_stream(sheets)})


def workbook_stream(sheets: Sequence[Sheet]) -> bytes:
    """[MS-XLS]: the globals, then one part a sheet."""
    parts = [_part(rows) for _, rows in sheets]
    names = [name.encode("utf-16-le") for name, _ in sheets]
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
    begin += _record(0x42, struct.pack("<H", 1200))
    at = len(begin) + sum(12 + len(name) for name in names) + 4
    listed = b""
    for name, part in zip(names, parts, strict=True):
        listed += _record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name)
        at += len(part)
    return begin + listed + _record(0x0A, b"") + b"".join(parts)


def _part(rows: Sequence[Sequence[str | float]]) -> bytes:
    made = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            made += _cell(row, column, cell)
    return made + _record(0x0A, b"")


def _cell(row: int, column: int, cell: str | float) -> bytes:
    where = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, float):
        return _record(0x203, where + struct.pack("<d", cell))
    if cell.startswith("="):
        return _record(0x06, where + struct.pack("<dHIH", 7.0, 0, 0, 3) + b"\x1e\x07\x00")
    return _record(0x204, where + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def compound(streams: dict[str, bytes]) -> bytes:
    """[MS-CFB]: the header, one sector of table, the directory, and each stream in a row."""
    body, table, entries = b"", [TABLE, END], [_entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        whole = content.ljust(8 * SECTOR, b"\0")  # so long that it needs no mini sectors
        whole = whole.ljust(-(-len(whole) // SECTOR) * SECTOR, b"\0")
        start = 2 + len(body) // SECTOR
        count = len(whole) // SECTOR
        table += [*range(start + 1, start + count), END]
        right = number + 1 if number < len(streams) else FREE
        entries.append(_entry(name, 2, start, len(whole), right=right))
        body += whole
    table += [FREE] * (128 - len(table))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, END, 0, END, 0),
    )
    header += struct.pack("<109I", 0, *[FREE] * 108)
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    return header + struct.pack("<128I", *table) + directory + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE
) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16x20xIQ", raw, len(raw), kind, 1, FREE, right, child, start, size
    )
