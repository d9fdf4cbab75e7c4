"""The schedule (日程) worked by hand: windows around the holidays of 2026, and years to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.dating import CALENDAR, SICHUAN, TODAY, by_event, last_days, made, plan, step

from huanjie.law.regions import REGIONS
from huanjie.law.shelf import load

BODIES = ("villagers-committee", "residents-committee", "party-branch")


# By hand, around the holidays: before the poll nothing moves, after an anchor a period rolls

STEPS = (
    "roll-published",
    "objections-end",
    "objection-decided",
    "candidates-published",
    "notice-start",
    "notice-end",
    "polling-day",
    "result-published",
    "handover-end",
)


@pytest.mark.parametrize(
    ("polling_day", "by_hand"),
    [
        # 13 June is a Saturday, so the objections end on Monday the 15th
        ("2026-06-28", "06-08 06-15 06-18 06-23 06-23 06-27 06-28 06-28 07-08"),
        # 端午 is 19 to 21 June: the candidates are published on the holiday all the same
        ("2026-06-26", "06-06 06-11 06-15 06-21 06-21 06-25 06-26 06-26 07-06"),
        # 国庆 is 1 to 7 October: the 3rd rolls to the 8th, and Sunday the 11th to Monday
        ("2026-10-18", "09-28 10-08 10-12 10-13 10-13 10-17 10-18 10-18 10-28"),
        # 中秋 is 25 to 27 September; the handover would end on 7 October
        ("2026-09-27", "09-07 09-14 09-17 09-22 09-22 09-26 09-27 09-27 10-08"),
        # 春节 is 15 to 23 February: the 21st rolls to the 24th
        ("2026-03-08", "02-16 02-24 02-27 03-03 03-03 03-07 03-08 03-08 03-18"),
    ],
    ids=["plain", "端午", "国庆", "中秋", "春节"],
)
def test_the_villagers_windows_are_those_worked_by_hand(polling_day: str, by_hand: str) -> None:
    found = last_days(date.fromisoformat(polling_day))
    assert [found[event] for event in STEPS] == by_hand.split()


@pytest.mark.parametrize(
    ("polling_day", "handover"), [(date(2026, 2, 18), "02-28"), (date(2026, 3, 4), "03-16")]
)
def test_a_saturday_worked_in_lieu_ends_a_period_and_another_does_not(
    polling_day: date, handover: str
) -> None:
    """28 February 2026 is a worked Saturday, 14 March is not."""
    assert last_days(polling_day)["handover-end"] == handover


def test_a_province_may_say_that_a_period_does_not_run_on() -> None:
    """Sichuan's runoff ends ten days after the poll even on a holiday; the archive's ten roll."""
    days = last_days(date(2026, 9, 27), SICHUAN)
    assert (days["runoff-end"], days["archive-end"]) == ("10-07", "10-08")
    assert days["nominees-published"] == "09-12"
    assert days["supervisors-chosen"] == "10-12"


def test_a_date_that_rolled_names_the_article_that_let_it() -> None:
    steps = by_event(plan(date(2026, 6, 28)))
    assert [each.article for each in steps["objections-end"].grounds] == [
        "第十七条第二款",
        "第二百零三条",
    ]
    assert [each.article for each in steps["objection-decided"].grounds] == ["第十七条第二款"]


def test_the_steps_stand_in_the_order_of_their_last_days() -> None:
    days = [step.window.latest for step in plan(date(2026, 10, 18), SICHUAN).steps]
    assert days == sorted(day for day in days if day)


# Years without a notice


@pytest.mark.parametrize(
    ("polling_day", "provisional"),
    [
        (date(2026, 12, 20), set()),
        (
            date(2027, 1, 3),
            {"polling-day", "result-published", "handover-end", "notice-end"},
        ),
        (date(2027, 6, 13), set(STEPS)),
    ],
)
def test_every_date_that_touches_a_year_without_a_notice_is_provisional(
    polling_day: date, provisional: set[str]
) -> None:
    dated = plan(polling_day)
    touched = {step.event for step in dated.steps if step.provisional}
    assert touched & set(STEPS) == provisional
    assert any("暂定" in warning for warning in dated.warnings) is bool(provisional)


def test_a_date_measured_from_a_provisional_one_is_provisional_too() -> None:
    """Five working days before 4 January 2027 reach across days whose notice is not published;
    what is three days earlier still moves with them."""
    pack = made(
        step("posted", "polling-day", "before", 5, working=True),
        step("drafted", "posted", "before", 3),
        step("polling-day", "polling-day", "on"),
    )
    dated = by_event(plan(date(2027, 1, 4), pack))
    assert dated["posted"].window.latest == date(2026, 12, 27)
    assert dated["posted"].provisional
    assert dated["drafted"].window.latest == date(2026, 12, 24)
    assert dated["drafted"].provisional


# Every step of every pack


@pytest.mark.parametrize("region", [None, *REGIONS])
@pytest.mark.parametrize("body", BODIES)
def test_every_step_names_an_article(body: str, region: str | None) -> None:
    dated = plan(date(2026, 10, 18), load(body, today=TODAY, region=region))
    for each in dated.steps:
        assert each.grounds
        assert all(ground.law and ground.article and ground.says for ground in each.grounds)


@pytest.mark.parametrize("body", BODIES)
def test_the_events_that_everybody_asks_for_are_there(body: str) -> None:
    wanted = {
        "candidates-published",
        "polling-day",
        "result-published",
        "notice-start",
        "notice-end",
    }
    if body != "party-branch":
        wanted |= {"roll-published", "objections-end", "objection-decided", "handover-end"}
    assert wanted <= set(last_days(date(2026, 10, 18), load(body, today=TODAY)))


@given(
    st.dates(min_value=date(2026, 1, 25), max_value=date(2031, 12, 31)),
    st.sampled_from([None, "sichuan", "zhejiang"]),
    st.integers(-60, 60),
)
def test_the_roll_is_twenty_days_before_and_periods_end_on_working_days(
    polling_day: date, region: str | None, ahead: int
) -> None:
    pack = load("villagers-committee", today=TODAY, region=region)
    dated = by_event(plan(polling_day, pack, start=polling_day - timedelta(days=ahead)))
    latest = {event: step.window.latest or date.max for event, step in dated.items()}
    assert polling_day - latest["roll-published"] == timedelta(days=20)
    for event, anchor, days in [
        ("objections-end", "roll-published", 5),
        ("objection-decided", "objections-end", 3),
        ("handover-end", "polling-day", 10),
    ]:
        assert latest[event] - latest[anchor] >= timedelta(days=days)
        assert CALENDAR.is_working_day(latest[event])
    for each in dated.values():
        first, last = each.window.earliest, each.window.latest
        assert not (first and last and last < first) or each.conflict
