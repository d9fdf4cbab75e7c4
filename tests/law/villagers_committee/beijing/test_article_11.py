"""北京市村民委员会选举办法第十一条：依次递补，没有候补的才另行推选；近亲属被提名的按国家法律退出。"""

from __future__ import annotations

from tests.law.lookup import NATIONAL, law_of, provision

LAW = law_of("beijing")


def test_the_next_of_the_original_result_fill_and_others_only_where_none_is_left() -> None:
    rule = LAW.need(LAW.succession_order, "succession")
    assert rule.citation.article == "第十一条第三款"


def test_whoever_has_a_relative_nominated_leaves_by_the_national_law() -> None:
    assert LAW.succession == NATIONAL.succession
    said = provision(LAW, "national-committee-exit").citation
    assert said.article == "第十五条第三款"
    assert "第十一条第二款" in said.says
