"""How an article is named (条文的写法), on every paper and page alike."""

from __future__ import annotations

from dataclasses import replace

from huanjie.law.citation import Citation, article_named, cited

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
