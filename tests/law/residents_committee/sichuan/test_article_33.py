"""四川省城市居民委员会选举条例第三十三条第一款：近亲属只保留一人。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import (
    CHAIR,
    LI,
    MEMBER,
    QIAN,
    SUN,
    ZHAO,
    ZHOU,
    articles,
    contest,
    poll,
    result_of,
    stands,
)

from huanjie.domain.contest import PersonId
from huanjie.domain.declaration import declare
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")
CHAIRS = contest(CHAIR, stands(ZHAO, 360))


@pytest.mark.parametrize(
    ("pair", "zhou", "elected"),
    [
        ((ZHAO, SUN), 500, (ZHOU, LI)),
        ((SUN, ZHOU), 599, (SUN, LI)),
        ((SUN, ZHOU), 601, (ZHOU, LI)),
        ((SUN, ZHOU), 600, (LI,)),
    ],
)
def test_the_higher_post_stays_then_the_most_votes_and_equals_are_voted_on_again(
    pair: tuple[PersonId, PersonId], zhou: int, elected: tuple[PersonId, ...]
) -> None:
    people = (stands(SUN, 600), stands(ZHOU, zhou), stands(LI, 400), stands(QIAN, 380))
    member = contest(MEMBER, *people, seats=3, women_seat_met=True)
    declared = declare(poll(CHAIRS, member, relatives=[pair]), LAW)
    result = result_of(declared, MEMBER)
    assert (result.elected, result.not_elected) == (elected, (QIAN,))
    assert ("revote" in result.next) is (zhou == 600)
    assert {"第八条第二款", "第三十三条第一款"} <= set(articles(declared.grounds))
