"""The votes on the result page (得票表): every person, the base, the line, the result and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.contest import Person
from huanjie.domain.seats import by_votes
from huanjie.dossier.case import Case
from huanjie.dossier.outcomes import REASONS, Outcome, Outcomes, PersonResult
from huanjie.dossier.people import People
from huanjie.dossier.vote import Vote, votes_in
from huanjie.dossier.words import percent_alone
from huanjie.law.amounts import grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRow:
    """One person's votes (一人的得票)."""

    name: str
    woman: bool
    written_in: bool
    votes: int
    oppose: int | None
    abstain: int | None
    outcome: Outcome
    seated: bool
    """whether these votes gave a seat"""
    why: str
    width: str
    """the votes as a part of the base, as the bar's length; empty where there is no base"""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTable:
    """One vote for one post (一项职务的得票表); by the votes, the most first."""

    vote: Vote
    post: str
    rows: tuple[VoteRow, ...]

    @property
    def has_oppose(self) -> bool:
        """Whether the paper asked for yes, no or neither."""
        return any(row.oppose is not None for row in self.rows)

    @property
    def line_at(self) -> str:
        """Where the red line stands on the bar; empty where nothing has to be reached."""
        return _width(self.vote.minimum, self.vote.base)

    @property
    def reserved(self) -> int:
        """Seats kept for the separate election of a woman (妇女名额), said with the first vote."""
        result = self.vote.result if self.vote.kind == "first" else None
        return result.reserved_seats if result else 0


def vote_tables(case: Case, people: People, index: int) -> tuple[VoteTable, ...]:
    """The votes of one round, contest by contest, each followed by its revote."""
    outcomes = Outcomes(case)
    return tuple(
        VoteTable(
            vote=each,
            post=people.post(each.post),
            rows=tuple(
                _row(people, each, person, outcomes.of(each, person))
                for person in by_votes(each.people)
            ),
        )
        for vote in votes_in(case, index)
        for each in (vote, vote.revote)
        if each
    )


def _row(people: People, vote: Vote, person: Person, told: PersonResult) -> VoteRow:
    return VoteRow(
        name=people.name(person.id),
        woman=people.is_woman(person.id) or person.sex == "f",
        written_in=person.written_in,
        votes=person.votes,
        oppose=person.oppose,
        abstain=person.abstain,
        outcome=told.outcome,
        seated=told.seated,
        why=_why(vote, told),
        width=_width(person.votes, vote.base),
    )


def _why(vote: Vote, told: PersonResult) -> str:
    if told.reason is None:
        return ""
    return _(REASONS[told.reason]) % {"votes": grouped(vote.minimum or 0)}


def _width(part: int | None, base: int | None) -> str:
    """A part of a base as CSS has it, never beyond the whole."""
    if part is None or not base:
        return ""
    return percent_alone(min(part, base), base).replace(" ", "")
