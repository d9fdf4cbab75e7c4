"""The posted list as a paper (名单公告): what stands around the names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Max

from huanjie.office.planning.laws import counted_as
from huanjie.office.planning.models import Election
from huanjie.office.roll.entries import SEX_WORDS
from huanjie.office.roll.posted import Posted, PostedPart
from huanjie.office.roll.publication import objections, publication_step
from huanjie.paper.posted_lists import PostedRoll


def list_name(election: Election) -> str:
    """What the law calls the list (登记参加选举的村民名单)."""
    step = publication_step(election)
    return step.name.removeprefix("公布").partition("（")[0] if step else "名单"


def changed_on(election: Election) -> datetime.date | None:
    """When the roll changed last since it was published (变动的日期)."""
    since = election.roll_changes.filter(in_making=False)
    found: datetime.date | None = since.aggregate(last=Max("made_on"))["last"]
    return found


def posted_roll(election: Election, parts: Iterable[PostedPart]) -> PostedRoll:
    """Everything that is posted of a published roll."""
    step, raised = publication_step(election), objections(election)
    published = election.roll_published_on
    assert published
    return PostedRoll(
        list_name=list_name(election),
        published_on=published,
        registered=election.registered or 0,
        counted=counted_as(election),
        members=election.member_roll,
        parts=tuple((part.name, tuple(map(_told, part.people))) for part in parts),
        grounds=step.grounds if step else (),
        object_until=raised.last_day if raised and not election.member_roll else None,
        objections=raised.grounds if raised else (),
        changed_on=changed_on(election),
    )


def _told(person: Posted) -> str:
    sex = SEX_WORDS.get(person.sex, "")
    born = f"（{person.born_in} 年生）" if person.born_in else ""
    return f"{person.name}{' ' if sex else ''}{sex}{born}"
