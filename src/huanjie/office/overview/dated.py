"""The schedule by the name of its steps (日程的各步): edges, articles and statutory names."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.schedule import POLLING_DAY, Schedule, ScheduledStep
from huanjie.law.citation import Citation

ROLL: Final = "roll-published"
OBJECTIONS: Final = "objections-end"
CANDIDATES: Final = "candidates-published"
NOTICE: Final = "notice-start"
NOTICE_END: Final = "notice-end"
POLL: Final = POLLING_DAY
RESULT: Final = "result-published"
RUNOFF: Final = "runoff-end"

OF_DEEDS: Final = frozenset({ROLL, CANDIDATES, NOTICE, POLL, RESULT, RUNOFF})
"""Steps that a deed on the site does; the notice begins when the candidates are published."""


class Dated:
    """One schedule, asked by step; a pack need not have every step."""

    def __init__(self, schedule: Schedule) -> None:
        self._steps = {step.event: step for step in schedule.steps}

    def last_day(self, event: str) -> datetime.date | None:
        """The legal edge of a step (最迟日期)."""
        step = self._steps.get(event)
        return step.window.latest if step else None

    def name(self, event: str) -> str:
        """What the pack calls a step; empty where it has none."""
        step = self._steps.get(event)
        return _(step.name) if step else ""

    def grounds(self, event: str) -> tuple[Citation, ...]:
        """The articles of a step."""
        step = self._steps.get(event)
        return step.grounds if step else ()

    def without_deeds(self) -> Iterator[ScheduledStep]:
        """The steps that are done off the site, or by the clock alone, by their last day."""
        return (step for event, step in self._steps.items() if event not in OF_DEEDS)
