"""Pages of the roll (名册页): from the file to the roll, masks everywhere, and whose page it is."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file, workbook
from tests.office.conftest import Cast, act
from tests.office.roll.conftest import (
    HEADINGS,
    invented,
    keep,
    line,
    load,
    party_csv,
    publish,
    roll_csv,
    send,
)

from huanjie.domain.identity import masked, masked_phone
from huanjie.office.deeds.models import Deed
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.services import load_roll

Browse = Callable[[User], Client]
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


def test_no_page_shows_a_full_number_before_it_was_asked_for(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(3)
    upload = keep(cast, election, roll_csv(people, ("李四", spoiled(ZHAO))))
    base = f"/elections/{election.pk}/roll/"
    client = browse(cast.chair)
    pages = [client.get(f"{base}uploads/{upload.pk}/").content.decode()]
    pages.append(client.get(f"{base}uploads/{upload.pk}/load/?way=replace").content.decode())
    load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way="replace")
    for address in ("", "?q=1", "1/remove/", "publish/", "add/"):
        pages.append(client.get(base + address).content.decode())
    publish(cast, election)
    pages += [client.get(base + address).content.decode() for address in ("", "list/")]
    for page in pages:
        for person in people:
            assert person.identity_number not in page
            assert person.phone not in page
        assert spoiled(ZHAO) not in page
    assert masked(people[0].identity_number) in pages[0]
    assert masked(people[0].identity_number) in pages[2]
    assert masked_phone(people[0].phone) in pages[2]


def test_a_full_number_is_shown_once_for_each_logged_deed(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(2)
    load(cast, election, roll_csv(people))
    client, address = browse(cast.clerk), f"/elections/{election.pk}/roll/2/number/"
    assert client.get(address).status_code == 405
    page = client.post(address, {"key": "f"})
    assert people[1].identity_number in page.content.decode()
    assert people[1].phone in page.content.decode()
    assert people[0].identity_number not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.post(address, {"key": "f"}).status_code == 302
    assert client.post(address, {"key": "g"}).status_code == 200
    assert Deed.objects.filter(action="show-number").count() == 2


@pytest.mark.parametrize(
    ("who", "status"), [("teller", 403), ("scrutineer", 403), ("observer", 403), ("stranger", 404)]
)
def test_who_may_not_see_the_roll_sees_none_of_its_pages(
    cast: Cast, election: Election, browse: Browse, who: str, status: int
) -> None:
    upload = keep(cast, election, roll_csv(invented(2)))
    client, base = browse(getattr(cast, who)), f"/elections/{election.pk}/roll/"
    up = f"uploads/{upload.pk}/"
    for address in ("", "template.xlsx", "add/", "1/remove/", "uploads/", up, "publish/", "list/"):
        assert client.get(base + address).status_code == status, address
    for address in ("add/", "1/remove/", "1/number/", "uploads/", f"{up}load/", f"{up}withdraw/"):
        form = {"key": address, "way": "replace", "confirm": "1"}
        assert client.post(base + address, form).status_code == status, address
    assert client.post(f"{base}{up}rejected.xlsx", {"key": "k"}).status_code == status


def test_an_officer_sees_the_roll_and_changes_nothing(
    cast: Cast, election: Election, browse: Browse
) -> None:
    load(cast, election, roll_csv(invented(2)))
    client, base = browse(cast.town), f"/elections/{election.pk}/roll/"
    page = client.get(base).content.decode()
    assert "看号码" in page
    assert "移出" not in page
    assert "上传并核对" not in page
    assert send(client, election, "名册.csv", roll_csv(invented(3))).status_code == 403


def test_the_pages_of_a_roll_hold_a_hundred_people_each(
    cast: Cast, election: Election, browse: Browse
) -> None:
    people = invented(101)
    load(cast, election, roll_csv(people))
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/"
    first, second = (client.get(f"{base}?page={at}").content.decode() for at in (1, 2))
    assert (first.count("看号码"), second.count("看号码")) == (100, 1)
    assert people[-1].name in second
    assert "第 2 页，共 2 页（第 101 至 101 人）" in second
    assert client.get(f"{base}?page=x&order=x").content.decode().count("看号码") == 100


def test_the_roll_is_searched_by_name_number_and_group(
    cast: Cast, election: Election, browse: Browse
) -> None:
    rows = [("赵一", ZHAO, "一组"), ("欧阳二", QIAN, "二组")]
    load(cast, election, csv_file((*HEADS, "小组"), *rows))
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/"
    for asked, name in (("欧阳", "欧阳二"), ("２", "欧阳二"), ("一组", "赵一"), ("1", "赵一")):
        page = client.get(base, {"q": asked}).content.decode()
        assert page.count("看号码") == 1, asked
        assert name in page
    nobody = '没有与“<span lang="zh-CN">不在</span>”相符的人'
    assert nobody in client.get(base, {"q": "不在"}).content.decode()
    assert '没有与“<span lang="zh-CN">9999' in client.get(base, {"q": "9" * 30}).content.decode()


def test_the_template_has_the_columns_of_the_election(
    cast: Cast, election: Election, party_election: Election, browse: Browse
) -> None:
    heads = []
    for each in (election, party_election):
        raw = browse(cast.clerk).get(f"/elections/{each.pk}/roll/template.xlsx").content
        sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
        heads.append(next(iter(sheet.values)))  # type: ignore[union-attr]
    assert heads == [HEADINGS, ("姓名", "身份证号", "性别", "党员类别", "小组", "手机号")]


def test_a_person_is_added_and_removed_through_the_pages(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, base = browse(cast.clerk), f"/elections/{election.pk}/roll/"
    form = {"key": "f", "name": "赵一", "id_number": spoiled(ZHAO)}
    page = client.post(f"{base}add/", form)
    assert page.status_code == 422
    assert "校验码不对" in page.content.decode()
    assert 'value="赵一"' in page.content.decode()
    assert client.post(f"{base}add/", form | {"id_number": ZHAO}).status_code == 302
    assert "赵一" in client.get(f"{base}1/remove/").content.decode()
    assert election.roll.count() == 1
    assert client.post(f"{base}1/remove/", {"key": "g"}).status_code == 200
    assert client.post(f"{base}1/remove/", {"key": "g", "confirm": "1"}).status_code == 302
    assert election.roll.count() == 0
    assert client.get(f"{base}1/remove/").status_code == 404


def test_nobody_is_given_a_standing_that_was_not_chosen(
    browse: Browse, cast: Cast, party_election: Election
) -> None:
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/roll/add/").text
    shown = ("请选择", "正式党员", "预备党员", "留党察看", "停止党员权利")
    places = [page.index(f">{word}</option>") for word in shown]
    assert places == sorted(places)


def test_a_member_is_added_with_a_standing(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    client, address = browse(cast.clerk), f"/elections/{party_election.pk}/roll/add/"
    form = {"key": "f", "name": "赵一", "id_number": ZHAO}
    assert client.post(address, form).status_code == 422
    assert client.post(address, form | {"standing": "党外"}).status_code == 422
    assert client.post(address, form | {"standing": ""}).status_code == 422
    assert client.post(address, form | {"standing": "预备党员"}).status_code == 302
    assert party_election.roll.get().standing == "probationary"


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


def test_the_roll_of_a_branch_says_how_many_may_vote(
    cast: Cast, party_election: Election, browse: Browse
) -> None:
    load(cast, party_election, party_csv(invented(3), "正式党员", "预备党员", "正式党员"))
    page = browse(cast.clerk).get(f"/elections/{party_election.pk}/roll/").content.decode()
    assert "名册上 3 人，其中有选举权 2 人" in page


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
