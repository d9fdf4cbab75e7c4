"""Workbooks (工作簿, .xlsx and .xls) as sheets, by python-calamine, which is needed here alone."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any, Final, TypeVar

from huanjie.domain.celltext import Cell
from huanjie.door.fault import BadInput
from huanjie.exchange.rawsheet import Merged, RawSheet, Row
from huanjie.exchange.xlsrecords import look_beneath_xls, open_compound, password
from huanjie.exchange.xlsxparts import Beneath, damaged, look_beneath, part_names

_STREAMS: Final = ("Workbook", "Book")
_LOCKED: Final = "EncryptedPackage"
_REMEDY: Final = "用 Excel 或者 WPS 打开，另存为 .xlsx，再导入"
_OTHERS: Final = {
    "word/document.xml": "Word 文档",
    "ppt/presentation.xml": "演示文稿",
    "xl/workbook.bin": "二进制工作簿（.xlsb）",
    "content.xml": "OpenDocument 文件（.ods）",
}

T = TypeVar("T")


def read_xlsx(raw: bytes) -> tuple[RawSheet, ...]:
    """Every worksheet of an .xlsx; another file in a ZIP is BadInput."""
    names = part_names(raw)
    if "_rels/.rels" not in names or not any(name.startswith("xl/") for name in names):
        kind = next((word for part, word in _OTHERS.items() if part in names), None)
        if not names:
            raise damaged()
        raise BadInput(f"这是{kind or '压缩包'}，不是工作簿", remedy=_REMEDY)
    if "xl/workbook.bin" in names:
        raise BadInput("这是二进制工作簿（.xlsb），读不了", remedy=_REMEDY)
    beneath = look_beneath(raw)
    plain = tuple(_plain(beneath))
    return plain if plain and len(plain) == len(beneath) else _sheets(raw, beneath)


def _plain(beneath: Mapping[str, Beneath]) -> Iterator[RawSheet]:
    """The sheets that were read already."""
    for name, each in beneath.items():
        if each.rows is not None:
            yield RawSheet(name=name, rows=each.rows, hidden=each.hidden)


def read_xls(raw: bytes) -> tuple[RawSheet, ...]:
    """Every worksheet of an old .xls; another file in a compound file is BadInput."""
    compound = open_compound(raw)
    if _LOCKED in compound.names:
        raise password()
    stream = next((name for name in _STREAMS if name in compound.names), None)
    if stream is None:
        raise BadInput("这不是工作簿：里面没有表格", remedy=_REMEDY)
    beneath = look_beneath_xls(compound.stream(stream))
    workbook = _open(raw)
    names = workbook.sheet_names
    if len(names) != len(beneath):
        raise damaged()
    return _sheets(raw, dict(zip(names, beneath, strict=True)))


def _sheets(raw: bytes, beneath: Mapping[str, Beneath]) -> tuple[RawSheet, ...]:
    """The worksheets in their order; charts hold no rows."""
    calamine = _calamine()
    workbook = _open(raw)
    sheets = []
    for about in workbook.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if about.name not in beneath:
            raise damaged()
        sheets.append(_sheet(workbook, about, beneath[about.name]))
    return tuple(sheets)


def _sheet(workbook: Any, about: Any, beneath: Beneath) -> RawSheet:
    sheet = _guarded(lambda: workbook.get_sheet_by_name(about.name))
    shift = sheet.start[1] if sheet.start else 0
    return RawSheet(
        name=about.name,
        rows=_guarded(lambda: _rows(sheet, shift)),
        formulas=frozenset(beneath.formulas),
        merged=_merged(sheet),
        hidden=about.visible != _calamine().SheetVisibleEnum.Visible,
        hidden_rows=beneath.hidden_rows,
    )


def _rows(sheet: Any, shift: int) -> list[Row]:
    """The rows that hold something, each with its number and from column A on."""
    before: list[Cell] = [None] * shift
    rows: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if cells.count("") < len(cells):
            shown = (c if type(c) is str else _cell(c) for c in cells)
            rows.append((number, (*before, *shown)))
    return rows


def _cell(value: Any) -> Cell:
    """A moment at midnight is a date; a time of day is only text."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, (str, float, int, datetime.date)):
        return value
    return str(value)


def _merged(sheet: Any) -> tuple[Merged, ...]:
    ranges = sheet.merged_cell_ranges or ()
    return tuple(
        Merged(top=top + 1, left=left, bottom=bottom + 1, right=right)
        for (top, left), (bottom, right) in ranges
    )


def _open(raw: bytes) -> Any:
    calamine = _calamine()
    return _guarded(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)))


def _guarded(read: Callable[[], T]) -> T:
    """Whatever the reader says against the file, or dies of, is a refusal of the file."""
    calamine = _calamine()
    try:
        return read()
    except calamine.PasswordError:
        raise password() from None
    except (calamine.CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # Rust's own, which no Exception catches
            raise damaged() from error
        raise


def _calamine() -> ModuleType:
    try:
        import python_calamine
    except ImportError:
        raise BadInput(
            "这台机器没有装读工作簿的组件 python-calamine",
            remedy="安装：pip install 'huanjie[site]'；或者把名册另存为“CSV UTF-8”",
        ) from None
    return python_calamine
