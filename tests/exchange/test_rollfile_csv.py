"""Rolls as CSV (文本名册): encodings, dividing signs, line ends and quotes."""

from __future__ import annotations

import codecs
from typing import Any

import pytest
from tests.exchange.rolls import names, read, refused
from tests.exchange.workbooks import HEADINGS, QIAN, ZHAO, csv_file, text

RARE = ["𬱖㐀", *ZHAO[1:]]


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
