"""Steps that are no deed of the election's own (计时、报送和线下的步骤): periods that run by
themselves, documents to those above, what another room keeps, and what is done on paper.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from huanjie.domain.filing import SETTLED, STATE_NAMES, matters_of
from huanjie.domain.filing import State as Filed
from huanjie.domain.permission import Action
from huanjie.domain.schedule import ScheduledStep
from huanjie.office.overview.dated import Dated
from huanjie.office.overview.roomsteps import kept_task, room_task, task_of
from huanjie.office.overview.task import OFF_SITE_PAGE, Facts, State, Task
from huanjie.office.planning import events
from huanjie.office.planning.events import OBJECTION_DECIDED


def clock_tasks(facts: Facts, dated: Dated, today: datetime.date) -> Iterator[Task]:
    """Each of them, by its last day."""
    answers = {each.answered_by for each in matters_of(facts.filings)}
    for step in dated.without_deeds(noticed=facts.kept.notice is not None):
        if step.event in facts.filings:
            yield _filing(step, facts, today, is_answer=step.event in answers)
        elif step.event == OBJECTION_DECIDED:
            yield from _decisions(step, facts, today)
        else:
            yield (
                _period(step, facts, today)
                or kept_task(step, facts)
                or room_task(step, facts, today)
                or _on_paper(step, facts, today)
            )


def _period(step: ScheduledStep, facts: Facts, today: datetime.date) -> Task | None:
    """A period (期间) that begins with a publication and runs by itself."""
    match step.event:
        case events.OBJECTIONS_END:
            begun, ends = facts.roll_published_on, facts.objections_end
            page = "roll-objections"
        case events.NOTICE_END:
            begun, ends = facts.kept.notice or (facts.candidates_published_on, facts.notice_end)
            page = "public-notice" if facts.kept.notice else ""
        case events.PROXIES_END:
            begun, ends, page = facts.roll_published_on, None, "proxies"
        case _:
            return None
    last = ends or step.window.latest
    state, says = State.LATER, _("公布以后自动开始计时")
    if begun and last and today > last:
        state, says = State.DONE, _("期限已满")
    elif begun:
        state, says = State.CLOCK, _("正在计时，期满自动结束")
    task = task_of(step, last, state, says)
    over = last if state is State.DONE else None
    return replace(task, page=page if begun else "", done_on=over)


def _filing(step: ScheduledStep, facts: Facts, today: datetime.date, *, is_answer: bool) -> Task:
    """A document to those above, or their answer (请示、批复、备案): it is sent on the one step,
    and answered on the other.
    """
    filed, deed = facts.filings[step.event], Action.SEND_FILING
    state, says, last = State.LATER, _(STATE_NAMES[filed]), step.window.latest
    if filed in SETTLED or (filed is Filed.SENT and not is_answer):
        state = State.DONE
    elif filed in (Filed.RETURNED, Filed.REFUSED):
        state = State.NOW
    elif filed is Filed.SENT:
        state = State.CLOCK
    elif filed is Filed.UNSENT and not is_answer and last and today > last:
        state, says = State.PASSED, _("还没有报送，期限已过")
    return replace(
        task_of(step, last, state, says),
        page="filings",
        deed=deed if state is State.NOW else None,
        done_on=facts.kept.sent_on.get(step.event) if state is State.DONE else None,
    )


def _decisions(step: ScheduledStep, facts: Facts, today: datetime.date) -> Iterator[Task]:
    """That objections are decided; a step of its own stands for those that are open."""
    if facts.decisions_due:
        return
    last, ends = step.window.latest, facts.objections_end
    if ends and today > ends:
        task = task_of(step, last, State.DONE, _("异议期满，没有未决的异议"))
        yield replace(task, page="roll-objections")
    else:
        yield task_of(step, last, State.LATER, _("收到异议以后登记，按期决定"))


def _on_paper(step: ScheduledStep, facts: Facts, today: datetime.date) -> Task:
    """A step that nothing here keeps: it is done once somebody enters the day (线下办理); one that
    a room keeps later waits for that.
    """
    last, day = step.window.latest, facts.kept.off_site.get(step.event)
    state, says = State.LATER, _("线下办理")
    if day:
        state, says = State.DONE, day.out_of_time
    elif last and today > last:
        state, says = State.PASSED, _("线下办理，期限已过")
    task = task_of(step, last, state, says)
    if step.event in events.BY_ROOMS:
        return task
    calls = _("改办结的日期") if day else _("登记办结的日期")
    return replace(task, done_on=day.on if day else None, page=OFF_SITE_PAGE, calls=calls)
