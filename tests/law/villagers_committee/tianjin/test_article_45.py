"""天津市村民委员会选举办法第四十五条：对结果的异议在公布后的三十日内提出。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import articles
from tests.law.lookup import DAY, dated, law_of

LAW = law_of("tianjin")


def test_who_objects_to_the_result_does_so_within_thirty_days() -> None:
    step = dated(LAW, "result-objections-end")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2027, 1, 19)
    assert articles(step.grounds) == ["第四十五条"]
