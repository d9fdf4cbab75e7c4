"""天津市村民委员会选举办法第二条第一款：三至七人单数。"""

from __future__ import annotations

import pytest
from tests.law.lookup import law_of

LAW = law_of("tianjin")
SIZE = LAW.need(LAW.size, "size")


@pytest.mark.parametrize(
    ("members", "lawful"),
    [(1, False), (2, False), (3, True), (4, False), (5, True), (6, False), (7, True), (9, False)],
)
def test_three_to_seven_and_an_odd_number(members: int, lawful: bool) -> None:
    assert SIZE.allows(members) is lawful
    assert SIZE.citation.article == "第二条第一款"
