"""What moved between two schedules (变动的步骤), and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.domain.moved import WHY, Moved, moved
from huanjie.domain.schedule import Schedule, schedule
from huanjie.law.calendar import Calendar, load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load

CALENDAR = load_calendar()
DAY = date(2026, 6, 28)
VILLAGE = load("villagers-committee", today=DAY)
SICHUAN = load("villagers-committee", today=DAY, region="sichuan")
DAYS = st.dates(min_value=date(2026, 2, 1), max_value=date(2031, 12, 31))


def plan(
    day: date = DAY,
    pack: RulePack = VILLAGE,
    start: date | None = None,
    calendar: Calendar = CALENDAR,
) -> Schedule:
    return schedule(pack, polling_day=day, calendar=calendar, start=start)


def from_a_file(dated: Schedule) -> Schedule:
    """A schedule that no longer knows what it was made from."""
    return replace(dated, inputs=None)


def by_event(found: tuple[Moved, ...]) -> dict[str, Moved]:
    return {each.step.event: each for each in found}


def posted(days: int) -> RulePack:
    """A corrected pack: the roll is posted so many days before the poll, not twenty."""
    steps = [
        replace(step, days=days) if step.event == "roll-published" else step
        for step in VILLAGE.steps
    ]
    return replace(VILLAGE, steps=tuple(steps), document={**VILLAGE.document, "revision": 99})


@given(DAYS, st.sampled_from([VILLAGE, SICHUAN]), st.integers(0, 60) | st.none())
def test_nothing_moves_between_a_schedule_and_itself(
    day: date, pack: RulePack, ahead: int | None
) -> None:
    start = day - timedelta(days=ahead) if ahead is not None else None
    dated = plan(day, pack, start)
    assert moved(dated, dated) == ()
    assert moved(from_a_file(dated), dated) == ()


@given(DAYS, st.integers(1, 40))
def test_moving_the_day_moves_every_step_counted_back_from_it_by_as_much(
    day: date, later: int
) -> None:
    found = by_event(moved(plan(day), plan(day + timedelta(days=later))))
    for step in VILLAGE.steps:
        if step.direction in ("before", "on") and step.anchor == "polling-day":
            each = found[step.event]
            assert each.was
            assert each.now
            assert each.was.window.latest
            assert each.now.window.latest
            assert each.now.window.latest - each.was.window.latest == timedelta(days=later)
    assert {each.because for each in found.values()} == {("polling-day",)}


def test_a_step_that_a_rest_day_holds_where_it_was_has_not_moved() -> None:
    """The objections end on Monday the 15th whether the roll was posted on the 8th or the 9th."""
    found = by_event(moved(plan(DAY), plan(DAY + timedelta(days=1))))
    assert "roll-published" in found
    assert not {"objections-end", "objection-decided"} & set(found)


def test_a_published_calendar_moves_what_it_touches_and_nothing_else() -> None:
    """With 2026's notice not yet out, the Saturday worked in lieu is a rest day like any other."""
    poll = date(2026, 2, 18)
    years = tuple(year for year in CALENDAR.years if year.year != 2026)
    before = plan(poll, calendar=Calendar(years=years))
    found = by_event(moved(before, plan(poll)))
    assert found["handover-end"].because == ("calendar",)
    assert "roll-published" not in found


def test_a_corrected_pack_moves_the_step_and_all_that_is_counted_from_it() -> None:
    found = by_event(moved(plan(), plan(pack=posted(27))))
    counted = {"roll-published", "objections-end", "objection-decided"}
    assert counted <= set(found)
    assert "candidates-published" not in found
    assert {each.because for each in found.values()} == {("law",)}


def test_each_cause_is_named_for_what_it_moves_alone() -> None:
    """The law moves the roll; the first day moves what nothing else bounds."""
    before = plan(start=date(2026, 5, 1))
    after = plan(pack=posted(27), start=date(2026, 5, 2))
    found = by_event(moved(before, after))
    assert found["roll-published"].because == ("law", "start")
    assert found["candidates-published"].because == ("start",)


def test_causes_that_move_a_step_only_together_are_all_named() -> None:
    """A poll two days later, a roll posted one day nearer to it: with either alone the objections
    still end on Monday the 15th, with both on the 16th."""
    later = DAY + timedelta(days=2)
    assert "objections-end" not in by_event(moved(plan(), plan(later)))
    assert "objections-end" not in by_event(moved(plan(), plan(pack=posted(19))))
    found = by_event(moved(plan(), plan(later, pack=posted(19))))
    assert found["objections-end"].because == ("polling-day", "law")


def test_a_step_that_is_new_and_one_that_fell_away_are_the_laws_doing() -> None:
    found = by_event(moved(plan(), plan(pack=SICHUAN)))
    new = found["nominees-published"]
    assert (new.was, new.because) == (None, ("law",))
    back = by_event(moved(plan(pack=SICHUAN), plan()))["nominees-published"]
    assert (back.now, back.step.event) == (None, "nominees-published")


@pytest.mark.parametrize(
    ("after", "event", "because"),
    [
        (plan(DAY + timedelta(days=7)), "roll-published", ("polling-day",)),
        (plan(pack=SICHUAN), "nominees-published", ("law",)),
        (plan(start=date(2026, 6, 1)), "roll-published", ("start",)),
        (plan(pack=SICHUAN, day=DAY + timedelta(days=7)), "roll-published", ("polling-day", "law")),
    ],
)
def test_a_schedule_from_a_file_names_the_causes_that_it_shows(
    after: Schedule, event: str, because: tuple[str, ...]
) -> None:
    assert by_event(moved(from_a_file(plan()), after))[event].because == because


def test_what_neither_day_nor_law_explains_is_the_calendar() -> None:
    poll = date(2026, 2, 18)
    years = tuple(year for year in CALENDAR.years if year.year != 2026)
    before = from_a_file(plan(poll, calendar=Calendar(years=years)))
    assert by_event(moved(before, plan(poll)))["handover-end"].because == ("calendar",)


def test_every_reason_has_its_words() -> None:
    assert all(WHY.values())
