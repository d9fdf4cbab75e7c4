"""河北省村民委员会选举办法第三十一条第一款：另行选举当场或者十日内举行。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import DAY, dated, law_of

LAW = law_of("hebei")


def test_the_runoff_is_on_the_spot_or_within_ten_days() -> None:
    step = dated(LAW, "runoff-end")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2026, 12, 30)
    assert articles(step.grounds) == ["第三十一条第一款"]
