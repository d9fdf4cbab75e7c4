"""四川省村民委员会选举条例第十六条：户籍不在本村的要有证明。"""

from __future__ import annotations

import pytest
from tests.law.asking import asked, registered
from tests.law.lookup import DAY, condition, holds

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


INCOMER = {"hukou_here": False, "months_living_here": 12, "applied": True, "meeting_agreed": True}


@pytest.mark.parametrize(
    ("proof", "registers"),
    [({"proof_not_registered": True}, True), ({"proof_not_registered": False}, False), ({}, False)],
    ids=["proof", "none", "unsaid"],
)
def test_an_incomer_brings_a_proof_from_where_his_hukou_is(
    proof: dict[str, bool], registers: bool
) -> None:
    assert registered(LAW, "2026-12-20", **INCOMER, **proof) is registers


def test_an_incomer_is_registered_by_the_ordinance() -> None:
    persons = {"赵": {**INCOMER, "proof_not_registered": True}}
    came = asked(LAW, "registration", persons=persons, polling_day="2026-12-20")
    assert "第十六条第一款第三项" in came.articles


@pytest.mark.parametrize("lives", [True, False])
def test_whose_hukou_is_here_needs_no_proof_and_none_is_cited(lives: bool) -> None:
    person = {"hukou_here": True, "lives_here": lives, "said_takes_part": True}
    came = asked(LAW, "registration", persons={"赵": person}, polling_day="2026-12-20")
    assert came.answer["registered"] == ["赵"]
    assert "第十六条第一款第三项" not in came.articles


@pytest.mark.parametrize(("months", "registers"), [(11, False), (12, True)])
def test_the_year_is_a_whole_one(months: int, registers: bool) -> None:
    ground = condition(LAW.registration_grounds, "incomer")
    facts = {
        "hukou_here": False,
        "applied": True,
        "proof_not_registered": True,
        "meeting_agreed": True,
    }
    assert holds(ground, **facts, months_living_here=months, months_village_work=0) is registers
    assert ground.citation.article == "第十六条第一款第三项"
