"""What a step is measured from (起算): in no circle, in no long chain, from no lost step."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from tests.domain.dating import last_days, made, plan, step

from huanjie.domain.edges import LONGEST_CHAIN
from huanjie.door.fault import BadInput
from huanjie.law.rules import Direction, TimedStep

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
