"""海南省村民委员会选举办法第五十条：代表在选举委员会产生以前推选。"""

from __future__ import annotations

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


def test_nobody_is_told_to_choose_representatives_after_the_election() -> None:
    assert "村民代表" not in dated(LAW, "supervisors-chosen").name
