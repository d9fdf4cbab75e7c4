"""海南省村民委员会选举办法第三十五条：当选名单当日或者次日公布；没有审查过的七日内审查。"""

from __future__ import annotations

from datetime import date

from tests.domain.people import CHAIR, ZHAO, articles, contest, is_written_in, poll, result_of
from tests.law.lookup import DAY, dated, law_of

from huanjie.domain.declaration import declare

LAW = law_of("hainan")


def test_the_names_are_posted_the_same_or_the_next_day() -> None:
    step = dated(LAW, "result-published")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2026, 12, 21)
    assert articles(step.grounds) == ["第三十五条第二款"]


def test_who_was_written_in_is_reviewed_within_seven_days() -> None:
    step = dated(LAW, "write-ins-reviewed")
    assert step.window.earliest == DAY
    assert step.window.latest == date(2026, 12, 28)
    assert articles(step.grounds) == ["第三十五条第三款", "第二百零三条"]


def test_somebody_written_in_is_elected_under_review() -> None:
    declared = declare(poll(contest(CHAIR, is_written_in(ZHAO, 351))), LAW)
    result = result_of(declared, CHAIR)
    assert (result.elected, len(result.conditions)) == ((ZHAO,), 1)
    assert "第三十五条第三款" in articles(declared.grounds)
