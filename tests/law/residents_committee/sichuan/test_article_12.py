"""四川省城市居民委员会选举条例第十二条第三款：选举委员会三至九人；第十四条：谁应当退出。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY

from huanjie.law.shelf import load

LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(("people", "lawful"), [(2, False), (3, True), (9, True), (10, False)])
def test_the_election_committee_has_three_to_nine_members_and_no_near_relatives(
    people: int, lawful: bool
) -> None:
    committee = LAW.election_committee
    assert committee is not None
    assert committee.allows(people) is lawful
    assert committee.near_relatives_barred
    assert committee.citation.article == "第十二条第三款"


def test_who_is_nominated_and_willing_leaves_and_so_does_a_near_relative() -> None:
    leaves = LAW.succession
    assert leaves is not None
    assert leaves.for_relatives
    assert leaves.citation.article == "第十四条第一款"
