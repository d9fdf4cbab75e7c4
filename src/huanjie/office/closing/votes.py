"""The votes on the result page (得票表): every person, the base, the line, the result and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from huanjie.domain.contest import (
    BECAUSE,
    ContestCount,
    ContestResult,
    Count,
    Declaration,
    Person,
    PersonId,
    Post,
)
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import OfficersFacts, RunoffFacts, post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.domain.seating import base_of
from huanjie.dossier.case import Case
from huanjie.dossier.people import People
from huanjie.dossier.sentences import papers_of
from huanjie.dossier.words import percent_alone
from huanjie.office.closing.outcome import Outcome, Outcomes
from huanjie.office.closing.reasons import why_first, why_later

_SEATED: Final = (Outcome.ELECTED, Outcome.NEXT_IN_LINE)


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
    why: str
    width: str
    """the votes as a part of the base, as the bar's length; empty where there is no base"""

    @property
    def seated(self) -> bool:
        """Whether these votes gave a seat."""
        return self.outcome in _SEATED


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTable:
    """One vote for one post (一项职务的得票表); by the votes, the most first."""

    kind: str
    """first, revote, runoff or officers"""
    post: str
    seats: int | None
    """None in a revote: only the seats that were equal are at stake"""
    rows: tuple[VoteRow, ...]
    base: int | None
    """what the shares are taken of (计算基数)"""
    minimum: int | None
    """the votes needed (当选所需票数); None where the most votes alone decide"""
    valid: int | None = None
    invalid: int | None = None
    reserved: int = 0
    """seats kept for the separate election of a woman"""

    @property
    def standing(self) -> int:
        """Who is printed on the paper."""
        return sum(not row.written_in for row in self.rows)

    @property
    def has_oppose(self) -> bool:
        """Whether the paper asked for yes, no or neither."""
        return any(row.oppose is not None for row in self.rows)

    @property
    def line_at(self) -> str:
        """Where the red line stands on the bar; empty where nothing has to be reached."""
        return _width(self.minimum, self.base) if self.minimum is not None else ""


def vote_tables(case: Case, index: int) -> tuple[VoteTable, ...]:
    """The votes of one round, contest by contest."""
    told = _Told(case)
    facts, answer = case.count.rounds[index].facts, case.declared.answers[index]
    match facts, answer:
        case Count(), Declaration():
            results = {result.post: result for result in answer.contests}
            return tuple(
                table
                for contest in facts.contests
                for table in told.of_first(facts, contest, results.get(contest.post))
            )
        case RunoffFacts(), Runoff():
            post = post_of_round(case.count.rounds[index], case.declared.answers, index)
            return (told.of_runoff(facts, answer, post),)
        case OfficersFacts(), Officers():
            return tuple(told.of_officers(facts, answer, post) for post in facts.votes)
    return ()


class _Told:
    """The tables of one case, told by its people and its outcomes."""

    def __init__(self, case: Case) -> None:
        self._case, self._people, self._outcomes = case, People(case), Outcomes(case)

    def of_first(
        self, count: Count, contest: ContestCount, result: ContestResult | None
    ) -> Iterator[VoteTable]:
        """A contest of the first vote, then its revote; without a result the election was void."""
        base = self._base(count, contest)
        rows = (self._first_row(contest, result, person, base) for person in contest.people)
        yield VoteTable(
            kind="first",
            post=self._people.post(contest.post),
            seats=contest.seats,
            rows=_by_votes(rows),
            base=base,
            minimum=result.minimum_votes if result else None,
            valid=contest.valid,
            invalid=contest.invalid,
            reserved=result.reserved_seats if result else 0,
        )
        if contest.revote:
            revote = _Plain(
                kind="revote",
                post=contest.post,
                base=contest.revote.collected,
                elected=result.elected if result else (),
                tied=result.tied if result else (),
            )
            yield self._plain(revote, contest.revote.votes)

    def of_runoff(self, facts: RunoffFacts, answer: Runoff, post: Post) -> VoteTable:
        """A runoff for the open seats of a post."""
        share = self._case.pack.need(self._case.pack.runoff, "runoff")
        base = facts.collected if share.of == "collected" else facts.attended
        vote = _Plain(
            kind="runoff",
            post=post,
            base=base,
            minimum=answer.minimum_votes,
            seats=facts.vacancies,
            elected=answer.elected,
            tied=answer.tied,
        )
        return self._plain(vote, facts.votes)

    def of_officers(self, facts: OfficersFacts, answer: Officers, post: Post) -> VoteTable:
        """The committee's vote for one of its posts."""
        winner = answer.elected.get(post)
        vote = _Plain(
            kind="officers",
            post=post,
            base=facts.attended,
            minimum=answer.minimum_votes,
            seats=1,
            elected=(winner,) if winner else (),
        )
        return self._plain(vote, facts.votes[post])

    def _plain(self, vote: _Plain, votes: Mapping[PersonId, int]) -> VoteTable:
        rows = (self._plain_row(vote, Person(id=id_, votes=n)) for id_, n in votes.items())
        return VoteTable(
            kind=vote.kind,
            post=self._people.post(vote.post),
            seats=vote.seats,
            rows=_by_votes(rows),
            base=vote.base,
            minimum=vote.minimum,
        )

    def _plain_row(self, vote: _Plain, person: Person) -> VoteRow:
        outcome = self._outcomes.of(vote.post, person.id, elected=vote.elected, tied=vote.tied)
        full = len(vote.elected) == vote.seats
        why = self._why_back(vote.post, person)
        why = why or why_later(person, outcome, vote.minimum, full=full)
        return self._row(person, outcome, why, vote.base)

    def _first_row(
        self,
        contest: ContestCount,
        result: ContestResult | None,
        person: Person,
        base: int | None,
    ) -> VoteRow:
        if result is None:
            return self._row(person, Outcome.VOID, "", base)
        outcome = self._outcomes.of(
            contest.post, person.id, elected=result.elected, tied=result.tied
        )
        why = self._why_back(contest.post, person) or why_first(contest, result, person, outcome)
        return self._row(person, outcome, why, base)

    def _row(self, person: Person, outcome: Outcome, why: str, base: int | None) -> VoteRow:
        return VoteRow(
            name=self._people.name(person.id),
            woman=self._people.is_woman(person.id) or person.sex == "f",
            written_in=person.written_in,
            votes=person.votes,
            oppose=person.oppose,
            abstain=person.abstain,
            outcome=outcome,
            why=why,
            width=_width(person.votes, base),
        )

    def _why_back(self, post: Post, person: Person) -> str:
        because = self._outcomes.why_not_seated(post, person.id)
        return _(BECAUSE[because]) if because else ""

    def _base(self, count: Count, contest: ContestCount) -> int | None:
        share = self._case.pack.majority
        if share is None:
            return None
        collected = papers_of(count, self._case.pack).collected
        return base_of(share, contest, count, collected=collected)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plain:
    """A vote of plain numbers: a revote, a runoff, or the committee's own."""

    kind: str
    post: Post
    base: int | None
    minimum: int | None = None
    seats: int | None = None
    elected: tuple[PersonId, ...] = ()
    tied: tuple[PersonId, ...] = ()


def _by_votes(rows: Iterator[VoteRow]) -> tuple[VoteRow, ...]:
    return tuple(sorted(rows, key=lambda row: -row.votes))


def _width(part: int | None, base: int | None) -> str:
    """A part of a base as CSS has it, never beyond the whole."""
    if part is None or not base:
        return ""
    return percent_alone(min(part, base), base).replace(" ", "")
