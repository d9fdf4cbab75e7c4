"""Rolls (名册): which rows of a file are good, bad or skipped, and that none is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.numbers import number, spoiled
from tests.exchange.agreement import validator
from tests.exchange.rolls import bad, notes, read, refused, skipped
from tests.exchange.workbooks import HEADINGS, QIAN, SUN, ZHAO, csv_file, workbook

from huanjie.exchange.rollfile import read_roll, roll_check_as_json


def test_good_rows_carry_their_place_and_person() -> None:
    roll = read(csv_file(HEADINGS, ZHAO, QIAN))
    assert [(row.sheet, row.row, row.person.name) for row in roll.good] == [
        (None, 2, "赵一"),
        (None, 3, "钱二"),
    ]
    assert (roll.rows, roll.bad, roll.skipped, roll.duplicates) == (2, (), (), ())
    assert roll.columns == ("name", "id_number", "sex")


def test_a_bad_row_names_the_row_and_the_files_own_heading() -> None:
    wrong = ["李四", spoiled(ZHAO[1]), "男"]
    roll = read(csv_file(["姓 名", "公民身份号码", "性别"], ZHAO, wrong))
    assert bad(roll) == [(3, "公民身份号码", "id-checksum")]
    assert [row.row for row in roll.rejected] == [3]


def test_a_row_with_two_faults_is_one_bad_row() -> None:
    roll = read(csv_file(HEADINGS, ["", spoiled(ZHAO[1]), "男"]))
    assert (roll.rows, len(roll.bad), len(roll.rejected)) == (1, 2, 1)


def test_titles_totals_and_repeated_headings_are_skipped_and_reported() -> None:
    rows = (
        ["丙村名册", "", ""],
        HEADINGS,
        ZHAO,
        ["丙村名册"],
        HEADINGS,
        QIAN,
        ["合 计", "2 人", ""],
    )
    roll = read(csv_file(*rows))
    assert (roll.rows, len(roll.good)) == (2, 2)
    assert skipped(roll) == [
        (1, "title"),
        (4, "title"),
        (5, "repeated-heading"),
        (7, "total"),
    ]


def test_a_person_whose_row_says_total_somewhere_is_no_total() -> None:
    headings = [*HEADINGS, "备注"]
    roll = read(csv_file(headings, [*ZHAO, "合计"], ["李四", "", "男", "合计"]))
    assert (roll.rows, len(roll.good), bad(roll)) == (2, 1, [(3, "身份证号", "id-missing")])


def test_what_stands_under_the_roll_is_reported_as_bad() -> None:
    roll = read(csv_file(HEADINGS, ZHAO, ["填表人", "", ""]))
    assert bad(roll) == [(3, "身份证号", "id-missing")]


def test_empty_rows_count_as_the_spreadsheet_counts_them() -> None:
    roll = read(csv_file(["", "", ""], HEADINGS, [], ["", " ", ""], ZHAO))
    assert [row.row for row in roll.good] == [5]
    assert roll.rows == 1


@pytest.mark.parametrize("row", [ZHAO[:2], [*ZHAO, "多"]])
def test_a_row_of_a_csv_file_has_as_many_cells_as_the_header(row: list[str]) -> None:
    assert bad(read(csv_file(HEADINGS, row))) == [(2, None, "row-shape")]


def test_empty_cells_beyond_the_header_are_nothing() -> None:
    assert read(csv_file([*HEADINGS, ""], [*ZHAO, "", ""])).good


def test_a_renamed_column_is_refused_with_those_found_and_needed() -> None:
    fault = refused(csv_file(["姓名", "号码", "性别"], ZHAO))
    assert "身份证号" in fault.says
    assert "“号码”" in fault.says
    assert "第 1 行" in fault.at


def test_a_roll_without_header_is_refused_without_repeating_people() -> None:
    fault = refused(csv_file(ZHAO, QIAN))
    assert "表头" in fault.says
    assert ZHAO[1] not in str(fault)


def test_a_number_that_is_not_asked_for_needs_no_column() -> None:
    assert read(csv_file(["姓名"], ["赵一"]), required=("name",)).rows == 1
    refused(csv_file(["姓名"], ["赵一"]))


def test_people_above_the_header_are_refused() -> None:
    assert "表头上面" in refused(csv_file(ZHAO, HEADINGS, QIAN)).says


def test_two_columns_of_names_are_refused() -> None:
    assert "2 列" in refused(csv_file(["姓名", "身份证号", "姓名"], [*ZHAO[:2], "钱二"])).says


def test_a_second_column_of_phones_is_noted_and_not_read() -> None:
    headings = [*HEADINGS, "手机号", "联系电话"]
    roll = read(csv_file(headings, [*ZHAO, "13800001234", "13800005678"]))
    assert roll.good[0].person.phone == "13800001234"
    assert "联系电话" in next(each.says for each in roll.notes if each.kind == "columns-unread")


def test_a_column_that_a_roll_does_not_hold_is_noted() -> None:
    roll = read(csv_file([*HEADINGS, "民族"], [*ZHAO, "畲"]))
    assert notes(roll) == ["columns-unread"]
    assert notes(read(csv_file(["序号", *HEADINGS], ["1", *ZHAO]))) == []


def test_every_row_of_every_sheet_is_read_and_a_sheet_of_words_is_reported() -> None:
    raw = workbook(HEADINGS, ZHAO, 二组=[HEADINGS, QIAN], 说明=[["请按身份证填写"]], 空=[])
    roll = read(raw)
    assert [(row.sheet, row.row) for row in roll.good] == [("名册", 2), ("二组", 2)]
    assert [(each.sheet, each.row) for each in roll.skipped] == [("说明", 1)]


def test_a_further_sheet_with_people_and_no_header_is_refused() -> None:
    fault = refused(workbook(HEADINGS, ZHAO, 二组=[QIAN, SUN]))
    assert "二组" in fault.at
    assert "二组" in refused(workbook(HEADINGS, ZHAO, 二组=[["姓名", "号码", "性别"], SUN])).at


def test_the_same_number_twice_stays_good_and_is_named() -> None:
    roll = read(csv_file(HEADINGS, ZHAO, ["赵乙", *ZHAO[1:]], QIAN, QIAN))
    assert (roll.rows, len(roll.good)) == (4, 4)
    found = [(each.kind, [place.row for place in each.places]) for each in roll.duplicates]
    assert found == [("same-number", [2, 3]), ("same-row", [4, 5])]


def test_a_bad_row_can_be_a_duplicate() -> None:
    roll = read(csv_file(HEADINGS, ZHAO, ["赵一", ZHAO[1], "女"]))
    assert [each.kind for each in roll.duplicates] == ["same-number"]


def test_the_check_of_several_files_is_of_the_published_shape() -> None:
    first = read_roll("甲.csv", csv_file(["名册"], HEADINGS, ZHAO, ["", "1", "男"], ["合计"]))
    second = read_roll(" 乙\n.xlsx", workbook([*HEADINGS, "备注"], ZHAO, QIAN))
    document = json.loads(json.dumps(roll_check_as_json([first, second])))
    validator("roll-check").validate(document)
    one, other = document["files"]
    assert (one["rows"], one["good"]) == (2, 1)
    assert (other["rows"], other["good"]) == (2, 2)
    (twice,) = document["duplicates"]
    assert [(place["sheet"], place["row"]) for place in twice["places"]] == [
        (None, 3),
        ("名册", 2),
    ]


def test_six_thousand_rows_are_all_told_apart() -> None:
    days = [f"19{70 + n // 9996}{1 + n % 12:02}{1 + n // 12 % 28:02}" for n in range(6_000)]
    people = [["赵一", number(day, f"{n % 1000:03}"), ""] for n, day in enumerate(days)]
    people[7][1] = spoiled(people[7][1])
    roll = read(workbook(HEADINGS, *people))
    assert (roll.rows, len(roll.good), bad(roll)) == (
        6_000,
        5_999,
        [(9, "身份证号", "id-checksum")],
    )


CELLS = st.sampled_from(
    ["", "赵一", "合计", "姓名", "身份证号", "性别", "男", "女", "=1", "1", ZHAO[1], QIAN[1]]
)


@given(st.lists(st.lists(CELLS, max_size=4), max_size=8))
def test_every_row_with_something_in_it_is_good_bad_or_skipped(rows: list[list[str]]) -> None:
    roll = read(csv_file(HEADINGS, *rows))
    told = {row.row for row in roll.good} | {each.row for each in roll.bad}
    passed = {each.row for each in roll.skipped}
    assert told & passed == set()
    assert told | passed == {n for n, row in enumerate(rows, 2) if any(row)}
    validator("roll-check").validate(roll_check_as_json([roll]))
