"""What a file is (文件的真正格式), by its first bytes and never by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from huanjie.domain.celltext import written
from huanjie.domain.rollcolumns import column_of
from huanjie.door.fault import BadInput
from huanjie.exchange.csvsheet import read_csv
from huanjie.exchange.rawsheet import MEGABYTE, RawSheet
from huanjie.exchange.workbook import read_xls, read_xlsx

LARGEST_FILE: Final = 60 * MEGABYTE
"""Bytes; 200,000 people take about 20 MB as .xlsx and 30 MB as CSV."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS: Final = "用 Excel 或者 WPS 打开，另存为 .xlsx，再导入"
_GET_TABLE: Final = "请用 .xlsx 或者 CSV 格式的名册"
_REFUSED: Final = (
    (b"%PDF-", "PDF 文件", _GET_TABLE),
    (b"\x89PNG", "图片", _GET_TABLE),
    (b"\xff\xd8\xff", "图片", _GET_TABLE),
    (b"GIF8", "图片", _GET_TABLE),
    (b"BM", "图片", _GET_TABLE),
    (b"II*\0", "图片", _GET_TABLE),
    (b"MM\0*", "图片", _GET_TABLE),
    (b"RIFF", "图片或者影音文件", _GET_TABLE),
    (b"Rar!", "压缩包", "解开以后，导入里面的名册"),
    (b"7z\xbc\xaf", "压缩包", "解开以后，导入里面的名册"),
    (b"\x1f\x8b", "压缩包", "解开以后，导入里面的名册"),
    (b"{\\rtf", "RTF 文档", _GET_TABLE),
    (b"\x09\x00\x04\x00", "很旧的工作簿（Excel 4 以前）", _SAVE_AS),
    (b"\x09\x02\x06\x00", "很旧的工作簿（Excel 4 以前）", _SAVE_AS),
    (b"\x09\x04\x06\x00", "很旧的工作簿（Excel 4 以前）", _SAVE_AS),
    (b"\x7fELF", "程序", _GET_TABLE),
    (b"MZ\x90", "程序", _GET_TABLE),
)
_MARKUP: Final = (
    (b"<!doctype html", "网页（HTML），只是文件名像工作簿"),
    (b"<html", "网页（HTML），只是文件名像工作簿"),
    (b"<table", "网页（HTML），只是文件名像工作簿"),
    (b"<meta", "网页（HTML），只是文件名像工作簿"),
    (b"<?xml", "XML 文件"),
)
_CALLED: Final = (".xlsx", ".xls", ".xlsm", ".et")
_BLANK: Final = b"\xef\xbb\xbf \t\r\n\0\xff\xfe"


def is_workbook(raw: bytes) -> bool:
    """Whether the first bytes are those of a workbook, .xlsx or .xls (工作簿)."""
    return raw.startswith((*_ZIP, _COMPOUND))


def text_called_workbook(name: str, sheets: Sequence[RawSheet]) -> BadInput | None:
    """The fault of a text with the name of a workbook (文件名像工作簿) in which there is no table;
    None of any other file. A table of text is read, or refused for its own faults, whatever it is
    called.
    """
    if not name.lower().endswith(_CALLED) or not all(map(_is_no_table, sheets)):
        return None
    return BadInput(
        "这不是工作簿：文件名像工作簿，内容却是文字", remedy=f"{_SAVE_AS}；或者用 CSV 格式"
    )


def _is_no_table(sheet: RawSheet) -> bool:
    """Whether a sheet is a text where no row has two cells, and none is a heading of a roll."""
    return sheet.is_text and not any(
        len(texts) > 1 or any(map(column_of, texts))
        for _, cells in sheet.rows
        if (texts := [text for cell in cells if (text := written(cell).strip())])
    )


def read_sheets(raw: bytes) -> tuple[RawSheet, ...]:
    """Every sheet of a workbook or a CSV file; what is neither is BadInput, saying what it is."""
    if not raw.strip(_BLANK):
        raise BadInput("文件是空的", remedy="检查是不是选错了文件，或者没有保存")
    if len(raw) > LARGEST_FILE:
        megabytes = LARGEST_FILE // MEGABYTE
        raise BadInput(
            f"文件太大，最多 {megabytes} MB", remedy="只留名册这一张表，或者分成几个文件"
        )
    if raw.startswith(_ZIP):
        return read_xlsx(raw)
    if raw.startswith(_COMPOUND):
        return read_xls(raw)
    refuse_others(raw)
    return (read_csv(raw),)


def refuse_others(raw: bytes) -> None:
    """Refuse by name what people mistake for a roll."""
    for start, what, remedy in _REFUSED:
        if raw.startswith(start):
            raise BadInput(f"这是{what}，不是名册", remedy=remedy)
    head = raw.lstrip(_BLANK)[:64].lower()
    for start, what in _MARKUP:
        if head.startswith(start):
            raise BadInput(f"这是{what}", remedy=_SAVE_AS)
