"""北京市村民委员会选举办法第二十条：候选人名单在选举日的五日前公布。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, law_of

LAW = law_of("beijing")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 15), True), (date(2026, 12, 16), False)]
)
def test_the_candidates_are_posted_five_days_before_and_not_four(start: date, fits: bool) -> None:
    step = dated(LAW, "candidates-published", start)
    assert step.window.latest == date(2026, 12, 15)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第二十条"]
