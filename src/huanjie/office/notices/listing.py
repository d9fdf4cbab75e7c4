"""Notices and objections as pages show them (公示的列表)."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.due import Due
from huanjie.domain.identity import masked_phone
from huanjie.domain.objection import STATE_NAMES, State, is_decided
from huanjie.domain.publicnotice import decided_here
from huanjie.law.citation import Citation, on_paper
from huanjie.law.condition import Condition
from huanjie.office import clock
from huanjie.office.notices.models import Line, NomineeObjection, Notice
from huanjie.office.notices.period import answer_due, is_replaced, is_running, until
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLines:
    """Whom a notice named for one post (一项职务公示的人), as it was posted."""

    post: str
    people: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """A notice as a page shows it (一次公示)."""

    notice: Notice
    due: Due
    is_running: bool
    is_replaced: bool
    """whether it named an earlier list, and another has to be posted"""
    posts: tuple[PostLines, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNomineeObjection:
    """An objection as a page shows it (一件对人选的异议)."""

    objection: NomineeObjection
    about: str
    ground: Condition | None
    due: Due
    state: str
    phone: str
    is_late: bool

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.objection.is_open

    @property
    def was_decided(self) -> bool:
        """Whether it was decided."""
        return is_decided(State(self.objection.state))

    @property
    def is_upheld(self) -> bool:
        """Whether it was well founded."""
        return self.objection.state == State.UPHELD


def grounds_on_paper(notice: Notice) -> tuple[Citation, ...]:
    """What the posted sheet rests on: the law, or else the decision of the unit itself."""
    named, days = on_paper(until(notice).grounds), notice.days
    return named or ((decided_here(notice.decision, days),) if days else ())


def by_post(lines: Iterable[Line]) -> tuple[PostLines, ...]:
    """Whom a notice names, post by post, in its order."""
    posts: dict[str, list[Line]] = {}
    for line in lines:
        posts.setdefault(line.post, []).append(line)
    return tuple(PostLines(post=name, people=tuple(rows)) for name, rows in posts.items())


def hanging(notice: Notice) -> Hanging:
    """A notice with whom it named, post by post."""
    return Hanging(
        notice=notice,
        due=until(notice),
        is_running=is_running(notice, clock.today()),
        is_replaced=is_replaced(notice),
        posts=by_post(notice.lines.all()),
    )


def open_answers(elections: Collection[str]) -> Mapping[str, tuple[datetime.date, ...]]:
    """By when the open objections of each election must be answered, the earliest first."""
    found: dict[str, list[datetime.date]] = {}
    rows = NomineeObjection.objects.filter(election__in=elections, state=State.RAISED)
    for row in rows.select_related("notice__election"):
        due = answer_due(row.notice, row.received_on).last_day
        found.setdefault(row.election_id, []).append(due)
    return {pk: tuple(sorted(days)) for pk, days in found.items()}


def shown(election: Election) -> tuple[ShownNomineeObjection, ...]:
    """Every objection to a nominee: the open by their last day, then the others."""
    return tuple(sorted(_shown(election), key=lambda x: (not x.is_open, x.due.last_day)))


def _shown(election: Election) -> Iterator[ShownNomineeObjection]:
    known = {each.key: each for each in law_of(election).pack.eligibility}
    lines = Line.objects.filter(notice__election=election)
    names = dict(lines.values_list("person", "name"))
    rows = NomineeObjection.objects.filter(election=election)
    for row in rows.select_related("notice__election"):
        due = answer_due(row.notice, row.received_on)
        closed = row.decided_on or clock.today()
        yield ShownNomineeObjection(
            objection=row,
            about=names.get(row.person, ""),
            ground=known.get(row.ground),
            due=due,
            state=_(STATE_NAMES[State(row.state)]),
            phone=masked_phone(row.phone) if row.phone else "",
            is_late=row.state != State.WITHDRAWN and closed > due.last_day,
        )
