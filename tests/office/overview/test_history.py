"""The history of an election (记录): the deeds, the root, and where a log fails."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from tests.office.conftest import Cast
from tests.office.overview.reading import Browse, page

from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry, Log
from huanjie.office.planning.models import Election


def logged(election: Election) -> None:
    """Two deeds in the log of an election."""
    for deed, role in (("load-roll", "选举工作人员"), ("publish-roll", "选举主持人")):
        journal.append(
            election.log_name, region=election.region, deed=deed, role=role, payload={"n": 76547654}
        )


def test_the_history_tells_the_newest_deed_first_and_the_recomputed_root(
    browse: Browse, cast: Cast, election: Election
) -> None:
    logged(election)
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志完整" in html
    assert journal.check(election.log_name).root.hex() in html
    assert html.index("公布名单") < html.index("导入名册") < html.index("开启选举")
    assert "76547654" not in html


def test_an_election_without_any_deed_has_a_whole_log(
    browse: Browse, cast: Cast, election: Election
) -> None:
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志完整" in html
    assert "开启选举" in html


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda rows: rows.first().delete(), "序号 0 处的日志条目缺失"),
        (lambda rows: rows.update(payload="{}"), "序号 0 的内容与承诺不符"),
        (lambda rows: rows.last().delete(), "对不上"),
        (lambda rows: rows.update(leaf=b"{}"), "commitment"),
    ],
)
def test_a_log_that_was_tampered_with_says_where_it_fails(
    browse: Browse,
    cast: Cast,
    election: Election,
    break_it: Callable[[object], object],
    says: str,
) -> None:
    logged(election)
    break_it(Entry.objects.filter(log=Log.objects.get(name=election.log_name)).order_by("sequence"))
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志不完整" in html
    assert says in html
    assert "日志完整" not in html


def test_particulars_that_no_key_opens_break_the_log_and_not_its_page(
    browse: Browse, cast: Cast, election: Election
) -> None:
    logged(election)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Entry._meta.db_table} SET payload = %s", [b"not encrypted"])
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志不完整" in html
    assert "公布名单" in html


def test_each_deed_tells_its_particulars_in_words(
    browse: Browse, cast: Cast, election: Election
) -> None:
    says = {"rows": 1204, "loaded": 1200, "rejected": 4, "upload": 76547654, "way": "replace"}
    journal.append(
        election.log_name, region="1", deed="load-roll", role="选举工作人员", payload=says
    )
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "共 1204 行，导入 1200 人，退回 4 行" in html
    assert "选举日 2026年6月28日（周日），应选 4 名" in html
    assert "76547654" not in html


def test_a_change_of_the_roll_tells_its_number_and_its_kind(
    browse: Browse, cast: Cast, election: Election
) -> None:
    says = {"change": 3, "change_kind": "died", "entry": 5, "registered_was": 9, "registered": 8}
    journal.append(
        election.log_name, region="1", deed="change-roll", role="选举主持人", payload=says
    )
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "第 3 次变动" in html
    assert "死亡" in html


def test_a_sheet_tells_its_round_and_nothing_else(
    browse: Browse, cast: Cast, election: Election
) -> None:
    says = {"round": 1, "collected": 70_070, "votes": {"chair": {"p1": 49_849}}}
    for deed in ("enter-sheet", "settle-sheets"):
        journal.append(election.log_name, region="1", deed=deed, role="计票人", payload=says)
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "第 1 轮" in html
    assert not any(number in html for number in ("70070", "49849"))


def test_a_deed_whose_particulars_were_deleted_says_so(
    browse: Browse, cast: Cast, election: Election
) -> None:
    logged(election)
    Entry.objects.filter(log_id=election.log_name, sequence=0).update(payload=None, salt=None)
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert html.count("内容已到期删除") == 1
    assert "日志完整" in html


def test_a_history_is_searched_sorted_and_exported(
    browse: Browse, cast: Cast, election: Election
) -> None:
    logged(election)
    address, client = f"/elections/{election.pk}/history/", browse(cast.observer)

    def deeds(asked: str) -> list[str]:
        return [line.deed for line in client.get(f"{address}?{asked}").context["lines"]]

    assert deeds("") == ["公布名单", "导入名册", "开启选举"]
    assert deeds("order=oldest") == ["开启选举", "导入名册", "公布名单"]
    assert deeds("deed=导入名册") == ["导入名册"]
    assert deeds("q=主持人") == ["公布名单"]
    assert deeds("q=2026年6月") == ["开启选举"]
    assert "没有符合的记录" in page(client, f"{address}?q=没有这个")
    raw = client.get(f"{address}?format=xlsx&q=名册").content
    rows = list(openpyxl.load_workbook(io.BytesIO(raw)).active.values)  # type: ignore[union-attr]
    assert [row[2] for row in rows] == ["办了什么", "导入名册"]


def test_a_place_has_a_history_of_its_own(browse: Browse, cast: Cast, election: Election) -> None:
    journal.append(
        election.unit.log_name,
        region="1",
        deed="delete-data",
        role="系统",
        payload={"deleted": {"roll-numbers": 3}},
    )
    html = page(browse(cast.observer), f"/units/{election.unit_id}/history/")
    table = html[html.index("<tbody>") :]
    deleted = "名册上的证件号码、手机号和查询码，重复登记的理由，异议的提出人 3"
    assert table.index(deleted) < table.index("开启选举")
    assert election.unit.log_name in html
    assert browse(cast.stranger).get(f"/units/{election.unit_id}/history/").status_code == 404
