"""A schedule from a first day on (起始日): what is late, what is squeezed, which poll would fit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.domain.dating import CALENDAR, TODAY, by_event, plan

from huanjie.domain.daywords import in_words
from huanjie.domain.schedule import first_day_that_fits
from huanjie.law.shelf import load


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
