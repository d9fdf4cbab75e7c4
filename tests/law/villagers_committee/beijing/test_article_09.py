"""北京市村民委员会选举办法第九条第一款：选举委员会五至九人。"""

from __future__ import annotations

import pytest
from tests.law.lookup import law_of

LAW = law_of("beijing")
COMMITTEE = LAW.need(LAW.election_committee, "election-committee")


@pytest.mark.parametrize(
    ("size", "lawful"),
    [(4, False), (5, True), (6, True), (7, True), (8, True), (9, True), (10, False), (11, False)],
)
def test_the_election_committee_has_five_to_nine(size: int, lawful: bool) -> None:
    assert COMMITTEE.allows(size) is lawful
    assert COMMITTEE.citation.article == "第九条第一款"


def test_no_woman_is_asked_for_by_this_article() -> None:
    assert COMMITTEE.women == 0
    assert COMMITTEE.near_relatives_barred is False
