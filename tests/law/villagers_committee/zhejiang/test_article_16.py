"""浙江省村民委员会选举办法第十六条：选民直接提名；自2026年起村党组织也可以提名推荐。"""

from __future__ import annotations

from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="zhejiang")


def test_the_party_organisation_nominates_too_by_the_national_law() -> None:
    assert set(LAW.nomination) == {"party-organisation", "voters-jointly"}
    assert {each.citation.rank for each in LAW.nomination.values()} == {"statute"}
    prevails = provision(LAW, "national-nomination").citation
    assert (prevails.rank, prevails.article) == ("statute", "第十八条第一款")
    assert "第十六条" in prevails.says


def test_the_election_without_candidates_is_shown_and_dates_no_step() -> None:
    """第二十条：自荐竞职，选举日的十日前报名。"""
    shown = provision(LAW, "without-candidates")
    assert shown.citation.article == "第二十条"
    assert "十日前" in shown.citation.says
    assert not any(step.days == 10 and step.direction == "before" for step in LAW.steps)
