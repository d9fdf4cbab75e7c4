"""北京市村民委员会选举办法第二十九条：得票相同无法确定的，再次投票。"""

from __future__ import annotations

import pytest
from tests.domain.people import CHAIR, QIAN, ZHAO, articles, contest, poll, stands
from tests.law.lookup import law_of

from huanjie.domain.declaration import declare

LAW = law_of("beijing")


@pytest.mark.parametrize(("other", "tied"), [(400, True), (399, False)])
def test_equal_votes_across_the_last_seat_are_voted_on_again(other: int, tied: bool) -> None:
    count = poll(contest(CHAIR, stands(ZHAO, 400), stands(QIAN, other)), voters=700)
    result = declare(count, LAW).contests[0]
    assert result.next == (("revote",) if tied else ())
    assert bool(result.tied) is tied
    assert ("第二十九条" in articles(declare(count, LAW).grounds)) is tied


def test_more_votes_of_the_revote_elect() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 400), revote={ZHAO: 300, QIAN: 301})
    declared = declare(poll(chair, voters=700), LAW)
    assert declared.contests[0].elected == (QIAN,)
    assert "第二十九条" in articles(declared.grounds)
