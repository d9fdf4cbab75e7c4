"""城市居民委员会组织法第十三条第二款：居民代表一般按每二十户至五十户推选一人。"""

from __future__ import annotations

from datetime import date

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY)


def test_one_representative_for_twenty_to_fifty_households() -> None:
    rule = LAW.representatives
    assert rule is not None
    assert (rule.households_at_least, rule.households_at_most) == (20, 50)
    assert rule.at_least is None
    assert rule.citation.article == "第十三条第二款"


def test_the_figure_holds_in_general_and_the_sentence_says_so() -> None:
    assert LAW.representatives is not None
    assert "一般" in LAW.representatives.citation.says
    assert "实际需要" in LAW.representatives.citation.says
