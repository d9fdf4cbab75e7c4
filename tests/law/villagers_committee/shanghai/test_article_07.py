"""上海市村民委员会选举办法第七条：选举委员会七至九人；谁应当退出，按国家法律。"""

from __future__ import annotations

import pytest
from tests.law.lookup import DAY, provision

from huanjie.law.shelf import load

LAW = load("villagers-committee", on=DAY, today=DAY, region="shanghai")


@pytest.mark.parametrize(
    ("people", "lawful"), [(6, False), (7, True), (8, True), (9, True), (10, False)]
)
def test_the_election_committee_has_seven_to_nine_members(people: int, lawful: bool) -> None:
    committee = LAW.election_committee
    assert committee is not None
    assert committee.allows(people) is lawful
    assert committee.citation.article == "第七条第一款"


def test_who_must_leave_it_is_said_by_the_national_law() -> None:
    """The text of 2020 lets a member stay until he is a candidate himself (第七条第二款)."""
    leaves = LAW.succession
    assert leaves is not None
    assert leaves.for_relatives
    assert (leaves.citation.rank, leaves.citation.article) == ("statute", "第十五条第三款")
    prevails = provision(LAW, "national-committee-exit").citation
    assert (prevails.rank, prevails.article) == ("statute", "第十五条第三款")
    assert "第七条第二款" in prevails.says
