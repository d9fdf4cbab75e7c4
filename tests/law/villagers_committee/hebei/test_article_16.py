"""河北省村民委员会选举办法第十六条：选民可以自我推荐；村党组织的提名按国家法律。"""

from __future__ import annotations

from tests.law.lookup import NATIONAL, law_of

LAW = law_of("hebei")


def test_one_may_nominate_oneself() -> None:
    rule = LAW.nomination["self"]
    assert (rule.at_least, rule.citation.article) == (1, "第十六条")


def test_the_village_party_organisation_nominates_by_the_national_law() -> None:
    assert LAW.nomination["party-organisation"] == NATIONAL.nomination["party-organisation"]
