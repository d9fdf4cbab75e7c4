"""四川省村民委员会选举条例第十二条第三款：选举委员会三至九人，成员实行近亲属回避。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("people", "lawful"), [(2, False), (3, True), (4, True), (9, True), (10, False)]
)
def test_the_election_committee_has_three_to_nine_members(people: int, lawful: bool) -> None:
    committee = LAW.election_committee
    assert committee is not None
    assert committee.allows(people) is lawful
    assert committee.citation.article == "第十二条第三款"


def test_near_relatives_are_not_on_it_together_and_no_woman_is_asked_for() -> None:
    committee = LAW.election_committee
    assert committee is not None
    assert (committee.near_relatives_barred, committee.women) == (True, 0)
