"""The page of a corrected pack says each changed rule in words, by its figure before and after."""

from __future__ import annotations

import html
import re

from django.test import Client
from tests.office.conftest import Cast
from tests.office.planning.test_editions import put_under, with_another_holiday
from tests.office.polling.test_corrections import seen_by, stricter

from huanjie.law.pack import RulePack
from huanjie.law.packreader import read_pack
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election


def rows(cast: Cast, election: Election) -> list[list[str]]:
    """The rows of changed rules, each cell as text."""
    client = Client()
    client.force_login(cast.clerk)
    page = client.get(f"/elections/{election.pk}/law/").content.decode()
    table = page.split('id="rules"')[1].split("</table>")[0].split("<tbody>")[1]
    cells = [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in table.split("</tr>")]
    return [[text_of(cell) for cell in row] for row in cells if row]


def text_of(cell: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split())


def test_a_rule_whose_figure_alone_moved_shows_both_figures(cast: Cast, ready: Election) -> None:
    shown = rows(cast, put_under(ready, stricter(law_of(ready).pack, more_than="2/3")))
    by_title = {row[0]: row[1:] for row in shown}
    was, now = by_title["当选票数"]
    assert was.startswith("超过收回的选票数的三分之二 ")
    assert now.startswith("收回的选票数的过半数 ")
    assert "第十八条第二款" in now
    was, now = by_title["法定步骤 公布参加选举的村民名单"]
    assert was.startswith("“选举日”的 21 日以前 ")
    assert now.startswith("“选举日”的 20 日以前 ")


def test_a_rule_that_is_new_or_gone_says_so(cast: Cast, ready: Election) -> None:
    document = {**law_of(ready).pack.document, "revision": 1}
    del document["term"]
    shown = rows(cast, put_under(ready, read_pack(document)))
    assert [row[:2] for row in shown] == [["任期", "没有这一条"]]


def test_what_no_sentence_says_is_shown_as_the_pack_writes_it(cast: Cast, ready: Election) -> None:
    shown = rows(cast, put_under(ready, opening_later(law_of(ready).pack)))
    assert [row[0] for row in shown] == ["法定步骤 公布参加选举的村民名单"]
    assert shown[0][2].endswith("opens：polling-day → —")


def test_what_carries_no_article_is_shown_before_and_after(cast: Cast, ready: Election) -> None:
    document = dict(law_of(ready).pack.document)
    posts = [{**each, "name": f"原{each['name']}"} for each in document["post"]]
    other = {**document, "revision": 1, "decided_by": "unit", "note": "原来的说明。", "post": posts}
    shown = {row[0]: row[1:] for row in rows(cast, put_under(ready, read_pack(other)))}
    assert shown["没有规定的，由谁决定"] == ["本单位", "省、自治区、直辖市的规定"]
    was, now = shown["职务和高低次序"]
    assert was.startswith("原主任、原副主任")
    assert now.startswith("主任、副主任")
    assert shown["这份规定的说明"][0] == "原来的说明。"


def test_a_holiday_notice_alone_is_not_called_a_correction_of_the_rules(
    cast: Cast, election: Election
) -> None:
    with_another_holiday(election)
    page = text_of(seen_by(cast.clerk, election))
    assert "适用的规定没有修订，放假安排与开启时不同" in page
    assert "规则包有了修订" not in page


def opening_later(pack: RulePack) -> RulePack:
    steps = [
        {**step, "opens": "polling-day"} if step["event"] == "roll-published" else step
        for step in pack.document["step"]
    ]
    return read_pack({**pack.document, "revision": 1, "step": steps})
