"""天津市村民委员会选举办法第十条第一款：只写本人被提名的退出；按国家法律，近亲属被提名的也退出。"""

from __future__ import annotations

from tests.law.lookup import NATIONAL, law_of, provision

LAW = law_of("tianjin")


def test_whoever_has_a_relative_nominated_leaves_by_the_national_law() -> None:
    assert LAW.succession == NATIONAL.succession
    said = provision(LAW, "national-committee-exit").citation
    assert said.article == "第十五条第三款"
    assert "第十条第一款" in said.says
