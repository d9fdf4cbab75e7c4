"""From a tally to a round (计票成轮): the facts and batches of each kind of vote, as
COUNT.json keeps them.
"""

from __future__ import annotations

from dataclasses import replace

from huanjie.domain.contest import ContestCount, Count, Person, PersonId, Post, Revote
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.election import Contest, Election, Turnout
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    OfficersFacts,
    Round,
    RunoffFacts,
)
from huanjie.domain.tally import Tally
from huanjie.door.fault import BadInput


def first_round(election: Election, counted: Tally, *, cvr_sha256: str | None) -> Round:
    """The first vote's round from its tally."""
    turnout = _turnout(election)
    return Round(
        kind="first",
        facts=Count(
            contests=tuple(_contest_count(c, counted, election) for c in election.contests),
            collected=turnout.collected,
            issued=turnout.issued,
            voters=turnout.voters,
            method=turnout.method,
            registered=turnout.registered,
            entitled=turnout.entitled,
            attended=turnout.attended,
            boxes=turnout.boxes,
            single_ballot=election.single_ballot,
            near_relatives=election.near_relatives,
        ),
        batches=batches_of(counted, list(counted.contests)),
        cvr_sha256=cvr_sha256,
    )


def runoff_rounds(
    election: Election, counted: Tally, *, cvr_sha256: str | None
) -> tuple[Round, ...]:
    """One round for each post that was run off; its seats are the vacancies."""
    turnout = _turnout(election)
    return tuple(
        Round(
            kind="runoff",
            facts=RunoffFacts(
                vacancies=contest.seats,
                collected=_own_papers(election, counted, contest.post),
                attended=turnout.attended,
                votes=all_votes(contest, counted.contests[contest.post]),
            ),
            batches=batches_of(counted, [contest.post]),
            cvr_sha256=cvr_sha256,
        )
        for contest in election.contests
    )


def officers_round(
    election: Election, counted: Tally, *, committee: tuple[PersonId, ...], cvr_sha256: str | None
) -> Round:
    """The committee's own vote."""
    attended = _turnout(election).attended
    if attended is None:
        raise BadInput("缺少到会委员人数", at="/turnout/attended", remedy="补上“attended”")
    return Round(
        kind="officers",
        facts=OfficersFacts(
            committee=committee,
            attended=attended,
            votes={c.post: all_votes(c, counted.contests[c.post]) for c in election.contests},
        ),
        batches=batches_of(counted, list(counted.contests)),
        cvr_sha256=cvr_sha256,
    )


def with_revote(count: CountFile, election: Election, counted: Tally) -> CountFile:
    """The same count with the revote (再次投票) put into the contests of its first round."""
    first, *later = count.rounds
    assert isinstance(first.facts, Count)
    posts = {contest.post for contest in first.facts.contests}
    contests = list(first.facts.contests)
    for contest in election.contests:
        if contest.post not in posts:
            raise BadInput(f"第一轮没有 {contest.post} 这项职务，不能再次投票")
        if len(all_votes(contest, counted.contests[contest.post])) > len(contest.candidates):
            raise BadInput(
                "再次投票只在票数相等的人之间进行，不能另选他人", remedy="重新认定这些选票"
            )
        revote = Revote(
            collected=_turnout(election).collected,
            votes=all_votes(contest, counted.contests[contest.post]),
        )
        contests = [replace(c, revote=revote) if c.post == contest.post else c for c in contests]
    facts = replace(first.facts, contests=tuple(contests))
    return replace(count, rounds=(replace(first, facts=facts), *later))


def all_votes(contest: Contest, counted: ContestTally) -> dict[PersonId, int]:
    """Everybody's votes: the candidates in the order of the paper, then those written in."""
    votes = {candidate.id: counted.votes[candidate.id] for candidate in contest.candidates}
    return votes | {
        name: counted.votes[name] for name in sorted(counted.votes) if name not in votes
    }


def batches_of(counted: Tally, posts: list[Post]) -> tuple[Batch, ...]:
    """The batches of a tally, for the posts of one round."""
    return tuple(
        Batch(
            name=name,
            contests={
                post: BatchCount(
                    valid=parts[post].valid,
                    invalid=parts[post].invalid,
                    votes={person: n for person, n in sorted(parts[post].votes.items()) if n},
                )
                for post in posts
            },
        )
        for name, parts in counted.batches.items()
    )


def _contest_count(contest: Contest, counted: Tally, election: Election) -> ContestCount:
    part = counted.contests[contest.post]
    votes = all_votes(contest, part)
    sexes = {candidate.id: candidate.sex for candidate in contest.candidates}
    marked = election.style == "approve-oppose-abstain"
    people = tuple(
        Person(
            id=person,
            votes=n,
            oppose=part.oppose[person] if marked and person in sexes else None,
            # Who is neither approved nor opposed on a valid paper is abstained from (弃权).
            abstain=part.valid - n - part.oppose[person] if marked and person in sexes else None,
            sex=sexes.get(person),
            written_in=person not in sexes,
        )
        for person, n in votes.items()
    )
    return ContestCount(
        post=contest.post,
        seats=contest.seats,
        people=people,
        valid=part.valid,
        invalid=part.invalid,
        women_seat_met=contest.women_seat_met,
    )


def _own_papers(election: Election, counted: Tally, post: Post) -> int:
    collected = _turnout(election).collected
    return collected if election.single_ballot else counted.contests[post].papers


def _turnout(election: Election) -> Turnout:
    if election.turnout is None:
        raise BadInput("还没有投票情况，不能计票", at="/turnout", remedy="补上 turnout")
    return election.turnout
