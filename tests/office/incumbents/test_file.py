"""A file of incumbents (任职表): looked at before it is entered, and its bad rows back."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.office.conftest import Cast

from huanjie.office.incumbents.models import Body, Holding, IncumbentFile
from huanjie.office.incumbents.seated import seated
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
HEAD = "单位代码,组织,本届当选日期,职数,职务,姓名,性别,身份证号,产生方式\n"
CHAIR = "330329100257,村民委员会,2021-05-20,3,主任,蓝大山,男,999001198001011239,选举\n"
SECRETARY = "330329100257,party-branch,2021-04-10,3,书记,蓝大山,,999001198001011239,\n"
BAD = "330329100257,村民委员会,2021-05-20,3,委员,李?四,男,123,抽签\n"


def send(client: Client, text: str, key: str = "k") -> str:
    """Send a file; where its preview is."""
    file = SimpleUploadedFile("任职.csv", text.encode())
    answer = client.post("/terms/import/", {"place": "330329000000", "file": file, "key": key})
    assert answer.status_code == 302, unescape(answer.content.decode())
    return answer["Location"]


def load(client: Client, text: str, key: str = "k") -> None:
    """Send a file and enter its good rows."""
    address = send(client, text, key)
    assert client.post(f"{address}load/", {"key": f"{key}-load"}).status_code == 302


def test_a_file_is_shown_before_anybody_sits_anywhere(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    page = unescape(client.get(send(client, HEAD + CHAIR + BAD)).content.decode())
    for words in ("<dt>可以登记</dt><dd>1</dd>", "<dt>退回</dt><dd>1</dd>", "不能用的字符"):
        assert words in page
    assert "999001198001011239" not in page
    assert not Holding.objects.exists()


def test_the_good_rows_are_entered_and_one_number_is_one_person(browse: Browse, cast: Cast) -> None:
    load(browse(cast.county), HEAD + CHAIR + SECRETARY + BAD)
    shown = seated(Body.objects.select_related("unit").order_by("pk"))
    assert [each.has_joint for each in shown] == [True, True]
    assert shown[0].body.seats == 3
    assert IncumbentFile.objects.get().content is None


def test_the_same_file_again_enters_nobody_twice(browse: Browse, cast: Cast) -> None:
    for key in "ab":
        load(browse(cast.county), HEAD + CHAIR + SECRETARY, key)
    assert Holding.objects.count() == 2
    assert Body.objects.count() == 2


def test_a_newer_election_begins_a_new_term(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    load(client, HEAD + CHAIR)
    load(
        client,
        HEAD
        + CHAIR.replace("2021-05-20", "2026-05-10")
        .replace("蓝大山", "钟小青")
        .replace("999001198001011239", ""),
        "later",
    )
    (found,) = seated(Body.objects.select_related("unit"))
    assert [seat.holding.name for seat in found.seats] == ["钟小青"]
    assert [str(seat.holding.to_on) for seat in found.past] == ["2026-05-10"]


def test_a_seat_that_another_one_has_comes_back_and_the_rest_is_entered(
    browse: Browse, cast: Cast
) -> None:
    client = browse(cast.county)
    load(client, HEAD + CHAIR)
    other = CHAIR.replace("蓝大山,男,999001198001011239", "钟小青,,")
    address = send(client, HEAD + other + SECRETARY, "other")
    page = unescape(client.get(address).content.decode())
    assert "主任现在是蓝大山，先登记蓝大山离任" in page
    assert client.post(f"{address}load/", {"key": "other-load"}).status_code == 302
    assert {(row.post, row.name) for row in Holding.objects.all()} == {
        ("chair", "蓝大山"),
        ("secretary", "蓝大山"),
    }


def test_many_rows_are_entered_with_few_queries(
    browse: Browse, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browse(cast.county)
    members = "".join(
        CHAIR.replace("主任,蓝大山,男,999001198001011239", f"委员,蓝小{number:c},,")
        for number in range(ord("一"), ord("一") + 300)
    )
    address = send(client, HEAD + members, "many")
    with django_assert_max_num_queries(40):
        assert client.post(f"{address}load/", {"key": "many-load"}).status_code == 302
    assert Holding.objects.count() == 300


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (CHAIR.replace("330329100257", "330329100999"), "没有代码是 330329100999"),
        (CHAIR.replace("330329100257", "330328100001"), "下面没有"),
        (CHAIR.replace("村民委员会", "居民委员会"), "没有“居民委员会”这种组织"),
        (CHAIR.replace("2021-05-20", "2021-02-30"), "当选日期不能用"),
        (CHAIR.replace("2021-05-20", "2026-05-19"), "还没有到"),
        (CHAIR.replace("2021-05-20", ""), "至少写一个"),
        (CHAIR.replace(",3,", ",零,"), "职数应为"),
        (CHAIR.replace("男", "不详"), "性别应为"),
        (CHAIR.replace("999001198001011239", "999001198001011230"), "校验"),
        (CHAIR.replace("选举\n", "抽签\n"), "产生方式应为"),
        (CHAIR.replace("主任", ""), "没有填职务"),
        (CHAIR.replace("蓝大山", ""), "没有填姓名"),
        (CHAIR + CHAIR.replace("蓝大山,男,999001198001011239", "钟小青,,"), "已经有一个人"),
    ],
)
def test_a_row_that_cannot_be_comes_back_with_its_reason(
    browse: Browse, cast: Cast, row: str, reason: str
) -> None:
    client = browse(cast.county)
    page = unescape(client.get(send(client, HEAD + row)).content.decode())
    assert reason in page
    assert "<dt>退回</dt><dd>1</dd>" in page


def test_the_rejected_rows_come_back_as_a_workbook(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    address = send(client, HEAD + CHAIR + BAD)
    content = client.post(f"{address}rejected.xlsx", {"key": "r"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    heads, row = ([str(cell or "") for cell in line] for line in sheet.iter_rows(values_only=True))
    assert row[heads.index("行号")] == "3"
    assert "抽签" in row
    assert "产生方式应为选举、补选、任命" in row[heads.index("问题")]


@pytest.mark.parametrize("text", ["", "姓名,电话\n甲,1\n", HEAD, "\0\1\2"])
def test_a_file_that_is_none_is_refused_on_its_form(browse: Browse, cast: Cast, text: str) -> None:
    file = SimpleUploadedFile("任职.csv", text.encode() or b" ")
    answer = browse(cast.county).post(
        "/terms/import/", {"place": "330329000000", "file": file, "key": "k"}
    )
    assert answer.status_code == 422
    assert not IncumbentFile.objects.exists()


def test_another_places_file_is_not_there(browse: Browse, cast: Cast, village: Unit) -> None:
    address = send(browse(cast.county), HEAD + CHAIR)
    for user in (cast.clerk, cast.stranger, cast.observer):
        assert browse(user).get(address).status_code == 404
        assert browse(user).post(f"{address}load/", {"key": "x"}).status_code == 404


def test_the_template_has_the_headings_that_are_read(browse: Browse, cast: Cast) -> None:
    content = browse(cast.county).get("/terms/import/incumbents.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert sheet["A1"].value == "单位代码"
