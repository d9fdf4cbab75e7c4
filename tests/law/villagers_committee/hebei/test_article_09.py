"""河北省村民委员会选举办法第九条：只写被确定为候选人的退出；按国家法律，近亲属被提名的也退出。"""

from __future__ import annotations

from tests.law.lookup import NATIONAL, law_of, provision

LAW = law_of("hebei")


def test_whoever_has_a_relative_nominated_leaves_by_the_national_law() -> None:
    assert LAW.succession == NATIONAL.succession
    said = provision(LAW, "national-committee-exit").citation
    assert said.article == "第十五条第三款"
    assert "第九条" in said.says
