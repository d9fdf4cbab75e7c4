"""海南省村民委员会选举办法第二十二条第三款：放弃候选人资格的，在确定后三日内提出。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import dated, law_of

LAW = law_of("hainan")


def test_a_candidate_gives_up_within_three_days_of_the_posting() -> None:
    step = dated(LAW, "withdrawals-end")
    assert step.window.latest == date(2026, 12, 18)
    assert articles(step.grounds) == ["第二十二条第三款"]
