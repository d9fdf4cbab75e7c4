"""The pages of the review (资格审查页): what is declared, what they show to whom, and refuse."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.office.candidacy.conftest import CLEAN
from tests.office.candidacy.pages import at, text_of
from tests.office.conftest import OPENED_ON, Cast

from huanjie.office.candidacy.models import Nominee, StatedFact
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[User], Client]
TYPED = {fact: "yes" if value else "no" for fact, value in CLEAN.items()}
PAPER = {"source": "document", "reference": "法院证明", "on": OPENED_ON.isoformat()}


def test_one_page_enters_the_declarations_of_whoever_is_ticked_and_ticks_nobody(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    clerk = browse(cast.clerk)
    page = text_of(clerk, at(nominated, "findings/declare/"))
    assert " checked" not in page  # whose paper came, the papers say
    assert 'data-tick-all="people"' in page
    assert "已经审查清楚" not in page
    form: dict[str, Any] = {"key": "k", "reference": "参选人本人声明", "people": ["p1", "p2"]}
    answer = clerk.post(at(nominated, "findings/declare/"), form | TYPED)
    assert answer.status_code == 302
    assert {each.state for each in Nominee.objects.all()} == {"provisional"}
    assert text_of(clerk, at(nominated, "findings/declare/")).count("已经审查清楚") == 2


def test_a_declaration_that_leaves_a_question_open_comes_back_as_it_was_typed(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    form: dict[str, Any] = {"key": "k", "reference": "声明", "people": ["p2"], **TYPED}
    form["criminal_punishment"] = ""
    answer = browse(cast.clerk).post(at(nominated, "findings/declare/"), form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'href="#id_criminal_punishment"' in text
    assert text.count(" checked") == 1
    assert not StatedFact.objects.exists()


def test_nobody_ticked_is_refused_in_words(cast: Cast, nominated: Election, browse: Browse) -> None:
    form = {"key": "k", "reference": "声明"} | TYPED
    answer = browse(cast.clerk).post(at(nominated, "findings/declare/"), form)
    assert answer.status_code == 422
    assert "还没有选人" in answer.content.decode()


def test_the_page_of_a_person_shows_every_rule_with_evidence_and_the_route(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    text = text_of(browse(cast.clerk), at(punished, "findings/p1/"))
    for word in (
        "年满十八周岁",
        "没有因犯罪受过刑事处罚",
        "第十八条第一款",
        "本人声明",
        "党组织提名推荐，1 人提名",
        "编号 1",
    ):
        assert word in text


@pytest.mark.parametrize("role", ["teller", "scrutineer", "observer"])
def test_who_may_not_see_findings_sees_neither_them_nor_the_route(
    cast: Cast, punished: Election, browse: Browse, role: str
) -> None:
    client = browse(getattr(cast, role))
    for rest in ("findings/", "findings/p1/", "findings/p1/review-table/"):
        assert client.get(at(punished, rest)).status_code == 403
    text = text_of(client, at(punished, ""))
    for word in ("党组织提名推荐", "1 人提名", "不符合“", "初步人选"):
        assert word not in text
    assert "有人选的资格还没有审查清楚" in text


def test_looking_at_findings_is_noted(cast: Cast, punished: Election, browse: Browse) -> None:
    browse(cast.clerk).get(at(punished, "findings/"))
    event = SecurityEvent.objects.filter(kind=Kind.READ, address="findings").get()
    assert (event.user, event.people) == (cast.clerk, 2)


def test_somebody_who_is_no_nominee_is_not_there(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    for rest in ("findings/p9/", "findings/p9/facts/", "findings/p9/review-table/"):
        assert browse(cast.clerk).get(at(nominated, rest)).status_code == 404


def test_facts_of_one_person_are_entered_by_their_document(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    form = {"key": "k", "political_rights": "yes", "criminal_punishment": "", **PAPER}
    answer = browse(cast.clerk).post(at(nominated, "findings/p1/facts/"), form)
    assert answer.status_code == 302
    (row,) = StatedFact.objects.all()
    assert (row.fact, row.source, row.reference) == ("political_rights", "document", "法院证明")


def test_each_paper_is_entered_by_itself_and_stays_beside_its_own_fact(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    clerk, address = browse(cast.clerk), at(nominated, "findings/p1/facts/")
    form = {"key": "k", "political_rights": "yes", **PAPER, "again": "1"}
    assert clerk.post(address, form)["Location"] == address
    page = text_of(clerk, address)
    assert "现在写明：是（书面材料 · 法院证明" in page
    other = {**PAPER, "reference": "派出所证明", "key": "l", "criminal_punishment": "no"}
    assert clerk.post(address, other)["Location"] == at(nominated, "findings/p1/")
    found = text_of(clerk, at(nominated, "findings/p1/"))
    assert "法院证明" in found
    assert "派出所证明" in found
    assert text_of(clerk, address).count("现在写明") == 2


def test_a_document_dated_tomorrow_is_refused_at_its_field(
    cast: Cast, nominated: Election, browse: Browse
) -> None:
    tomorrow = (OPENED_ON + datetime.timedelta(days=1)).isoformat()
    form = {"key": "k", "political_rights": "yes", **PAPER, "on": tomorrow}
    answer = browse(cast.clerk).post(at(nominated, "findings/p1/facts/"), form)
    assert answer.status_code == 422
    assert 'href="#id_on"' in answer.content.decode()
