"""河北省村民委员会选举办法第十七条：提名会议的人数是“超过”，不是“以上”。"""

from __future__ import annotations

from tests.law.lookup import law_of, provision


def test_more_than_half_of_the_village_or_more_than_two_thirds_of_a_group_nominate() -> None:
    """“超过本村半数”“超过本组三分之二”：正好三分之二的不够。"""
    said = provision(law_of("hebei"), "nomination-meeting").citation
    assert (said.article, said.confidence) == ("第十七条第一款", "V")
    assert "超过本村半数" in said.says
    assert "超过本组三分之二" in said.says
    assert "以上" not in said.says
