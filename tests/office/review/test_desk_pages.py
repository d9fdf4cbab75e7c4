"""A department at its desk (部门的联审页): drafts, signatures, returns, as the page showed them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast
from tests.office.review.conftest import (
    COURT,
    PUNISHED,
    Review,
)
from tests.office.review.pages import desk, form, office, text_of

Browse = Callable[[object], Client]


def test_all_are_answered_with_one_button_and_exceptions_by_article(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    shown = shown_on(text_of(client, desk(review, COURT)))
    assert shown == "1,2,3,4"
    sent = client.post(desk(review, COURT), form(shown=shown, bar_2=["punished"]), follow=True)
    assert "已初核 4 人" in sent.content.decode()
    review.sign(COURT, 1, 3, 4)
    review.sign(COURT, 2, answer=PUNISHED)


def shown_on(page: str) -> str:
    found = re.search(r'name="shown" value="([^"]*)"', page)
    assert found
    return found[1]


def test_only_those_whom_the_page_showed_are_answered_together(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    sent = client.post(desk(review, COURT), form(shown="1,3", bar_3=["punished"]), follow=True)
    assert "已初核 2 人" in sent.content.decode()
    states = [review.question(COURT, line).state for line in review.lines]
    assert states == ["drafted", "asked", "drafted", "asked"]


def test_whoever_was_answered_meanwhile_is_named_and_nobody_else_is_answered(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    shown = shown_on(text_of(client, desk(review, COURT)))
    review.draft(COURT, 2, answer=PUNISHED)
    answer = client.post(desk(review, COURT), form(shown=shown, bar_3=["punished"]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 人：已经有人初核过" in page
    assert re.search(r'name="bar_3" value="punished" checked', page)
    assert [review.question(COURT, line).state for line in (1, 3)] == ["asked", "asked"]
    review.sign(COURT, 2, answer=PUNISHED)


def test_what_is_ticked_for_others_stays_while_one_is_answered_alone(
    review: Review, browse: Browse
) -> None:
    client = browse(review.people[COURT][0])
    answer = client.post(desk(review, COURT), form(shown="1,2,3,4", one="3", bar_2=["punished"]))
    page = answer.content.decode()
    assert "已初核 1 人" in page
    assert re.search(r'name="bar_2" value="punished" checked', page)
    assert shown_on(page) == "1,2,4"
    client.post(desk(review, COURT), form(shown="1,2,4", bar_2=["punished"]))
    review.sign(COURT, 2, answer=PUNISHED)


@pytest.mark.parametrize(
    "fields",
    [
        {"one": "3", "bar_2": ["punished"]},
        {"shown": "1,3", "bar_2": ["punished"]},
        {"shown": "1,x"},
        {"one": "x"},
        {"one": "3", "bar_x": ["punished"]},
        {"shown": ""},
    ],
)
def test_a_ticked_bar_is_never_dropped_and_a_form_that_cannot_be_read_does_nothing(
    review: Review, browse: Browse, fields: dict[str, object]
) -> None:
    review.draft(COURT, 2)
    answer = browse(review.people[COURT][0]).post(desk(review, COURT), form(**fields))
    assert answer.status_code == 422
    states = [review.question(COURT, line).state for line in (1, 3, 4)]
    assert states == ["asked", "asked", "asked"]


def test_one_is_answered_alone(review: Review, browse: Browse) -> None:
    client = browse(review.people[COURT][0])
    client.post(desk(review, COURT), form(one="3"))
    states = [review.question(COURT, line).state for line in review.lines]
    assert states == ["asked", "asked", "drafted", "asked"]


def test_the_second_person_signs_what_the_page_shows(review: Review, browse: Browse) -> None:
    review.draft(COURT, 1, 2, 3)
    review.draft(COURT, 4, answer=PUNISHED)
    client = browse(review.people[COURT][1])
    page = text_of(client, desk(review, COURT, "sign/"))
    first = re.search(r'name="lines" value="(\d)"', page)
    assert first
    assert first[1] == "4"
    fields = form(lines=["4"], answer_4=json.dumps(["punished"]))
    client.post(desk(review, COURT, "sign/"), fields)
    assert [review.question(COURT, line).state for line in (3, 4)] == ["drafted", "signed"]


def test_a_draft_that_changed_is_not_signed_and_the_page_says_so(
    review: Review, browse: Browse
) -> None:
    review.draft(COURT, 1, answer=PUNISHED)
    answer = browse(review.people[COURT][1]).post(
        desk(review, COURT, "sign/"), form(lines=["1"], answer_1="[]")
    )
    assert answer.status_code == 422
    assert "打开这一页以后变了" in answer.content.decode()
    assert review.question(COURT).state == "drafted"


@pytest.mark.parametrize("shown", [None, "", "x", "{}", "[1]", "null", '"punished"'])
def test_an_answer_that_the_form_does_not_show_is_not_read_as_no_bar(
    review: Review, browse: Browse, shown: str | None
) -> None:
    review.draft(COURT, 1)
    fields = {} if shown is None else {"answer_1": shown}
    answer = browse(review.people[COURT][1]).post(
        desk(review, COURT, "sign/"), form(lines=["1"], **fields)
    )
    assert answer.status_code == 422
    assert "没有页面显示的答复" in answer.content.decode()
    assert review.question(COURT).state == "drafted"


def test_the_drafter_is_told_that_another_signs(review: Review, browse: Browse) -> None:
    review.draft(COURT)
    page = text_of(browse(review.people[COURT][0]), desk(review, COURT, "sign/"))
    assert "由另一个人签字" in page


def test_a_return_names_the_column_on_both_sides(
    review: Review, browse: Browse, cast: Cast
) -> None:
    client = browse(review.people[COURT][0])
    client.post(desk(review, COURT, "return/"), form(lines=["1"], columns=["identity-number"]))
    assert "等主办单位补正：证件号码" in text_of(client, desk(review, COURT))
    page = text_of(browse(cast.town), office(review, f"{review.batch.pk}/"))
    assert "已退回" in page
    assert "证件号码" in page
    answer = client.post(desk(review, COURT, "return/"), form(lines=["2"]))
    assert answer.status_code == 422


def test_a_signature_is_taken_back_on_the_page(review: Review, browse: Browse) -> None:
    review.answer(COURT, 1)
    client = browse(review.people[COURT][1])
    assert "收回我的签字" in text_of(client, desk(review, COURT))
    client.post(desk(review, COURT, "take-back/"), form(line="1"))
    assert review.question(COURT).state == "drafted"
