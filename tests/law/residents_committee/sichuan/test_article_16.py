"""四川省城市居民委员会选举条例第十六条：只因在社区工作登记的要有证明；登记过的不得再参加。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY, condition, holds

from huanjie.law.shelf import load

LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("hukou", "resident", "proof", "registered"),
    [
        (True, False, False, True),
        (False, True, False, True),
        (False, False, True, True),
        (False, False, False, False),
    ],
)
def test_a_community_worker_from_elsewhere_brings_a_proof(
    hukou: bool, resident: bool, proof: bool, registered: bool
) -> None:
    asked = condition(LAW.registration, "proof")
    facts = {"hukou_here": hukou, "permanent_resident_here": resident}
    assert holds(asked, **facts, proof_not_registered=proof) is registered
    assert (asked.unsaid, asked.citation.article) == ("met", "第十六条第一款第三项")


@pytest.mark.parametrize("elsewhere", [True, False])
def test_who_is_registered_elsewhere_is_not_registered_again(elsewhere: bool) -> None:
    """The national law of residents' committees has no such rule."""
    once = condition(LAW.registration, "once")
    assert holds(once, registered_elsewhere=elsewhere) is not elsewhere
    assert (once.unsaid, once.citation.article) == ("met", "第十六条第二款")
