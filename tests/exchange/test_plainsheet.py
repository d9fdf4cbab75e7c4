"""Plain sheets (朴素的工作表): read from their XML as the full reader reads them, or left to it."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.test_rollfile_no_roll import altered
from tests.exchange.workbooks import HEADINGS, QIAN, ZHAO, book, workbook

from huanjie.door.fault import BadInput
from huanjie.exchange import plainsheet, xlsxparts
from huanjie.exchange import workbook as reader
from huanjie.exchange.plainsheet import NotPlain
from huanjie.exchange.rawsheet import RawSheet
from huanjie.exchange.workbook import read_xlsx

SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"

TEXTS = (
    *(
        "赵一",
        "",
        " ",
        "甲 ",
        "\u3000乙",
        "a&b",
        "<b>",
        "]]>",
        '"',
        "'孙",
        "x_y",
        "_x0041_",
        "两\n行",
    ),
    *("a\tb", "12", "1E3", "=1+1", "𠮷田", "李\u200b四", "1990-03-07", ZHAO[1], "字" * 60),
)
NUMBERS = (0, 7, -3, 12.5, 0.1, 1e21, 123456789012345, 1e-7, 330329199003071012)
OTHERS = (None, True, datetime.date(1990, 3, 7), datetime.datetime(1990, 3, 7, 8, 30))  # noqa: DTZ001
cells = st.sampled_from((*TEXTS, *NUMBERS, *OTHERS))
tables = st.lists(st.lists(cells, max_size=5), max_size=8)
texts = st.lists(st.lists(st.sampled_from(TEXTS[:2] + TEXTS[13:]), max_size=5), max_size=8)


@contextmanager
def nothing_is_plain() -> Iterator[None]:
    with mock.patch.object(xlsxparts, "_plain", return_value=iter(())):
        yield


def by_both(raw: bytes) -> tuple[tuple[RawSheet, ...], tuple[RawSheet, ...]]:
    with nothing_is_plain():
        full = read_xlsx(raw)
    return read_xlsx(raw), full


def is_plain(raw: bytes) -> bool:
    """Whether the full reader is not asked."""
    with mock.patch.object(reader, "_sheets", side_effect=NotPlain):
        try:
            read_xlsx(raw)
        except NotPlain:
            return False
    return True


def filled(table: list[list[Any]], *, streaming: bool, row: int = 0, column: int = 0) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": streaming}) as made:
        sheet = made.add_worksheet("名册")
        day = made.add_format({"num_format": "yyyy-mm-dd", "border": 1})
        for down, line in enumerate(table):
            for across, cell in enumerate(line):
                at = (row + down, column + across)
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(*at, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(*at, cell, day if cell == "" else None)
                else:
                    sheet.write(*at, cell)
    return stream.getvalue()


@given(tables, st.booleans(), st.integers(0, 3), st.integers(0, 3))
def test_what_both_can_read_is_read_alike(
    table: list[list[Any]], streaming: bool, row: int, column: int
) -> None:
    mine, full = by_both(filled(table, streaming=streaming, row=row, column=column))
    assert mine == full


@given(texts, st.booleans())
def test_a_sheet_of_texts_is_read_alike(table: list[list[str]], streaming: bool) -> None:
    raw = filled([["甲"] * 5, *table], streaming=streaming)
    assert is_plain(raw)
    mine, full = by_both(raw)
    assert mine == full


@pytest.mark.parametrize("streaming", [False, True])
def test_numbers_without_a_format_are_plain(streaming: bool) -> None:
    raw = filled([["甲", 1, 2.5], ["乙", None, -7]], streaming=streaming)
    assert is_plain(raw)
    assert read_xlsx(raw)[0].rows == [(1, ("甲", 1.0, 2.5)), (2, ("乙", "", -7.0))]


def test_a_sheet_of_openpyxl_is_read_alike() -> None:
    made = openpyxl.Workbook()
    for row in (HEADINGS, ZHAO, [*QIAN, 7], [], ["合计", 2]):
        made.active.append(row)  # type: ignore[union-attr]
    stream = io.BytesIO()
    made.save(stream)
    mine, full = by_both(stream.getvalue())
    assert mine == full
    assert is_plain(stream.getvalue())


def test_signs_that_xml_escapes_are_the_signs() -> None:
    made = openpyxl.Workbook()
    for text in TEXTS:
        made.active.append(["甲", text])  # type: ignore[union-attr]
    stream = io.BytesIO()
    made.save(stream)
    mine, full = by_both(stream.getvalue())
    assert mine == full
    raw = workbook(HEADINGS, ["a&b", "<c>", "\"d'"])
    assert is_plain(raw)
    assert read_xlsx(raw)[0].rows[1] == (2, ("a&b", "<c>", "\"d'"))


def made(fill: Callable[[Any, Any], None]) -> bytes:
    def both(made: Any) -> None:
        sheet = made.add_worksheet("名册")
        for row, line in enumerate((HEADINGS, ZHAO, QIAN)):
            sheet.write_row(row, 0, line)
        fill(made, sheet)

    return book(both)


NOT_PLAIN: tuple[Callable[[Any, Any], None], ...] = (
    lambda made, sheet: sheet.write_formula(1, 3, "=1+1", None, 2),
    lambda made, sheet: sheet.set_row(1, None, None, {"hidden": True}),
    lambda made, sheet: sheet.merge_range(3, 0, 4, 0, "户"),
    lambda made, sheet: sheet.write_boolean(1, 3, True),
    lambda made, sheet: sheet.write_datetime(
        1, 3, datetime.date(1990, 3, 7), made.add_format({"num_format": 14})
    ),
    lambda made, sheet: sheet.write_rich_string(1, 3, "赵", made.add_format({"bold": 1}), "一"),
    lambda made, sheet: sheet.write_string(1, 3, "a\rb"),
    lambda made, sheet: sheet.write_string(1, 3, "_x0041_"),
    lambda made, sheet: sheet.write_string(1, 30, "远"),
)


@pytest.mark.parametrize("fill", NOT_PLAIN)
def test_whatever_is_more_than_texts_and_numbers_is_left_to_the_full_reader(
    fill: Callable[[Any, Any], None],
) -> None:
    raw = made(fill)
    assert not is_plain(raw)
    mine, full = by_both(raw)
    assert mine == full


def test_the_same_sheet_without_it_is_plain() -> None:
    assert is_plain(made(lambda made, sheet: None))


def test_a_hidden_sheet_is_said_to_be_hidden() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("说明").write_row(0, 0, ["一", "二"])
        sheet = made.add_worksheet("名册")
        sheet.write_row(0, 0, HEADINGS)
        sheet.hide()

    mine, full = by_both(book(fill))
    assert [(each.name, each.hidden) for each in mine] == [("说明", False), ("名册", True)]
    assert mine == full


def test_one_sheet_that_is_not_plain_leaves_all_in_their_order() -> None:
    def fill(made: Any) -> None:
        made.add_worksheet("甲").write_row(0, 0, HEADINGS)
        made.add_worksheet("乙").write_formula(0, 0, "=1", None, 1)
        made.add_worksheet("丙").write_row(0, 0, ZHAO)

    mine, full = by_both(book(fill))
    assert [each.name for each in mine] == ["甲", "乙", "丙"]
    assert mine == full


def test_rows_are_read_across_the_pieces_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = workbook(HEADINGS, *[ZHAO, QIAN] * 50)
    whole = read_xlsx(raw)
    monkeypatch.setattr(plainsheet, "MEGABYTE", 900)
    assert is_plain(raw)
    assert read_xlsx(raw) == whole


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b'<row r="2"', b'<row r="9"'),
        (SHEET, b'<row r="2"', b'<row r="1"'),
        (SHEET, b'encoding="UTF-8"', b'encoding="GBK"'),
        (SHEET, b"<sheetData>", b"<!-- <sheetData> --><sheetData>"),
        (SHEET, b"</sheetData>", b"</sheetData><sheetData/>"),
        (SHEET, b'<c r="B2"', b'<c r="B3"'),
        (SHEET, b'<c r="B2"', b'<x:c r="B2"'),
        (SHEET, b"<v>0</v>", b"<v>999</v>"),
        (SHEET, b"<v>0</v>", b"<f>A2</f><v>0</v>"),
        (SHARED, b"<t>", b"<!----><t>"),
        (SHARED, b"<t>", b"<t>&#10;"),
        (SHARED, b"<t>", b"<t>&#95;x0041_"),
        (SHARED, b"<t>", b"<t>&#55296;"),
        (SHARED, b"<t>", b"<t>&nbsp;"),
        (SHARED, b"</sst>", b"</sst ><x/>"),
    ],
)
def test_xml_that_a_spreadsheet_would_not_write_is_not_plain(
    part: str, old: bytes, new: bytes
) -> None:
    raw = workbook(HEADINGS, ZHAO, QIAN)
    assert is_plain(raw)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert old in archive.read(part)
    with (
        pytest.raises((NotPlain, BadInput)),
        mock.patch.object(reader, "_sheets", side_effect=NotPlain),
    ):
        read_xlsx(altered(raw, part, old, new))


def test_a_cell_that_says_another_row_than_its_own_is_refused() -> None:
    """The full reader would put it there, and fill the memory up to it."""
    raw = altered(workbook(HEADINGS, ZHAO, QIAN), SHEET, b'<c r="B2"', b'<c r="XFD1048576"')
    with pytest.raises(BadInput, match="损坏"):
        read_xlsx(raw)
