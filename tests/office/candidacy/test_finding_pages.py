"""The pages and papers of the review (资格审查页): what they show to whom, and what they refuse."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client
from tests.office.candidacy.conftest import CLEAN, named, put_up
from tests.office.conftest import OPENED_ON, Cast, act
from tests.office.test_english import english, faults

from huanjie.law.shelf import load
from huanjie.office.candidacy.barring import bar_nominee, file_appeal
from huanjie.office.candidacy.declaring import declare_facts
from huanjie.office.candidacy.models import Barring, Nominee, StatedFact
from huanjie.office.people.models import User
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election
from huanjie.office.security.models import Kind, SecurityEvent

Browse = Callable[[User], Client]
TYPED = {fact: "yes" if value else "no" for fact, value in CLEAN.items()}
PAPER = {"source": "document", "reference": "法院证明", "on": OPENED_ON.isoformat()}


@pytest.fixture
def nominated(cast: Cast, village_election: Election) -> Election:
    """钟一鸣 (p1) and 丁大山 (p2) stand for the chair."""
    put_up(cast, village_election, "chair", "钟一鸣", "丁大山")
    return village_election


@pytest.fixture
def punished(cast: Cast, nominated: Election) -> Election:
    """钟一鸣 declared a punishment."""
    declare_facts(
        acting_user=act(cast.clerk),
        election=nominated,
        people=("p1",),
        facts=CLEAN | {"criminal_punishment": True},
        reference="本人声明",
    )
    return nominated


@pytest.fixture
def barred(cast: Cast, punished: Election) -> Election:
    """钟一鸣 was found to be barred."""
    bar_nominee(
        acting_user=act(cast.clerk),
        election=punished,
        person="p1",
        appeal_until=OPENED_ON + datetime.timedelta(days=3),
    )
    return punished


def at(election: Election, rest: str) -> str:
    return f"/elections/{election.pk}/candidates/{rest}"


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def words_of(client: Client, address: str) -> str:
    """Everything that a Word file says."""
    answer = client.get(address)
    assert answer.status_code == 200
    document = docx.Document(io.BytesIO(answer.content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


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


def test_a_bar_asks_until_when_to_appeal_and_offers_the_letter(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    clerk = browse(cast.clerk)
    page = text_of(clerk, at(punished, "findings/p1/bar/"))
    assert "法律没有规定申诉的期限" in page
    form = {"key": "k", "appeal_until": "2026-05-21", "confirm": "1"}
    assert clerk.post(at(punished, "findings/p1/bar/"), form).status_code == 302
    text = text_of(clerk, at(punished, "findings/p1/"))
    assert "下载告知书" in text
    assert "钟一鸣" not in text_of(clerk, at(punished, "")).split("公布以前还缺")[0]


def test_a_bar_offers_three_working_days_to_appeal_and_warns_of_fewer(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    clerk, address = browse(cast.clerk), at(punished, "findings/p1/bar/")
    assert 'value="2026-05-21"' in text_of(clerk, address)  # it is a Monday
    for day, warned in (("2026-05-18", True), ("2026-05-20", True), ("2026-05-21", False)):
        check = clerk.post(address, {"key": "k", "appeal_until": day})
        assert check.status_code == 200
        assert ("不满 3 个（换届约定）" in check.content.decode()) is warned, day
    assert not Barring.objects.exists()
    short = {"key": "s", "appeal_until": "2026-05-18", "confirm": "1"}
    assert clerk.post(address, short).status_code == 302, "told, and not refused"


def test_an_appeal_goes_from_the_clerk_to_the_chair_and_back_to_the_list(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    clerk, chair = browse(cast.clerk), browse(cast.chair)
    filed = {"key": "a", "filed_on": "2026-05-18"}
    assert clerk.post(at(barred, "findings/p1/appeal/"), filed).status_code == 302
    assert "findings/p1/decision/" not in text_of(clerk, at(barred, "findings/p1/"))
    assert "findings/p1/decision/" in text_of(chair, at(barred, "findings/p1/"))
    decided = {
        "key": "b",
        "upheld": "yes",
        "document": "决定书1号",
        "criminal_punishment": "no",
        "evidence": "法院证明，2026年第3号",
        "confirm": "1",
    }
    assert chair.post(at(barred, "findings/p1/decision/"), decided).status_code == 302
    assert Nominee.objects.get(person="p1").state == "provisional"
    assert "以前的认定" in text_of(clerk, at(barred, "findings/p1/"))


def test_an_appeal_upheld_without_facts_comes_back_with_the_reason(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    file_appeal(acting_user=act(cast.clerk), election=barred, person="p1", filed_on=OPENED_ON)
    form = {"key": "b", "upheld": "yes", "document": "决定书1号"}
    answer = browse(cast.chair).post(at(barred, "findings/p1/decision/"), form)
    assert answer.status_code == 422
    assert "申诉成立要有新的事实" in answer.content.decode()
    assert Barring.objects.get().appeal_state == "filed"


def test_the_office_enters_an_exemption_on_its_page(
    cast: Cast, branch_election: Election, browse: Browse
) -> None:
    pack = load("party-branch@1990-06-27", today=OPENED_ON)
    keep_pack(pack)
    Election.objects.filter(pk=branch_election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    branch_election.refresh_from_db()
    put_up(cast, branch_election, "member", "钟一鸣")
    branch_election.roll.filter(name="钟一鸣").update(standing="rights-suspended")
    town = browse(cast.town)
    assert "findings/p1/exemption/" in text_of(town, at(branch_election, "findings/p1/"))
    form = {
        "key": "k",
        "condition": "suspended",
        "approved_by": "中共罗阳镇委员会",
        "document": "罗委〔2026〕8号",
        "approved_on": "2026-05-18",
    }
    address = at(branch_election, "findings/p1/exemption/")
    assert town.post(address, form).status_code == 302
    text = text_of(town, at(branch_election, "findings/p1/"))
    assert "已批准放宽" in text
    assert "罗委〔2026〕8号" in text


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


# Papers


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


def test_the_declaration_asks_for_the_facts_of_the_conditions_and_nothing_else(
    cast: Cast, village_election: Election, browse: Browse
) -> None:
    words = words_of(browse(cast.clerk), at(village_election, "forms/declaration/"))
    for word in ("享有政治权利", "被开除中国共产党党籍", "因犯罪受过刑事处罚", "声明人（签字）"):
        assert word in words
    for word in ("信访", "宗教", "思想", "出生日期"):
        assert word not in words


def test_where_the_roll_answers_everything_there_is_no_declaration(
    cast: Cast, branch_election: Election, browse: Browse
) -> None:
    clerk = browse(cast.clerk)
    assert clerk.get(at(branch_election, "forms/declaration/")).status_code == 404
    text = text_of(clerk, at(branch_election, "findings/declare/"))
    assert "不需要本人声明" in text


def test_the_review_table_holds_facts_sources_findings_and_articles(
    cast: Cast, punished: Election, browse: Browse
) -> None:
    words = words_of(browse(cast.clerk), at(punished, "findings/p1/review-table/"))
    for word in ("候选人资格审查表", "钟一鸣", "不符合条件", "因犯罪受过刑事处罚：是（本人声明"):
        assert word in words
    assert "第十八条第一款" in words


def test_the_letter_says_why_by_which_article_and_how_to_appeal(
    cast: Cast, barred: Election, browse: Browse
) -> None:
    words = words_of(browse(cast.clerk), at(barred, "findings/p1/notice/"))
    for word in (
        "资格审查结果告知书",
        "钟一鸣：",
        "第十八条第一款",
        "2026年5月21日",
        "书面申诉",
        "法律没有规定申诉的期限",
        "收件人（签字）",
    ):
        assert word in words


def test_whoever_was_not_barred_has_no_letter(cast: Cast, barred: Election, browse: Browse) -> None:
    assert browse(cast.clerk).get(at(barred, "findings/p2/notice/")).status_code == 404


def test_a_bar_and_its_appeal_read_in_english(cast: Cast, barred: Election, browse: Browse) -> None:
    file_appeal(acting_user=act(cast.clerk), election=barred, person="p1", filed_on=OPENED_ON)
    chair = english(browse(cast.chair))
    for rest in ("findings/", "findings/p1/", "findings/p1/decision/", "findings/p1/bar/", ""):
        page = chair.get(at(barred, rest))
        assert not list(faults(rest, page.content.decode()))
