"""The history of an election (记录): the deeds, the root, and where a log fails."""

from __future__ import annotations

from collections.abc import Callable

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
            election.log_name, region=election.region, deed=deed, role=role, payload={"n": 7654}
        )


def test_the_history_tells_the_newest_deed_first_and_the_recomputed_root(
    browse: Browse, cast: Cast, election: Election
) -> None:
    logged(election)
    html = page(browse(cast.observer), f"/elections/{election.pk}/history/")
    assert "日志完整" in html
    assert journal.check(election.log_name).root.hex() in html
    assert html.index("公布名单") < html.index("导入名册") < html.index("开启选举")
    assert "7654" not in html


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
