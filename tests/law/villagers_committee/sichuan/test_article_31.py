"""四川省村民委员会选举条例第三十一条：截止后当众封箱、销毁没有发出的选票，再开箱计票。"""

from __future__ import annotations

from datetime import date

import pytest

from huanjie.law.shelf import load

DAY = date(2026, 12, 20)


@pytest.mark.parametrize(
    ("body", "article"),
    [("villagers-committee", "第三十一条第一款"), ("residents-committee", "第二十九条第一款")],
)
def test_what_was_not_issued_is_destroyed_before_the_boxes_are_opened(
    body: str, article: str
) -> None:
    rule = load(body, on=DAY, today=DAY, region="sichuan").unissued_destroyed
    assert rule
    assert (rule.citation.article, rule.citation.rank) == (article, "local-statute")


def test_the_national_law_does_not_ask_for_it() -> None:
    assert load("villagers-committee", on=DAY, today=DAY).unissued_destroyed is None
