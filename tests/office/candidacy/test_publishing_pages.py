"""The pages that publish the candidates, and the notice (公布候选人的页面和公告)."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable

import docx
from django.test import Client
from tests.office.candidacy.conftest import LAST_DAY, put_up, put_up_enough
from tests.office.candidacy.pages import at, in_order, text_of
from tests.office.conftest import Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.law.citation import cited
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import publish_candidates, withdraw
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


def test_the_check_page_names_every_obstacle_and_offers_no_button(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山")
    with on(LAST_DAY + datetime.timedelta(days=1)):
        text = text_of(browse(cast.chair), at(village_election, "publish/"))
    assert "已过期限" in text
    assert "选举日要推迟" in text
    assert text.count("need-bad") == 5  # too late, three posts short of people, and who may stand
    assert 'name="confirm"' not in text


def test_the_chair_checks_and_publishes_once_however_often_the_button_is_pressed(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client = browse(cast.chair)
    address = at(village_election, "publish/")
    text = text_of(client, address)
    assert "在期限内" in text
    assert "不能再改" in text
    form = {
        "confirm": "1",
        "key": re.findall(r'name="key" value="(\w+)"', text)[-1],
        "seen": re.findall(r'name="seen" value="(\d+)"', text)[-1],
    }
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    village_election.refresh_from_db()
    assert village_election.stage == Stage.READY
    assert "打印公告" in text_of(client, at(village_election))


def test_a_stale_check_page_publishes_nothing(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    seen = village_election.version
    row = Nominee.objects.get(name="丁大山")
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    form = {"confirm": "1", "key": "k", "seen": str(seen)}
    page = browse(cast.chair).post(at(village_election, "publish/"), form)
    assert page.status_code == 409
    assert not Nominee.objects.filter(state=NomineeState.CANDIDATE).exists()


def test_a_forged_confirmation_does_not_publish_too_few(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    form = {"confirm": "1", "key": "k"}
    page = browse(cast.chair).post(at(village_election, "publish/"), form)
    assert page.status_code == 422
    assert "候选人应有 2 人以上" in page.content.decode()


def test_the_clerk_is_told_who_publishes_and_may_not(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client = browse(cast.clerk)
    assert "由选举主持人核对后公布" in text_of(client, at(village_election))
    page = client.post(at(village_election, "publish/"), {"confirm": "1", "key": "k"})
    assert page.status_code == 403
    assert not Nominee.objects.filter(state=NomineeState.CANDIDATE).exists()


def test_the_notice_lists_equals_in_stroke_order_with_a_place_for_the_seal(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client = browse(cast.observer)
    assert "还没有公布" in text_of(client, at(village_election, "notice/"), 422)
    with on(LAST_DAY):
        publish_candidates(acting_user=act(cast.chair), election=village_election)
    text = text_of(client, at(village_election, "notice/"))
    assert "泰顺县罗阳镇三联村村民委员会选举" in text
    assert "候选人名单公告" in text
    assert "按提名人数从多到少为序，人数相同的按姓氏笔画" in text
    assert "《浙江省村民委员会选举办法》第十八条第三款" in text
    assert "（盖章）" in text
    assert "二〇二六年六月二十三日" in text
    assert in_order(text, "丁大山", "钟一鸣", "李小梅", "欧阳秀", "曾阿宝", "王小红", "蓝小美")


def test_the_word_file_of_the_notice_says_what_the_page_says(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client, address = browse(cast.observer), at(village_election, "notice.docx")
    assert "还没有公布" in text_of(client, address, 422)
    with on(LAST_DAY):
        publish_candidates(acting_user=act(cast.chair), election=village_election)
    client.post("/language/", {"language": "en"})
    document = docx.Document(io.BytesIO(client.get(address).content))
    text = "\n".join(each.text for each in document.paragraphs)
    assert "候选人名单公告" in text
    assert "按提名人数从多到少为序，人数相同的按姓氏笔画" in text
    assert "村民选举委员会（盖章）\n二〇二六年六月二十三日" in text
    rows = [row.cells[0].text for table in document.tables for row in table.rows]
    assert in_order("\n".join(rows), "丁大山", "钟一鸣", "李小梅", "欧阳秀", "曾阿宝", "王小红")
    step = slate_of(village_election).step
    assert step
    assert cited(step.grounds) in text


def test_the_notice_is_chinese_whatever_the_language_of_the_page(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    publish_candidates(acting_user=act(cast.chair), election=village_election)
    client = browse(cast.observer)
    client.post("/language/", {"language": "en"})
    assert "选举日为2026年6月28日（周日）" in text_of(client, at(village_election, "notice/"))
