"""浙江省村民委员会选举办法第二十五条：谁不能受委托；没有公布的委托无效。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY, condition, holds

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


@pytest.mark.parametrize(
    ("key", "fact"),
    [("candidate", "proxy_is_candidate"), ("competitor", "proxy_is_competitor")],
)
@pytest.mark.parametrize("stands", [True, False])
def test_neither_a_candidate_nor_a_competitor_votes_for_others(
    key: str, fact: str, stands: bool
) -> None:
    asked = condition(LAW.proxy, key)
    assert holds(asked, **{fact: stands}) is not stands
    assert asked.citation.article == "第二十五条第一款"


@pytest.mark.parametrize("posted", [True, False])
def test_a_proxy_that_was_not_posted_is_void(posted: bool) -> None:
    asked = condition(LAW.proxy, "posted")
    assert holds(asked, proxy_posted=posted) is posted
    assert asked.citation.article == "第二十五条第二款"
