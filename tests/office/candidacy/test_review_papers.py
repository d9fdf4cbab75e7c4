"""The papers of the review (资格审查的材料): what each asks or says, and who has none."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.office.candidacy.pages import at, text_of, words_of
from tests.office.conftest import Cast

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election

Browse = Callable[[User], Client]


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
