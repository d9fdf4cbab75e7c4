"""Readiness (就绪情况): from procedure alone. A legal edge that passed with its deed undone is a
square, one within three days a triangle, everything else a dot.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import ROLE_NAMES, Action
from huanjie.office.overview.task import Facts, Task

SOON: Final = datetime.timedelta(days=3)
"""how far ahead a legal edge is shown as near: ours, no law"""


class Readiness(StrEnum):
    """就绪情况, the worst first."""

    LATE = "late"
    SOON = "soon"
    OK = "ok"
    WAIT = "wait"
    DONE = "done"

    @property
    def icon(self) -> str:
        """Its shape: what tells it apart without colour (形状)."""
        return {"late": "■", "soon": "▲", "ok": "●", "wait": "○", "done": "✓"}[self.value]

    @property
    def label(self) -> str:
        """Its name, as the board calls it."""
        return str(READINESS_NAMES[self])

    @property
    def look(self) -> str:
        """The end of its class in the styles (样式)."""
        return {"late": "bad", "soon": "warn"}.get(self.value, self.value)


READINESS_NAMES: Final = {
    Readiness.DONE: gettext_lazy("选举已完成"),
    Readiness.OK: gettext_lazy("进行正常"),
    Readiness.SOON: gettext_lazy("将到期"),
    Readiness.LATE: gettext_lazy("已逾期或有阻碍"),
    Readiness.WAIT: gettext_lazy("还没开启"),
}
"""Each as the board calls it, in the order of the board's figures."""

_ORDER: Final = {each: place for place, each in enumerate(Readiness)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How ready one election is, and because of which task (判断和原因)."""

    readiness: Readiness
    task: Task | None = None
    reason: str = ""
    remedy: str = ""


def worst(found: Iterable[Readiness]) -> Readiness:
    """The one that needs attention first; where nothing elects, nothing is opened."""
    return min(found, key=_ORDER.__getitem__, default=Readiness.WAIT)


def judge(facts: Facts, steps: Iterable[Task], today: datetime.date) -> Verdict:
    """How ready an election is (就绪判断)."""
    if facts.is_sealed:
        return Verdict(readiness=Readiness.DONE)
    if facts.stage is Stage.CANCELLED:
        return Verdict(readiness=Readiness.WAIT)
    if facts.blocked:
        remedy = _("请县换届工作办公室处理")
        return Verdict(readiness=Readiness.LATE, reason=facts.blocked, remedy=remedy)
    if facts.is_void:
        return Verdict(
            readiness=Readiness.LATE,
            reason=_("选举无效，须重新选举"),
            remedy=_("封存卷宗以后重新开启选举"),
        )
    steps = list(steps)
    open_tasks = [task for task in steps if task.is_open and task.by]
    nearest = min(open_tasks, key=lambda task: task.by or today, default=None)
    if nearest is None or nearest.by is None or nearest.by > today + SOON:
        appeal = next((task for task in steps if task.deed is Action.DECIDE_APPEAL), None)
        return _waiting(appeal) if appeal else Verdict(readiness=Readiness.OK, task=nearest)
    late = nearest.is_late(today)
    return Verdict(
        readiness=Readiness.LATE if late else Readiness.SOON,
        task=nearest,
        reason=_("还没有办：%(step)s") % {"step": nearest.name},
        remedy=_remedy(nearest, late=late),
    )


def _waiting(appeal: Task) -> Verdict:
    """An appeal has no edge of its own on the schedule, and holds up the list until somebody else
    than who barred decides it.
    """
    return Verdict(
        readiness=Readiness.SOON,
        task=appeal,
        reason=_("还没有办：%(step)s") % {"step": appeal.name},
        remedy=_("由认定人以外的人决定申诉"),
    )


def _remedy(task: Task, *, late: bool) -> str:
    if late:
        return task.remedy.rstrip("。")
    return _("请%(role)s办理") % {"role": _(ROLE_NAMES[task.turn]) if task.turn else ""}
