"""四川省城市居民委员会选举条例第十六条：只因在社区工作登记的要有证明。"""

from __future__ import annotations

import pytest
from tests.law.asking import asked
from tests.law.lookup import DAY

from huanjie.law.shelf import load

LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


WORKER = {
    "hukou_here": False,
    "permanent_resident_here": False,
    "community_worker_months": 6,
    "applied": True,
    "election_committee_confirmed": True,
}


@pytest.mark.parametrize(
    ("proof", "registers"),
    [({"proof_not_registered": True}, True), ({"proof_not_registered": False}, False), ({}, False)],
    ids=["proof", "none", "unsaid"],
)
def test_a_community_worker_from_elsewhere_brings_a_proof(
    proof: dict[str, bool], registers: bool
) -> None:
    persons = {"赵": {**WORKER, **proof}}
    came = asked(LAW, "registration", persons=persons, polling_day="2026-12-20")
    assert (came.answer["registered"] == ["赵"]) is registers
    assert "第十六条第一款第三项" in came.articles


@pytest.mark.parametrize("hukou", [True, False])
def test_whoever_lives_here_needs_no_proof_and_none_is_cited(hukou: bool) -> None:
    person = {"hukou_here": hukou, "permanent_resident_here": True, "said_takes_part": True}
    came = asked(LAW, "registration", persons={"赵": person}, polling_day="2026-12-20")
    assert came.answer["registered"] == ["赵"]
    assert "第十六条第一款第三项" not in came.articles
