"""The pages that find people and nominate them (查找和提名的页面), and let them step back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.test import Client
from tests.office.candidacy.conftest import named, on_roll, put_up, put_up_enough
from tests.office.candidacy.pages import at, text_of, words_of
from tests.office.conftest import Cast, act

from huanjie.office.candidacy.models import Nominee
from huanjie.office.candidacy.services import publish_candidates
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]
BY: Final[dict[str, Any]] = {"route": "voters-jointly", "nominators": "1"}
"""by which route, as the form of nomination sends it"""


def test_a_search_answers_a_whole_page_and_htmx_a_piece_of_it(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    whole = text_of(client, at(village_election, "find/?q=lxm&post=member"))
    piece = client.get(
        at(village_election, "find/?q=lxm&post=member"), headers={"HX-Request": "true"}
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
    text = text_of(browse(cast.clerk), at(village_election, f"find/?q=lxm&people={pk}"))
    assert re.search(f'value="{pk}" data-kept checked', text)


def test_the_search_says_who_is_nominated_already_and_who_has_no_vote(
    cast: Cast, branch_election: Election, browse: Browse
) -> None:
    put_up(cast, branch_election, "member", "钟一鸣")
    client = browse(cast.clerk)
    assert "已提名：委员" in text_of(client, at(branch_election, "find/?q=钟"))
    assert "没有选举权，不能提名" in text_of(client, at(branch_election, "find/?q=预备"))


def test_several_are_nominated_by_one_form_and_a_double_click_adds_nobody(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    people = [on_roll(village_election, name).pk for name in ("丁大山", "钟一鸣")]
    form = BY | {"post": "chair", "people": people, "key": "one-form", "q": "d"}
    client = browse(cast.clerk)
    for _ in range(2):
        page = client.post(at(village_election, "nominate/"), form)
        assert page.status_code == 302
    assert Nominee.objects.count() == 2


def test_what_was_typed_is_still_there_where_a_nomination_is_refused(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    pk = on_roll(village_election, "蓝𬱖").pk
    form = BY | {"post": "member", "people": [pk], f"strokes_{pk}": "129", "key": "k", "q": "蓝"}
    page = browse(cast.clerk).post(at(village_election, "nominate/"), form)
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
    assert "雷无性的性别（名册没有写）" in text_of(client, at(village_election, "find/?q=雷"))
    form = BY | {"post": "妇女委员", "people": [pk], f"sex_{pk}": "f", "key": "k"}
    assert client.post(at(village_election, "nominate/"), form).status_code == 302
    assert Nominee.objects.get().sex == "f"


@pytest.mark.parametrize("forged", ["not-a-number", "9" * 30, "0", "-1"])
def test_a_forged_person_is_refused(
    cast: Cast, village_election: Election, browse: Browse, forged: str
) -> None:
    form = BY | {"post": "chair", "people": [forged], "key": "k"}
    page = browse(cast.clerk).post(at(village_election, "nominate/"), form)
    assert page.status_code == 422
    assert "不在这次选举的名册上" in page.content.decode()


def test_somebody_of_another_roll_in_the_form_is_refused(
    cast: Cast, village_election: Election, branch_election: Election, browse: Browse
) -> None:
    form = BY | {"post": "chair", "people": [on_roll(branch_election, "丁大山").pk], "key": "k"}
    page = browse(cast.clerk).post(at(village_election, "nominate/"), form)
    assert page.status_code == 422
    assert "不在这次选举的名册上" in page.content.decode()
    assert not Nominee.objects.exists()


def test_a_forged_post_and_an_empty_form_are_refused(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    client = browse(cast.clerk)
    pk = on_roll(village_election, "丁大山").pk
    for form in ({"post": "king", "people": [pk], "key": "k"}, {"post": "chair", "key": "k"}):
        assert client.post(at(village_election, "nominate/"), BY | form).status_code == 422
    assert not Nominee.objects.exists()


def test_after_publication_the_form_is_refused_in_words(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    put_up_enough(cast, village_election)
    publish_candidates(acting_user=act(cast.chair), election=village_election)
    form = BY | {"post": "chair", "people": [on_roll(village_election, "蓝小美").pk], "key": "k"}
    page = browse(cast.clerk).post(at(village_election, "nominate/"), form)
    assert page.status_code == 422
    assert "不能登记提名" in page.content.decode()


def test_stepping_back_needs_the_written_word(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    row = Nominee.objects.get(person="p1")
    clerk, address = browse(cast.clerk), at(nominated, f"{row.pk}/decline/")
    assert clerk.post(address, {"key": "a", "document": ""}).status_code == 422
    assert clerk.post(address, {"key": "b", "document": "退出声明"}).status_code == 302
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_the_form_of_nomination_shows_each_route_with_its_rule(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    text = text_of(browse(cast.clerk), at(village_election, "find/?q=钟"))
    assert "党组织提名推荐：至少 1 人" in text
    assert "forms/nomination/voters-jointly/" in text
    form = {"key": "k", "post": "chair", "people": [named(village_election, "钟一鸣")[0].entry]}
    answer = browse(cast.clerk).post(
        at(village_election, "nominate/"), form | {"route": "self", "nominators": "1", "q": "钟"}
    )
    assert answer.status_code == 422
    assert 'href="#id_route"' in answer.content.decode()


def test_the_nomination_form_of_a_route_has_its_rule_and_lines_to_sign(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    words = words_of(browse(cast.clerk), at(village_election, "forms/nomination/voters-jointly/"))
    for word in ("候选人提名表", "选民联名提名", "主任", "第十八条", "签名", "不公开提名人"):
        assert word in words
    for contest in village_election.contests.all():
        assert words.split("\n").count(contest.name) == contest.seats
    other = at(village_election, "forms/nomination/self/")
    assert browse(cast.clerk).get(other).status_code == 404
