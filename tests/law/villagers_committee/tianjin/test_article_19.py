"""天津市村民委员会选举办法第十九条：提名名单七日以前公布；不接受提名的五日前提出。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, law_of

LAW = law_of("tianjin")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 13), True), (date(2026, 12, 14), False)]
)
def test_the_nominees_are_posted_seven_days_before_and_not_six(start: date, fits: bool) -> None:
    step = dated(LAW, "nominees-published", start)
    assert step.window.latest == date(2026, 12, 13)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第十九条第三款"]


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 15), True), (date(2026, 12, 16), False)]
)
def test_who_does_not_accept_says_so_five_days_before_and_not_four(start: date, fits: bool) -> None:
    step = dated(LAW, "withdrawals-end", start)
    assert step.window.latest == date(2026, 12, 15)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第十九条第四款"]
