"""An invented election's facts and its real schedule, for tests of what follows from them."""

from __future__ import annotations

import datetime
from typing import Final

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.schedule import Schedule, schedule
from huanjie.law.calendar import load_calendar
from huanjie.law.shelf import load
from huanjie.office.overview.nextstep import tasks
from huanjie.office.overview.task import ContestFacts, Facts, State, Task, VoteFacts

START: Final = datetime.date(2026, 5, 18)
POLL: Final = datetime.date(2026, 6, 28)
ROLL_EDGE: Final = datetime.date(2026, 6, 8)
CANDIDATES_EDGE: Final = datetime.date(2026, 6, 23)
RESULT_EDGE: Final = datetime.date(2026, 6, 29)
RUNOFF_EDGE: Final = datetime.date(2026, 7, 28)


def dated(body: str = "villagers-committee") -> Schedule:
    """The schedule of a body in Zhejiang that polls on a Sunday in June."""
    pack = load(body, on=POLL, today=START, region="zhejiang")
    return schedule(pack, polling_day=POLL, calendar=load_calendar(), start=START)


def facts(stage: Stage, **known: object) -> Facts:
    """An election that has come so far."""
    return Facts(stage=stage, polling_day=POLL, **known)  # type: ignore[arg-type]


def vote(**known: object) -> VoteFacts:
    """The first vote."""
    values: dict[str, object] = {"number": 1, "kind": "first", "name": "第一次投票"}
    return VoteFacts(**(values | known))  # type: ignore[arg-type]


def chair(nominated: int) -> ContestFacts:
    """One seat that needs two candidates, and not more."""
    return ContestFacts(name="主任", seats=1, nominated=nominated, minimum=2, maximum=2)


def steps(known: Facts, today: datetime.date = START) -> dict[str, Task]:
    """Every step by its key."""
    return {task.key: task for task in tasks(known, dated(), today)}


def states(known: Facts, today: datetime.date = START) -> dict[Action, State]:
    """How far every deed has come; of several of one kind, the last."""
    return {task.deed: task.state for task in tasks(known, dated(), today) if task.deed}
