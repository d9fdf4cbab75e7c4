"""Who may fill a place that fell free (递补), and who is passed over with the reason; and whoever
left the published list, with the deed and its article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q
from django.utils.translation import gettext as _

from huanjie.domain.departure import DEED_OF, ENDS, REASON_NAMES, Reason
from huanjie.domain.nominee import NOMINEE_DEEDS, NOMINEE_STATES, NomineeState
from huanjie.domain.objection import step_of
from huanjie.office.candidacy.barring import grounds_of_barring
from huanjie.office.candidacy.departing import lacks_woman
from huanjie.office.candidacy.findings import NomineeFinding, find_all
from huanjie.office.candidacy.models import Barring, Departure, Nominee
from huanjie.office.candidacy.slate import Slate, slate_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election


class Article(Protocol):
    """An article with its sentence (依据)."""

    @property
    def law(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def says(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Somebody who was nominated and cannot come (不能递补的人), and why."""

    nominee: Nominee
    why: str
    grounds: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InLine:
    """Whoever was nominated and is not on the list (原被提名人): for a post that is short, and all
    women where the list lacks one.
    """

    next: tuple[Nominee, ...]
    """those first whom most had nominated (按提名人数从多到少)"""
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Somebody who left the published list (离开名单的人): by which deed and article."""

    departure: Departure
    deed: str
    reason: str
    grounds: tuple[Article, ...]


def in_line(election: Election) -> InLine:
    """Who may fill the posts that are short, and who of them is passed over; of every post the
    women where the list lacks one.
    """
    slate = slate_of(election)
    asked = Q(contest__in=[line.contest.pk for line in slate.lines if line.missing])
    if lacks_woman(election):
        asked |= Q(sex="f")
    rows = election.nominees.filter(asked, state__in=(NomineeState.WITHDRAWN, NomineeState.BARRED))
    found = list(rows.select_related("contest", "entry").order_by("contest__place", "pk"))
    for row in found:
        row.election = election
    found.sort(key=lambda row: (row.contest.place, -(row.nominators or 0)))
    judged = zip(found, find_all(election, found), strict=True)
    passed = {row.pk: over for row, each in judged if (over := _passed_over(slate, row, each))}
    return InLine(
        next=tuple(row for row in found if row.pk not in passed),
        passed_over=tuple(passed.values()),
    )


def _passed_over(slate: Slate, row: Nominee, judged: NomineeFinding) -> PassedOver | None:
    """Why somebody cannot come; None: they may."""
    election = slate.election
    left = row.departures.last()
    if row.state == NomineeState.BARRED or judged.finding == "barred":
        why = _(NOMINEE_STATES[NomineeState.BARRED])
        return PassedOver(nominee=row, why=why, grounds=_bars(election, judged))
    if left:
        why = _(REASON_NAMES[Reason(left.reason)])
        return PassedOver(nominee=row, why=why, grounds=_articles(left))
    if row.declined_by:
        why = _(REASON_NAMES[Reason.OWN_WISH])
        return PassedOver(nominee=row, why=why, grounds=_stepping_back(election))
    if row.entry.struck_on:
        return PassedOver(nominee=row, why=_("已经移出名册"))
    rule = slate.pack.one_post_a_candidate
    if rule and row.person in {each.person for each in slate.people}:
        why = _("已经是别的职务的人选")
        return PassedOver(nominee=row, why=why, grounds=(rule.citation,))
    return None


def departed(election: Election) -> Iterator[Left]:
    """Everybody who left a published list of this election, in order."""
    rows = Departure.objects.filter(election=election).select_related("nominee__contest")
    for each in rows:
        reason = Reason(each.reason)
        yield Left(
            departure=each,
            deed=_(NOMINEE_DEEDS[DEED_OF[reason]]),
            reason=_(REASON_NAMES[reason]),
            grounds=_articles(each),
        )


def _articles(left: Departure) -> tuple[Article, ...]:
    """The law's last day to step back, of an own wish; else what barred the person on that day."""
    if left.reason == Reason.OWN_WISH:
        return _stepping_back(left.election)
    rows = Barring.objects.filter(
        election=left.election_id, person=left.nominee.person, found_on=left.left_on
    )
    barring = rows.last()
    return _once(grounds_of_barring(barring)) if barring else ()


def _stepping_back(election: Election) -> tuple[Article, ...]:
    step = step_of(law_of(election), ENDS)
    return (step.citation,) if step else ()


def _bars(election: Election, judged: NomineeFinding) -> tuple[Article, ...]:
    """The conditions that bar by what is known; where none does any more, those of the finding."""
    if judged.finding == "barred":
        return judged.grounds
    barring = Barring.objects.filter(election=election, person=judged.nominee.person).last()
    return _once(grounds_of_barring(barring)) if barring else ()


def _once(grounds: Iterable[Article]) -> tuple[Article, ...]:
    return tuple({(each.law, each.article): each for each in grounds}.values())
