"""All bodies of one place on one line of time (总日程): their order, clashes, proposals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.schedule import schedule
from huanjie.domain.unitschedule import (
    Poll,
    UnitSchedule,
    in_order,
    moved_in_unit,
    propose,
    together,
    unit_schedule,
)
from huanjie.door.fault import BadInput
from huanjie.law.bodyrules import BodyOrder
from huanjie.law.calendar import load_calendar
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

CALENDAR = load_calendar()
DAY = date(2026, 6, 28)
CONVENTION = Citation(
    law="换届约定", article="次序", says="先后有序。", rank="convention", confidence="C"
)


def after(pack: RulePack, *bodies: str) -> RulePack:
    """The pack, to be elected after these bodies whatever the shelf says."""
    order = BodyOrder(citation=CONVENTION, after=bodies)
    return replace(pack, body_order=order if bodies else None)


PARTY = after(load("party-branch", today=DAY))
VILLAGE = after(load("villagers-committee", today=DAY), "party-branch")
COMMUNITY = after(load("residents-committee", today=DAY), "villagers-committee")


def plan(*polls: tuple[RulePack, date], start: date | None = None) -> UnitSchedule:
    own = [Poll(pack=pack, polling_day=day) for pack, day in polls]
    return unit_schedule(own, calendar=CALENDAR, start=start)


def poll_of(unit: UnitSchedule, body: str) -> str | None:
    """Why a body's polling day conflicts."""
    return next(
        each.step.conflict
        for each in unit.steps
        if (each.body, each.step.event) == (body, "polling-day")
    )


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, False), (1, True)])
def test_a_body_is_elected_after_those_that_it_follows(days: int, fits: bool) -> None:
    unit = plan((PARTY, DAY), (VILLAGE, DAY + timedelta(days=days)))
    assert unit.fits is fits
    conflict = poll_of(unit, "villagers-committee")
    assert (conflict is None) is fits
    if conflict:
        assert "党支部" in conflict
        step = next(body for body in unit.bodies if body.body == VILLAGE.body).step("polling-day")
        assert step
        assert step.grounds[-1] == CONVENTION
    assert poll_of(unit, "party-branch") is None


@pytest.mark.parametrize(
    ("supervisory", "committee", "article"),
    [
        ("village-supervisory", "villagers-committee", "第四十条第三款"),
        ("residents-supervisory", "residents-committee", "第三十八条第三款"),
    ],
)
@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (15, True), (16, False)])
def test_sichuan_has_the_supervisors_chosen_within_fifteen_days_of_the_committee(
    supervisory: str, committee: str, article: str, days: int, fits: bool
) -> None:
    """新一届村（居）民委员会应当在十五日内组织推选：六月二十八日产生，七月十三日（周一）为止。"""
    after_it, first = (load(each, today=DAY, region="sichuan") for each in (supervisory, committee))
    unit = plan((first, DAY), (after_it, DAY + timedelta(days=days)))
    conflict = poll_of(unit, supervisory)
    assert (conflict is None) is fits
    if days == 16:
        assert conflict
        assert "后 15 日内，最迟2026年7月13日（周一），而选举日是2026年7月14日（周二）" in conflict
        step = next(body for body in unit.bodies if body.body == supervisory).step("polling-day")
        assert step
        assert (step.grounds[-1].article, step.grounds[-1].confidence) == (article, "V")


def test_fifteen_days_that_end_on_a_rest_day_run_on_to_the_next_working_day() -> None:
    """民法典第二百零三条：六月二十七日后十五日是七月十二日（周日），顺延到周一。"""
    supervisory, committee = (
        load(each, today=DAY, region="sichuan")
        for each in ("village-supervisory", "villagers-committee")
    )
    held = date(2026, 6, 27)
    assert (
        poll_of(plan((committee, held), (supervisory, date(2026, 7, 13))), supervisory.body) is None
    )
    late = plan((committee, held), (supervisory, date(2026, 7, 14)))
    assert poll_of(late, supervisory.body)
    step = next(body for body in late.bodies if body.body == supervisory.body).step("polling-day")
    assert step
    assert "第二百零三条" in [each.article for each in step.grounds]


@pytest.mark.parametrize(
    ("chosen", "fits"),
    [
        (date(2026, 7, 3), False),  # the committee is not complete yet
        (date(2026, 7, 5), False),
        (date(2026, 7, 6), True),
        (date(2026, 7, 20), True),
        (date(2026, 7, 21), False),
    ],
)
def test_sichuan_counts_the_fifteen_days_from_the_runoff_that_completed_the_committee(
    chosen: date, fits: bool
) -> None:
    """六月二十八日投票，七月五日另行选举选满：七月二十日（周一）为止。"""
    law, first = (
        load(each, today=DAY, region="sichuan")
        for each in ("village-supervisory", "villagers-committee")
    )
    runoff = date(2026, 7, 5)
    committee = schedule(first, polling_day=DAY, calendar=CALENDAR, formed_on=runoff)
    unit = together([committee, schedule(law, polling_day=chosen, calendar=CALENDAR)])
    assert (poll_of(unit, law.body) is None) is fits
    own = next(each for each in unit.bodies if each.body == law.body).step("polling-day")
    assert law.body_order
    assert own
    ours = law.body_order.citation.article
    said = {each.confidence for each in own.grounds if each.article == ours}
    assert said == (set() if fits else {"C"})


def test_without_a_runoff_the_order_and_its_days_are_the_texts() -> None:
    law, first = (
        load(each, today=DAY, region="sichuan")
        for each in ("village-supervisory", "villagers-committee")
    )
    for chosen in (DAY, DAY + timedelta(days=16)):
        unit = plan((first, DAY), (law, chosen))
        own = next(each for each in unit.bodies if each.body == law.body).step("polling-day")
        assert law.body_order
        assert own
        assert law.body_order.citation in own.grounds


@pytest.mark.parametrize(
    ("runoff", "last", "articles"),
    [
        (None, date(2026, 7, 13), ["第四十条第三款"]),
        (date(2026, 7, 5), date(2026, 7, 20), ["第四十条第三款"]),
        (date(2026, 7, 4), date(2026, 7, 20), ["第四十条第三款", "第二百零三条"]),  # a Sunday
    ],
)
def test_sichuans_own_step_is_dated_alike(
    runoff: date | None, last: date, articles: list[str]
) -> None:
    law = load("villagers-committee", today=DAY, region="sichuan")
    dated = schedule(law, polling_day=DAY, calendar=CALENDAR, formed_on=runoff)
    step, runoff_end = dated.step("supervisors-chosen"), dated.step("runoff-end")
    assert step
    assert runoff_end
    assert (step.window.earliest, step.window.latest) == (DAY, last)
    assert [each.article for each in step.grounds] == articles
    assert runoff_end.window.earliest == DAY


def test_where_no_law_gives_days_a_body_follows_as_late_as_it_likes() -> None:
    supervisory, committee = (
        load(each, today=DAY) for each in ("village-supervisory", "villagers-committee")
    )
    unit = plan((committee, DAY), (supervisory, DAY + timedelta(days=90)))
    assert poll_of(unit, supervisory.body) is None


def test_the_order_of_the_shelf_itself_is_kept() -> None:
    village = load("villagers-committee", today=DAY)
    assert village.body_order
    unit = plan((village, DAY), (PARTY, DAY))
    assert not unit.fits


def test_a_body_whose_forerunner_is_not_planned_conflicts_with_nobody() -> None:
    assert plan((VILLAGE, DAY)).fits


def test_a_conflict_of_order_stands_beside_the_steps_own() -> None:
    unit = plan((PARTY, DAY), (VILLAGE, DAY), start=DAY + timedelta(days=3))
    conflict = poll_of(unit, "villagers-committee")
    assert conflict
    assert "早于可以开始办理" in conflict
    assert "之后" in conflict


def test_all_steps_stand_on_one_line_of_time_each_with_its_body() -> None:
    unit = plan((VILLAGE, DAY), (PARTY, DAY - timedelta(days=10)))
    days = [each.step.window.latest for each in unit.steps]
    assert days == sorted(day for day in days if day)
    own = {body.body: {step.event for step in body.steps} for body in unit.bodies}
    assert list(own) == ["party-branch", "villagers-committee"]
    for body, events in own.items():
        assert {each.step.event for each in unit.steps if each.body == body} == events


def test_each_bodys_schedule_is_the_one_it_has_alone() -> None:
    unit = plan((PARTY, DAY - timedelta(days=10)), (VILLAGE, DAY))
    assert unit.bodies[1] == schedule(VILLAGE, polling_day=DAY, calendar=CALENDAR)


@pytest.mark.parametrize(("days", "clash"), [(0, True), (1, False)])
def test_two_polls_on_one_day_are_a_warning_and_no_conflict(days: int, clash: bool) -> None:
    unit = plan((PARTY, DAY), (after(COMMUNITY), DAY + timedelta(days=days)))
    assert unit.fits
    assert any("都在" in warning for warning in unit.warnings) is clash


def test_a_warning_of_all_bodies_is_said_once_and_one_of_a_single_body_under_its_name() -> None:
    far = date(2027, 3, 28)
    unit = plan((PARTY, far), (VILLAGE, far + timedelta(days=1)))
    assert len([warning for warning in unit.warnings if "尚未公布" in warning]) == 1
    mixed = plan((PARTY, DAY), (VILLAGE, far))
    assert [w for w in mixed.warnings if w.startswith("村民委员会：放假")]


def test_a_body_is_planned_once() -> None:
    with pytest.raises(BadInput, match="写了两次"):
        plan((PARTY, DAY), (PARTY, DAY + timedelta(days=1)))


# What moved


def test_every_body_that_moved_is_told_with_its_body() -> None:
    before = plan((PARTY, DAY), (VILLAGE, DAY + timedelta(days=7)))
    now = plan((PARTY, DAY), (VILLAGE, DAY + timedelta(days=14)))
    assert moved_in_unit(before, before) == ()
    assert {each.body for each in moved_in_unit(before, now)} == {"villagers-committee"}


def test_a_body_that_joined_or_left_moves_whole() -> None:
    one, two = plan((PARTY, DAY)), plan((PARTY, DAY), (VILLAGE, DAY + timedelta(days=7)))
    joined = moved_in_unit(one, two)
    assert {each.because for each in joined} == {("body",)}
    assert len(joined) == len(VILLAGE.steps)
    assert {each.now for each in moved_in_unit(two, one)} == {None}


# Proposals


def days_of(polls: Sequence[Poll]) -> dict[str, date]:
    return {poll.pack.body: poll.polling_day for poll in polls}


@given(st.dates(min_value=date(2026, 1, 1), max_value=date(2028, 12, 31)))
def test_a_proposal_fits_and_no_earlier_day_would(start: date) -> None:
    packs = (COMMUNITY, VILLAGE, PARTY)
    polls = propose(packs, given={}, calendar=CALENDAR, start=start)
    unit = unit_schedule(polls, calendar=CALENDAR, start=start)
    assert unit.fits
    days = days_of(polls)
    assert days["party-branch"] < days["villagers-committee"] < days["residents-committee"]
    for poll in polls:
        eve = replace(poll, polling_day=poll.polling_day - timedelta(days=1))
        others = [each for each in polls if each.pack.body != poll.pack.body]
        sooner = unit_schedule([eve, *others], calendar=CALENDAR, start=start)
        own = next(body for body in sooner.bodies if body.body == poll.pack.body)
        assert not own.fits


def test_a_day_that_is_set_stays_and_the_next_body_comes_after_it() -> None:
    given_ = {"party-branch": date(2026, 9, 1)}
    polls = propose((VILLAGE, PARTY), given=given_, calendar=CALENDAR, start=date(2026, 6, 1))
    assert days_of(polls) == {"party-branch": date(2026, 9, 1), VILLAGE.body: date(2026, 9, 2)}


def test_bodies_without_an_order_are_not_proposed_on_one_day() -> None:
    packs = (after(VILLAGE), after(COMMUNITY))
    polls = propose(packs, given={}, calendar=CALENDAR, start=date(2026, 6, 1))
    first, second = days_of(polls).values()
    assert second == first + timedelta(days=1)


def test_an_order_in_a_circle_is_refused() -> None:
    with pytest.raises(BadInput, match="互相等待"):
        in_order((after(PARTY, "villagers-committee"), VILLAGE))
