"""海南省村民委员会选举办法第五十条第二款：小组长在三十日内推选。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import DAY, dated, law_of

LAW = law_of("hainan")


def test_group_heads_are_chosen_within_thirty_days() -> None:
    step = dated(LAW, "group-heads-chosen")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2027, 1, 19)
    assert articles(step.grounds) == ["第五十条第二款"]
