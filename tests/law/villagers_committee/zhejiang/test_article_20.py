"""浙江省村民委员会选举办法第二十条：不确定候选人的选举只作说明。"""

from __future__ import annotations

from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


def test_the_election_without_candidates_is_shown_and_dates_no_step() -> None:
    """第二十条：自荐竞职，选举日的十日前报名。"""
    shown = provision(LAW, "without-candidates")
    assert shown.citation.article == "第二十条"
    assert "十日前" in shown.citation.says
    assert not any(step.days == 10 and step.direction == "before" for step in LAW.steps)
