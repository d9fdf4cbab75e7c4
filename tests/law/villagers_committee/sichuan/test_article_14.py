"""四川省村民委员会选举条例第十四条：谁来递补，缺席几次的终止资格。"""

from __future__ import annotations

from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


def test_the_order_of_those_who_follow_is_the_nations() -> None:
    assert LAW.succession_order is not None
    assert LAW.succession_order.citation.rank == "statute"


def test_three_absences_end_a_membership() -> None:
    assert "三次" in provision(LAW, "committee-absence").citation.says
