"""海南省村民委员会选举办法第二十五条第三款：流动票箱的使用人在选举日的三日前公布。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, law_of

LAW = law_of("hainan")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 17), True), (date(2026, 12, 18), False)]
)
def test_the_users_of_mobile_boxes_are_posted_three_days_before_and_not_two(
    start: date, fits: bool
) -> None:
    step = dated(LAW, "mobile-voters-published", start)
    assert step.window.latest == date(2026, 12, 17)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第二十五条第三款"]
