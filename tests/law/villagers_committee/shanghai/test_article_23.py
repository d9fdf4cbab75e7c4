"""上海市村民委员会选举办法第二十三条：选票由乡镇保管到下一届选举结束。"""

from __future__ import annotations

from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")


def test_the_township_keeps_the_ballots_until_the_next_election_is_over() -> None:
    kept = provision(LAW, "archives-kept").citation
    assert "下一届" in kept.says
    assert kept.article == "第二十三条"
