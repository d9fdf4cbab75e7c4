"""A vote for one post (一项职务的一次投票): its numbers, its line, and whom it elected.

Whatever shows who was elected, and why, reads the rounds here: page, notice and site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from huanjie.domain.contest import (
    ContestCount,
    ContestResult,
    Count,
    Declaration,
    Person,
    PersonId,
    Post,
)
from huanjie.domain.officers import Officers
from huanjie.domain.quorum import under_meeting
from huanjie.domain.rounds import OfficersFacts, RoundKind, RunoffFacts, post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.domain.seating import base_of
from huanjie.dossier.case import Case
from huanjie.dossier.sentences import papers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One vote for one post (得票): the people in the order of the paper."""

    kind: RoundKind | Literal["revote"]
    post: Post
    people: tuple[Person, ...]
    seats: int | None
    """None in a revote: only the seats that were equal are at stake"""
    base: int | None
    """what the shares are taken of (计算基数); None where it is not known"""
    minimum: int | None
    """the votes needed (当选所需票数); None where the most votes alone decide"""
    elected: tuple[PersonId, ...] = ()
    tied: tuple[PersonId, ...] = ()
    valid: int | None = None
    invalid: int | None = None
    result: ContestResult | None = None
    """of the first vote and its revote; None where the election was void"""
    revote: Vote | None = None
    """of the first vote alone: the vote among those who were equal (再次投票)"""

    @property
    def is_void(self) -> bool:
        """Whether it elected nobody because the election was void (选举无效)."""
        return self.result is None and self.kind in ("first", "revote")

    @property
    def standing(self) -> int:
        """How many are printed on the paper (候选人数)."""
        return sum(not person.written_in for person in self.people)

    @property
    def is_full(self) -> bool:
        """Whether it filled every seat that it was about (名额已满)."""
        return len(self.elected) == self.seats

    @property
    def voted_again(self) -> frozenset[PersonId]:
        """Whom its revote was about."""
        return frozenset(each.id for each in self.revote.people) if self.revote else frozenset()


def votes_in(case: Case, index: int) -> tuple[Vote, ...]:
    """The votes of one round, contest by contest; a revote stands within the vote it settles."""
    round_, answer = case.count.rounds[index], case.declared.answers[index]
    match round_.facts, answer:
        case Count() as count, Declaration():
            results = {result.post: result for result in answer.contests}
            return tuple(
                _first(case, count, each, results.get(each.post)) for each in count.contests
            )
        case RunoffFacts() as runoff, Runoff():
            post = post_of_round(round_, case.declared.answers, index)
            return (_runoff(case, runoff, answer, post),)
        case OfficersFacts() as officers, Officers():
            return tuple(_officer(officers, answer, post) for post in officers.votes)
    return ()


def all_votes(case: Case) -> Iterator[Vote]:
    """The votes of every round, in the order in which they were held; no revotes of their own."""
    for index in range(len(case.count.rounds)):
        yield from votes_in(case, index)


def _first(case: Case, count: Count, contest: ContestCount, result: ContestResult | None) -> Vote:
    return Vote(
        kind="first",
        post=contest.post,
        people=result.counted(contest.people) if result else contest.people,
        seats=contest.seats,
        base=_base(case, count, contest),
        minimum=result.minimum_votes if result else None,
        elected=result.elected if result else (),
        tied=result.tied if result else (),
        valid=contest.valid,
        invalid=contest.invalid,
        result=result,
        revote=_revote(contest, result),
    )


def _revote(contest: ContestCount, result: ContestResult | None) -> Vote | None:
    if contest.revote is None:
        return None
    return Vote(
        kind="revote",
        post=contest.post,
        people=_people(contest.revote.votes),
        seats=None,
        base=contest.revote.collected,
        minimum=None,
        elected=result.elected if result else (),
        tied=result.tied if result else (),
        result=result,
    )


def _runoff(case: Case, facts: RunoffFacts, answer: Runoff, post: Post) -> Vote:
    share = case.pack.need(case.pack.runoff, "runoff")
    return Vote(
        kind="runoff",
        post=post,
        people=_people(facts.votes),
        seats=facts.vacancies,
        base=facts.collected if share.of == "collected" else facts.attended,
        minimum=answer.minimum_votes,
        elected=answer.elected,
        tied=answer.tied,
    )


def _officer(facts: OfficersFacts, answer: Officers, post: Post) -> Vote:
    winner = answer.elected.get(post)
    return Vote(
        kind="officers",
        post=post,
        people=_people(facts.votes[post]),
        seats=1,
        base=facts.attended,
        minimum=answer.minimum_votes,
        elected=(winner,) if winner else (),
    )


def _people(votes: Mapping[PersonId, int]) -> tuple[Person, ...]:
    return tuple(Person(id=id_, votes=n) for id_, n in votes.items())


def _base(case: Case, count: Count, contest: ContestCount) -> int | None:
    share = under_meeting(case.pack, count.method).majority
    if share is None:
        return None
    return base_of(share, contest, count, collected=papers_of(count, case.pack).collected)
