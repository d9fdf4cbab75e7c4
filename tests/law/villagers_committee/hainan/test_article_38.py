"""海南省村民委员会选举办法第三十八条第一款：印章当日移交，其余十日内移交完毕。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import DAY, dated, law_of

LAW = law_of("hainan")


def test_the_seal_is_handed_over_the_same_day() -> None:
    step = dated(LAW, "seal-handover")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2026, 12, 20)
    assert articles(step.grounds) == ["第三十八条第一款"]


def test_the_rest_is_handed_over_in_ten_days_as_the_national_law_says() -> None:
    step = dated(LAW, "handover-end")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2026, 12, 30)
    assert articles(step.grounds) == ["第二十四条"]
