"""四川省村民委员会选举条例第十四条第一款：本人或者近亲属被提名并愿意接受的，退出选举委员会。"""

from __future__ import annotations

from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


def test_who_is_nominated_leaves_and_whoever_has_a_near_relative_nominated() -> None:
    leaves = LAW.succession
    assert leaves is not None
    assert leaves.for_relatives
    assert leaves.citation.article == "第十四条第一款"
    assert "愿意接受" in leaves.citation.says


def test_the_order_of_those_who_follow_is_the_nations() -> None:
    assert LAW.succession_order is not None
    assert LAW.succession_order.citation.rank == "statute"


def test_three_absences_end_a_membership() -> None:
    assert "三次" in provision(LAW, "committee-absence").citation.says
