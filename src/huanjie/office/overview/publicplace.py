"""What a place has posted (村里张贴的), for everybody: its roll, until when that is objected to,
the notice of its candidates, its result. Nothing is said of anybody by name, and nothing of an
election whose roll is not posted. See docs/adr/0029.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from huanjie.domain.cycle import Stage
from huanjie.domain.due import Due
from huanjie.office import clock
from huanjie.office.candidacy.models import Departure
from huanjie.office.closing.models import Dossier
from huanjie.office.electors.lookup import is_public, may_be_asked
from huanjie.office.notices.period import (
    end_by_law,
    is_replaced,
    is_running,
    last_notice,
    until,
)
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.rates import counted
from huanjie.office.roll.posted_paper import changed_on
from huanjie.office.roll.publication import Objections, objections
from huanjie.office.units.models import Unit, electing, names_above
from huanjie.office.units.search import find
from huanjie.paper.poll_day import asked_of

MOST_FOUND: Final = 200
"""places that one search names: more than any town has"""
SEARCHES_A_MINUTE: Final = 60
"""searches that one address gets: a hall behind one address types, a program that copies the tree
does not get far
"""
_MINUTE: Final = 60
_DECIDED: Final = (Stage.DECLARED, Stage.SEALED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place that was found (查到的村、社区), with the county and the town above it."""

    unit: Unit
    above: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """A notice of candidates (公示): from when, and until when it hangs."""

    posted_on: datetime.date | None
    """None while there is no list to post: its places are being filled up (递补)"""
    due: Due | None = None
    """its last day with the articles; None where the pack says no day"""
    is_running: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether the list is being filled up and will be posted anew (名单有变动)."""
        return self.posted_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedElection:
    """An election as far as it is posted (张贴了的选举)."""

    election: Election
    may_be_asked: bool
    """whether the site answers who is on the roll now"""
    is_changed: bool
    """whether the roll changed since it was posted: its number is no longer that day's"""
    objections: Objections | None
    is_objectable: bool
    objects_to: str
    """who decides objections (选举委员会); empty where nobody is named"""
    notice: Hung | None
    dossier: Dossier | None

    @property
    def is_decided(self) -> bool:
        """Whether the result is announced (已宣布结果)."""
        return self.election.stage in _DECIDED


def may_search(address: str) -> bool:
    """Count one search from an address; whether it is still answered in this minute."""
    minute = int(clock.now().timestamp()) // _MINUTE
    return counted(f"places-{address}-{minute}") <= SEARCHES_A_MINUTE


def find_places(typed: str) -> tuple[FoundPlace, ...]:
    """The villages and communities that every word fits, by name, pinyin or code, and those right
    below a town that it fits; one more than `MOST_FOUND` where there are more.
    """
    units = list(find(Unit.objects.filter(electing()), typed).order_by("path")[: MOST_FOUND + 1])
    above = names_above(units)
    return tuple(FoundPlace(unit=each, above=above[each.pk]) for each in units)


def posted_elections(unit: Unit, dossiers: Iterable[Dossier]) -> tuple[PostedElection, ...]:
    """Of each body the latest election whose roll is posted, where that roll is everybody's to
    read: not of members who vote by their standing (党员、团员). `dossiers` are the place's own.
    """
    latest: dict[str, Election] = {}
    rows = Election.objects.select_related("unit").filter(unit=unit)
    posted = rows.exclude(roll_published_on=None).exclude(stage=Stage.CANCELLED)
    for each in posted.order_by("polling_day"):
        if is_public(each):
            latest[each.body] = each
    sealed = {each.election_id: each for each in dossiers}
    return tuple(_posted(each, sealed.get(each.pk)) for each in latest.values())


def dossiers_of(unit: Unit) -> tuple[Dossier, ...]:
    """The published dossiers of a place, the latest first; none of an election whose roll is not
    everybody's to read (党员、团员).
    """
    found = Dossier.objects.select_related("election").filter(election__unit=unit)
    rows = found.defer("content", "sealed").order_by("-election__polling_day", "pk")
    return tuple(each for each in rows if is_public(each.election))


def _posted(election: Election, dossier: Dossier | None) -> PostedElection:
    period = objections(election)
    return PostedElection(
        election=election,
        may_be_asked=may_be_asked(election),
        is_changed=changed_on(election) is not None,
        objections=period,
        is_objectable=bool(period and clock.today() <= period.last_day and may_be_asked(election)),
        objects_to=asked_of(law_of(election).pack),
        notice=_hung(election),
        dossier=dossier,
    )


def _hung(election: Election) -> Hung | None:
    """The notice that was posted last, where it is of the list as it is; none while that is being
    filled up (递补), else the law's own from the publication of the candidates up to the poll. Of
    an earlier list none either, where the pack says for how many days the new one is to be posted.
    """
    today, begun, notice = clock.today(), election.candidates_published_on, last_notice(election)
    is_filling = begun is None and Departure.objects.filter(election=election).exists()
    if notice and not is_replaced(notice):
        running = is_running(notice, today) and not _is_voting(election)
        if running or not is_filling:
            return Hung(posted_on=notice.posted_on, due=until(notice), is_running=running)
    if begun is None:
        return Hung(posted_on=None) if is_filling else None
    last_day = end_by_law(election)
    if notice and last_day is None:
        return Hung(posted_on=None)
    due = Due(last_day=last_day, grounds=(), provisional=False) if last_day else None
    is_over = _is_voting(election) or bool(last_day and today > last_day)
    return Hung(posted_on=begun, due=due, is_running=not is_over)


def _is_voting(election: Election) -> bool:
    return election.stage not in (Stage.ROLL_PUBLISHED, Stage.READY)
