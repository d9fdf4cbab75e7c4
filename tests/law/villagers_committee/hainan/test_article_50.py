"""海南省村民委员会选举办法第五十条：代表在选举委员会产生以前推选。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles
from tests.law.lookup import DAY, dated, law_of

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar

LAW = law_of("hainan")


def test_representatives_are_chosen_before_the_election_committee() -> None:
    chosen, formed = (dated(LAW, event) for event in ("representatives-chosen", "committee-formed"))
    assert chosen.window.latest == formed.window.latest
    assert articles(chosen.grounds) == ["第五十条第一款"]


def test_the_schedule_shows_them_in_that_order() -> None:
    steps = schedule(LAW, polling_day=DAY, calendar=load_calendar(), start=None).steps
    events = [each.event for each in steps]
    assert events.index("representatives-chosen") < events.index("committee-formed")


@pytest.mark.parametrize(
    ("event", "first", "last", "article"),
    [
        ("seal-handover", date(2026, 12, 20), date(2026, 12, 20), "第三十八条第一款"),
        ("group-heads-chosen", date(2026, 12, 1), date(2027, 1, 19), "第五十条第二款"),
    ],
)
def test_after_a_runoff_the_seal_and_the_thirty_days_wait_for_the_last_vote(
    event: str, first: date, last: date, article: str
) -> None:
    """选举日十二月一日，十二月二十日另行选举。"""
    poll, runoff = date(2026, 12, 1), date(2026, 12, 20)
    whole = schedule(LAW, polling_day=poll, calendar=load_calendar(), formed_on=runoff)
    step = whole.step(event)
    assert step
    assert (step.window.earliest, step.window.latest) == (first, last)
    assert step.grounds[0].article == article


def test_nobody_is_told_to_choose_representatives_after_the_election() -> None:
    assert "村民代表" not in dated(LAW, "supervisors-chosen").name
