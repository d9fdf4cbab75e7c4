"""The calculators and the command line give the same answers: what a page says is what the command
beside it prints, for each question, each body, and with a province.
"""

from __future__ import annotations

import datetime
import json
import shlex
from collections.abc import Iterator
from functools import cache

import pytest
from tests.cli.conftest import Run
from tests.office.law.cases import CASES, Typed
from tests.office.law.conftest import Ask, Open, answer_of, inside

from huanjie.cli import arguments, ask_command
from huanjie.exchange.questions import QUESTIONS
from huanjie.law.shelf import load, versions
from huanjie.office.law.calculators import CALCULATORS
from huanjie.office.law.shelves import calendar

pytestmark = pytest.mark.any_database

DAY = "2026-06-28"
ON = datetime.date.fromisoformat(DAY)
BODIES = {version.body for version in versions() if version.region is None}
LAWS = sorted({(v.body, v.region or "") for v in versions() if v.body in BODIES})
"""each body by national law, and in each province that has rules of its own"""


def cases() -> Iterator[tuple[str, str, str, Typed]]:
    """Every case by national law; in a province the first of each question."""
    for question, every in CASES.items():
        for body, region in LAWS:
            told = every[:1] if region else every
            yield from ((question, body, region, typed) for typed in told)


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command reads each pack and the calendar once for all of these tests."""
    monkeypatch.setattr(arguments, "load", _load)
    monkeypatch.setattr(ask_command, "load_calendar", calendar)


_load = cache(load)


def test_every_calculator_has_its_cases() -> None:
    assert set(CASES) == set(CALCULATORS)


def test_every_question_has_its_calculator() -> None:
    assert set(CALCULATORS) == set(QUESTIONS)


def for_body(body: str, typed: Typed) -> Typed:
    """The same, for the lowest post of a body; of a post that is no member's, the candidates must
    be stated.
    """
    posts = [post.post for post in load(body, on=ON, today=ON).posts] or ["member"]
    if "post" not in typed or typed["post"] in posts:
        return typed
    return {"candidates": 1, **typed, "post": posts[-1]}


@pytest.mark.parametrize(("question", "body", "region", "typed"), list(cases()))
def test_a_page_says_what_the_command_beside_it_prints(
    asked: Ask, huanjie: Run, question: str, body: str, region: str, typed: Typed
) -> None:
    where = {"body": body, "region": region, "on": DAY}
    page = asked(question, where, for_body(body, typed))
    if 'id="result"' not in page:
        assert not any(f' name="{key}"' in page.split('id="facts"')[-1] for key in typed)
        return
    echo, facts, pipe, name, *arguments = shlex.split(inside(page, "command"))
    assert (echo, pipe, name) == ("echo", "|", "huanjie")
    ran = huanjie(*arguments, stdin=facts)
    assert ran.status in (0, 1, 3), ran.err
    assert json.loads(inside(page, "reply")) == json.loads(ran.out)
    assert ('class="law-answer law-answer-bad"' in page) <= (ran.status in (0, 1))
    assert ("由" in page and "决定" in page) or ran.status != 3


@pytest.mark.parametrize(
    ("question", "typed", "says"),
    [
        ("turnout", {"method": "voters", "registered": 1000, "voted": 500}, "无效"),
        ("turnout", {"method": "voters", "registered": 1000, "voted": 501}, "有效"),
        ("turnout", {"method": "voters", "registered": 1000}, "至少要 501 人投票"),
        ("quorum", {"entitled": 50, "body": "party-branch"}, "至少要来 40 人"),
        ("quorum", {"entitled": 50, "attended": 39, "body": "party-branch"}, "不能开会"),
        ("quorum", {"entitled": 50, "attended": 40, "body": "party-branch"}, "可以开会"),
        ("ballot-total", {"issued": 640, "collected": 640}, "有效：收回的选票没有多"),
        ("ballot-total", {"issued": 640, "collected": 641}, "下一步：重新选举"),
        ("candidates", {"post": "member", "seats": 3}, "至少 4 名候选人"),
        ("candidates", {"post": "member", "seats": 3, "candidates": 3}, "不合法"),
        ("candidates", {"post": "chair", "seats": 1, "candidates": 2}, "合法：应选 1 名"),
        ("declare", CASES["declare"][0] | {"post": "chair"}, "至少 351 票当选"),
        ("declare", CASES["declare"][1] | {"post": "chair"}, "当选：甲"),
        ("declare", CASES["declare"][2] | {"post": "chair"}, "选举无效"),
        ("runoff", CASES["runoff"][1], "至少 210 票当选"),
        ("ballot", CASES["ballot"][0] | {"body": "party-branch"}, "这张选票有效"),
        ("ballot", CASES["ballot"][1] | {"body": "party-branch"}, "这张选票无效"),
        ("ballot", CASES["ballot"][1], "这张选票"),
        ("runoff-candidates", CASES["runoff-candidates"][0], "候选人：甲、乙、丙"),
        ("runoff-candidates", CASES["runoff-candidates"][1], "候选人：甲、乙"),
        ("runoff-candidates", CASES["runoff-candidates"][2], "候选人：乙"),
        ("electorate", CASES["electorate"][0] | {"body": "party-branch"}, "有选举权的 45 人"),
        ("electorate", CASES["electorate"][0] | {"body": "youth-league"}, "有选举权的 45 人"),
        ("officers", CASES["officers"][0] | {"body": "party-branch"}, "当选：甲 至少 3 票当选"),
        ("officers", CASES["officers"][1] | {"body": "party-branch"}, "没有人当选"),
        ("officers", CASES["officers"][2] | {"body": "party-branch"}, "到会的委员不够"),
        ("deadline", CASES["deadline"][1], "按时：最后一天是 2026年6月8日（周一）"),
        ("deadline", CASES["deadline"][2], "逾期"),
        ("working-days", CASES["working-days"][0], "到 2026年10月13日（周二）"),
        ("working-days", CASES["working-days"][1], "日期是暂定的"),
        ("term", CASES["term"][0], "任期到 2026年5月20日"),
        ("term", CASES["term"][0] | {"region": "zhejiang"}, "最晚到 2026年11月20日"),
        ("quorum", {"entitled": 5, "body": "villagers-committee"}, "适用的规定里没有这一条：由省"),
    ],
)
def test_an_answer_is_one_sentence(opened: Open, question: str, typed: Typed, says: str) -> None:
    body = {"body": "villagers-committee", "on": DAY}
    page = opened(f"/law/ask/{question}/", **(body | dict(typed)))
    assert says in answer_of(page)


def test_the_arithmetic_stands_beside_its_article(opened: Open) -> None:
    page = opened("/law/ask/turnout/", method="voters", registered=1000, voted=500, on=DAY)
    assert "1,000 的一半是 500，须超过，即至少 501" in page
    assert "第十八条第二款" in page
    assert "已核对全文" in page
