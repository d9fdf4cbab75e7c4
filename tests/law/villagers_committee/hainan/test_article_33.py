"""海南省村民委员会选举办法第三十三条：近亲属只留任一人；职务和得票都相同的，由村民会议决定。"""

from __future__ import annotations

import pytest
from tests.domain.people import (
    CHAIR,
    MEMBER,
    SUN,
    WU,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)
from tests.law.lookup import law_of

from huanjie.domain.contest import ContestCount, PersonId
from huanjie.domain.declaration import declare

LAW = law_of("hainan")
CHAIRS = contest(CHAIR, stands(ZHAO, 400))
KIN = [(ZHOU, WU)]


def members(zhou: int, wu: int, revote: dict[PersonId, int] | None = None) -> ContestCount:
    people = (stands(SUN, 600), stands(ZHOU, zhou), stands(WU, wu))
    return contest(MEMBER, *people, seats=3, revote=revote)


@pytest.mark.parametrize("wu", [449, 451])
def test_more_votes_stay(wu: int) -> None:
    declared = declare(poll(CHAIRS, members(450, wu), relatives=KIN), LAW)
    stays, goes = (ZHOU, WU) if wu < 450 else (WU, ZHOU)
    result = result_of(declared, MEMBER)
    assert stays in result.elected
    assert [each.id for each in result.withdrawn] == [goes]
    assert "第三十三条" in articles(declared.grounds)


def test_of_relatives_equal_in_post_and_votes_the_villagers_meeting_decides() -> None:
    declared = declare(poll(CHAIRS, members(450, 450), relatives=KIN), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, set(result.tied)) == ((SUN,), {ZHOU, WU})
    assert result.next == ("decide",)
    assert "村民会议" in result.conditions[0]
    assert "第三十三条" in articles(declared.grounds)
    assert "第三十二条第二款" not in articles(declared.grounds)


def test_what_the_meeting_decided_is_written_as_its_vote() -> None:
    counted = members(450, 450, {ZHOU: 80, WU: 120})
    declared = declare(poll(CHAIRS, counted, relatives=KIN), LAW)
    result = result_of(declared, MEMBER)
    assert result.elected == (SUN, WU)
    assert [each.id for each in result.withdrawn] == [ZHOU]
    assert "第三十三条" in articles(declared.grounds)
    assert "第三十二条第二款" not in articles(declared.grounds)


def test_in_sichuan_the_same_two_are_voted_on_again() -> None:
    declared = declare(poll(CHAIRS, members(450, 450), relatives=KIN), law_of("sichuan"))
    assert result_of(declared, MEMBER).next == ("revote",)
