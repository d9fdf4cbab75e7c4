"""Who may fill a place that fell free (递补), and who is passed over with the reason; and whoever
left the published list, with the deed and its article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from django.db.models import Q
from django.utils.translation import gettext as _

from huanjie.domain.departure import ENDS, REASON_NAMES, Reason, deed_name
from huanjie.domain.listorder import COUNT_WORDS, Backing, Received, received_basis
from huanjie.domain.nominee import NOMINEE_DEEDS, NOMINEE_STATES, NomineeDeed, NomineeState
from huanjie.domain.objection import step_of
from huanjie.office.candidacy.backing import backing_of
from huanjie.office.candidacy.bars import grounds_of_barring
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
class Filler:
    """Somebody who may fill a place (可以递补的人), with the votes received before (原得票数)."""

    nominee: Nominee
    votes_of: Received
    """which number it is: of the pre-selection where the post had one, else of who nominated"""
    votes: int | None
    """None: nobody entered it, and where they stand cannot be told"""
    is_equal: bool
    """whether others of the post have as many: the votes do not say who of them comes first"""

    @property
    def votes_name(self) -> str:
        """What the number is called (预选得票、提名人数)."""
        return COUNT_WORDS[self.votes_of]

    @property
    def unordered(self) -> Literal["equal", "uncounted"] | None:
        """Why the votes do not say where somebody stands (排不出次序); None: they do."""
        if self.votes is None:
            return "uncounted"
        return "equal" if self.is_equal else None


@dataclass(frozen=True, slots=True, kw_only=True)
class InLine:
    """Whoever was nominated and is not on the list (原被提名人): for a post that is short, and all
    women where the list lacks one.
    """

    next: tuple[Filler, ...]
    """post by post those first who had received most (按得票从多到少), without a number last"""
    passed_over: tuple[PassedOver, ...]

    @property
    def equal(self) -> tuple[Filler, ...]:
        """Whom the votes do not tell apart (得票相等)."""
        return tuple(each for each in self.next if each.unordered == "equal")

    @property
    def uncounted(self) -> tuple[Filler, ...]:
        """Whose votes nobody entered (没有登记得票)."""
        return tuple(each for each in self.next if each.unordered == "uncounted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Somebody who left the published list (离开名单的人): by which deed and article."""

    departure: Departure
    deed: str
    reason: str
    grounds: tuple[Article, ...]


def in_line(election: Election) -> InLine:
    """Who may fill the posts that are short, by the votes they had received, and who of them is
    passed over; of every post the women where the list lacks one (Zhejiang 19, Hainan 23, Sichuan
    25: 按原得票数由高到低依次递补).
    """
    slate = slate_of(election)
    asked = Q(contest__in=[line.contest.pk for line in slate.lines if line.missing])
    if lacks_woman(election):
        asked |= Q(sex="f")
    rows = election.nominees.filter(asked, state__in=(NomineeState.WITHDRAWN, NomineeState.BARRED))
    found = list(rows.select_related("contest", "entry").order_by("contest__place", "pk"))
    for row in found:
        row.election = election
    judged = zip(found, find_all(election, found), strict=True)
    barred = _barred(election)
    passed = {
        row.pk: over
        for row, each in judged
        if (over := _passed_over(slate, row, each, barred.get(row.person)))
    }
    return InLine(
        next=_by_votes(election, [row for row in found if row.pk not in passed]),
        passed_over=tuple(passed.values()),
    )


def _by_votes(election: Election, rows: Iterable[Nominee]) -> tuple[Filler, ...]:
    """Post by post, those first who had received most votes (按原得票数由高到低)."""
    every: dict[int, list[Backing]] = {}
    for row in election.nominees.all():
        every.setdefault(row.contest_id, []).append(backing_of(row))
    basis = {post: received_basis(own) for post, own in every.items()}
    counted = [(row, backing_of(row).count(basis[row.contest_id])) for row in rows]
    times = Counter((row.contest_id, votes) for row, votes in counted)
    counted.sort(key=lambda each: (each[0].contest.place, each[1] is None, -(each[1] or 0)))
    return tuple(
        Filler(
            nominee=row,
            votes_of=basis[row.contest_id],
            votes=votes,
            is_equal=votes is not None and times[row.contest_id, votes] > 1,
        )
        for row, votes in counted
    )


def _barred(election: Election) -> dict[str, Nominee]:
    """Whoever is barred, each with the post of it: of no other post either a candidate again."""
    return {each.person: each for each in election.nominees.filter(state=NomineeState.BARRED)}


def _passed_over(
    slate: Slate, row: Nominee, judged: NomineeFinding, barred: Nominee | None
) -> PassedOver | None:
    """Why somebody cannot come; None: they may. `barred`: their nomination that is barred, of
    whichever post.
    """
    election = slate.election
    left = row.departures.last()
    if barred or judged.finding == "barred":
        lost = barred.departures.last() if barred else None
        is_cancelled = lost and lost.reason == Reason.CANCELLED and judged.finding != "barred"
        state, deed = NOMINEE_STATES[NomineeState.BARRED], NOMINEE_DEEDS[NomineeDeed.STRIKE]
        why = _(deed if is_cancelled else state)
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
    """Everybody who left a published list of this election and did not come back, in order."""
    rows = Departure.objects.filter(election=election).exclude(
        nominee__state=NomineeState.CANDIDATE
    )
    for each in rows.select_related("nominee__contest"):
        reason = Reason(each.reason)
        yield Left(
            departure=each,
            deed=_(deed_name(reason)),
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
