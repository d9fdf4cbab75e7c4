"""What is no roll (不是名册的文件): refused by its name, however large, damaged or strange."""

from __future__ import annotations

import contextlib
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.oldexcel import compound, old_workbook
from tests.exchange.rolls import read, refused
from tests.exchange.workbooks import HEADINGS, QIAN, ZHAO, book, csv_file, workbook

from huanjie.door.fault import BadInput
from huanjie.exchange import filekind, rawsheet, rollfile, xlsxparts
from huanjie.exchange.rollfile import read_roll


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
