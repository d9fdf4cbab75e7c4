"""The posted list as a paper (名单公告): what stands around the names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

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
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.objection_list import ShownObjection, shown
from huanjie.office.roll.posted import Posted, PostedPart
from huanjie.office.roll.publication import objections, publication_step
from huanjie.paper.blocks import Names
from huanjie.paper.posted_lists import PostedRoll
from huanjie.paper.roll_notices import Decided, RollSince, decisions_notice, supplement_notice
from huanjie.paper.word import Document


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
        parts=tuple((part.name, _names(part.people)) for part in parts),
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
        decided = tuple(_decided(row) for row in rows)
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
    last = max(each.made_on for each in (*found.added, *found.struck))
    return supplement_notice(
        occasion_of(election),
        _since(election, last),
        added=_names([each.entry for each in found.added]),
        struck=_names([each.entry for each in found.struck]),
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


def _decided(row: ShownObjection) -> Decided:
    on = row.objection.decided_on
    return Decided(
        number=row.objection.number,
        about=row.about,
        kind=row.kind,
        result=row.state,
        decided_on=day_of_year(on) if on else "",
    )


def _names(people: Sequence[Posted | RollEntry]) -> Names:
    return Names(
        names=tuple(each.name for each in people), beside=tuple(_beside(each) for each in people)
    )


def _beside(person: Posted | RollEntry) -> str:
    """Sex, and the year of birth where a name stands twice."""
    sex = SEX_WORDS.get(person.sex, "")
    born = f"（{person.born_in} 年生）" if isinstance(person, Posted) and person.born_in else ""
    return f"{' ' if sex else ''}{sex}{born}"
