"""The plan of 2021 (社区组织换届工作方案): nominees are posted for five working days (工作日).

The day of posting is not counted, a weekend worked in lieu is, a holiday is not; the notice is over
before the meeting begins.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.law.party_branch.cast import LAW

from huanjie.domain.calendar import working_days
from huanjie.domain.schedule import Schedule, ScheduledStep, schedule
from huanjie.law.calendar import load_calendar

CALENDAR = load_calendar()


def dated(meeting: date, start: date | None = None) -> dict[str, ScheduledStep]:
    """The steps before and after a meeting, by event."""
    return {step.event: step for step in planned(meeting, start).steps}


def planned(meeting: date, start: date | None = None) -> Schedule:
    """The schedule of a meeting."""
    return schedule(LAW, polling_day=meeting, calendar=CALENDAR, start=start)


@pytest.mark.parametrize(
    ("meeting", "posted", "counted"),
    [
        # 28, 29, 30 April, then 6 and 7 May after the holiday of 1 to 5 May
        (date(2026, 5, 8), date(2026, 4, 27), [(4, 28), (4, 29), (4, 30), (5, 6), (5, 7)]),
        # Saturday 9 May is worked
        (date(2026, 5, 10), date(2026, 4, 29), [(4, 30), (5, 6), (5, 7), (5, 8), (5, 9)]),
        # 1 to 7 October are holidays; Saturday 10 October is worked, Sunday the 11th is not
        (date(2026, 10, 12), date(2026, 9, 28), [(9, 29), (9, 30), (10, 8), (10, 9), (10, 10)]),
        # Sunday 20 September is worked
        (date(2026, 9, 22), date(2026, 9, 15), [(9, 16), (9, 17), (9, 18), (9, 20), (9, 21)]),
        # 14 February is worked, 15 to 23 February are holidays
        (date(2026, 2, 26), date(2026, 2, 11), [(2, 12), (2, 13), (2, 14), (2, 24), (2, 25)]),
        # no rest day but one weekend
        (date(2026, 6, 16), date(2026, 6, 8), [(6, 9), (6, 10), (6, 11), (6, 12), (6, 15)]),
    ],
)
def test_the_latest_day_of_posting_leaves_five_working_days_before_the_meeting(
    meeting: date, posted: date, counted: list[tuple[int, int]]
) -> None:
    steps = dated(meeting)
    five = working_days(posted, 5, CALENDAR).counted
    assert [(day.month, day.day) for day in five] == counted
    assert steps["notice-start"].window.latest == posted
    assert steps["candidates-published"].window.latest == posted
    assert steps["notice-end"].window.latest == date.fromordinal(meeting.toordinal() - 1)


@pytest.mark.parametrize(
    ("meeting", "last", "would_fit"),
    [
        (date(2026, 5, 8), date(2026, 4, 27), "2026年5月9日"),
        (date(2026, 10, 12), date(2026, 9, 28), "2026年10月13日"),
    ],
)
def test_posted_on_the_last_day_it_fits_and_a_day_later_it_does_not(
    meeting: date, last: date, would_fit: str
) -> None:
    in_time = planned(meeting, start=last)
    assert [step.event for step in in_time.steps if step.conflict] == []
    late = planned(meeting, start=date.fromordinal(last.toordinal() + 1))
    conflicts = {step.event for step in late.steps if step.conflict}
    # What must be done before the posting is as late as the posting itself.
    before = {"election-requested", "election-approved", "nominees-requested", "nominees-approved"}
    assert conflicts - before == {"notice-start", "candidates-published", "notice-end"}
    assert would_fit in late.warnings[-1]


@pytest.mark.parametrize(
    ("meeting", "fits"),
    [(date(2021, 4, 2), False), (date(2021, 4, 6), False), (date(2021, 4, 7), True)],
)
def test_the_plan_itself_left_no_room_for_its_five_working_days(meeting: date, fits: bool) -> None:
    """Preliminary candidates by 29 March 2021, meetings from 2 April: 清明节 stands between."""
    steps = dated(meeting, start=date(2021, 3, 29))
    assert (steps["notice-end"].conflict is None) is fits
    assert steps["notice-end"].window.earliest == date(2021, 4, 6)


def test_the_result_is_announced_at_the_meeting() -> None:
    steps = dated(date(2026, 5, 8))
    assert steps["result-published"].window.latest == date(2026, 5, 8)
    assert steps["polling-day"].window.latest == date(2026, 5, 8)


def test_the_five_days_are_shown_as_a_plans_figure_and_no_law() -> None:
    (ground,) = dated(date(2026, 5, 8))["notice-start"].grounds
    assert (ground.rank, ground.confidence) == ("local-plan", "D")


@pytest.mark.parametrize(
    ("meeting", "provisional"), [(date(2027, 1, 1), False), (date(2027, 1, 2), True)]
)
def test_a_notice_that_reaches_into_a_year_without_a_holiday_notice_is_provisional(
    meeting: date, provisional: bool
) -> None:
    assert dated(meeting)["notice-start"].provisional is provisional
    assert dated(meeting)["candidates-published"].provisional is provisional
