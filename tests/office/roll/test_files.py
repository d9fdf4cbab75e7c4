"""Every kind of file through the page (上传的文件): refused in plain words, or no row is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import book, csv_file, text, workbook
from tests.office.conftest import Cast
from tests.office.roll.conftest import (
    HEADINGS,
    invented,
    roll_csv,
    send,
)

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import Upload

Browse = Callable[[User], Client]
ZHAO, QIAN = number(sequence="101"), number(sequence="102")
HEADS = HEADINGS[:2]


def empty_book() -> bytes:
    return book(lambda made: made.add_worksheet("空"))


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("名册.csv", "姓名,身份证号")
    return stream.getvalue()


UNUSABLE = {
    "empty": ("名册.xlsx", b"", "文件是空的"),
    "blank": ("名册.csv", b"\xef\xbb\xbf\r\n", "文件是空的"),
    "empty-book": ("名册.xlsx", empty_book(), "没有一行内容"),
    "headless": ("名册.csv", csv_file(("赵一", ZHAO)), "没有表头"),
    "pdf": ("名册.xlsx", b"%PDF-1.7\n", "PDF 文件"),
    "page": ("名册.xls", b"<html><table></table></html>", "网页（HTML）"),
    "picture": ("名册.xlsx", b"\x89PNG\r\n\x1a\n", "图片"),
    "zip": ("名册.xlsx", zipped(), "压缩包"),
    "broken": ("名册.xlsx", workbook(HEADS, ("赵一", ZHAO))[:-60], "不完整或者已经损坏"),
    "random": ("名册.csv", bytes(range(128, 256)), "文字编码认不出"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_file_that_is_no_roll_is_refused_in_plain_words_and_leaves_nothing(
    cast: Cast, election: Election, browse: Browse, case: str
) -> None:
    name, raw, says = UNUSABLE[case]
    page = send(browse(cast.clerk), election, name, raw)
    assert page.status_code == 422
    shown = page.content.decode()
    error = re.search(r'<p class="field-error"[^>]*>([^<]+)</p>', shown)
    assert error
    assert says in error[1]
    assert "没有留下，名册没有改动" in shown
    assert not Upload.objects.exists()
    assert ZHAO not in shown


def test_a_header_without_people_cannot_be_loaded(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    sent = send(client, election, "名册.csv", csv_file(HEADS))
    page = client.get(sent["Location"]).content.decode()
    assert "可导入 0 + 退回 0 = 合计 0 行" in page
    assert "只有表头，没有人" in page
    assert "下载退回的行" not in page
    assert "/load/" not in page


def test_a_missing_file_and_a_file_too_large_are_refused(
    cast: Cast, election: Election, browse: Browse, settings: LazySettings
) -> None:
    client, address = browse(cast.clerk), f"/elections/{election.pk}/roll/uploads/"
    assert "还没有选文件" in client.post(address, {"key": "k"}).content.decode()
    raw = roll_csv(invented(2))
    settings.LARGEST_UPLOAD = len(raw)
    assert send(client, election, "名册.csv", raw).status_code == 302
    settings.LARGEST_UPLOAD = len(raw) - 1
    assert "文件太大" in send(client, election, "名册.csv", raw, key="k2").content.decode()


def merged(made: Any) -> None:
    sheet = made.add_worksheet("名册")
    sheet.write_row(0, 0, ["姓名", "身份证号", "户号"])
    sheet.write_row(1, 0, ["赵一", ZHAO, ""])
    sheet.write_row(2, 0, ["钱二", QIAN, ""])
    sheet.merge_range(1, 2, 2, 2, "12")


def hidden(made: Any) -> None:
    sheet = made.add_worksheet("名册")
    sheet.write_row(0, 0, list(HEADS))
    sheet.write_row(1, 0, ["赵一", ZHAO])
    sheet.write_row(2, 0, ["钱二", QIAN])
    sheet.set_row(2, None, None, {"hidden": True})


READABLE = {
    "gbk": ("名册.csv", text(HEADS, ("赵一", ZHAO), ("钱二", QIAN)).encode("gbk"), 2, 0),
    "utf-16": ("名册.csv", text(HEADS, ("赵一", ZHAO)).encode("utf-16"), 1, 0),
    "workbook-called-csv": ("名册.csv", workbook(HEADS, ("赵一", ZHAO)), 1, 0),
    "csv-called-xlsx": ("名册.xlsx", csv_file(HEADS, ("赵一", ZHAO)), 1, 0),
    "merged": ("名册.xlsx", book(merged), 2, 0),
    "hidden": ("名册.xlsx", book(hidden), 2, 0),
    "two-sheets": (
        "名册.xlsx",
        workbook(HEADS, ("赵一", ZHAO), **{"二组": [HEADS, ("钱二", QIAN)]}),
        2,
        0,
    ),
    "number-as-number": ("名册.xlsx", workbook(HEADS, ("赵一", 999901199003071010.0)), 0, 1),
    "wrong-checksum": ("名册.csv", csv_file(HEADS, ("赵一", spoiled(ZHAO))), 0, 1),
    "wrong-date": ("名册.csv", csv_file(HEADS, ("赵一", number("19900230"))), 0, 1),
    "formula": ("名册.csv", csv_file(HEADS, ("=1+1", ZHAO)), 0, 1),
    "twice": ("名册.csv", csv_file(HEADS, ("赵一", ZHAO), ("赵一", ZHAO)), 1, 1),
    "one-number-two-names": ("名册.csv", csv_file(HEADS, ("赵一", ZHAO), ("钱二", ZHAO)), 0, 2),
    "total": ("名册.csv", csv_file(HEADS, ("赵一", ZHAO), ("合计", "")), 1, 0),
}


@pytest.mark.parametrize("case", READABLE)
def test_every_row_of_a_readable_file_is_good_or_goes_back(
    cast: Cast, election: Election, browse: Browse, case: str
) -> None:
    name, raw, good, bad = READABLE[case]
    client = browse(cast.clerk)
    sent = send(client, election, name, raw)
    assert sent.status_code == 302
    page = client.get(sent["Location"]).content.decode()
    assert f"可导入 {good} + 退回 {bad} = 合计 {good + bad} 行" in page
    for whole in (ZHAO, QIAN, spoiled(ZHAO)):
        assert whole not in page
