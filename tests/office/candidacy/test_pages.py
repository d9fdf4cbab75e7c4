"""The pages of the candidates: what they show at each stage, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.candidacy.conftest import put_up
from tests.office.candidacy.pages import at, in_order, text_of
from tests.office.conftest import Cast, act

from huanjie.domain.nominee import NomineeState
from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import mark_relatives
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


def test_before_the_roll_is_published_the_page_says_what_comes_first(
    cast: Cast, election: Election, browse: Browse
) -> None:
    text = text_of(browse(cast.clerk), at(election))
    assert "要先公布名单" in text
    assert "candidates/find/" not in text


def test_the_page_says_for_every_post_how_many_are_wanted_by_which_article(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "member", "丁大山")
    text = text_of(browse(cast.clerk), at(village_election))
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
    text = text_of(browse(cast.observer), at(village_election))
    members = text[text.index(">委员<") :]
    assert in_order(members, "丁大山", "欧阳秀", "曾阿宝")
    assert "被提名两项以上职务" in text
    assert "第十八条第二款" in text  # 浙江：书面确认其中一项
    assert "第一千零四十五条" in text
    assert "去掉标记" not in text
    assert "取消提名" not in text  # an observer only looks


def test_the_party_page_has_no_word_of_near_relatives(
    cast: Cast, branch_election: Election, browse: Browse
) -> None:
    assert "近亲属" not in text_of(browse(cast.clerk), at(branch_election))
    relatives = text_of(browse(cast.clerk), at(branch_election, "relatives/"))
    assert "没有近亲属回避" in relatives


@pytest.mark.parametrize(
    "rest", ["", "find/", "nominate/", "1/remove/", "relatives/", "publish/", "notice/"]
)
def test_the_pages_of_another_unit_are_not_there(
    cast: Cast, village_election: Election, browse: Browse, rest: str
) -> None:
    assert browse(cast.stranger).get(at(village_election, rest)).status_code == 404


@pytest.mark.parametrize(
    "rest", ["find/?q=l", "nominate/", "1/remove/", "relatives/", "relatives/unmark/", "publish/"]
)
def test_a_teller_sees_the_list_and_nothing_to_do(
    cast: Cast, village_election: Election, browse: Browse, rest: str
) -> None:
    client = browse(cast.teller)
    assert client.get(at(village_election)).status_code == 200
    assert client.get(at(village_election, rest)).status_code == 403
    assert client.post(at(village_election, rest), {"key": "k"}).status_code in (403, 405)


# Taking back, near relatives


def test_taking_back_is_asked_about_first(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山")
    row = Nominee.objects.get()
    client = browse(cast.clerk)
    address = at(village_election, f"{row.pk}/remove/")
    assert "丁大山" in text_of(client, address)
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
    address = at(village_election, f"{row.pk}/remove/")
    assert browse(cast.clerk).post(address, form).status_code == 409
    row.refresh_from_db()
    assert row.state == NomineeState.NOMINEE


def test_a_nomination_of_another_election_has_no_page_here(
    cast: Cast, village_election: Election, branch_election: Election, browse: Browse
) -> None:
    put_up(cast, branch_election, "member", "钟一鸣")
    address = at(village_election, f"{Nominee.objects.get().pk}/remove/")
    assert browse(cast.clerk).post(address, {"key": "k", "confirm": "1"}).status_code == 404


def test_near_relatives_are_marked_and_unmarked_on_their_page(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up(cast, village_election, "chair", "丁大山", "钟一鸣")
    client = browse(cast.clerk)
    page = at(village_election, "relatives/")
    pair = {"one": "p1", "other": "p2", "relation": "兄弟"}
    same = client.post(page, {"one": "p1", "other": "p1", "relation": "兄弟", "key": "a"})
    assert same.status_code == 422
    assert "选的是同一个人" in same.content.decode()
    assert client.post(page, pair | {"key": "b"}).status_code == 302
    text = text_of(client, page)
    assert "去掉标记" in text
    assert "丁大山—兄弟—钟一鸣" in text
    assert client.post(f"{page}unmark/", pair | {"key": "c"}).status_code == 302
    assert not village_election.near_relatives.exists()
    assert client.get(f"{page}unmark/").status_code == 302


def test_statements_and_pledges_are_reached_from_the_candidates_by_whoever_may_see_them(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    statements = f'href="/elections/{village_election.pk}/statements/"'
    assert statements not in text_of(browse(cast.clerk), at(village_election))
    put_up(cast, village_election, "member", "丁大山")
    clerk = text_of(browse(cast.clerk), at(village_election))
    observer = text_of(browse(cast.observer), at(village_election))
    for text, sees in ((clerk, True), (observer, False)):
        assert statements in text
        assert (f'href="/elections/{village_election.pk}/pledges/"' in text) is sees


def test_a_joint_nomination_without_a_lawful_number_says_so(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    text = text_of(browse(cast.clerk), at(village_election, "find/?q=丁"))
    assert "选民联名提名：没有规定联名人数，一人也可以提名。" in text
    assert "选民联名提名：至少 1 人" not in text
