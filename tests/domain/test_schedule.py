"""The schedule (日程) worked by hand: windows around the holidays of 2026, conflicts, cycles."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.daywords import in_words
from huanjie.domain.edges import LONGEST_CHAIN
from huanjie.domain.schedule import Schedule, ScheduledStep, first_day_that_fits, schedule
from huanjie.door.fault import BadInput
from huanjie.law.calendar import Calendar, load_calendar
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.regions import REGIONS
from huanjie.law.rules import Direction, TimedStep
from huanjie.law.shelf import load

CALENDAR = load_calendar()
TODAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=TODAY)
SICHUAN = load("villagers-committee", today=TODAY, region="sichuan")
BODIES = ("villagers-committee", "residents-committee", "party-branch")


def plan(
    polling_day: date,
    pack: RulePack = VILLAGE,
    start: date | None = None,
    calendar: Calendar = CALENDAR,
) -> Schedule:
    return schedule(pack, polling_day=polling_day, calendar=calendar, start=start)


def last_days(polling_day: date, pack: RulePack = VILLAGE) -> dict[str, str]:
    """The last day of each step, as month-day."""
    steps = plan(polling_day, pack).steps
    return {step.event: f"{step.window.latest:%m-%d}" for step in steps}


def by_event(dated: Schedule) -> dict[str, ScheduledStep]:
    return {step.event: step for step in dated.steps}


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


# From a first day on which anything may be done


@pytest.mark.parametrize(
    ("start", "conflicts"),
    [
        (date(2026, 6, 8), set()),
        (date(2026, 6, 9), {"roll-published"}),  # objections would still end on Monday the 15th
        (date(2026, 6, 11), {"roll-published", "objections-end"}),
    ],
)
def test_a_roll_posted_on_the_twentieth_day_before_is_in_time_and_later_is_not(
    start: date, conflicts: set[str]
) -> None:
    dated = plan(date(2026, 6, 28), start=start)
    assert {step.event for step in dated.steps if step.conflict} == conflicts
    assert by_event(dated)["roll-published"].window.earliest == start


@pytest.mark.parametrize(
    ("start", "squeezed"),
    [
        (None, False),
        (date(2026, 6, 7), False),
        (date(2026, 6, 8), True),
        (date(2026, 6, 9), False),  # what is late by a step with days of its own says so instead
    ],
)
def test_registration_opened_and_ended_on_the_day_of_the_roll_is_told(
    start: date | None, squeezed: bool
) -> None:
    dated = plan(date(2026, 6, 28), start=start)
    told = [warning for warning in dated.warnings if "这一天" in warning]
    assert bool(told) is squeezed
    for each in told:
        assert "“登记参加选举的村民完毕”" in each
        assert "2026年6月8日（周一）" in each
        assert "“选举日”" not in each


def test_a_report_and_its_answer_on_one_day_are_told() -> None:
    party = load("party-branch", today=TODAY)
    first = date(2026, 6, 1)
    fits = first_day_that_fits(party, calendar=CALENDAR, start=first, not_before=first)
    assert fits
    (told,) = (w for w in plan(fits, party, first).warnings if "这一天" in w)
    assert "请示换届" in told
    assert "批复换届" in told
    later = plan(fits + timedelta(days=3), party, first)
    assert not any("这一天" in warning for warning in later.warnings)


@pytest.mark.parametrize(
    ("start", "fits"),
    [(date(2026, 6, 9), date(2026, 6, 29)), (date(2026, 6, 28), date(2026, 7, 18))],
)
def test_a_conflict_says_which_polling_day_would_fit(start: date, fits: date) -> None:
    late = plan(date(2026, 6, 28), start=start)
    assert f"选举日最早定在{in_words(fits)}，" in late.warnings[-1]
    assert not any(step.conflict for step in plan(fits, start=start).steps)
    day_before = plan(fits - timedelta(days=1), start=start)
    assert any(step.conflict for step in day_before.steps)


def test_what_need_only_precede_the_roll_is_late_exactly_when_the_roll_is() -> None:
    """The committee is chosen before the roll is posted; no law gives it a day of its own."""
    in_time = by_event(plan(date(2026, 6, 28), start=date(2026, 6, 8)))["committee-formed"]
    late = by_event(plan(date(2026, 6, 28), start=date(2026, 6, 9)))["committee-formed"]
    assert (in_time.window.earliest, in_time.window.latest) == (date(2026, 6, 8), date(2026, 6, 8))
    assert (late.window.earliest, late.window.latest) == (None, date(2026, 6, 8))
    assert (in_time.conflict, late.conflict) == (None, None)


def test_a_polling_day_before_the_first_day_is_itself_a_conflict() -> None:
    dated = by_event(plan(date(2026, 6, 28), start=date(2026, 7, 1)))
    assert "2026年7月1日（周三）" in str(dated["polling-day"].conflict)


def test_without_a_first_day_nothing_conflicts_and_nothing_before_the_poll_is_bounded() -> None:
    dated = by_event(plan(date(2026, 6, 28)))
    assert not any(step.conflict for step in dated.values())
    assert dated["roll-published"].window.earliest is None
    assert dated["handover-end"].window.earliest == date(2026, 6, 28)


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


# Anchors


def step(
    event: str, anchor: str, direction: Direction, days: int = 0, *, working: bool = False
) -> TimedStep:
    """A step of nobody's law."""
    says = Citation(law="换届约定", article=event, says=event, rank="convention", confidence="C")
    return TimedStep(
        citation=says,
        event=event,
        name=event,
        anchor=anchor,
        direction=direction,
        days=days,
        unit="working-day" if working else "day",
        opens=None,
        rolls=None,
    )


def made(*steps: TimedStep) -> RulePack:
    """The villagers' pack with other steps."""
    return replace(VILLAGE, steps=steps)


POLL = step("polling-day", "polling-day", "on")


@pytest.mark.parametrize(
    "steps",
    [
        (step("a", "a", "before", 1),),
        (step("a", "b", "before", 1), step("b", "a", "before", 1)),
        (step("a", "b", "within", 1), step("b", "c", "after", 1), step("c", "a", "on")),
        (
            replace(step("a", "polling-day", "within", 1), opens="b"),
            replace(step("b", "polling-day", "within", 1), opens="a"),
        ),
    ],
    ids=["itself", "two", "three", "by what opens them"],
)
def test_steps_that_are_measured_in_a_circle_are_refused(steps: tuple[TimedStep, ...]) -> None:
    with pytest.raises(BadInput) as refusal:
        plan(date(2026, 6, 28), made(POLL, *steps))
    assert refusal.value.remedy


def chain(length: int, direction: Direction = "after") -> tuple[TimedStep, ...]:
    """So many steps, each measured from the one before it, the first from the polling day."""
    events = ["polling-day", *(f"s{number}" for number in range(length))]
    return tuple(step(event, anchor, direction) for anchor, event in itertools.pairwise(events))


def test_a_chain_of_steps_is_dated_up_to_its_longest() -> None:
    assert plan(date(2026, 6, 28), made(POLL, *chain(LONGEST_CHAIN))).fits


@pytest.mark.parametrize("length", [LONGEST_CHAIN + 1, 1500])
@pytest.mark.parametrize("direction", ["before", "after", "within", "on"])
def test_a_longer_chain_of_steps_is_refused(length: int, direction: Direction) -> None:
    with pytest.raises(BadInput, match=f"超过 {LONGEST_CHAIN} 步") as refusal:
        plan(date(2026, 6, 28), made(POLL, *chain(length, direction)))
    assert refusal.value.remedy


@pytest.mark.parametrize("field", ["anchor", "opens"])
def test_a_step_measured_from_one_that_is_not_there_is_refused(field: str) -> None:
    lost = replace(step("a", "polling-day", "within", 1), **{field: "nowhere"})  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="nowhere"):
        plan(date(2026, 6, 28), made(POLL, lost))


def test_working_days_after_a_day_are_counted_forwards() -> None:
    pack = made(POLL, step("filed", "polling-day", "after", 3, working=True))
    assert last_days(date(2026, 9, 30), pack)["filed"] == "10-10"
