"""河北省村民委员会选举办法第十九条：放弃资格的，在选举日七日前书面提出。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import dated, law_of

LAW = law_of("hebei")


@pytest.mark.parametrize(
    ("start", "fits"), [(date(2026, 12, 13), True), (date(2026, 12, 14), False)]
)
def test_a_candidate_gives_up_seven_days_before_and_not_six(start: date, fits: bool) -> None:
    step = dated(LAW, "withdrawals-end", start)
    assert step.window.latest == date(2026, 12, 13)
    assert (step.conflict is None) is fits
    assert articles(step.grounds) == ["第十九条"]
