"""河北省村民委员会选举办法第三十三条第一款：下属委员会在三十日内产生。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import DAY, dated, law_of

LAW = law_of("hebei")


def test_subcommittees_are_formed_within_thirty_days() -> None:
    step = dated(LAW, "subcommittees-formed")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2027, 1, 19)
    assert articles(step.grounds) == ["第三十三条第一款"]
