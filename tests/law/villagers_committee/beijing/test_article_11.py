"""北京市村民委员会选举办法第十一条第三款：依次递补，没有候补的才另行推选。"""

from __future__ import annotations

from tests.law.lookup import law_of

LAW = law_of("beijing")


def test_the_next_of_the_original_result_fill_and_others_only_where_none_is_left() -> None:
    rule = LAW.need(LAW.succession_order, "succession")
    assert rule.citation.article == "第十一条第三款"
