"""The posted list as a paper (名单公告): what stands around the names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Max
from django.utils.translation import override

from huanjie.domain.daywords import day_of_year
from huanjie.domain.objection import step_of
from huanjie.office import clock
from huanjie.office.planning.events import OBJECTION_DECIDED
from huanjie.office.planning.laws import counted_as, law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.occasion import occasion_of
from huanjie.office.roll.change_list import supplement
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.roll.models import RollChange
from huanjie.office.roll.namesakes import UNMARKED, Mark, marks_since
from huanjie.office.roll.objection_list import ShownObjection, shown
from huanjie.office.roll.posted import Posted, PostedPart
from huanjie.office.roll.publication import objections, publication_step
from huanjie.paper.blocks import Names
from huanjie.paper.posted_lists import PostedRoll
from huanjie.paper.roll_notices import Decided, RollSince, decisions_notice, supplement_notice
from huanjie.paper.word import Document

_Line = tuple[str, str, Mark]
"""somebody as a list says it: name, sex, and what tells people of one name apart"""


def list_name(election: Election) -> str:
    """What the law calls the list (登记参加选举的村民名单)."""
    step = publication_step(election)
    return step.name.removeprefix("公布").partition("（")[0] if step else "名单"


def changed_on(election: Election) -> datetime.date | None:
    """When the roll changed last since it was published (变动的日期)."""
    since = election.roll_changes.filter(in_making=False)
    found: datetime.date | None = since.aggregate(last=Max("made_on"))["last"]
    return found


def posted_roll(election: Election, parts: Iterable[PostedPart], *, look_up: str) -> PostedRoll:
    """Everything that is posted of a published roll; `look_up` is where everybody asks about
    themselves, which nobody does of the members of the Party or the League.
    """
    step, raised = publication_step(election), objections(election)
    published = election.roll_published_on
    assert published
    until = raised.last_day if raised and not election.member_roll else None
    is_over = until is not None and clock.today() > until
    return PostedRoll(
        list_name=list_name(election),
        published_on=published,
        registered=election.registered or 0,
        counted=counted_as(election),
        members=election.member_roll,
        parts=tuple((part.name, _names(map(_line, part.people))) for part in parts),
        grounds=step.grounds if step else (),
        object_until=until,
        is_objectable=not is_over,
        objections=raised.grounds if raised else (),
        changed_on=changed_on(election),
        look_up="" if election.member_roll else look_up,
    )


def decisions_paper(election: Election) -> Document | None:
    """What was decided on the objections (处理结果公告); None while nothing was. Chinese, whoever
    prints it.
    """
    with override("zh-hans"):
        rows = tuple(row for row in shown(election) if row.was_decided)
        told = marks_since(election, (row.entry for row in rows if row.entry))
        decided = tuple(_decided(row, told) for row in rows)
    days = [row.objection.decided_on for row in rows if row.objection.decided_on]
    if not days:
        return None
    step = step_of(law_of(election), OBJECTION_DECIDED)
    grounds = (step.citation,) if step else ()
    return decisions_notice(occasion_of(election), _since(election, max(days)), decided, grounds)


def supplement_paper(election: Election) -> Document | None:
    """Who came and went since the roll was published (名单补充公告); None where nobody did."""
    found = supplement(election)
    if found.is_empty:
        return None
    both = (*found.added, *found.struck)
    last = max(each.made_on for each in both)
    told = marks_since(election, (each.entry for each in both))
    return supplement_notice(
        occasion_of(election),
        _since(election, last),
        added=_names(_changed(found.added, told)),
        struck=_names(_changed(found.struck, told)),
    )


def _since(election: Election, dated: datetime.date) -> RollSince:
    published = election.roll_published_on
    assert published
    return RollSince(
        published_on=published,
        registered=election.registered or 0,
        counted=counted_as(election),
        dated=dated,
    )


def _decided(row: ShownObjection, told: Mapping[int, Mark]) -> Decided:
    on = row.objection.decided_on
    mark = told.get(row.entry.pk, UNMARKED) if row.entry else UNMARKED
    return Decided(
        number=row.objection.number,
        about=f"{row.about}{mark.says}",
        kind=row.kind,
        result=row.state,
        decided_on=day_of_year(on) if on else "",
    )


def _changed(changes: Iterable[RollChange], told: Mapping[int, Mark]) -> Iterator[_Line]:
    for each in changes:
        yield each.entry.name, each.entry.sex, told.get(each.entry.pk, UNMARKED)


def _line(person: Posted) -> _Line:
    return person.name, person.sex, person.mark


def _names(people: Iterable[_Line]) -> Names:
    lines = tuple(people)
    return Names(
        names=tuple(name for name, _sex, _mark in lines),
        beside=tuple(_beside(sex, mark) for _name, sex, mark in lines),
    )


def _beside(sex: str, mark: Mark) -> str:
    """Sex, and what tells people of one name apart."""
    said = SEX_WORDS.get(sex, "")
    return f"{' ' if said else ''}{said}{mark.says}"
