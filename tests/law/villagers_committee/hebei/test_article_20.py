"""河北省村民委员会选举办法第二十条：自我推荐的，在选举日十日前申请。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, law_of

LAW = law_of("hebei")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 10), True), (date(2026, 12, 11), False)]
)
def test_self_nominees_apply_ten_days_before_and_not_nine(start: date, fits: bool) -> None:
    step = dated(LAW, "self-nominations-end", start)
    assert step.window.latest == date(2026, 12, 10)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第二十条"]
