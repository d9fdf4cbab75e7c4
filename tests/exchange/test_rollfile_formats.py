"""Files of a roll (名册的文件格式): encodings, workbooks old and new, and what is no roll."""

from __future__ import annotations

import codecs
import contextlib
import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.oldexcel import compound, old_workbook
from tests.exchange.test_rollfile import bad, notes, read, refused
from tests.exchange.workbooks import HEADINGS, QIAN, SUN, ZHAO, book, csv_file, text, workbook

from huanjie.door.fault import BadInput
from huanjie.exchange import filekind, rawsheet, rollfile, xlsxparts
from huanjie.exchange.rollfile import read_roll

RARE = ["𬱖㐀", *ZHAO[1:]]


def names(raw: bytes) -> list[str]:
    return [row.person.name for row in read(raw).good]


# CSV


@pytest.mark.parametrize(
    "encode",
    [
        lambda it: it.encode("utf-8"),
        lambda it: it.encode("utf-8-sig"),
        lambda it: it.encode("gb18030"),
        lambda it: it.encode("utf-16"),
        lambda it: codecs.BOM_UTF16_BE + it.encode("utf-16-be"),
        lambda it: it.encode("utf-16-le"),
        lambda it: it.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 mark", "gb18030", "utf-16", "utf-16 be", "le bare", "be bare"],
)
def test_a_csv_file_may_be_in_any_usual_encoding(encode: Any) -> None:
    assert names(encode(text(HEADINGS, RARE))) == ["𬱖㐀"]


def test_gbk_is_read() -> None:
    assert names(text(HEADINGS, ZHAO).encode("gbk")) == ["赵一"]


@pytest.mark.parametrize("separator", [",", "\t", ";", "，"])
def test_a_csv_file_may_be_divided_by_any_usual_sign(separator: str) -> None:
    raw = text(["丙村,名册;一"], HEADINGS, ZHAO, separator=separator).encode()
    assert names(raw) == ["赵一"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_usual_way(end: str) -> None:
    assert names(text(HEADINGS, ZHAO, QIAN).replace("\r\n", end).encode()) == ["赵一", "钱二"]


def test_a_line_end_inside_a_cell_begins_no_row() -> None:
    roll = read(csv_file([*HEADINGS, "备注"], [*ZHAO, "甲\n乙"], [*QIAN, ""]))
    assert [row.row for row in roll.good] == [2, 3]


def test_a_quote_that_is_never_closed_is_refused_and_swallows_nothing() -> None:
    raw = csv_file(HEADINGS, ZHAO, QIAN).replace("赵一".encode(), '"赵一'.encode())
    assert "引号" in refused(raw).says


def test_bytes_of_no_encoding_are_refused_with_their_line() -> None:
    raw = text(HEADINGS, ZHAO).encode("gbk") + b"\xff\xff,1,2\n"
    assert "第 3 行" in refused(raw).at


# Workbooks


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


# What it is, and not what it is called


@pytest.mark.parametrize("name", ["名册.csv", "名册.xls", "名册.pdf", "名册"])
def test_a_file_is_what_it_holds_and_not_what_it_is_called(name: str) -> None:
    assert read_roll(name, workbook(HEADINGS, ZHAO)).rows == 1
    assert read_roll(name, csv_file(HEADINGS, ZHAO)).rows == 1
    assert read_roll(name, old_workbook(("名册", [HEADINGS, ZHAO]))).rows == 1


def zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (b"", "空"),
        (b"\xef\xbb\xbf\r\n", "空"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"<html><table><tr><td>", "网页"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML>", "网页"),
        (b"<?xml version='1.0'?><Workbook>", "XML"),
        (b"\x09\x04\x06\0\0\0\x10\0", "旧"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (zipped(word__document_xml="<w/>"), "Word"),
        (zipped(甲="乙"), "压缩包"),
        (compound({"EncryptedPackage": b"\0"}), "密码"),
        (compound({"WordDocument": b"\0"}), "不是工作簿"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
        (b"PK\x03\x04" + b"\0" * 40, "损坏"),
        (workbook(HEADINGS, ZHAO)[:-40], "损坏"),
        (old_workbook(("名册", [HEADINGS, ZHAO]))[:700], "损坏"),
        (b"\x01\x02\x03", "控制符"),
    ],
)
def test_what_is_no_roll_is_refused_by_its_name(raw: bytes, word: str) -> None:
    assert word in refused(raw).says


def test_a_workbook_with_nothing_in_it_is_refused() -> None:
    assert "没有一行" in refused(workbook()).says


def test_a_workbook_larger_than_it_may_be_unpacked_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = workbook(HEADINGS, ZHAO)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    monkeypatch.setattr(xlsxparts, "LARGEST_UNPACKED", size)
    assert read(raw).rows == 1
    monkeypatch.setattr(xlsxparts, "LARGEST_UNPACKED", size - 1)
    assert "太大" in refused(raw).says


def test_a_part_longer_than_it_says_is_damaged() -> None:
    raw = workbook(HEADINGS, *[ZHAO] * 500)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    assert raw.count(size) == 2
    assert "损坏" in refused(raw.replace(size, (60).to_bytes(4, "little"))).says


def test_a_file_larger_than_it_may_be_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = csv_file(HEADINGS, ZHAO)
    monkeypatch.setattr(filekind, "LARGEST_FILE", len(raw))
    assert read(raw).rows == 1
    monkeypatch.setattr(filekind, "LARGEST_FILE", len(raw) - 1)
    assert "太大" in refused(raw).says


def test_more_people_than_a_file_may_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = csv_file(HEADINGS, ZHAO, QIAN)
    monkeypatch.setattr(rollfile, "MOST_ROWS", 2)
    assert read(raw).rows == 2
    monkeypatch.setattr(rollfile, "MOST_ROWS", 1)
    assert "最多 1 人" in refused(raw).says
    assert rawsheet.MOST_ROWS == 200_000


def test_a_far_corner_is_refused_before_it_fills_the_memory() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet("名册")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_string(1_048_575, 16_383, "甲")

    assert "表太大" in refused(book(fill)).says


def test_a_merged_cell_over_the_whole_sheet_does_no_harm() -> None:
    def fill(made: Any) -> None:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ZHAO)
        sheet.merge_range("D2:E3", "")

    raw = altered(book(fill), "xl/worksheets/sheet1.xml", b"D2:E3", b"A2:XFD1048576")
    assert read(raw).rows == 1


def altered(raw: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with other bytes in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(old, new) if name == part else content)
    return stream.getvalue()


# Bytes of nobody's making

HEADS = st.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        "姓名,身份证号\n".encode(),
    ]
)
WHOLE = (
    workbook(HEADINGS, ZHAO),
    old_workbook(("名册", [HEADINGS, ZHAO])),
    csv_file(HEADINGS, ZHAO),
)


def reads_or_refuses(raw: bytes) -> None:
    with contextlib.suppress(BadInput):
        roll = read_roll("名册", raw)
        assert roll.rows == len(roll.good) + len({(each.sheet, each.row) for each in roll.bad})


@given(HEADS, st.binary(max_size=900))
def test_any_bytes_are_read_or_refused(head: bytes, rest: bytes) -> None:
    reads_or_refuses(head + rest)


@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_file_with_a_few_wrong_bytes_is_read_or_refused(
    whole: bytes, wrong: list[tuple[int, int]]
) -> None:
    raw = bytearray(whole)
    for at, value in wrong:
        raw[at % len(raw)] = value
    reads_or_refuses(bytes(raw))


@given(st.sampled_from(WHOLE), st.integers(0, 9000))
def test_a_file_cut_short_is_read_or_refused(whole: bytes, at: int) -> None:
    reads_or_refuses(whole[: at % len(whole)])


@pytest.mark.parametrize(
    ("old", "new"), [(b"UTF-8", b"UTZ-8"), (b"<sheets>", b"<sheets"), (b"?>", b"?><!DOCTYPE a>")]
)
def test_a_part_that_is_no_plain_xml_is_damaged(old: bytes, new: bytes) -> None:
    raw = altered(workbook(HEADINGS, ZHAO), "xl/workbook.xml", old, new)
    assert "损坏" in refused(raw).says
