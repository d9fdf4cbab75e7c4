"""上海市村民委员会选举办法第九条第三款：婚后住在配偶的村、享有权益的原村民，经确认可以登记。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY, condition, holds

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")
MARRIED_IN = {
    "hukou_here": False,
    "lives_here": True,
    "spouse_hukou_here": True,
    "applied": True,
    "election_committee_confirmed": True,
}
FORMER = {
    "hukou_here": False,
    "former_villager_with_rights": True,
    "applied": True,
    "election_committee_confirmed": True,
}


@pytest.mark.parametrize("missing", [None, *MARRIED_IN])
def test_who_married_in_is_registered_where_nothing_is_missing(missing: str | None) -> None:
    ground = condition(LAW.registration_grounds, "married-in")
    facts = {fact: stated is not (fact == missing) for fact, stated in MARRIED_IN.items()}
    assert holds(ground, **facts) is (missing is None)
    assert ground.citation.article == "第九条第三款"


@pytest.mark.parametrize("missing", [None, *FORMER])
def test_a_former_villager_is_registered_where_nothing_is_missing(missing: str | None) -> None:
    ground = condition(LAW.registration_grounds, "former-villager")
    facts = {fact: stated is not (fact == missing) for fact, stated in FORMER.items()}
    assert holds(ground, **facts) is (missing is None)
    assert ground.citation.article == "第九条第三款"


@pytest.mark.parametrize("key", ["married-in", "former-villager"])
def test_what_nobody_says_of_them_registers_nobody(key: str) -> None:
    assert condition(LAW.registration_grounds, key).unsaid == "unmet"


@pytest.mark.parametrize(("months", "registered"), [(11, False), (12, True)])
def test_a_year_of_village_work_counts_by_the_national_law(months: int, registered: bool) -> None:
    ground = condition(LAW.registration_grounds, "incomer")
    facts = {"hukou_here": False, "applied": True, "meeting_agreed": True}
    assert holds(ground, **facts, months_living_here=0, months_village_work=months) is registered
    assert ground.citation.rank == "statute"
