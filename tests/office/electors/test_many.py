"""Many at once out of a table (成批登记): each row refused as its single form would be, every fault
told with its row, all of them in one deed or none.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.exchange.workbooks import csv_file, workbook
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.electors.conftest import Published
from tests.office.electors.proxying import asked

from huanjie.domain.choosing import ChosenBy, Kind
from huanjie.domain.cycle import Stage
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.electors.choosing import Choice, enter_many_chosen
from huanjie.office.electors.models import Chosen, Proxy
from huanjie.office.electors.proxies import register_many_proxies
from huanjie.office.manydone import MOST_ROWS, RowsRefused
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

Browse = Callable[[User], Client]
CHOSEN = ("编号", "姓名", "身份", "怎样推选", "几户推选", "推选日期")
PROXIES = ("委托人编号", "受委托人编号", "提出的日期", "委托人外出", "书面委托", "是近亲属")
DAY = OPENED_ON.isoformat()


def send(client: Client, address: str, raw: bytes, key: str = "k") -> Any:
    return client.post(address, {"key": key, "file": SimpleUploadedFile("表", raw)})


def text(answer: Any) -> str:
    shown: str = answer.content.decode()
    return shown


def confirm(client: Client, address: str, checked: Any, key: str = "c") -> Any:
    form = {"key": key, "text": checked.context["text"], "confirm": "1"}
    return client.post(address, form, follow=True)


@pytest.fixture
def chosen(published: Published) -> str:
    """The page of those chosen, twelve people being on the roll of one group each three."""
    return f"/elections/{published.election.pk}/chosen/many/"


@pytest.fixture
def proxies(published: Published) -> str:
    return f"/elections/{published.election.pk}/proxies/many/"


def head(number: int, **more: Any) -> Choice:
    values: dict[str, Any] = {
        "number": number,
        "kind": Kind.HEAD,
        "chosen_by": ChosenBy.GROUP,
        "households": None,
        "chosen_on": OPENED_ON,
    }
    return Choice(**(values | more))


def in_one_group(*numbers: int) -> None:
    RollEntry.objects.filter(number__in=numbers).update(group="第2村民小组")


def refused(found: pytest.ExceptionInfo[RowsRefused]) -> list[tuple[int, str]]:
    return [(at, fault.says) for at, fault in found.value.faults]


def test_everybody_of_a_list_is_entered_in_one_deed_that_names_them(
    cast: Cast, published: Published
) -> None:
    in_one_group(1, 2)
    before = Deed.objects.count()
    choices = [head(1), head(1, kind=Kind.REPRESENTATIVE), head(2, kind=Kind.REPRESENTATIVE)]
    acting = act(cast.clerk)
    assert enter_many_chosen(acting_user=acting, election=published.election, choices=choices) == 3
    assert Deed.objects.count() == before + 1
    assert '"chosen_many":[1,1,2]' in (Entry.objects.latest("pk").payload or "")


def test_one_who_may_not_be_entered_stops_all_and_everyone_who_may_not_is_told(
    cast: Cast, published: Published
) -> None:
    in_one_group(1, 2)
    choices = [head(1), head(2), head(99), head(3)]
    with pytest.raises(RowsRefused, match="有 2 行不能登记，一行也没有登记") as found:
        enter_many_chosen(acting_user=act(cast.clerk), election=published.election, choices=choices)
    assert [at for at, _ in refused(found)] == [1, 2]
    assert "第2村民小组的组长已经登记为" in refused(found)[0][1]
    assert not Chosen.objects.exists()


@pytest.mark.parametrize(("rows", "sound"), [(MOST_ROWS, True), (MOST_ROWS + 1, False), (0, False)])
def test_a_list_is_as_long_as_somebody_looks_through(
    cast: Cast, published: Published, rows: int, sound: bool
) -> None:
    choices = [head(99)] * rows
    kind = RowsRefused if sound else BadInput
    with pytest.raises(kind) as found:
        enter_many_chosen(acting_user=act(cast.clerk), election=published.election, choices=choices)
    assert isinstance(found.value, RowsRefused) is sound


def test_the_limit_of_the_pack_counts_the_rows_above(cast: Cast, published: Published) -> None:
    three = [asked(number, 9) for number in (1, 2, 3)]
    with pytest.raises(RowsRefused) as found:
        register_many_proxies(
            acting_user=act(cast.clerk), election=published.election, proxies=[*three, asked(4, 9)]
        )
    assert [at for at, _ in refused(found)] == [3]
    assert "《" in refused(found)[0][1]
    acting = act(cast.clerk)
    done = register_many_proxies(acting_user=acting, election=published.election, proxies=three)
    assert done == 3
    assert [each.number for each in Proxy.objects.order_by("number")] == [1, 2, 3]


def test_whoever_gives_a_proxy_in_one_row_holds_none_in_the_next(
    cast: Cast, published: Published
) -> None:
    with pytest.raises(RowsRefused, match="自己委托了别人投票") as found:
        register_many_proxies(
            acting_user=act(cast.clerk),
            election=published.election,
            proxies=[asked(1, 2), asked(3, 1)],
        )
    assert [at for at, _ in refused(found)] == [1]


def test_the_table_is_checked_shown_and_entered(
    cast: Cast, published: Published, browse: Browse, chosen: str
) -> None:
    name = published.entry(1).name
    raw = csv_file(
        CHOSEN,
        ("1", name, "组长", "小组会议推选", "", DAY),
        ("2", "", "代表", "几户联合推选", "9", DAY),
    )
    client = browse(cast.clerk)
    checked = send(client, chosen, raw)
    assert checked.status_code == 200
    assert not Chosen.objects.exists()
    assert published.entry(2).name in text(checked)
    done = confirm(client, chosen, checked)
    assert "已登记 2 行。" in text(done)
    assert set(Chosen.objects.values_list("entry__number", "kind", "households")) == {
        (1, "group-head", None),
        (2, "representative", 9),
    }


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("99", "", "代表", "小组会议推选", "", DAY), "名册上没有编号 99"),
        (("一号", "", "代表", "小组会议推选", "", DAY), "编号：请填写整数"),
        (("", "", "代表", "小组会议推选", "", DAY), "编号：请填写这一项"),
        (("1", "王不在", "代表", "小组会议推选", "", DAY), "表里写的是王不在"),
        (("1", "", "会计", "小组会议推选", "", DAY), "身份：没有“会计”这个写法；可以写小组组长"),
        (("1", "", "代表", "举手", "", DAY), "怎样推选：没有“举手”这个写法"),
        (("1", "", "组长", "联户", "3", DAY), "由小组会议推选"),
        (("1", "", "代表", "联户", "", DAY), "没有写几户推选"),
        (("1", "", "代表", "小组", "", "昨天"), "推选日期：日期不对"),
        (("1", "", "代表", "小组", "", "2099-01-01"), "今天以后"),
    ],
)
def test_a_fault_is_told_with_its_row_and_nothing_is_entered(
    cast: Cast,
    published: Published,
    browse: Browse,
    chosen: str,
    row: Sequence[str],
    says: str,
) -> None:
    sound = ("2", "", "代表", "小组会议推选", "", DAY)
    answer = send(browse(cast.clerk), chosen, csv_file(CHOSEN, sound, row))
    assert answer.status_code == 422
    assert "文件里有 1 行要改，一行也没有登记" in text(answer)
    told = text(answer)[text(answer).index("第 3 行") :]
    assert says in told
    assert not Chosen.objects.exists()


@pytest.mark.parametrize("number", ["2", "２", "2.0", " 2 "])
def test_a_number_is_read_as_the_form_reads_it_and_held_against_the_name(
    cast: Cast, published: Published, browse: Browse, chosen: str, number: str
) -> None:
    RollEntry.objects.filter(number=2).update(name="张三")
    client, rest = browse(cast.clerk), ("代表", "小组", "", DAY)
    wrong = send(client, chosen, csv_file(CHOSEN, (number, "张四", *rest)))
    assert wrong.status_code == 422
    assert "名册上编号 2 是张三，表里写的是张四" in text(wrong)
    right = send(client, chosen, csv_file(CHOSEN, (number, "", *rest)), key="r")
    assert dict(right.context["rows"][0].shown)["姓名"] == "张三"


@pytest.mark.parametrize(("known", "name"), [("张三", "张　三"), ("张 三", "张三")])
def test_a_name_with_spaces_between_its_characters_is_the_same_name(
    cast: Cast, published: Published, browse: Browse, chosen: str, known: str, name: str
) -> None:
    RollEntry.objects.filter(number=2).update(name=known)
    row = ("2", name, "代表", "小组", "", DAY)
    assert send(browse(cast.clerk), chosen, csv_file(CHOSEN, row)).status_code == 200


def test_what_changed_since_the_check_is_told_row_by_row_and_nothing_is_entered(
    cast: Cast, published: Published, browse: Browse, chosen: str
) -> None:
    client = browse(cast.clerk)
    rows = [(str(n), "", "代表", "小组会议推选", "", DAY) for n in (1, 2, 3)]
    checked = send(client, chosen, csv_file(CHOSEN, *rows))
    RollEntry.objects.filter(number__in=(2, 3)).delete()
    answer = confirm(client, chosen, checked)
    assert answer.status_code == 422
    assert "文件里有 2 行要改，一行也没有登记" in text(answer)
    assert [(row.row, row.problems[0][:9]) for row in answer.context["bad"]] == [
        (3, "名册上没有编号 2"),
        (4, "名册上没有编号 3"),
    ]
    assert "第一处" not in text(answer)
    assert not Chosen.objects.exists()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (csv_file(CHOSEN), "只有表头"),
        (csv_file(("甲", "乙"), ("1", "2")), "没有找到表头"),
        (b"\x00\x01", "不"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(
    cast: Cast, browse: Browse, chosen: str, raw: bytes, says: str
) -> None:
    answer = send(browse(cast.clerk), chosen, raw)
    assert answer.status_code == 422
    assert says in text(answer)


def test_the_rows_keep_their_numbers_under_a_title(
    cast: Cast, published: Published, browse: Browse, chosen: str
) -> None:
    title = ("推选名单", *[""] * 5)
    rows = [title, CHOSEN, *[(str(n), "", "代表", "小组", "", DAY) for n in (1, 2)]]
    client = browse(cast.clerk)
    checked = send(client, chosen, csv_file(*rows))
    assert [row.row for row in checked.context["rows"]] == [3, 4]
    assert "已登记 2 行。" in text(confirm(client, chosen, checked))


def test_rows_of_several_sheets_are_told_apart_by_their_sheets(
    cast: Cast, published: Published, browse: Browse, chosen: str
) -> None:
    rest = ("", "代表", "小组", "", DAY)
    client = browse(cast.clerk)
    bad = send(client, chosen, workbook(CHOSEN, ("1", *rest), 二组=[CHOSEN, ("99", *rest)]))
    assert bad.status_code == 422
    assert '<span lang="zh-CN">二组</span> 第 2 行' in text(bad)
    assert '<span lang="zh-CN">名册</span> 第 2 行' not in text(bad)
    raw = workbook(CHOSEN, ("1", *rest), 二组=[CHOSEN, ("2", *rest)])
    checked = send(client, chosen, raw, key="g")
    assert [(row.sheet, row.row) for row in checked.context["rows"]] == [("名册", 2), ("二组", 2)]
    assert '<span lang="zh-CN">二组</span> 2' in text(checked)
    assert "已登记 2 行。" in text(confirm(client, chosen, checked))


def test_proxies_of_a_table_are_judged_each_and_registered_together(
    cast: Cast, published: Published, browse: Browse, proxies: str
) -> None:
    client = browse(cast.clerk)
    template = client.get(proxies.removesuffix("/") + ".xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(template)).active
    assert sheet
    heads = [str(cell.value) for cell in sheet[1]]
    cells = dict(zip(heads, [""] * len(heads), strict=True))
    cells |= {"委托人编号": "1", "受委托人编号": "2", "提出的日期": DAY}
    away = dict.fromkeys(heads[5:7], "是") | dict.fromkeys(heads[7:], "否")
    home = cells | {"委托人编号": "3"} | dict.fromkeys(heads[5:], "否")
    good = csv_file(heads, [*(cells | away).values()])
    bad = csv_file(heads, [*(cells | away).values()], [*home.values()])
    refused = send(client, proxies, bad)
    assert refused.status_code == 422
    assert "第 3 行" in text(refused)
    assert "第十八条第四款" in text(refused)
    assert not Proxy.objects.exists()
    checked = send(client, proxies, good, key="g")
    assert checked.status_code == 200
    assert "已登记 1 行。" in text(confirm(client, proxies, checked))
    assert Proxy.objects.get().principal.number == 1


def test_before_the_roll_is_published_a_list_is_refused(
    cast: Cast, published: Published, browse: Browse, chosen: str
) -> None:
    Election.objects.update(stage=Stage.OPENED)
    row = ("1", "", "代表", "小组会议推选", "", DAY)
    answer = send(browse(cast.clerk), chosen, csv_file(CHOSEN, row))
    assert answer.status_code == 422
    assert not Chosen.objects.exists()


def test_a_list_sent_twice_is_entered_once(
    cast: Cast, published: Published, browse: Browse, chosen: str
) -> None:
    client = browse(cast.clerk)
    row = ("1", "", "代表", "小组会议推选", "", DAY)
    checked = send(client, chosen, csv_file(CHOSEN, row))
    confirm(client, chosen, checked)
    confirm(client, chosen, checked)
    assert Chosen.objects.count() == 1
