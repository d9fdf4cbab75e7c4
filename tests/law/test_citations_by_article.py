"""Citations of one article are shown together (同一条的依据), with all that is said of it."""

from __future__ import annotations

from huanjie.law.citation import Citation, by_article


def cited(article: str, says: str, law: str = "甲法") -> Citation:
    return Citation(law=law, article=article, says=says, rank="statute", confidence="V")


def test_sentences_of_one_article_stand_together_in_the_order_of_the_articles() -> None:
    given = [cited("第二条", "一。"), cited("第一条", "二。"), cited("第二条", "三。")]
    told = [(each.article, each.says) for each in by_article(given)]
    assert told == [("第二条", "一。三。"), ("第一条", "二。")]


def test_what_is_said_twice_is_said_once_and_two_laws_stay_two() -> None:
    given = [cited("第一条", "一。"), cited("第一条", "一。"), cited("第一条", "一。", "乙法")]
    assert [(each.law, each.says) for each in by_article(given)] == [
        ("甲法", "一。"),
        ("乙法", "一。"),
    ]
