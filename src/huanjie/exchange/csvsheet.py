"""CSV files (逗号分隔的文字表格) as one sheet: which encoding, which separator, which rows.

Encodings: UTF-8, UTF-16 and GB 18030 (of which GBK and GB 2312 are parts). A row is a record, as a
spreadsheet numbers it: a line end inside quotes is inside a cell.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice
from typing import Final

from huanjie.domain.celltext import clean
from huanjie.domain.rollcolumns import column_of
from huanjie.door.fault import BadInput
from huanjie.exchange.rawsheet import LOOKED_AT, MOST_ROWS, RawSheet, Row, place

_SEPARATORS: Final = (",", "\t", ";", "，")
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""signs that no text table holds"""
_CONTROL_BYTES: Final = bytes(filter(lambda n: _CONTROLS.match(chr(n)), range(ord("\x80"))))
SAVE_AS: Final = "用 Excel 或者 WPS 打开，另存为 .xlsx 或“CSV UTF-8”"


def read_csv(raw: bytes) -> RawSheet:
    """The one sheet of a CSV file; whatever is no text table is BadInput."""
    text = _decoded(raw)
    refuse_controls(text)
    rows = _records(text, separator_of(text))
    return RawSheet(name=None, rows=rows)


def refuse_controls(text: str) -> None:
    """Refuse what is no text table."""
    if _CONTROLS.search(text):
        raise _no_text()


def refuse_control_bytes(raw: bytes) -> None:
    """The same of a text in which these bytes are nothing else; quicker by far."""
    if len(raw.translate(None, _CONTROL_BYTES)) < len(raw):
        raise _no_text()


def _no_text() -> BadInput:
    return BadInput("这不是文字表格：里面有控制符", remedy=SAVE_AS)


def _decoded(raw: bytes) -> str:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _decode(raw, encoding)
    if b"\0" in raw:
        return _decode(raw, utf16_without_mark(raw))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(raw, "gb18030")


def utf16_without_mark(raw: bytes) -> str:
    """Which UTF-16 it is: the half of the bytes that has more noughts is the upper half, for
    separators are ASCII.
    """
    return "utf-16-le" if raw[1::2].count(0) >= raw[0::2].count(0) else "utf-16-be"


def _decode(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise unreadable(line) from None


def unreadable(line: int) -> BadInput:
    """The refusal of a text in no encoding that we know."""
    return BadInput(
        "文字编码认不出（不是 UTF-8、GBK、GB 18030 或者 UTF-16）",
        at=place(None, line),
        remedy=SAVE_AS,
    )


def separator_of(text: str) -> str:
    """The one under which the most headings are known; among equals, the one that divides most."""
    return max(_SEPARATORS, key=lambda sign: _headings(text, sign))


def _headings(text: str, separator: str) -> tuple[int, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    best = (0, 0)
    try:
        for cells in islice(reader, LOOKED_AT):
            known = {column for cell in cells if (column := column_of(cell))}
            best = max(best, (len(known), len(cells)))
    except csv.Error:
        pass  # the true reading, under the separator chosen, says where
    return best


def _records(text: str, separator: str) -> list[Row]:
    """Every record; a quote that is never closed would swallow the rest, and is refused."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if any(clean(cell).strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) > MOST_ROWS + LOOKED_AT:
                break
    except csv.Error:
        raise unpaired(reader.line_num) from None
    return rows


def unpaired(line: int) -> BadInput:
    """The refusal of a quote that is never closed: it would swallow the rest."""
    return BadInput(
        "引号没有成对，从这里起分不清格子",
        line=line,
        remedy="删去这一行里多余的引号，或者另存为 .xlsx",
    )
