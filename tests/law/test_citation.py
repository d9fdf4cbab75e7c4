"""How an article is named (条文的写法), on every paper and page alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huanjie.law.citation import CONFIDENCE, Citation, Confidence, Rank, article_named, cited

LAW = Citation(
    law="中华人民共和国村民委员会组织法",
    article="第十八条第二款",
    says="得票过半才当选。",
    rank="statute",
    confidence="V",
)


def test_an_article_is_named_by_its_law_in_full_and_in_short() -> None:
    assert LAW.named == "《中华人民共和国村民委员会组织法》第十八条第二款"
    assert LAW.in_short == "《村民委员会组织法》第十八条第二款"
    assert LAW.named == article_named(LAW.law, LAW.article)


def test_a_quoted_article_has_its_sentence() -> None:
    assert LAW.quoted == f"{LAW.named}：得票过半才当选。"


def test_articles_are_named_one_after_another_and_each_once() -> None:
    other = replace(LAW, article="第十九条")
    assert cited((LAW, other, replace(LAW, says="另一句。"))) == f"{LAW.named}、{other.named}"
    assert cited(()) == ""


@pytest.mark.parametrize(
    ("confidence", "rank", "word"),
    [
        ("V", "statute", ""),
        ("S", "local-statute", "待核"),
        ("M", "party-rule", "待核"),
        ("X", "guidance", "待核"),
        ("C", "convention", "约定"),
        ("C", "statute", "约定"),
        ("D", "local-plan", "旧方案"),
        ("C", "unit-decision", ""),
    ],
)
def test_what_is_not_the_text_itself_says_so_in_a_word(
    confidence: Confidence, rank: Rank, word: str
) -> None:
    said = replace(LAW, confidence=confidence, rank=rank)
    assert said.unsure == word
    assert said.graded[1] == CONFIDENCE[confidence]
