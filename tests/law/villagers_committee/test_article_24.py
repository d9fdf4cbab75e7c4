"""村民委员会组织法第二十四条：自新一届产生之日起十日内完成工作移交。"""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.people import articles

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load

DAY = date(2026, 12, 20)
LAW = load("villagers-committee", on=DAY, today=DAY)


@pytest.mark.parametrize(
    ("polling_day", "last_day", "decided_by"),
    [
        (date(2026, 12, 20), date(2026, 12, 30), ["第二十四条"]),
        (date(2026, 11, 17), date(2026, 11, 27), ["第二十四条"]),
        (date(2026, 11, 18), date(2026, 11, 30), ["第二十四条", "第二百零三条"]),
        (date(2026, 9, 20), date(2026, 9, 30), ["第二十四条"]),
        (date(2026, 9, 21), date(2026, 10, 8), ["第二十四条", "第二百零三条"]),
    ],
)
def test_the_handover_is_over_ten_days_after_the_poll_and_runs_on_over_rest_days(
    polling_day: date, last_day: date, decided_by: list[str]
) -> None:
    dated = schedule(LAW, polling_day=polling_day, calendar=load_calendar())
    handover = next(step for step in dated.steps if step.event == "handover-end")
    assert (handover.window.earliest, handover.window.latest) == (polling_day, last_day)
    assert articles(handover.grounds) == decided_by


def test_where_a_later_vote_completed_the_committee_the_ten_days_begin_with_it() -> None:
    """Before it nothing forbids to hand over; the ten days end after it."""
    poll, runoff = date(2026, 12, 1), date(2026, 12, 20)
    dated = schedule(LAW, polling_day=poll, calendar=load_calendar(), formed_on=runoff)
    handover = next(step for step in dated.steps if step.event == "handover-end")
    assert (handover.window.earliest, handover.window.latest) == (poll, date(2026, 12, 30))


@pytest.mark.parametrize(
    ("formed_on", "confidence"),
    [(None, "V"), (date(2026, 12, 1), "V"), (date(2026, 12, 2), "C")],
)
def test_that_the_days_are_counted_from_the_later_vote_is_a_convention(
    formed_on: date | None, confidence: str
) -> None:
    poll = date(2026, 12, 1)
    dated = schedule(LAW, polling_day=poll, calendar=load_calendar(), formed_on=formed_on)
    handover = next(step for step in dated.steps if step.event == "handover-end")
    assert handover.grounds[0].confidence == confidence
