"""The pages of the candidates: what they show at each stage, and what they refuse."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from typing import Any, Final

import docx
import pytest
from django.test import Client
from tests.office.candidacy.conftest import LAST_DAY, on_roll, put_up, put_up_enough
from tests.office.conftest import Cast, act, on

from huanjie.domain.cycle import Stage
from huanjie.domain.nominee import NomineeState
from huanjie.law.citation import cited
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import mark_relatives, publish_candidates, withdraw
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
BY: Final[dict[str, Any]] = {"route": "voters-jointly", "nominators": "1"}
"""by which route, as the form of nomination sends it"""


def _at(election: Election, rest: str = "") -> str:
    return f"/elections/{election.pk}/candidates/{rest}"


def _text(client: Client, address: str, status: int = 200) -> str:
    page = client.get(address)
    assert page.status_code == status
    return page.content.decode()


def _in_order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)


# The list


def test_before_the_roll_is_published_the_page_says_what_comes_first(
    cast: Cast, election: Election, browse: Browse
) -> None:
    text = _text(browse(cast.clerk), _at(election))
    assert "要先公布名单" in text
    assert "candidates/find/" not in text


def test_the_page_says_for_every_post_how_many_are_wanted_by_which_article(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "member", "丁大山")
    text = _text(browse(cast.clerk), _at(village_election))
    assert "应选 2 人，候选人应有 3 人以上。" in text
    assert "现有 1 人，还差 2 人" in text
    assert "第十八条第一款" in text
    assert "最迟 2026年6月23日（周二）" in text
    assert "这项职务还没有人选，请从名册里提名。" in text


def test_the_page_lists_people_in_stroke_order_with_near_relatives_and_who_stands_twice(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "member", "曾阿宝", "丁大山", "欧阳秀")
    put_up(cast, village_election, "chair", "丁大山")
    mark_relatives(
        acting_user=act(cast.clerk),
        election=village_election,
        one="p1",
        other="p3",
        relation="妻子",
    )
    text = _text(browse(cast.observer), _at(village_election))
    members = text[text.index(">委员<") :]
    assert _in_order(members, "丁大山", "欧阳秀", "曾阿宝")
    assert "被提名两项以上职务" in text
    assert "第十八条第二款" in text  # 浙江：书面确认其中一项
    assert "第一千零四十五条" in text
    assert "去掉标记" not in text
    assert "取消提名" not in text  # an observer only looks


def test_the_party_page_has_no_word_of_near_relatives(
    cast: Cast, branch_election: Election, browse: Browse
) -> None:
    assert "近亲属" not in _text(browse(cast.clerk), _at(branch_election))
    relatives = _text(browse(cast.clerk), _at(branch_election, "relatives/"))
    assert "没有近亲属回避" in relatives


@pytest.mark.parametrize(
    "rest", ["", "find/", "nominate/", "1/remove/", "relatives/", "publish/", "notice/"]
)
def test_the_pages_of_another_unit_are_not_there(
    cast: Cast, village_election: Election, browse: Browse, rest: str
) -> None:
    assert browse(cast.stranger).get(_at(village_election, rest)).status_code == 404


@pytest.mark.parametrize(
    "rest", ["find/?q=l", "nominate/", "1/remove/", "relatives/", "relatives/unmark/", "publish/"]
)
def test_a_teller_sees_the_list_and_nothing_to_do(
    cast: Cast, village_election: Election, browse: Browse, rest: str
) -> None:
    client = browse(cast.teller)
    assert client.get(_at(village_election)).status_code == 200
    assert client.get(_at(village_election, rest)).status_code == 403
    assert client.post(_at(village_election, rest), {"key": "k"}).status_code in (403, 405)


# Finding and nominating


def test_a_search_answers_a_whole_page_and_htmx_a_piece_of_it(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    whole = _text(client, _at(village_election, "find/?q=lxm&post=member"))
    piece = client.get(
        _at(village_election, "find/?q=lxm&post=member"), headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" in whole
    assert "<html" not in piece
    for text in (whole, piece):
        assert "蓝小美" in text
        assert "李小梅" in text
        assert "王小红" not in text
        assert '<option value="member" selected>' in text


def test_those_ticked_stay_in_the_next_search(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    pk = on_roll(village_election, "王小红").pk
    text = _text(browse(cast.clerk), _at(village_election, f"find/?q=lxm&people={pk}"))
    assert re.search(f'value="{pk}" data-kept checked', text)


def test_the_search_says_who_is_nominated_already_and_who_has_no_vote(
    cast: Cast, branch_election: Election, browse: Browse
) -> None:
    put_up(cast, branch_election, "member", "钟一鸣")
    client = browse(cast.clerk)
    assert "已提名：委员" in _text(client, _at(branch_election, "find/?q=钟"))
    assert "没有选举权，不能提名" in _text(client, _at(branch_election, "find/?q=预备"))


def test_several_are_nominated_by_one_form_and_a_double_click_adds_nobody(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    people = [on_roll(village_election, name).pk for name in ("丁大山", "钟一鸣")]
    form = BY | {"post": "chair", "people": people, "key": "one-form", "q": "d"}
    client = browse(cast.clerk)
    for _ in range(2):
        page = client.post(_at(village_election, "nominate/"), form)
        assert page.status_code == 302
    assert Nominee.objects.count() == 2


def test_what_was_typed_is_still_there_where_a_nomination_is_refused(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    pk = on_roll(village_election, "蓝𬱖").pk
    form = BY | {"post": "member", "people": [pk], f"strokes_{pk}": "129", "key": "k", "q": "蓝"}
    page = browse(cast.clerk).post(_at(village_election, "nominate/"), form)
    text = page.content.decode()
    assert page.status_code == 422
    assert 'value="129"' in text
    assert "横1 竖2 撇3 点4 折5" in text
    assert f'href="#id_strokes_{pk}"' in text
    assert f'value="{pk}" data-kept checked' in text
    assert '<option value="member" selected>' in text
    assert not Nominee.objects.exists()


def test_the_form_asks_for_a_sex_that_the_roll_does_not_say(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    pk = on_roll(village_election, "雷无性").pk
    client = browse(cast.clerk)
    assert "雷无性的性别（名册没有写）" in _text(client, _at(village_election, "find/?q=雷"))
    form = BY | {"post": "妇女委员", "people": [pk], f"sex_{pk}": "f", "key": "k"}
    assert client.post(_at(village_election, "nominate/"), form).status_code == 302
    assert Nominee.objects.get().sex == "f"


@pytest.mark.parametrize("forged", ["not-a-number", "9" * 30, "0", "-1"])
def test_a_forged_person_is_refused(
    cast: Cast, village_election: Election, browse: Browse, forged: str
) -> None:
    form = BY | {"post": "chair", "people": [forged], "key": "k"}
    page = browse(cast.clerk).post(_at(village_election, "nominate/"), form)
    assert page.status_code == 422
    assert "不在这次选举的名册上" in page.content.decode()


def test_somebody_of_another_roll_in_the_form_is_refused(
    cast: Cast, village_election: Election, branch_election: Election, browse: Browse
) -> None:
    form = BY | {"post": "chair", "people": [on_roll(branch_election, "丁大山").pk], "key": "k"}
    page = browse(cast.clerk).post(_at(village_election, "nominate/"), form)
    assert page.status_code == 422
    assert "不在这次选举的名册上" in page.content.decode()
    assert not Nominee.objects.exists()


def test_a_forged_post_and_an_empty_form_are_refused(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    pk = on_roll(village_election, "丁大山").pk
    for form in ({"post": "king", "people": [pk], "key": "k"}, {"post": "chair", "key": "k"}):
        assert client.post(_at(village_election, "nominate/"), BY | form).status_code == 422
    assert not Nominee.objects.exists()


def test_after_publication_the_form_is_refused_in_words(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    publish_candidates(acting_user=act(cast.chair), election=village_election)
    form = BY | {"post": "chair", "people": [on_roll(village_election, "蓝小美").pk], "key": "k"}
    page = browse(cast.clerk).post(_at(village_election, "nominate/"), form)
    assert page.status_code == 422
    assert "不能登记提名" in page.content.decode()


# Taking back, near relatives


def test_taking_back_is_asked_about_first(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山")
    row = Nominee.objects.get()
    client = browse(cast.clerk)
    address = _at(village_election, f"{row.pk}/remove/")
    assert "丁大山" in _text(client, address)
    assert client.post(address, {"key": "a"}).status_code == 200  # nothing was confirmed
    row.refresh_from_db()
    assert row.state == NomineeState.NOMINEE
    assert client.post(address, {"key": "b", "confirm": "1"}).status_code == 302
    row.refresh_from_db()
    assert row.state == NomineeState.WITHDRAWN


def test_a_stale_page_takes_nothing_back(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山")
    row, seen = Nominee.objects.get(), village_election.version
    put_up(cast, village_election, "chair", "钟一鸣")
    form = {"key": "k", "confirm": "1", "seen": str(seen)}
    address = _at(village_election, f"{row.pk}/remove/")
    assert browse(cast.clerk).post(address, form).status_code == 409
    row.refresh_from_db()
    assert row.state == NomineeState.NOMINEE


def test_a_nomination_of_another_election_has_no_page_here(
    cast: Cast, village_election: Election, branch_election: Election, browse: Browse
) -> None:
    put_up(cast, branch_election, "member", "钟一鸣")
    address = _at(village_election, f"{Nominee.objects.get().pk}/remove/")
    assert browse(cast.clerk).post(address, {"key": "k", "confirm": "1"}).status_code == 404


def test_near_relatives_are_marked_and_unmarked_on_their_page(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山", "钟一鸣")
    client = browse(cast.clerk)
    page = _at(village_election, "relatives/")
    pair = {"one": "p1", "other": "p2", "relation": "兄弟"}
    same = client.post(page, {"one": "p1", "other": "p1", "relation": "兄弟", "key": "a"})
    assert same.status_code == 422
    assert "选的是同一个人" in same.content.decode()
    assert client.post(page, pair | {"key": "b"}).status_code == 302
    text = _text(client, page)
    assert "去掉标记" in text
    assert "丁大山—兄弟—钟一鸣" in text
    assert client.post(f"{page}unmark/", pair | {"key": "c"}).status_code == 302
    assert not village_election.near_relatives.exists()
    assert client.get(f"{page}unmark/").status_code == 302


# Publishing


def test_the_check_page_names_every_obstacle_and_offers_no_button(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山")
    with on(LAST_DAY + datetime.timedelta(days=1)):
        text = _text(browse(cast.chair), _at(village_election, "publish/"))
    assert "已过期限" in text
    assert "选举日要推迟" in text
    assert text.count("need-bad") == 5  # too late, three posts short of people, and who may stand
    assert 'name="confirm"' not in text


def test_the_chair_checks_and_publishes_once_however_often_the_button_is_pressed(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client = browse(cast.chair)
    address = _at(village_election, "publish/")
    text = _text(client, address)
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
    assert "打印公告" in _text(client, _at(village_election))


def test_a_stale_check_page_publishes_nothing(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    seen = village_election.version
    row = Nominee.objects.get(name="丁大山")
    withdraw(acting_user=act(cast.clerk), election=village_election, nominee=row.pk)
    form = {"confirm": "1", "key": "k", "seen": str(seen)}
    page = browse(cast.chair).post(_at(village_election, "publish/"), form)
    assert page.status_code == 409
    assert not Nominee.objects.filter(state=NomineeState.CANDIDATE).exists()


def test_a_forged_confirmation_does_not_publish_too_few(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    form = {"confirm": "1", "key": "k"}
    page = browse(cast.chair).post(_at(village_election, "publish/"), form)
    assert page.status_code == 422
    assert "候选人应有 2 人以上" in page.content.decode()


def test_the_clerk_is_told_who_publishes_and_may_not(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client = browse(cast.clerk)
    assert "由选举主持人核对后公布" in _text(client, _at(village_election))
    page = client.post(_at(village_election, "publish/"), {"confirm": "1", "key": "k"})
    assert page.status_code == 403
    assert not Nominee.objects.filter(state=NomineeState.CANDIDATE).exists()


def test_the_notice_lists_equals_in_stroke_order_with_a_place_for_the_seal(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client = browse(cast.observer)
    assert "还没有公布" in _text(client, _at(village_election, "notice/"), 422)
    with on(LAST_DAY):
        publish_candidates(acting_user=act(cast.chair), election=village_election)
    text = _text(client, _at(village_election, "notice/"))
    assert "泰顺县罗阳镇三联村村民委员会选举" in text
    assert "候选人名单公告" in text
    assert "按提名人数从多到少为序，人数相同的按姓氏笔画" in text
    assert "《浙江省村民委员会选举办法》第十八条第三款" in text
    assert "（盖章）" in text
    assert "2026年6月23日（周二）" in text
    assert _in_order(text, "丁大山", "钟一鸣", "李小梅", "欧阳秀", "曾阿宝", "王小红", "蓝小美")


def test_the_word_file_of_the_notice_says_what_the_page_says(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    client, address = browse(cast.observer), _at(village_election, "notice.docx")
    assert "还没有公布" in _text(client, address, 422)
    with on(LAST_DAY):
        publish_candidates(acting_user=act(cast.chair), election=village_election)
    client.post("/language/", {"language": "en"})
    document = docx.Document(io.BytesIO(client.get(address).content))
    text = "\n".join(each.text for each in document.paragraphs)
    assert "候选人名单公告" in text
    assert "按提名人数从多到少为序，人数相同的按姓氏笔画" in text
    assert "村民选举委员会（盖章）\n二〇二六年六月二十三日" in text
    rows = [row.cells[0].text for table in document.tables for row in table.rows]
    assert _in_order("\n".join(rows), "丁大山", "钟一鸣", "李小梅", "欧阳秀", "曾阿宝", "王小红")
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
    assert "选举日为2026年6月28日（周日）" in _text(client, _at(village_election, "notice/"))
