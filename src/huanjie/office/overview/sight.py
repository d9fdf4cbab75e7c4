"""An election and a place as one user sees them (页面上的内容): what is theirs to do, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from huanjie.domain.cycle import TRANSITIONS
from huanjie.domain.permission import ROLE_NAMES, Action
from huanjie.office import clock
from huanjie.office.overview.board import Figure, figures
from huanjie.office.overview.facts import facts_of
from huanjie.office.overview.nextstep import current, following
from huanjie.office.overview.survey import UnitState, steps_of
from huanjie.office.overview.task import OFF_SITE_PAGE, Facts, State, Task
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.tags import short_day
from huanjie.office.units.models import Unit
from huanjie.office.units.permission import allowed

_ASKED: Final[Mapping[str, Action]] = {
    "roll": Action.SEE_ROLL,
    "roll-objections": Action.SEE_ROLL,
    "proxies": Action.SEE_ROLL,
    "chosen": Action.SEE_ROLL,
    "notices": Action.SEE_ROLL,
    "findings": Action.SEE_FINDINGS,
    OFF_SITE_PAGE: Action.KEEP_STEP,
}
"""What a page asks of whoever opens it, beyond seeing the election."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTask:
    """A task as one user sees it (页面上的一步)."""

    task: Task
    url: str
    """where it is done; empty where this user may not go"""
    is_mine: bool
    is_late: bool

    @property
    def is_off_site(self) -> bool:
        """Whether this user may enter on which day it was done off the site (线下办理)."""
        return bool(self.url) and self.task.page == OFF_SITE_PAGE

    @property
    def notes(self) -> list[str]:
        """The particulars under its name: by whom and when, or for whom and until when."""
        return [note for note in self._notes() if note]

    def _notes(self) -> Iterator[str]:
        task = self.task
        if task.done:
            yield _(task.done.role)
        done_on = task.done.on if task.done else task.done_on
        yield short_day(done_on)
        if task.state is State.NOW and not self.is_mine and task.turn:
            yield _("等待：%(role)s") % {"role": _(ROLE_NAMES[task.turn])}
        if task.state is not State.DONE and task.by:
            yield _("最迟 %(day)s") % {"day": short_day(task.by)}
        yield task.says.rstrip("。.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One election as one user sees it (一次选举的下一步)."""

    election: Election
    facts: Facts
    steps: tuple[ShownTask, ...]
    now: ShownTask | None
    then: Task | None
    may_postpone: bool
    """whether this user may put the polling day off now, and that would mend it (可以改选举日)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """One place right below another, with the places that elect in it (下级单位)."""

    place: Unit
    states: tuple[UnitState, ...]

    @property
    def state(self) -> UnitState | None:
        """Its own state, where it elects itself."""
        return next((each for each in self.states if each.unit.pk == self.place.pk), None)

    @property
    def figures(self) -> list[Figure]:
        """How many of its places are in each state."""
        return figures(self.states)

    @property
    def total(self) -> int:
        """How many places elect in it."""
        return len(self.states)


def sight_of(user: User, election: Election) -> Sight:
    """One election for one user, with everything that its pages show."""
    facts = facts_of(election)
    steps = steps_of(election, facts)
    task = current(steps)
    return Sight(
        election=election,
        facts=facts,
        steps=tuple(_shown(user, election, each) for each in steps),
        now=_shown(user, election, task) if task else None,
        then=following(steps, task) if task else None,
        may_postpone=(task is None or task.moves_the_poll)
        and (facts.stage, Action.POSTPONE) in TRANSITIONS
        and allowed(user, Action.POSTPONE, election),
    )


def _shown(user: User, election: Election, task: Task) -> ShownTask:
    mine = task.deed is not None and allowed(user, task.deed, election)
    asked = _ASKED.get(task.page)
    hidden = asked is not None and not allowed(user, asked, election)
    return ShownTask(
        task=task,
        url="" if hidden or not task.page else _url(election, task),
        is_mine=mine,
        is_late=task.is_late(clock.today()),
    )


def _url(election: Election, task: Task) -> str:
    if task.page == OFF_SITE_PAGE:
        return reverse(task.page, args=[election.pk, task.key])
    if task.number is None:
        return reverse(task.page, args=[election.pk])
    return reverse(task.page, args=[election.pk, task.number])
