"""Rolls as workbooks (工作簿名册), old and new: dates, formulas, merged and hidden cells."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

import openpyxl
from tests.exchange.oldexcel import old_workbook
from tests.exchange.rolls import bad, names, notes, read
from tests.exchange.workbooks import HEADINGS, QIAN, SUN, ZHAO, book, workbook


def test_numbers_typed_as_numbers_are_bad_and_dates_are_read() -> None:
    raw = workbook([*HEADINGS, "户号"], ["赵一", int(QIAN[1][:17] + "0"), "男", 12], [*QIAN, 7])
    roll = read(raw)
    assert bad(roll) == [(2, "身份证号", "id-as-number")]
    assert roll.good[0].person.household == "7"


def test_a_date_of_the_spreadsheet_is_a_date() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, [*HEADINGS, "出生日期"])
        for row, day in enumerate([7, 8], 1):
            sheet.write_row(row, 0, ZHAO)
            style = made.add_format({"num_format": "yyyy/m/d"})
            sheet.write_datetime(row, 3, datetime.date(1990, 3, day), style)

    assert bad(read(book(fill))) == [(3, "出生日期", "birth-mismatch")]


def test_a_workbook_of_openpyxl_is_read() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (HEADINGS, ZHAO):
        sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    assert names(stream.getvalue()) == ["赵一"]


def test_rows_and_columns_are_counted_from_the_first_even_where_they_are_empty() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(3, 2, HEADINGS)
        sheet.write_row(5, 2, ZHAO)
        sheet.write_formula(6, 2, '="钱"', None, "钱")
        sheet.write_row(6, 3, QIAN[1:])

    roll = read(book(fill))
    assert [row.row for row in roll.good] == [6]
    assert bad(roll) == [(7, "姓名", "formula")]


def test_a_formula_is_bad_though_it_shows_the_right_value() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, [*HEADINGS, "备注"])
        sheet.write_row(1, 0, ZHAO[:2])
        sheet.write_formula(1, 2, '=IF(1,"男","女")', None, "男")
        sheet.write_row(2, 0, QIAN)
        sheet.write_formula(2, 3, "=ROW()", None, 3)

    assert bad(read(book(fill))) == [(2, "性别", "formula")]


def test_an_array_formula_makes_every_cell_that_it_fills_a_formula() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ZHAO)
        sheet.write_row(2, 0, QIAN)
        sheet.write_row(3, 0, SUN)
        sheet.write_array_formula("C2:C3", '{="男"}', None, "男")

    assert [row for row, _, _ in bad(read(book(fill)))] == [2, 3]


def test_hidden_sheets_and_rows_are_read_and_said() -> None:
    def fill(made: Any) -> None:
        first, second = made.add_worksheet("一组"), made.add_worksheet("二组")
        for sheet, person in ((first, ZHAO), (second, QIAN)):
            sheet.write_row(0, 0, HEADINGS)
            sheet.write_row(1, 0, person)
        first.set_row(1, None, None, {"hidden": True})
        second.hide()

    roll = read(book(fill))
    assert [row.sheet for row in roll.good] == ["一组", "二组"]
    assert notes(roll) == ["hidden-rows", "hidden-sheet"]


def test_a_merged_household_is_everybodys_and_a_merged_name_is_the_first_ones() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, [*HEADINGS, "户号"])
        for row, person in enumerate((ZHAO, QIAN, SUN), 1):
            sheet.write_row(row, 0, person)
        style = made.add_format({"align": "center"})
        sheet.merge_range(1, 3, 2, 3, "5", style)
        sheet.merge_range(2, 0, 3, 0, "钱二", style)

    roll = read(book(fill))
    assert [row.person.household for row in roll.good] == ["5", "5"]
    assert bad(roll) == [(4, "姓名", "name-missing")]
    assert "合并" in roll.bad[0].says
    assert notes(roll) == ["merged-cells"]


def test_a_header_of_two_rows_is_one_header() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "丙村名册")
        sheet.merge_range(1, 0, 2, 0, "姓名")
        sheet.merge_range(1, 1, 1, 3, "基本情况")
        sheet.write_row(2, 1, ["身份证号", "性别", "学历"])
        sheet.write_row(3, 0, [*ZHAO, "高中"])

    roll = read(book(fill))
    assert (roll.rows, roll.good[0].person.education) == (1, "高中")
    assert [each.row for each in roll.skipped] == [1]


def test_a_title_merged_over_a_groups_people_is_skipped() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.merge_range(1, 0, 1, 2, "第一村民小组")
        sheet.write_row(2, 0, ZHAO)

    roll = read(book(fill))
    assert (roll.rows, [each.kind for each in roll.skipped]) == (1, ["title"])


def test_a_value_under_no_heading_is_noted() -> None:
    roll = read(workbook(HEADINGS, [*ZHAO, "党员"]))
    assert "D" in next(each.says for each in roll.notes if each.kind == "columns-unread")


def test_an_old_workbook_is_read_with_its_formulas() -> None:
    rows: Sequence[Sequence[str | float]] = (
        HEADINGS,
        ZHAO,
        ["=A1", *QIAN[1:]],
        ["孙三", 3.3e17, ""],
    )
    roll = read(old_workbook(("名册", rows), ("二组", [HEADINGS, SUN])))
    assert [(row.sheet, row.row, row.person.name) for row in roll.good] == [
        ("名册", 2, "赵一"),
        ("二组", 2, "孙三"),
    ]
    assert bad(roll) == [(3, "姓名", "formula"), (4, "身份证号", "id-as-number")]
