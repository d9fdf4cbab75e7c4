"""Rolls as files (名册文件): the same rows as CSV and as a true workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]
from tests.domain.numbers import number

HEADINGS: Final = ["姓名", "身份证号", "性别"]
ZHAO: Final = ["赵一", number("19900307", "101"), "男"]
QIAN: Final = ["钱二", number("19900307", "102"), "女"]
SUN: Final = ["孙三", number("19900307", "103"), "男"]


def text(*rows: Sequence[str], separator: str = ",") -> str:
    """A CSV file, before it is encoded."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def csv_file(*rows: Sequence[str]) -> bytes:
    return text(*rows).encode("utf-8")


def book(fill: Callable[[Any], None]) -> bytes:
    """A workbook that xlsxwriter writes."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        fill(made)
    return stream.getvalue()


def workbook(*rows: Sequence[Any], **more: Sequence[Sequence[Any]]) -> bytes:
    """The rows in a sheet 名册, and further sheets by their names."""

    def fill(made: Any) -> None:
        for name, lines in {"名册": rows, **more}.items():
            sheet = made.add_worksheet(name)
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, line)

    return book(fill)
