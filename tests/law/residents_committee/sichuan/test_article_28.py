"""四川省城市居民委员会选举条例第二十八条第三款：不能直接投票的可以委托；选举前审核并公布名单。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, condition, dated, days_before, holds

from huanjie.law.shelf import load

LAW = load("residents-committee", on=DAY, today=DAY, region="sichuan")


@pytest.mark.parametrize(
    ("absent", "cannot_come", "may"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_who_cannot_vote_directly_may_have_somebody_vote(
    absent: bool, cannot_come: bool, may: bool
) -> None:
    away = condition(LAW.proxy, "absent")
    assert holds(away, principal_absent=absent, principal_cannot_come=cannot_come) is may
    assert (away.unsaid, away.citation.article) == ("unmet", "第二十八条第三款")


@pytest.mark.parametrize(("start", "fits"), [(days_before(1), True), (DAY, False)])
def test_proxies_are_posted_before_the_polling_day(start: date, fits: bool) -> None:
    posted = dated(LAW, "proxies-published", start=start)
    assert posted.window.latest == days_before(1)
    assert (posted.conflict is None) is fits
    assert articles(posted.grounds) == ["第二十五条第二项"]
