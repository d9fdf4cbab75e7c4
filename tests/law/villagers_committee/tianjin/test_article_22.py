"""天津市村民委员会选举办法第二十二条第二款：正式候选人名单三日以前公布。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, law_of

LAW = law_of("tianjin")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 17), True), (date(2026, 12, 18), False)]
)
def test_the_candidates_are_posted_three_days_before_and_not_two(start: date, fits: bool) -> None:
    step = dated(LAW, "candidates-published", start)
    assert step.window.latest == date(2026, 12, 17)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第二十二条第二款"]
