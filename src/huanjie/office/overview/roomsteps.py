"""Steps that other rooms of the site keep (别处登记的步骤): done or not, when, and where."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.schedule import ScheduledStep
from huanjie.office.overview.task import DoneBy, Facts, State, Task
from huanjie.office.planning import events

_REVIEWING: Final = (Action.STATE_FACTS, Action.GRANT_EXEMPTION, Action.BAR_NOMINEE)
"""The deeds that settle whether nominees are eligible (资格审查)."""
_BEFORE_THE_LIST: Final = (Stage.OPENED, Stage.ROLL_PUBLISHED)
DoneWhere = tuple[datetime.date | DoneBy | None, str]
"""when it was done, or by whom too, and on which page it stands"""


def kept_task(step: ScheduledStep, facts: Facts) -> Task | None:
    """A step that another room keeps, once it is done; None before, and of every other step."""
    ask = _ROOMS.get(step.event)
    told = ask(step, facts) if ask else None
    if told is None:
        return None
    done, page = told
    task = replace(task_of(step, step.window.latest, State.DONE, ""), page=page)
    return replace(task, done=done) if isinstance(done, DoneBy) else replace(task, done_on=done)


def room_task(step: ScheduledStep, facts: Facts, today: datetime.date) -> Task | None:
    """The same step before it is done: it is done on the site, where the roll is published in that
    room; None of a step that no room keeps.
    """
    page = _PAGES.get(step.event)
    if page is None:
        return None
    last = step.window.latest
    state, says = State.LATER, _("在网站上登记")
    if last and today > last:
        state, says = State.PASSED, _("在网站上登记，期限已过")
    return replace(task_of(step, last, state, says), page=page if facts.roll_published_on else "")


def task_of(step: ScheduledStep, by: datetime.date | None, state: State, says: str) -> Task:
    """A step of the schedule that is nobody's deed here."""
    return Task(
        key=step.event,
        deed=None,
        name=_(step.name),
        state=state,
        by=by,
        says=says,
        grounds=step.grounds,
    )


def _registered(step: ScheduledStep, facts: Facts) -> DoneWhere | None:
    """Whoever registers is on the roll when it is published."""
    if facts.roll_published_on is None:
        return None
    return facts.done.get(Action.PUBLISH_ROLL) or facts.roll_published_on, "roll"


def _chosen(step: ScheduledStep, facts: Facts) -> DoneWhere | None:
    day = facts.kept.chosen_on.get(step.event)
    return (day, "chosen") if day else None


def _told(step: ScheduledStep, facts: Facts) -> DoneWhere | None:
    day = facts.kept.told_on
    return (day, "notices") if day else None


def _proxies(step: ScheduledStep, facts: Facts) -> DoneWhere | None:
    day = facts.kept.proxies_posted_on
    return (day, "proxies") if day else None


def _noticed(step: ScheduledStep, facts: Facts) -> DoneWhere | None:
    return (facts.kept.notice[0], "public-notice") if facts.kept.notice else None


def _nominated(step: ScheduledStep, facts: Facts) -> DoneWhere | None:
    """Nobody is nominated any more once the list is published."""
    if facts.stage in _BEFORE_THE_LIST:
        return None
    return facts.done.get(Action.NOMINATE), "candidates"


def _reviewed(step: ScheduledStep, facts: Facts) -> DoneWhere | None:
    """The list is published of those alone whose eligibility is settled."""
    people = sum(each.nominated for each in facts.contests)
    waits = not people or any(each.unreviewed for each in facts.contests)
    if facts.stage in _BEFORE_THE_LIST and waits:
        return None
    known = [facts.done[deed] for deed in _REVIEWING if deed in facts.done]
    return max(known, key=lambda each: each.on, default=None), "findings"


_PAGES: Final[Mapping[str, str]] = {
    events.REPRESENTATIVES_CHOSEN: "chosen",
    events.GROUP_HEADS_CHOSEN: "chosen",
    events.MEETING_NOTIFIED: "notices",
    events.PROXIES_PUBLISHED: "proxies",
    events.NOTICE_START: "public-notice",
    events.NOMINATION_END: "candidates",
    events.CANDIDATES_REVIEWED: "findings",
    events.WITHDRAWALS_END: "candidates",
}
"""where a step is kept before it is done; whoever registers may do it on paper, too"""

_ROOMS: Final[Mapping[str, Callable[[ScheduledStep, Facts], DoneWhere | None]]] = {
    events.REGISTRATION_END: _registered,
    events.REPRESENTATIVES_CHOSEN: _chosen,
    events.GROUP_HEADS_CHOSEN: _chosen,
    events.MEETING_NOTIFIED: _told,
    events.PROXIES_PUBLISHED: _proxies,
    events.NOTICE_START: _noticed,
    events.NOMINATION_END: _nominated,
    events.CANDIDATES_REVIEWED: _reviewed,
}
