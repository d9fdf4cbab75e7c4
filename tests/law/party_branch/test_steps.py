"""The steps (步骤) of a branch election: request, approval, nominees, notice, meeting, report."""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.party_branch.cast import LAW

from huanjie.domain.schedule import schedule
from huanjie.law.calendar import load_calendar

MEETING = date(2026, 5, 8)
BEFORE = ("election-requested", "election-approved", "nominees-requested", "nominees-approved")
DATED = schedule(LAW, polling_day=MEETING, calendar=load_calendar())
STEPS = {step.event: step for step in DATED.steps}


@pytest.mark.parametrize("event", BEFORE)
def test_nominees_are_approved_before_they_are_posted(event: str) -> None:
    assert STEPS[event].window.latest == STEPS["notice-start"].window.latest
    (ground,) = STEPS[event].grounds
    assert ground.confidence == "C"


def test_the_steps_follow_one_another() -> None:
    anchors = {step.event: step.anchor for step in LAW.steps}
    assert [anchors[event] for event in BEFORE] == [*BEFORE[1:], "notice-start"]


@pytest.mark.parametrize(
    ("meeting", "last_day"),
    [(date(2026, 5, 8), date(2026, 5, 18)), (date(2026, 5, 6), date(2026, 5, 18))],
)
def test_the_report_is_due_in_ten_days_by_convention_and_runs_on_over_rest_days(
    meeting: date, last_day: date
) -> None:
    dated = schedule(LAW, polling_day=meeting, calendar=load_calendar())
    report = next(step for step in dated.steps if step.event == "result-reported")
    assert (report.window.earliest, report.window.latest) == (meeting, last_day)
    assert report.grounds[0].rank == "convention"


def test_request_report_and_measures_are_among_the_forms() -> None:
    forms = {form.form: form.event for form in LAW.forms}
    assert forms["election-request"] == "election-requested"
    assert forms["nominees-request"] == "nominees-requested"
    assert forms["result-report"] == "result-reported"
    assert {"ballot", "count-sheet", "election-measures"} <= set(forms)
