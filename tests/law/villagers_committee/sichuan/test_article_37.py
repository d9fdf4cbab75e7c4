"""四川省村民委员会选举条例第三十七条：另行选举中票数相等的，再次投票。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import SUN, ZHOU, articles

from huanjie.domain.runoff import runoff
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY, region="sichuan")


def test_a_tie_in_the_runoff_is_voted_on_again_by_article_33() -> None:
    result = runoff(LAW, vacancies=1, collected=600, attended=None, votes={SUN: 250, ZHOU: 250})
    assert (result.elected, result.tied, result.vacancies) == ((), (SUN, ZHOU), 1)
    assert articles(result.grounds) == ["第十八条第二款", "第三十三条"]
