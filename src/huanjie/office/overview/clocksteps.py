"""Steps that nobody does on the site (计时和线下的步骤): periods that run by themselves, and what
is done on paper.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from huanjie.domain.filing import SETTLED, STATE_NAMES
from huanjie.domain.filing import State as Filed
from huanjie.domain.permission import Action
from huanjie.domain.schedule import ScheduledStep
from huanjie.office.overview.dated import Dated
from huanjie.office.overview.task import Facts, State, Task
from huanjie.office.planning.events import NOTICE_END, OBJECTION_DECIDED, OBJECTIONS_END


def clock_tasks(facts: Facts, dated: Dated, today: datetime.date) -> Iterator[Task]:
    """Each of them, by its last day."""
    for step in dated.without_deeds():
        if step.event == OBJECTIONS_END:
            begun = facts.roll_published_on is not None
            yield _period(step, facts.objections_end, today, begun=begun)
        elif step.event == NOTICE_END:
            begun = facts.candidates_published_on is not None
            yield _period(step, facts.notice_end, today, begun=begun)
        elif step.event in facts.filings:
            yield _filing(step, facts.filings[step.event])
        elif step.event == OBJECTION_DECIDED:
            yield from _decisions(step, facts, today)
        else:
            yield _on_paper(step, today)


def _period(
    step: ScheduledStep, ends: datetime.date | None, today: datetime.date, *, begun: bool
) -> Task:
    """A period (期间) that begins with a publication and runs by itself."""
    last = ends or step.window.latest
    state, says = State.LATER, _("公布以后自动开始计时")
    if begun and last and today > last:
        state, says = State.DONE, _("期限已满")
    elif begun:
        state, says = State.CLOCK, _("正在计时，期满自动结束")
    return _task(step, last, state, says)


def _filing(step: ScheduledStep, filed: Filed) -> Task:
    """A document to those above, or their answer (请示、批复、备案)."""
    by, deed = step.window.latest, Action.SEND_FILING
    says = _(STATE_NAMES[filed])
    state = State.LATER
    if filed in SETTLED:
        state = State.DONE
    elif filed in (Filed.RETURNED, Filed.REFUSED):
        state = State.NOW
    task = _task(step, by, state, says)
    return replace(task, page="filings", deed=deed if state is State.NOW else None)


def _decisions(step: ScheduledStep, facts: Facts, today: datetime.date) -> Iterator[Task]:
    """That objections are decided; a step of its own stands for those that are open."""
    if facts.decisions_due:
        return
    last, ends = step.window.latest, facts.objections_end
    if ends and today > ends:
        yield _task(step, last, State.DONE, _("异议期满，没有未决的异议"))
    else:
        yield _task(step, last, State.LATER, _("收到异议以后登记，按期决定"))


def _on_paper(step: ScheduledStep, today: datetime.date) -> Task:
    last = step.window.latest
    if last and today > last:
        return _task(step, last, State.PASSED, _("线下办理，期限已过"))
    return _task(step, last, State.LATER, _("线下办理，这里只提醒日期"))


def _task(step: ScheduledStep, by: datetime.date | None, state: State, says: str) -> Task:
    return Task(
        key=step.event,
        deed=None,
        name=_(step.name),
        state=state,
        by=by,
        says=says,
        grounds=step.grounds,
    )
