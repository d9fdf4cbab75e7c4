"""天津市村民委员会选举办法第十八条：不确定候选人的方式与国家法律不一致，没有收录。"""

from __future__ import annotations

from tests.law.lookup import law_of, provision

LAW = law_of("tianjin")


def test_there_is_no_election_without_candidates() -> None:
    said = provision(LAW, "without-candidates").citation
    assert said.article == "第十八条"
    assert "没有收录" in said.says
    assert not any(step.event == "competitors-published" for step in LAW.steps)
