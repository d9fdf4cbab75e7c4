"""The schedule by the name of its steps (日程的各步): edges, articles and statutory names."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from huanjie.domain.schedule import Schedule, ScheduledStep
from huanjie.law.citation import Citation
from huanjie.office.planning.events import NOTICE_START, OF_DEEDS


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

    def leads(self, event: str) -> bool:
        """Whether a step comes before the deed that has its last day in common with it."""
        same = [each for each in self._steps if self.last_day(each) == self.last_day(event)]
        deeds = [each for each in same if each in OF_DEEDS]
        return bool(deeds) and same.index(event) < same.index(deeds[0])

    def without_deeds(self, *, noticed: bool = False) -> Iterator[ScheduledStep]:
        """The steps that are done off the site, by the clock alone, or in a room of their own, by
        their last day; the notice among them once one was posted by itself.
        """
        own = {NOTICE_START} if noticed else set()
        return (step for event, step in self._steps.items() if event not in OF_DEEDS - own)
