"""Bringing in places (导入单位): seen before it is done, all or nothing, below the own county."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet
from tests.office.conftest import Cast, act

from huanjie.door.fault import BadInput
from huanjie.exchange.unitfile import read_units
from huanjie.office.deeds import journal
from huanjie.office.fileform import LARGEST
from huanjie.office.people.models import User
from huanjie.office.units.forms import UnitsForm
from huanjie.office.units.models import Unit, UnitEvent
from huanjie.office.units.services import import_units

Browse = Callable[[User], Client]
COUNTY = "330329000000"
HEAD = "代码,名称,级别,上级\n"
VILLAGE = "330329100300,新村村委会,村,330329100000\n"
TOWN = "330329101000,新设镇,乡镇,330329000000\n"
BELOW_IT = "330329101200,上村村委会,村,330329101000\n"


def send(client: Client, text: str, **fields: str) -> HttpResponse:
    """Send a file to be looked at."""
    file = SimpleUploadedFile("units.csv", text.encode())
    return client.post("/units/import/", {"place": COUNTY, "file": file, "key": "k", **fields})  # type: ignore[return-value]


def confirm(client: Client, text: str, key: str = "k") -> HttpResponse:
    """Confirm what was looked at."""
    fields = {"place": COUNTY, "text": text, "key": key, "confirm": "1"}
    return client.post("/units/import/", fields)  # type: ignore[return-value]


def says(answer: HttpResponse) -> str:
    """What the page says."""
    return unescape(answer.content.decode())


def test_a_file_is_shown_before_anything_is_written(browse: Browse, cast: Cast) -> None:
    before = Unit.objects.count()
    answer = send(browse(cast.county), HEAD + VILLAGE + "330329100257,三联村委会,村,330329100000\n")
    assert answer.status_code == 200
    assert "新村村委会" in says(answer)
    assert "<dt>新增</dt><dd>1</dd>" in says(answer)
    assert Unit.objects.count() == before


def test_what_is_confirmed_is_planted_with_its_path_and_its_pinyin(
    browse: Browse, cast: Cast
) -> None:
    answer = confirm(browse(cast.county), HEAD + BELOW_IT + TOWN)
    assert answer.status_code == 302
    unit = Unit.objects.get(pk="330329101200")
    assert unit.path.endswith("330329000000/330329101000/330329101200/")
    assert unit.pinyin == "sccwh"
    entries = journal.check(Unit.objects.get(pk=COUNTY).log_name).entries
    assert [entry.deed for entry in entries] == ["import-units"]


def test_a_second_arrival_of_the_same_form_adds_nothing_more(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    for _ in range(2):
        assert confirm(client, HEAD + VILLAGE).status_code == 302
    assert len(journal.check(Unit.objects.get(pk=COUNTY).log_name).entries) == 1


def test_a_place_that_is_there_is_left_as_it_is_and_another_name_is_pointed_out(
    browse: Browse, cast: Cast
) -> None:
    renamed = HEAD + VILLAGE + "330329100257,别名村委会,村,330329100000\n"
    assert "别名村委会" in says(send(browse(cast.county), renamed))
    confirm(browse(cast.county), renamed)
    assert Unit.objects.get(pk="330329100257").name == "三联村委会"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + "33032910030,新村,村,330329100000\n", "第 2 行"),
        (HEAD + VILLAGE + "330329100301,新村,村,999999999999\n", "第 3 行"),
        (HEAD + VILLAGE + VILLAGE, "第 3 行"),
        (HEAD + VILLAGE + "330329100301,新村,乡镇,330329100000\n", "级别不低于上级"),
        (HEAD, "没有一个单位"),
        ("姓名,电话\n甲,1\n", "不认识的列"),
        ("", "这个文件是空的"),
    ],
)
def test_a_file_with_a_fault_comes_back_with_its_line_and_nothing_is_written(
    browse: Browse, cast: Cast, text: str, fault: str
) -> None:
    before = Unit.objects.count()
    answer = send(browse(cast.county), text, confirm="1")
    assert answer.status_code == 422
    assert fault in says(answer)
    assert Unit.objects.count() == before


def post(client: Client, **fields: object) -> HttpResponse:
    """Send the page's form as it stands."""
    return client.post("/units/import/", {"place": COUNTY, "key": "k", **fields})  # type: ignore[return-value]


def test_the_file_is_never_called_optional_and_one_must_be_chosen(
    browse: Browse, cast: Cast
) -> None:
    client = browse(cast.county)
    without, broken = post(client), send(client, "姓名,电话\n甲,1\n")
    assert (without.status_code, broken.status_code) == (422, 422)
    assert "请选择单位表文件" in says(without)
    again = post(client, text="姓名,电话\n甲,1\n")
    for answer in (client.get("/units/import/"), without, broken, again):
        assert "单位表（.xlsx、.xls 或者 CSV）" in says(answer)  # type: ignore[arg-type]
        assert "可不填" not in says(answer)  # type: ignore[arg-type]


@pytest.mark.parametrize(("size", "sound"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_file_above_one_megabyte_is_refused(cast: Cast, size: int, sound: bool) -> None:
    file = SimpleUploadedFile("units.csv", b"x" * size)
    form = UnitsForm([Unit.objects.get(pk=COUNTY)], {"place": COUNTY}, {"file": file})
    assert form.is_valid() is sound
    assert ("1 MB" in str(form.errors)) is not sound


@pytest.mark.parametrize(
    "row",
    [
        "330328000000,文成县,县,330300000000\n",
        "330000000001,别省,省,\n",
        "330300000001,外镇,乡镇,330300000000\n",
    ],
)
def test_a_place_outside_the_own_county_is_refused(browse: Browse, cast: Cast, row: str) -> None:
    before = Unit.objects.count()
    assert "不在泰顺县下面" in says(send(browse(cast.county), HEAD + VILLAGE + row))
    rows = read_units((HEAD + VILLAGE + row).encode(), file="t", known=_codes())
    with pytest.raises(BadInput, match="不在泰顺县下面"):
        import_units(acting_user=act(cast.county), unit=Unit.objects.get(pk=COUNTY), rows=rows)
    assert Unit.objects.count() == before


def test_a_file_in_gbk_is_read_as_spreadsheets_save_it(browse: Browse, cast: Cast) -> None:
    file = SimpleUploadedFile("units.csv", (HEAD + VILLAGE).encode("gbk"))
    fields = {"place": COUNTY, "file": file, "key": "k"}
    assert "新村村委会" in says(browse(cast.county).post("/units/import/", fields))  # type: ignore[arg-type]


# Missing levels, local codes, changes


def test_a_village_may_lie_right_below_the_county(browse: Browse, cast: Cast) -> None:
    confirm(browse(cast.county), HEAD + "330329400200,县直社区,社区,330329000000\n")
    assert Unit.objects.get(pk="330329400200").parent_id == COUNTY


def test_a_place_without_a_code_gets_a_local_one_and_is_shown_as_local(
    browse: Browse, cast: Cast
) -> None:
    text = HEAD + ",开发区管委会,乡镇,330329000000\n,园区社区,社区,开发区管委会\n"
    client = browse(cast.county)
    assert "本地编码" in says(send(client, text))
    confirm(client, text)
    zone = Unit.objects.get(name="开发区管委会")
    community = Unit.objects.get(name="园区社区")
    assert (zone.pk, zone.is_local) == ("330329000000-L001", True)
    assert (community.pk, community.parent_id) == ("330329000000-L002", zone.pk)
    assert "本地编码" in says(client.get(f"/units/{zone.pk}/"))  # type: ignore[arg-type]


def test_a_place_without_a_code_that_is_there_already_is_not_made_twice(
    browse: Browse, cast: Cast
) -> None:
    text = HEAD + ",园区社区,社区,330329100000\n"
    for key in "ab":
        confirm(browse(cast.county), text, key=key)
    assert Unit.objects.filter(name="园区社区").count() == 1


def test_a_changed_name_or_parent_is_shown_and_not_applied_silently(
    browse: Browse, cast: Cast
) -> None:
    text = HEAD + TOWN + "330329100257,三联新村,村,330329101000\n"
    client = browse(cast.county)
    page = says(send(client, text))
    assert "<dt>与登记的不同</dt><dd>1</dd>" in page
    assert "改名</span>" in page
    assert "改隶</span>" in page
    confirm(client, text)
    village = Unit.objects.get(pk="330329100257")
    assert (village.name, village.parent_id) == ("三联村委会", "330329100000")


APPROVAL = {
    "adopt": "1",
    "on": "2026-05-01",
    "reason": "撤村并居",
    "approved_by": "泰顺县人民政府",
    "document": "泰政发〔2026〕8号",
}


def test_a_changed_name_and_parent_are_applied_by_an_approval_and_leave_their_history(
    browse: Browse, cast: Cast
) -> None:
    text = HEAD + TOWN + "330329100257,三联新村,村,330329101000\n"
    fields = {"place": COUNTY, "text": text, "key": "k", "confirm": "1", **APPROVAL}
    assert browse(cast.county).post("/units/import/", fields).status_code == 302
    village = Unit.objects.get(pk="330329100257")
    assert (village.name, village.parent_id) == ("三联新村", "330329101000")
    assert village.path.endswith("330329000000/330329101000/330329100257/")
    kinds = UnitEvent.objects.filter(region=village.pk).values_list("kind", flat=True)
    assert set(kinds) == {"moved", "renamed"}


@pytest.mark.parametrize("left_out", ["on", "reason", "approved_by", "document"])
def test_nothing_is_applied_by_half_an_approval(browse: Browse, cast: Cast, left_out: str) -> None:
    text = HEAD + VILLAGE + "330329100257,三联新村,村,330329100000\n"
    fields = {"place": COUNTY, "text": text, "key": "k", "confirm": "1", **APPROVAL, left_out: ""}
    assert browse(cast.county).post("/units/import/", fields).status_code == 422
    assert not Unit.objects.filter(name__in=["新村村委会", "三联新村"]).exists()


def test_every_fault_of_a_file_comes_back_at_once_and_as_a_workbook(
    browse: Browse, cast: Cast
) -> None:
    text = HEAD + VILLAGE + "33,坏码村,村,330329100000\n330329100301,悬空村,村,999999999999\n"
    client = browse(cast.county)
    page = says(send(client, text))
    assert "文件里有 2 处要改" in page
    fields = {"place": COUNTY, "text": text, "key": "k"}
    heads, *lines = rows_of(client.post("/units/import/corrections.xlsx", fields).content)
    assert heads == ["代码", "名称", "级别", "上级", "问题"]
    assert [bool(line[4]) for line in lines] == [False, True, True]
    assert "不是单位代码" in lines[1][4]


def test_the_corrected_workbook_can_be_brought_in(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    text = HEAD + VILLAGE + "33,坏码村,村,330329100000\n"
    content = client.post(
        "/units/import/corrections.xlsx", {"place": COUNTY, "text": text, "key": "k"}
    ).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active["A3"] = "330329100302"  # type: ignore[index]
    target = io.BytesIO()
    book.save(target)
    file = SimpleUploadedFile("units.xlsx", target.getvalue())
    answer = client.post("/units/import/", {"place": COUNTY, "file": file, "key": "k2"})
    assert "<dt>新增</dt><dd>2</dd>" in says(answer)  # type: ignore[arg-type]


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(("size", "refused"), [(LARGEST, False), (LARGEST + 1, True)])
def test_a_file_is_not_larger_than_a_check_page_can_post(
    browse: Browse, cast: Cast, size: int, refused: bool
) -> None:
    answer = send(browse(cast.county), "x" * size)
    assert ("超过 1 MB" in says(answer)) is refused


def test_only_the_county_office_brings_in_places(browse: Browse, cast: Cast, village: Unit) -> None:
    for user in (cast.town, cast.chair, cast.clerk, cast.observer):
        client = browse(user)
        assert client.get("/units/import/").status_code == 403
        assert send(client, HEAD + VILLAGE, confirm="1").status_code == 403
        assert client.get("/units/import/units.xlsx").status_code == 403
    with pytest.raises(PermissionDenied):
        import_units(acting_user=act(cast.town), unit=Unit.objects.get(pk=COUNTY), rows=())


def test_another_countys_code_cannot_be_forged_into_the_form(browse: Browse, cast: Cast) -> None:
    answer = send(browse(cast.county), HEAD + VILLAGE, place="330300000000", confirm="1")
    assert answer.status_code == 422
    assert not Unit.objects.filter(pk="330329100300").exists()


def test_the_template_can_be_filled_in_and_brought_in(browse: Browse, cast: Cast) -> None:
    template = browse(cast.county).get("/units/import/units.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(template)).active
    assert isinstance(sheet, Worksheet)
    heads, *places = [[cell or "" for cell in row] for row in sheet.values]
    assert heads == ["代码", "名称", "级别", "上级"]
    assert places[-1] == ["330329000000", "泰顺县", "县", "330300000000"], "代码还是文字"
    text = "\n".join(",".join(map(str, row)) for row in (heads, *places))
    assert "<dt>新增</dt><dd>1</dd>" in says(send(browse(cast.county), f"{text}\n{VILLAGE}"))


@pytest.mark.parametrize(
    ("parent", "says_so"),
    [("罗阳镇", ""), ("泰顺县", ""), ("没有的镇", "没有叫“没有的镇”的单位")],
)
def test_a_parent_may_be_written_by_the_name_that_it_has_here(
    browse: Browse, cast: Cast, parent: str, says_so: str
) -> None:
    page = says(send(browse(cast.county), f"{HEAD}330329100301,新村,村,{parent}\n"))
    assert (f'<span lang="zh-CN">{parent}</span>' in page) is not bool(says_so)
    assert says_so in page


def test_a_name_that_two_places_have_is_no_parents(browse: Browse, cast: Cast) -> None:
    county = Unit.objects.get(pk=COUNTY)
    for code in ("330329102000", "330329103000"):
        path = f"{county.path}{code}/"
        Unit.objects.create(code=code, name="东镇", level="town", parent=county, path=path)
    page = says(send(browse(cast.county), f"{HEAD}330329102301,新村,村,东镇\n"))
    assert "登记过的有 2 个“东镇”" in page


def _codes() -> set[str]:
    return set(Unit.objects.values_list("pk", flat=True))
