"""A file of places (单位表): read whole, or refused with the line and the column to mend."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from huanjie.door.fault import BadInput
from huanjie.exchange.unitfile import read_unit_table, read_units
from huanjie.exchange.unitrow import LEVELS, UnitRow

REGISTER = Path(__file__).parents[3] / "shared" / "data" / "units.csv"

HEAD = "code,name,level,parent"
PROVINCE = "990000000000,甲省,province,"
COUNTY = "990101000000,乙县,county,990000000000"
TOWN = "990101100000,丙镇,town,990101000000"
UNIT = "990101100200,丁村,unit,990101100000"


def text(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in (HEAD, *lines)).encode()


def units(*lines: str, known: tuple[str, ...] = ()) -> tuple[UnitRow, ...]:
    return read_units(text(*lines), file="单位.csv", known=known)


def refusal(raw: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_units(raw, file="单位.csv")
    assert caught.value.file == "单位.csv"
    assert caught.value.remedy
    return caught.value


# What is read


def test_a_place_is_read_with_its_line() -> None:
    assert units(PROVINCE, COUNTY)[1] == UnitRow(
        code="990101000000", name="乙县", level="county", parent="990000000000", line=3
    )


def test_a_province_has_no_parent() -> None:
    (province,) = units(PROVINCE)
    assert province.parent is None


def test_the_headings_and_levels_may_be_chinese_and_in_another_order() -> None:
    raw = "上级,级别,名称,代码\n,省,甲省,990000000000\n990000000000,社区,戊社区,990101100001\n"
    province, community = read_units(raw.encode(), file="单位.csv")
    assert (province.code, province.level, province.parent) == ("990000000000", "province", None)
    assert (community.name, community.level) == ("戊社区", "unit")


@pytest.mark.parametrize(
    ("word", "level"),
    [*zip(LEVELS, LEVELS, strict=True), ("市", "city"), ("县", "county"), ("村", "unit")][1:],
)
def test_a_level_may_be_written_in_either_language(word: str, level: str) -> None:
    assert units(PROVINCE, f"990101100200,丁,{word},990000000000")[1].level == level


def test_a_file_may_have_a_byte_order_mark_and_windows_line_ends() -> None:
    raw = b"\xef\xbb\xbf" + text(PROVINCE, COUNTY).replace(b"\n", b"\r\n")
    assert [unit.line for unit in read_units(raw, file="单位.csv")] == [2, 3]


def test_levels_may_be_left_out_and_parents_may_stand_below() -> None:
    assert [unit.name for unit in units(UNIT, TOWN, COUNTY, PROVINCE)] == [
        "丁村",
        "丙镇",
        "乙县",
        "甲省",
    ]


def test_a_parent_may_be_known_already() -> None:
    (town,) = units(TOWN, known=("990101000000",))
    assert town.parent == "990101000000"


@pytest.mark.parametrize("suffix", ["1", "A", "-1", "-B2", "00000001", "-ABCDEFGH"])
def test_a_code_may_have_a_suffix_of_the_places_own(suffix: str) -> None:
    assert units(PROVINCE, f"990101100200{suffix},丁,unit,990000000000")[1].code.endswith(suffix)


@pytest.mark.skipif(not REGISTER.exists(), reason="the register is not beside the project")
def test_the_whole_register_is_read() -> None:
    found = read_units(REGISTER.read_bytes(), file="units.csv")
    assert len(found) == REGISTER.read_bytes().count(b"\n") - 1 == 6308
    assert {unit.level for unit in found} == set(LEVELS)


# Places without a code of the register


def test_a_place_without_a_code_is_read_and_has_none_yet() -> None:
    assert units(PROVINCE, COUNTY, ",开发区,town,990101000000")[2].code == ""


def test_a_place_below_one_without_a_code_names_it() -> None:
    found = units(PROVINCE, COUNTY, ",开发区,town,990101000000", ",己社区,unit,开发区")
    assert (found[3].parent, found[3].above) == (None, 4)


def test_a_parent_that_is_named_may_have_a_code() -> None:
    assert units(PROVINCE, "990101000000,乙县,county,甲省")[1].parent == "990000000000"


def test_a_name_that_two_places_have_names_no_parent() -> None:
    lines = (PROVINCE, COUNTY, ",新区,town,乙县", ",新区,town,990000000000", ",己,unit,新区")
    fault = refusal(text(*lines))
    assert (fault.line, fault.at) == (6, "parent")
    assert "有 2 个“新区”" in fault.says


def test_places_without_codes_cannot_lie_in_a_circle() -> None:
    fault = refusal(text(PROVINCE, ",甲区,county,乙区", ",乙区,town,甲区"))
    assert (fault.line, fault.at) == (3, "parent")


# The whole file at once


def test_every_fault_is_found_with_its_line_and_the_good_rows_are_kept() -> None:
    raw = text(PROVINCE, "1,丁,unit,990000000000", COUNTY, "990101100200,丁,村庄,990101000000")
    table = read_unit_table(raw, file="单位.csv")
    assert [(fault.line, fault.at) for fault in table.faults] == [(3, "code"), (5, "level")]
    assert [row.name for row in table.rows] == ["甲省", "乙县"]
    assert table.lines[1] == (3, ("1", "丁", "unit", "990000000000"))


def test_a_place_below_a_faulty_line_is_not_blamed_for_it() -> None:
    raw = text(PROVINCE, "990101000000,,county,990000000000", TOWN)
    assert [fault.line for fault in read_unit_table(raw, file="f").faults] == [3]


def test_a_workbook_is_read_like_a_csv() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("代码,名称,级别,上级", PROVINCE, COUNTY):
        sheet.append([cell or None for cell in line.split(",")])
    sheet["A3"] = 990101000000  # typed as a number
    target = io.BytesIO()
    book.save(target)
    assert [unit.code for unit in read_units(target.getvalue(), file="单位.xlsx")] == [
        "990000000000",
        "990101000000",
    ]


def test_a_csv_as_spreadsheets_save_it_here_is_read() -> None:
    raw = "代码,名称,级别,上级\n990000000000,甲省,省,\n".encode("gbk")
    assert read_units(raw, file="单位.csv")[0].name == "甲省"


# What one line gets wrong


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("3.30329E+11,丁,unit,990000000000", "code", "不是单位代码"),
        ("99010110020,丁,unit,990000000000", "code", "不是单位代码"),
        ("990101100200a,丁,unit,990000000000", "code", "不是单位代码"),
        ("990101100200-,丁,unit,990000000000", "code", "不是单位代码"),
        ("990101100200123456789,丁,unit,990000000000", "code", "不是单位代码"),
        ("９９０１０１１００２００,丁,unit,990000000000", "code", "不是单位代码"),
        ("990101100200 ,丁,unit,990000000000", "code", "不是单位代码"),
        (",丁省,province,", "code", "省一定有代码"),
        ("990101100200,,unit,990000000000", "name", "没有写名称"),
        ("990101100200, 丁,unit,990000000000", "name", "首尾有空格"),
        ('990101100200,"丁\n村",unit,990000000000', "name", "控制符"),
        ("990101100200,丁,village,990000000000", "level", "不是单位的级别"),
        ("990101100200,丁,,990000000000", "level", "没有写级别"),
        ("990101100200,丁,unit,", "parent", "没有写上级"),
        ("990101100200,丁,unit,戊省", "parent", "没有叫“戊省”的单位"),
        ("990101100200,丁,unit,99000000000", "parent", "不是单位代码"),
        ("990101100200,丁,unit,990101000000", "parent", "不在这个文件里"),
        ("990101100200,丁,unit,990101100200", "parent", "成了自己的上级"),
        ("990000000000,丁,unit,990000000000", "code", "第 2 行已经有了"),
        ("980000000000,丁省,province,990000000000", "parent", "省没有上级"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(line: str, column: str, says: str) -> None:
    fault = refusal(text(PROVINCE, line))
    assert (fault.line, fault.at) == (3, column)
    assert says in fault.says


def test_the_column_is_named_as_the_file_has_it() -> None:
    fault = refusal("代码,名称,级别,上级\n990000000000,,省,\n".encode())
    assert str(fault).startswith("单位.csv 第2行 名称：没有写名称")


@pytest.mark.parametrize("level", ["town", "county", "city"])
def test_a_level_that_is_not_below_its_parents_is_refused(level: str) -> None:
    lines = (PROVINCE, COUNTY, TOWN, f"990101100200,丁,{level},990101100000")
    fault = refusal(text(*lines))
    assert (fault.line, fault.at) == (5, "level")
    assert "丙镇" in fault.says


def test_a_circle_of_parents_is_refused() -> None:
    fault = refusal(
        text("990101000000,乙,county,990101100000", "990101100000,丙,town,990101000000")
    )
    assert (fault.line, fault.at) == (2, "parent")
    assert "成了自己的上级" in fault.says


def test_a_place_below_a_circle_does_not_hide_it() -> None:
    fault = refusal(
        text(
            "990101100200,丁,unit,990101100000",
            "990101100000,丙,town,990101000000",
            "990101000000,乙,county,990101100000",
        )
    )
    assert (fault.line, "成了自己的上级" in fault.says) == (3, True)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("990101100200,丁,unit", "有 3 格"),
        ("990101100200,丁,unit,990000000000,多", "有 5 格"),
        ("", "空行"),
        (",,,", "空行"),
        ('990101100200,"丁"村,unit,990000000000', "不是完好的 CSV"),
        ('990101100200,"丁村,unit,990000000000', "不是完好的 CSV"),
    ],
)
def test_a_broken_line_is_refused(line: str, says: str) -> None:
    fault = refusal(text(PROVINCE, line))
    assert (fault.line, says in fault.says) == (3, True)


# What the whole file gets wrong


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("code,name,level", "缺少“上级”列"),
        ("", "缺少“代码、名称、级别、上级”列"),
        ("code,name,level,parent,phone", "不认识的列“phone”"),
        ("code,name,level,parent,上级", "“上级”这一列有两个"),
        ("code, name,level,parent", "不认识的列“ name”"),
    ],
)
def test_wrong_headings_are_refused(head: str, says: str) -> None:
    fault = refusal(f"{head}\n{PROVINCE}\n".encode())
    assert (fault.line, fault.says) == (1, says)


@pytest.mark.parametrize("raw", [b"", text()])
def test_a_file_without_a_place_is_refused(raw: bytes) -> None:
    refusal(raw)


def test_another_encoding_is_refused_with_its_line() -> None:
    fault = refusal(text(PROVINCE) + "990101000000,乙县,county,990000000000\n".encode("gb18030"))
    assert (fault.line, "UTF-8" in fault.says) == (3, True)
