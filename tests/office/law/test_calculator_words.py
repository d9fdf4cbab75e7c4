"""Each calculator says the answer of its question in one sentence, whatever the question answers
(design.md section 7), and sends it the facts in the question's own words.
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import pytest
from tests.office.law.cases import Typed
from tests.office.law.conftest import Ask, Open, answer_of, inside

from huanjie.door.cursor import Cursor
from huanjie.exchange.questions import QUESTIONS
from huanjie.exchange.questions.reply import Reply
from huanjie.law.applied import Law
from huanjie.law.expression import Fact
from huanjie.law.kinship import load_kinship
from huanjie.law.shelf import load
from huanjie.law.understanding import understand
from huanjie.office.law.calculators.people import condition_facts

DAY = "2026-06-28"
LAW = load("villagers-committee", today=date.fromisoformat(DAY))
ONE = "甲"
WHERE = {"body": "villagers-committee", "on": DAY}


@dataclass(frozen=True, slots=True)
class Told:
    """A question, what is typed, what it is sent, what it answers, and what the page says."""

    question: str
    typed: Typed
    facts: dict[str, Any]
    answer: dict[str, Any]
    says: str


TOLD: Final = (
    Told(
        "nomination",
        {"by": "voters-jointly", "count": 9},
        {"cases": {ONE: {"by": "voters-jointly", "count": 9}}},
        {"accepted": [], "refused": [ONE], "reasons": {ONE: ["联名的人不够"]}},
        "提名无效 联名的人不够",
    ),
    Told(
        "registration",
        {"hukou_here": "yes", "lives_here": "no", "birth_date": "2008-06-28"},
        {
            "persons": {ONE: {"birth_date": "2008-06-28", "hukou_here": True, "lives_here": False}},
            "polling_day": DAY,
        },
        {"registered": [ONE], "not_registered": [], "reasons": {}},
        "可以登记",
    ),
    Told(
        "proxy",
        {"principal_absent": "yes", "written": "yes", "held_before": 3},
        {"cases": {ONE: {"principal_absent": True, "written": True, "held_before": 3}}},
        {"accepted": [], "refused": [ONE], "reasons": {ONE: ["已经接受三人的委托"]}},
        "不可以接受这次委托 已经接受三人的委托",
    ),
    Told(
        "eligibility",
        {"post": "chair", "expelled_from_party": "yes"},
        {"post": "chair", "on": DAY, "person": {"expelled_from_party": True}},
        {"finding": "barred", "reasons": ["被开除党籍"]},
        "不可以当候选人 被开除党籍",
    ),
    Told(
        "eligibility",
        {"post": "chair", "expelled_from_party": ""},
        {"post": "chair", "on": DAY, "person": {}},
        {"finding": "unknown", "reasons": []},
        "不能判断",
    ),
    Told(
        "composition",
        {"of": "bodies", "size": 5, "women": 0, "near_relative_pairs": 0},
        {"bodies": {ONE: {"size": 5, "women": 0, "near_relative_pairs": 0}}},
        {"lawful": [], "unlawful": [ONE], "reasons": {ONE: ["没有妇女成员"]}},
        "这个班子不合法 没有妇女成员",
    ),
    Told(
        "composition",
        {"of": "election_committees", "size": 5, "women": 1, "near_relative_pairs": 0},
        {"election_committees": {ONE: {"size": 5, "women": 1, "near_relative_pairs": 0}}},
        {"lawful": [ONE], "unlawful": [], "unknown": [], "reasons": {}},
        "这个选举委员会的组成合法",
    ),
    Told(
        "composition",
        {"of": "election_committees", "size": 2, "women": 1, "near_relative_pairs": 0},
        {"election_committees": {ONE: {"size": 2, "women": 1, "near_relative_pairs": 0}}},
        {"lawful": [], "unlawful": [ONE], "unknown": [], "reasons": {ONE: ["成员 2 人"]}},
        "这个选举委员会的组成不合法 成员 2 人",
    ),
    Told(
        "kin",
        {"relation": "brother"},
        {"relations": ["brother"]},
        {"class": {"brother": "collateral"}, "near_relatives": ["brother"]},
        "是近亲属 亲属类别：三代以内旁系血亲",
    ),
    Told(
        "kin",
        {"relation": "cousin"},
        {"relations": ["cousin"]},
        {"class": {"cousin": "none"}, "near_relatives": []},
        "不是近亲属 亲属类别：不在亲属范围以内",
    ),
    Told(
        "succession",
        {"nominated": "丙", "member": "甲", "relation": "son"},
        {
            **{"members": ["甲", "乙", "丙", "丁", "戊"], "chair": "甲", "vice_chair": "乙"},
            **{"reserve": ["己", "庚"], "nominated": ["丙", "辛"]},
            "kin": [{"member": "甲", "nominee": "辛", "relation": "son"}],
        },
        {
            **{"leave": ["甲", "丙"], "fill": ["己", "庚"], "presiding": "乙"},
            "committee": ["乙", "丁", "戊", "己", "庚"],
        },
        "退出：甲、丙 递补：己、庚 选举委员会：乙、丁、戊、己、庚 主持：乙",
    ),
    Told(
        "assembly",
        {"kind": "representatives", "entitled": 60, "attended": 39, "in_favour": 39},
        {"kind": "representatives", "entitled": 60, "attended": 39, "in_favour": 39},
        {"quorum_minimum": 40, "quorum_met": False, "passed": False},
        "没有通过：到会的人数不够 到会至少 40 人",
    ),
    Told(
        "representatives",
        {"households": 300},
        {"households": 300},
        {"minimum": 20, "maximum": 60},
        "推选 20 至 60 名代表",
    ),
    Told(
        "recall",
        {
            **{"elected_by": "voters", "voters": 1000, "representatives": 60},
            **{"registered": 900, "voted": 451, "in_favour": 225},
        },
        {
            **{"elected_by": "voters", "voters": 1000, "representatives": 60},
            **{"registered": 900, "voted": 451, "in_favour": 225},
        },
        {
            "minimum_signatures": {"voters": 200, "representatives": 20},
            **{"valid": True, "passed": False},
        },
        "同意的票数不够 提出罢免至少要：有选举权的人 200 人 或者 代表 20 人",
    ),
)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.question)
def test_an_answer_of_the_table_is_said(
    asked: Ask, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    sent: list[Any] = []

    def reply(law: Law, cursor: Cursor) -> Reply:
        sent.append(cursor.value)
        return Reply(answer=told.answer, grounds=())

    monkeypatch.setitem(QUESTIONS, told.question, reply)
    page = asked(told.question, WHERE, told.typed)
    assert sent == [told.facts]
    assert told.says in answer_of(page)
    assert json.loads(shlex.split(inside(page, "command"))[1]) == told.facts


def test_a_question_that_nobody_knows_has_no_page(opened: Open) -> None:
    opened("/law/ask/weather/", status=404)


def test_a_form_asks_only_for_facts_that_the_conditions_of_its_question_name(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(QUESTIONS, "proxy", lambda law, cursor: Reply(answer={}, grounds=()))
    page = opened("/law/ask/proxy/", **WHERE)
    assert 'name="held_before"' in page
    assert 'name="hukou_here"' not in page
    assert 'name="polling_day"' not in page


def test_nobody_is_asked_for_a_name(opened: Open) -> None:
    offered = opened("/law/ask/")
    for question in QUESTIONS:
        assert f"/law/ask/{question}/" in offered
        fields = opened(f"/law/ask/{question}/").split("<h2")[-1]
        assert "姓名" not in fields.replace("不写姓名", "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"method": "voters", "registered": "", "voted": 5}, "请填写这一项"),
        ({"method": "voters", "registered": "-1"}, "0"),
        ({"method": "voters", "registered": 10, "voted": 11}, "多于登记的"),
        ({"method": "lottery", "registered": 10}, "lottery"),
        ({"method": "voters", "registered": "9" * 40}, "小于"),
        ({"body": "city-council", "registered": 10}, "city-council"),
        ({"on": "28 June"}, "日期"),
        ({"on": "1900-01-01"}, "没有施行中的版本"),
        ({"region": "atlantis"}, "atlantis"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(opened: Open, typed: Typed, says: str) -> None:
    page = opened("/law/ask/turnout/", status=422, **typed)
    assert 'id="errors"' in page
    assert says in page
    assert 'id="result"' not in page


def test_a_post_that_is_no_members_needs_its_candidates_stated(opened: Open) -> None:
    page = opened("/law/ask/candidates/", status=422, **WHERE, post="chair", seats=1)
    assert "没有写候选人几名" in page


def test_a_result_keeps_its_law_and_its_facts_in_the_address(opened: Open) -> None:
    typed = {"method": "voters", "registered": 9}
    page = opened("/law/ask/turnout/", region="zhejiang", **WHERE, **typed)
    assert '<input type="hidden" name="region" value="zhejiang">' in page
    assert f'<input type="hidden" name="on" value="{DAY}">' in page
    assert '<input type="hidden" name="registered" value="9">' in page
    assert "浙江省的文本是2020年修正的" in page


def test_a_province_without_rules_of_its_own_says_so(opened: Open) -> None:
    page = opened("/law/ask/term/", region="hainan", body="party-branch", on=DAY)
    assert "没有收录这个省" in page


def test_a_fact_is_asked_for_whatever_signs_its_word_has() -> None:
    fact = Fact(fact="paid_in_2025", name="二〇二五年缴费", kind="yes-no", choices=())
    condition = replace(LAW.eligibility[0], expression=understand(fact.fact, {fact.fact: fact}))
    pack = replace(LAW, stated_facts=(fact,))
    assert [each.key for each in condition_facts(pack, [condition])] == [fact.fact]


def test_who_is_a_near_relative_is_said_as_the_law_of_kinship_says_it(opened: Open) -> None:
    page = opened("/law/ask/composition/", **WHERE)
    assert load_kinship().near_relatives.citation.says in page
