"""Pages of an upload (上传页): from the file to the roll, and bad rows back to be mended."""

from __future__ import annotations

import io

import openpyxl
import pytest
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file, workbook
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import HEADINGS, invented, keep, line, load, roll_csv, send
from tests.office.roll.pages import Browse

from huanjie.office.deeds.models import Deed
from huanjie.office.planning.models import Election
from huanjie.office.roll.services import load_roll

ZHAO, QIAN = number(sequence="101"), number(sequence="102")
HEADS = HEADINGS[:2]


def test_a_rejected_row_names_sheet_row_column_kind_and_what_to_do(
    cast: Cast, election: Election, browse: Browse
) -> None:
    raw = workbook(("姓名", "公民身份号码"), ("赵一", ZHAO), ("李四", spoiled(QIAN)))
    client = browse(cast.clerk)
    page = client.get(send(client, election, "名册.xlsx", raw)["Location"]).content.decode()
    row = page[page.index('id="rejected"') :]
    for words in ("名册", "第 3 行", "李四", "公民身份号码：", "证件号码校验码不对", "对照身份证"):
        assert words in row


def test_the_page_has_the_people_loaded_before_the_mended_rows_are_sent(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, uploads = browse(cast.clerk), f"/elections/{election.pk}/roll/uploads/"
    raw = csv_file(HEADS, ("赵一", ZHAO), ("李四", spoiled(QIAN)))
    first = send(client, election, "甲.csv", raw)["Location"]
    for address in (first, uploads, f"/elections/{election.pk}/roll/"):
        page = client.get(address).content.decode()
        assert 'type="file"' not in page
        assert "先导入这份文件里的 1 人，再上传改好的行，选“追加新人”" in page
    again = send(client, election, "乙.csv", csv_file(HEADS, ("李四", QIAN)), key="b")
    assert again.status_code == 422
    assert "“甲.csv”里有 1 人还没有导入" in again.content.decode()
    client.post(f"{first}load/", {"key": "f", "way": "replace", "confirm": "1"})
    page = client.get(first).content.decode()
    assert page.count(f'action="{uploads}" enctype') == 1
    second = send(client, election, "乙.csv", csv_file(HEADS, ("李四", QIAN)), key="c")["Location"]
    client.post(f"{second}load/", {"key": "g", "way": "add", "confirm": "1"})
    assert [entry.name for entry in election.roll.all()] == ["赵一", "李四"]


@pytest.mark.parametrize(("good", "broken", "forms"), [(0, 1, 1), (1, 0, 0)])
def test_where_nobody_waits_the_mended_file_is_sent_on_the_same_page(
    cast: Cast, election: Election, browse: Browse, good: int, broken: int, forms: int
) -> None:
    rows = [*[("赵一", ZHAO)] * good, *[("李四", spoiled(QIAN))] * broken]
    client = browse(cast.clerk)
    raw = workbook(("姓名", "公民身份号码"), *rows)
    page = client.get(send(client, election, "名册.xlsx", raw)["Location"]).content.decode()
    assert page.count('type="file"') == forms
    assert page.count(f'action="/elections/{election.pk}/roll/uploads/" enctype') == forms


def test_the_whole_way_from_the_file_to_the_roll_through_the_pages(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(3)
    client = browse(cast.clerk)
    preview = send(client, election, "名册.csv", roll_csv(people, ("李四", spoiled(ZHAO))))[
        "Location"
    ]
    check = client.get(f"{preview}load/?way=replace").content.decode()
    assert "导入 3 + 退回 1 = 合计 4 行" in check
    assert not election.roll.exists()
    form = {"key": "f", "seen": election.version, "way": "replace", "confirm": "1"}
    for _ in range(2):  # a double click
        assert client.post(f"{preview}load/", form)["Location"] == preview
    after = client.get(preview).content.decode()
    assert "已导入 3 人，退回 1 行，合计 4 行" in after
    assert "导入 3 + 退回 1 = 合计 4 行" in after
    assert election.roll.count() == 3


@pytest.mark.parametrize("way", ["", "both"])
def test_a_way_of_loading_is_never_guessed(
    cast: Cast, election: Election, browse: Browse, way: str
) -> None:
    load(cast, election, roll_csv(invented(3)))
    upload = keep(cast, election, roll_csv(invented(2, seed=2)))
    form = {"key": "f", "way": way, "confirm": "1"}
    address = f"/elections/{election.pk}/roll/uploads/{upload.pk}/load/"
    answer = browse(cast.clerk).post(address, form)
    assert answer.status_code == 422
    assert election.roll.count() == 3


def test_a_stale_form_is_told_so_and_changes_nothing(
    cast: Cast, election: Election, browse: Browse
) -> None:
    upload = keep(cast, election, roll_csv(invented(2)))
    form = {"key": "f", "seen": election.version + 1, "way": "replace", "confirm": "1"}
    address = f"/elections/{election.pk}/roll/uploads/{upload.pk}/load/"
    assert browse(cast.clerk).post(address, form).status_code == 409
    assert not election.roll.exists()


def test_the_upload_of_another_election_is_not_there(
    cast: Cast, election: Election, party_election: Election, browse: Browse
) -> None:
    foreign = keep(cast, election, roll_csv(invented(2)))
    client = browse(cast.clerk)
    base = f"/elections/{party_election.pk}/roll/uploads/{foreign.pk}/"
    assert client.get(base).status_code == 404
    assert client.get(f"{base}load/?way=add").status_code == 404
    form = {"key": "f", "way": "replace", "confirm": "1"}
    assert client.post(f"{base}load/", form).status_code == 404
    assert client.post(f"{base}rejected.xlsx", {"key": "g"}).status_code == 422
    assert client.post(f"{base}withdraw/", {"key": "h"}).status_code == 422
    foreign.refresh_from_db()
    assert foreign.content is not None
    assert client.get(f"/elections/{party_election.pk}/roll/uploads/{10**30}/").status_code == 404


def test_the_rejected_rows_come_back_to_be_mended_and_the_log_says_so(
    cast: Cast, election: Election, browse: Browse
) -> None:
    raw = csv_file((*HEADS, "小组"), ("赵一", ZHAO, ""), ("李四", spoiled(QIAN), ""))
    upload = keep(cast, election, raw)
    address = f"/elections/{election.pk}/roll/uploads/{upload.pk}/rejected.xlsx"
    client = browse(cast.clerk)
    assert client.get(address).status_code == 405
    answer = client.post(address, {"key": "f"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)  # type: ignore[union-attr]
    assert rows[0] == ("姓名", "身份证号", "小组", "工作表", "行号", "原因")
    assert rows[1][:2] == ("李四", spoiled(QIAN))
    assert "no-store" in answer["Cache-Control"]
    assert Deed.objects.get(action="show-number").answer == upload.pk


def test_mended_rows_sent_again_complete_the_roll(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(2)
    twice = [line(people[0]), (*line(people[0])[:4], "另一组", "")]
    raw = csv_file(HEADINGS, line(people[1]), *twice)
    upload = keep(cast, election, raw)
    address = f"/elections/{election.pk}/roll/uploads/{upload.pk}/rejected.xlsx"
    answer = browse(cast.clerk).post(address, {"key": "f"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.active
    book.active.delete_rows(3)
    stream = io.BytesIO()
    book.save(stream)
    load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way="add")
    assert load(cast, election, stream.getvalue(), way="add")["loaded"] == 1
    last = election.roll.get(number=2)
    assert (last.name, last.sex, last.phone) == (people[0].name, people[0].sex, people[0].phone)


def test_the_template_has_the_columns_of_the_election(
    cast: Cast, election: Election, party_election: Election, browse: Browse
) -> None:
    heads = []
    for each in (election, party_election):
        raw = browse(cast.clerk).get(f"/elections/{each.pk}/roll/template.xlsx").content
        sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
        heads.append(next(iter(sheet.values)))  # type: ignore[union-attr]
    assert heads == [HEADINGS, ("姓名", "身份证号", "性别", "党员类别", "小组", "手机号")]


def test_an_upload_is_withdrawn_from_its_page(
    cast: Cast, election: Election, browse: Browse
) -> None:
    upload = keep(cast, election, roll_csv(invented(2)))
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/"
    assert "还没有导入" in client.get(base).content.decode()
    form = {"key": "f"}
    assert client.post(f"{base}uploads/{upload.pk}/withdraw/", form).status_code == 302
    assert "已撤回" in client.get(base).content.decode()
    page = client.get(f"{base}uploads/{upload.pk}/").content.decode()
    assert "内容已经删除" in page


def test_more_rejected_rows_than_a_page_shows_are_all_in_the_file(
    cast: Cast, election: Election, browse: Browse
) -> None:
    rows = [("李四", spoiled(number(sequence=f"{at:03}"))) for at in range(201)]
    upload = keep(cast, election, csv_file(HEADS, *rows))
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/uploads/{upload.pk}/"
    page = client.get(base).content.decode()
    assert "退回 201 = 合计 201 行" in page
    assert "只列出前 200 行" in page
    raw = client.post(f"{base}rejected.xlsx", {"key": "f"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    assert len(list(sheet.values)) == 202  # type: ignore[union-attr]


def test_a_name_that_is_markup_or_a_formula_stays_text(
    cast: Cast, election: Election, browse: Browse
) -> None:
    raw = csv_file((*HEADS, "小组"), ("赵一", ZHAO, "<script>1</script>"), ("<b>", "=1+1", ""))
    client = browse(cast.clerk)
    page = client.get(send(client, election, "<i>名册.csv", raw)["Location"]).content.decode()
    for markup in ("<script>1", "<b>=", "<i>名册"):
        assert markup not in page
