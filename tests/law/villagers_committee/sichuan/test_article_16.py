"""四川省村民委员会选举条例第十六条：户籍不在本村的要有证明；登记过的不得再参加其他地方的选举。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY, condition, holds

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("hukou", "proof", "registered"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_an_incomer_brings_a_proof_from_where_his_hukou_is(
    hukou: bool, proof: bool, registered: bool
) -> None:
    asked = condition(LAW.registration, "proof")
    assert holds(asked, hukou_here=hukou, proof_not_registered=proof) is registered
    assert (asked.unsaid, asked.citation.article) == ("met", "第十六条第一款第三项")


@pytest.mark.parametrize("elsewhere", [True, False])
def test_who_is_registered_elsewhere_is_not_registered_again(elsewhere: bool) -> None:
    once = condition(LAW.registration, "once")
    assert holds(once, registered_elsewhere=elsewhere) is not elsewhere
    assert (once.unsaid, once.citation.article) == ("met", "第十六条第二款")


@pytest.mark.parametrize(("months", "registered"), [(11, False), (12, True)])
def test_the_year_is_the_nations(months: int, registered: bool) -> None:
    ground = condition(LAW.registration_grounds, "incomer")
    facts = {"hukou_here": False, "applied": True, "meeting_agreed": True}
    assert holds(ground, **facts, months_living_here=months, months_village_work=0) is registered
    assert ground.citation.rank == "statute"
