"""天津市村民委员会选举办法第三十三条：当日或者次日再次投票；七日内另行选举。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import CHAIR, QIAN, ZHAO, articles, contest, poll, stands
from tests.law.lookup import DAY, dated, law_of, provision

from huanjie.domain.declaration import declare

LAW = law_of("tianjin")


@pytest.mark.parametrize(("other", "tied"), [(400, True), (399, False)])
def test_equal_votes_across_the_last_seat_are_voted_on_again(other: int, tied: bool) -> None:
    count = poll(contest(CHAIR, stands(ZHAO, 400), stands(QIAN, other)), voters=700)
    result = declare(count, LAW).contests[0]
    assert result.next == (("revote",) if tied else ())
    assert bool(result.tied) is tied
    assert ("第三十三条第二款" in articles(declare(count, LAW).grounds)) is tied


def test_more_votes_of_the_revote_elect() -> None:
    chair = contest(CHAIR, stands(ZHAO, 400), stands(QIAN, 400), revote={ZHAO: 300, QIAN: 301})
    declared = declare(poll(chair, voters=700), LAW)
    assert declared.contests[0].elected == (QIAN,)
    assert "第三十三条第二款" in articles(declared.grounds)


@pytest.mark.parametrize(
    ("event", "last", "article"),
    [
        ("revote-end", date(2026, 12, 21), "第三十三条第二款"),
        ("runoff-end", date(2026, 12, 27), "第三十三条第三款"),
    ],
)
def test_a_revote_is_the_same_or_the_next_day_and_a_runoff_within_seven(
    event: str, last: date, article: str
) -> None:
    step = dated(LAW, event)
    assert (step.window.earliest, step.window.latest) == (DAY, last)
    assert articles(step.grounds) == [article]


def test_nobody_is_elected_by_a_third_of_the_first_vote() -> None:
    """经会议同意不另行选举的规定与国家法律第十八条第二款不一致，没有收录."""
    chairs = contest(CHAIR, stands(ZHAO, 350), stands(QIAN, 300))
    result = declare(poll(chairs, voters=700), LAW).contests[0]
    assert (result.elected, result.next) == ((), ("runoff",))
    said = provision(LAW, "no-runoff-instead").citation
    assert said.article == "第十八条第二款"
    assert "第三十三条第三款" in said.says
