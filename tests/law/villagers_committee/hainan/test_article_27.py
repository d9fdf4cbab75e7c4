"""海南省村民委员会选举办法第二十七条：委托名单和代写名单在选举日的三日前公布。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import NATIONAL, dated, law_of

LAW = law_of("hainan")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 17), True), (date(2026, 12, 18), False)]
)
def test_the_proxies_are_posted_three_days_before_and_not_two(start: date, fits: bool) -> None:
    step = dated(LAW, "proxies-published", start)
    assert step.window.latest == date(2026, 12, 17)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第二十七条第二款"]


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 17), True), (date(2026, 12, 18), False)]
)
def test_who_writes_for_others_is_posted_three_days_before_and_not_two(
    start: date, fits: bool
) -> None:
    step = dated(LAW, "ballot-writers-published", start)
    assert step.window.latest == date(2026, 12, 17)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第二十七条第三款"]


def test_the_national_conditions_of_a_proxy_stand() -> None:
    """第二十七条第二款与国家法律第十八条第四款一样：近亲属或者其他村民，不超过三人。"""
    assert LAW.proxy == NATIONAL.proxy
