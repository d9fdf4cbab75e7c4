"""Measuring in turn (轮流计时): every side once a round, several rounds, all in one run.

Machines differ and are noisy, so only sides of the same run are compared, and by their minimum:
what disturbs a run can only make it slower. The median tells how noisy the run was.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """One side's rounds, in seconds."""

    seconds: tuple[float, ...]

    @property
    def minimum(self) -> float:
        return min(self.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    def times(self, other: Timing) -> float:
        """How many times as long as the other this one took, minimum by minimum."""
        return self.minimum / other.minimum


def in_turn(
    sides: Mapping[str, Callable[[], object]],
    *,
    rounds: int = 9,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Timing]:
    """Run each side once untimed, then `rounds` times in turn; at least one round."""
    for side in sides.values():
        side()
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            seconds[name].append(_seconds(side, clock))
    return {name: Timing(tuple(measured)) for name, measured in seconds.items()}


def processor_time() -> float:
    """Seconds of processors for this process and its programs that have ended (处理器时间): what
    work costs on one core, also where its programs take turns, or others want the core.
    """
    ended = os.times()
    return time.process_time() + ended.children_user + ended.children_system


def _seconds(side: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    side()
    return clock() - start
