"""The people of the other bodies of a place (其他组织的成员、人选): who serves there, who was
elected and is not entered yet, and who stands in an election that runs beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from huanjie.domain.cycle import OVER, Stage
from huanjie.domain.nominee import STANDING
from huanjie.domain.permission import Action
from huanjie.office import gates
from huanjie.office.candidacy.models import Nominee
from huanjie.office.incumbents.elected import elected_body, is_by_election
from huanjie.office.incumbents.models import PERSON_LENGTH, Body, Holding
from huanjie.office.incumbents.services import person_of_number
from huanjie.office.incumbents.terms import post_name
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.permission import allowed

Standing = Literal["elected", "serves", "stands"]
STANDINGS: Final[dict[Standing, str]] = {"elected": "当选", "serves": "现任", "stands": "人选"}
"""How somebody belongs to another body (与另一组织的关系), what weighs most first."""

_ENTRY: Final = "entry"
_WRITTEN_IN: Final = "w"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of another body of the place (其他组织的人), and how they belong to it."""

    person: str
    """the word by which the place knows them: one person has one"""
    name: str
    kind: str
    body: str
    post: str
    standing: Standing


def members_beside(election: Election, kinds: Iterable[str], user: User) -> Iterator[Member]:
    """Everybody of the other bodies of these kinds: those elected first, then those who serve, then
    those who stand. A body whose new result was declared is the one that was elected; while its
    election still goes on, whoever serves does so. Whoever stands in an election that has posted no
    list yet is shown only to those who may see its nominees.
    """
    wanted = [kind for kind in kinds if kind != election.body]
    running = [each for kind in wanted for each in _running(election, kind)]
    results = {each.pk: gates.elected(each) for each in running}
    for each in running:
        yield from _elected(each, results[each.pk])
    past = [own.pk for each in running if results[each.pk] and (own := _renewed(each))]
    rows = Holding.objects.filter(body__unit=election.unit, body__kind__in=wanted, to_on=None)
    for row in rows.exclude(body__in=past).select_related("body"):
        yield _serving(row)
    for each in running:
        if each.stage != Stage.DECLARED and _may_see(each, user):
            yield from _nominees(each, results[each.pk])


def person_of_entry(entry: RollEntry) -> str:
    """By which word a place knows somebody on a roll: that of the posts they hold or held by an
    equal number, else one of the entry's own, which goes on with the post they are elected to.
    """
    return person_of_number(entry.region, entry.id_number) or f"{_ENTRY}{entry.pk}"


def person_of_winner(election: Election, nominee: Nominee | None, id_: str) -> str:
    """By which word a place knows somebody elected; a write-in (另选人) is known by the name."""
    if nominee:
        return person_of_entry(nominee.entry)
    digest = sha256(f"{election.pk}/{id_}".encode()).hexdigest()
    return f"{_WRITTEN_IN}{digest}"[:PERSON_LENGTH]


def person_now(person: str) -> str:
    """The word for somebody who was noted by the word of an entry, now that a number may tell."""
    number = person.removeprefix(_ENTRY)
    if number == person or not number.isdecimal():
        return person
    entry = RollEntry.ever.filter(pk=int(number)).first()
    return person_of_entry(entry) if entry else person


def _running(election: Election, kind: str) -> Iterator[Election]:
    """The elections of a kind that are not over, the newest first, down to the first that renewed
    the whole body: what is older than that is past.
    """
    rows = Election.objects.filter(unit=election.unit_id, body=kind).exclude(stage__in=OVER)
    for each in rows.exclude(pk=election.pk).select_related("unit").order_by("-polling_day", "-pk"):
        yield each
        if gates.elected(each) and not _is_by_election(each):
            return


def _renewed(election: Election) -> Body | None:
    """The body whose members an election replaced; None where it filled empty seats (补选)."""
    return None if _is_by_election(election) else elected_body(election.unit, election.body)


def _is_by_election(election: Election) -> bool:
    body = elected_body(election.unit, election.body)
    seats = sum(election.contests.values_list("seats", flat=True))
    return body is not None and is_by_election(body, seats, election.polling_day)


def _may_see(election: Election, user: User) -> bool:
    """Whether somebody may see who stands: everybody once the list is posted."""
    is_posted = election.candidates_published_on is not None
    return is_posted or allowed(user, Action.SEE_CANDIDATES, election)


def _serving(row: Holding) -> Member:
    return Member(
        person=row.person,
        name=row.name,
        kind=row.body.kind,
        body=row.body.name,
        post=post_name(row.body.kind, row.post),
        standing="serves",
    )


def _elected(election: Election, posts: dict[str, tuple[str, ...]]) -> Iterator[Member]:
    rows = election.nominees.select_related("entry").order_by("pk")
    known = {each.person: each for each in rows}
    for post, people in posts.items():
        for id_ in people:
            nominee = known.get(id_)
            yield Member(
                person=person_of_winner(election, nominee, id_),
                name=nominee.name if nominee else id_,
                kind=election.body,
                body=election.body_name,
                post=post_name(election.body, post),
                standing="elected",
            )


def _nominees(election: Election, posts: dict[str, tuple[str, ...]]) -> Iterator[Member]:
    """Who stands and is not elected yet: of a later vote, too."""
    won = {person for people in posts.values() for person in people}
    rows = election.nominees.filter(state__in=STANDING).exclude(person__in=won)
    for each in rows.select_related("entry", "contest").order_by("pk"):
        yield Member(
            person=person_of_entry(each.entry),
            name=each.name,
            kind=election.body,
            body=election.body_name,
            post=each.contest.name,
            standing="stands",
        )
