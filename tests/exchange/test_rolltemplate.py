"""Workbooks handed out for a roll (名册模板、退回的行)."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from tests.domain.numbers import spoiled
from tests.exchange.workbooks import HEADINGS, QIAN, ZHAO, csv_file

from huanjie.domain.rollcolumns import COLUMNS, heading_of
from huanjie.exchange.rollfile import read_roll
from huanjie.exchange.rolltemplate import bad_rows, template


def cells(raw: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_template_filled_in_is_a_roll() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(COLUMNS)))
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == [heading_of(column) for column in COLUMNS]
    for at, value in enumerate(ZHAO, 1):
        sheet.cell(row=2, column=at, value=value)
    stream = io.BytesIO()
    book.save(stream)
    roll = read_roll("名册.xlsx", stream.getvalue())
    assert (roll.rows, [row.person.name for row in roll.good]) == (1, ["赵一"])
    assert roll.columns == COLUMNS
    assert [note.kind for note in roll.notes] == ["area-code"]


def test_the_rows_sent_back_stand_as_they_were_each_with_every_reason() -> None:
    wrong = ["", spoiled(ZHAO[1]), "男"]
    rows = cells(bad_rows(read_roll("名册.csv", csv_file(HEADINGS, QIAN, wrong))))
    assert rows[0] == [*HEADINGS, "工作表", "行号", "原因"]
    assert rows[1][1:3] == wrong[1:]
    assert rows[1][4] == "3"
    assert "没有姓名" in rows[1][5]
    assert "校验码" in rows[1][5]
    assert len(rows) == 2


def test_the_rows_sent_back_and_mended_are_good() -> None:
    roll = read_roll("名册.csv", csv_file(HEADINGS, ["赵一", spoiled(ZHAO[1]), "男"]))
    book = openpyxl.load_workbook(io.BytesIO(bad_rows(roll)))
    sheet = book.active
    assert sheet is not None
    sheet["B2"] = ZHAO[1]
    stream = io.BytesIO()
    book.save(stream)
    again = read_roll("退回.xlsx", stream.getvalue())
    assert (again.rows, len(again.good)) == (1, 1)
    assert [note.kind for note in again.notes] == ["area-code"]


def test_no_cell_sent_back_starts_a_formula() -> None:
    evil = ["=HYPERLINK(1)", "+A1", "@SUM"]
    rows = cells(bad_rows(read_roll("名册.csv", csv_file(HEADINGS, evil))))
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for cell in rows[1] if cell)
    assert rows[1][0] == "'=HYPERLINK(1)"
