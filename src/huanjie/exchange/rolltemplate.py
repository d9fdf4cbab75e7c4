"""Workbooks that we hand out for a roll (名册模板、退回的行), by xlsxwriter, needed here alone.

Every cell is text: no spreadsheet computes one, rounds a number or turns it into a date.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, BinaryIO, Final

from huanjie.domain.memberroll import PARTY, MemberRoll
from huanjie.domain.rollcolumns import COLUMNS, Column, heading_of
from huanjie.door.fault import BadInput
from huanjie.exchange.formulas import starts_a_formula
from huanjie.exchange.rollfile import RollFile

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_TEXT: Final = {"num_format": "@"}
_HEADING: Final = {"num_format": "@", "bold": True, "bottom": 1}
_WIDTHS: Final[dict[Column, int]] = {"id_number": 22, "birth_date": 13, "phone": 15, "sex": 6}
_WIDTH, _REASON_WIDTH = 14, 60
_PREPARED: Final = 2000
"""empty rows of a template that are text already"""
_BESIDE: Final = ("工作表", "行号", "原因")
_SEXES: Final = ("男", "女")


def template_columns(members: MemberRoll | None) -> tuple[Column, ...]:
    """The columns of an empty roll (模板的列): the standing of `members`, else the household."""
    own: Column = "standing" if members else "household"
    return ("name", "id_number", "sex", own, "group", "phone")


def template(columns: Sequence[Column], *, members: MemberRoll | None = None) -> bytes:
    """An empty roll (名册模板) with these columns, to be filled in and sent back; of `members` in
    their organisation's words, else in the Party's.
    """
    of = members or PARTY
    lists = {"sex": _SEXES, "standing": tuple(of.standings.values())}

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("名册")
        _head(book, sheet, [of.kind if c == "standing" else heading_of(c) for c in columns])
        text = book.add_format(_TEXT)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH), text)
            words = lists.get(column)
            if words:
                sheet.data_validation(
                    1, at, _PREPARED, at, {"validate": "list", "source": list(words)}
                )

    return text_workbook(fill)


def bad_rows(roll: RollFile) -> bytes:
    """The rejected rows (退回的行) as they were, each with its place and every reason."""
    reasons: defaultdict[tuple[str | None, int], list[str]] = defaultdict(list)
    for finding in roll.bad:
        where = f"{finding.column}：" if finding.column else ""
        reasons[finding.sheet, finding.row].append(where + finding.says)

    def fill(book: Any) -> None:
        sheet = RejectedSheet(book, roll.columns)
        for row in roll.rejected:
            sheet.add(row.cells, row.sheet, row.row, reasons[row.sheet, row.row])

    return text_workbook(fill)


@contextmanager
def rejected_file(target: BinaryIO, columns: Collection[Column]) -> Iterator[RejectedSheet]:
    """A workbook of rejected rows, as many as there are: each is written as it comes."""
    with _xlsxwriter().Workbook(target, _OPTIONS | {"constant_memory": True}) as book:
        yield RejectedSheet(book, columns)


class RejectedSheet:
    """The sheet of rejected rows (退回的行), to be mended and sent again."""

    def __init__(self, book: Any, columns: Collection[Column]) -> None:
        self._columns = [column for column in COLUMNS if column in columns]
        self._sheet = book.add_worksheet("退回的行")
        self._text = book.add_format(_TEXT)
        self._rows = 0
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, _WIDTHS.get(column, _WIDTH), self._text)
        last = len(self._columns) + len(_BESIDE) - 1
        self._sheet.set_column(last, last, _REASON_WIDTH, self._text)
        _head(book, self._sheet, [*map(heading_of, self._columns), *_BESIDE])

    def add(
        self,
        cells: Mapping[Column, str],
        sheet: str | None,
        row: int,
        reasons: Iterable[str],
    ) -> None:
        """One row as it was, with its place and every reason."""
        self._rows += 1
        own = [cells.get(column, "") for column in self._columns]
        beside = [sheet or "", str(row), "；".join(reasons)]
        _write(self._sheet, self._rows, [*own, *beside], self._text)


def text_sheet(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet (一张表的工作簿), every cell of it text."""

    def fill(book: Any) -> None:
        sheet, text = book.add_worksheet(name), book.add_format(_TEXT)
        sheet.set_column(0, len(headings) - 1, _WIDTH, text)
        _head(book, sheet, headings)
        for at, row in enumerate(rows, 1):
            _write(sheet, at, row, text)

    return text_workbook(fill)


def _head(book: Any, sheet: Any, headings: Iterable[str]) -> None:
    _write(sheet, 0, headings, book.add_format(_HEADING))
    sheet.freeze_panes(1, 0)


def _write(sheet: Any, row: int, texts: Iterable[str], style: Any) -> None:
    for at, text in enumerate(texts):
        sheet.write_string(row, at, harmless(text), style)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, not even after a trip through CSV.

    >>> harmless("=1+1"), harmless("张三")
    ("'=1+1", '张三')
    """
    return f"'{text}" if starts_a_formula(text) else text


def text_workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook whose sheets `fill` adds, by xlsxwriter."""
    stream = io.BytesIO()
    with _xlsxwriter().Workbook(stream, _OPTIONS) as book:
        fill(book)
    return stream.getvalue()


def _xlsxwriter() -> ModuleType:
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError:
        raise BadInput(
            "这台机器没有装写工作簿的组件 xlsxwriter", remedy="安装：pip install 'huanjie[site]'"
        ) from None
    module: ModuleType = xlsxwriter
    return module
