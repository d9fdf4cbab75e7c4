"""A table as a spreadsheet (导出 XLSX): what the page shows, and no cell that starts a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from django.http import HttpResponse

from huanjie.exchange.formulas import starts_a_formula
from huanjie.office.download import WORKBOOK, download

_WIDEST: Final = 60
_FONT: Final = "Microsoft YaHei"
Cell = str | int


def spreadsheet(*, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The rows under their heads, as a file to download."""
    return download(_written(heads, list(rows)), name=f"{name}.xlsx", kind=WORKBOOK)


def _written(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True, "font_name": _FONT, "bottom": 1})
        plain = book.add_format({"font_name": _FONT})
        # Excel shows such a text as it is, and keeps it a text when the cell is edited.
        quoted = book.add_format({"font_name": _FONT, "quote_prefix": True})
        for column, title in enumerate(heads):
            sheet.write_string(0, column, title, head)
            sheet.set_column(column, column, _width([title, *(row[column] for row in rows)]))
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell, plain)
                else:
                    look = quoted if starts_a_formula(cell) else plain
                    sheet.write_string(line, column, cell, look)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    return target.getvalue()


def _width(cells: Iterable[Cell]) -> int:
    """Wide enough for the longest; a hanzi is two signs wide."""
    return min(_WIDEST, max(len(str(cell).encode("gbk", "replace")) for cell in cells) + 2)
