"""Sides are measured in turn, by the clock that is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from bench.timing import in_turn, processor_time


def test_each_side_runs_once_untimed_and_then_in_turn() -> None:
    ran: list[str] = []
    timings = in_turn({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, rounds=2)
    assert "".join(ran) == "ababab"
    assert [len(timing.seconds) for timing in timings.values()] == [2, 2]


def test_the_clock_that_is_asked_for_is_read_before_and_after() -> None:
    hands = iter([1.0, 3.0, 10.0, 11.0])
    timing = in_turn({"a": lambda: None}, rounds=2, clock=lambda: next(hands))["a"]
    assert (timing.seconds, timing.minimum, timing.median) == ((2.0, 1.0), 1.0, 1.5)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell of ended programs")
def test_processor_time_counts_programs_that_have_ended() -> None:
    before = processor_time()
    subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True)
    assert processor_time() > before + 0.01
