"""The lines of a file of places (单位表的各行): CSV in UTF-8 or GBK, or the first sheet of a
workbook.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from huanjie.domain.celltext import written
from huanjie.door.fault import BadInput
from huanjie.door.jsontext import decode
from huanjie.exchange.filekind import is_workbook, read_sheets


def unit_lines(raw: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line that it begins on; of a workbook, the first sheet that holds
    anything.
    """
    if not is_workbook(raw):
        yield from _text_lines(_text(raw, file), file)
        return
    try:
        sheets = read_sheets(raw)
    except BadInput as fault:
        raise fault.within(file=file) from None
    for number, cells in next((sheet.rows for sheet in sheets if sheet.rows), ()):
        yield number, [written(cell) for cell in cells]


def _text(raw: bytes, file: str) -> str:
    """UTF-8, or GBK as spreadsheets save it here; a file of both is refused with its line."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        mixed = any(not line.isascii() and _is_utf_8(line) for line in raw.splitlines())
    try:
        return decode(raw, file=file) if mixed else raw.decode("gb18030")
    except UnicodeDecodeError:
        return decode(raw, file=file)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text_lines(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise BadInput(
            "不是完好的 CSV", file=file, line=line, remedy="检查引号，另存为 CSV"
        ) from None
