"""From a tally to a round (计票成轮): the facts and batches of each kind of vote, as
COUNT.json keeps them.
"""

from __future__ import annotations

from dataclasses import replace

from huanjie.domain.contest import ContestCount, Count, Person, PersonId, Post, Revote
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.election import Contest, Election
from huanjie.domain.rounds import (
    Batch,
    BatchCount,
    CountFile,
    OfficersFacts,
    RevoteRecords,
    Round,
    RunoffFacts,
)
from huanjie.domain.tally import Tally, check_has_turnout
from huanjie.door.fault import BadInput


def first_round(election: Election, counted: Tally, *, cvr_sha256: str | None) -> Round:
    """The first vote's round from its tally."""
    turnout = check_has_turnout(election)
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
    turnout = check_has_turnout(election)
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
    attended = check_has_turnout(election).attended
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


def with_revote(
    count: CountFile, election: Election, counted: Tally, *, cvr_sha256: str | None
) -> CountFile:
    """The same count with the revote (再次投票) put into the contests of its first round, and its
    batches and the hash of its records beside them.
    """
    first, *later = count.rounds
    assert isinstance(first.facts, Count)
    contests = {contest.post: contest for contest in first.facts.contests}
    for contest in election.contests:
        _check_open_to_revote(contests.get(contest.post), contest.post)
        revote = _revote(contest, counted, election)
        contests[contest.post] = replace(contests[contest.post], revote=revote)
    batches = batches_of(counted, [contest.post for contest in election.contests])
    records = (RevoteRecords(batches=batches, cvr_sha256=cvr_sha256),) if batches else ()
    facts = replace(first.facts, contests=tuple(contests.values()))
    first = replace(first, facts=facts, revotes=(*first.revotes, *records))
    return replace(count, rounds=(first, *later))


def _check_open_to_revote(counted: ContestCount | None, post: Post) -> None:
    """A count keeps one revote of a post: a second one would silently take the first one's
    place.
    """
    if counted is None:
        raise BadInput(f"第一轮没有 {post} 这项职务，不能再次投票")
    if counted.revote:
        raise BadInput(
            f"{post} 已经有一次再次投票，计票文件里一项职务只记一次",
            remedy="重新投票或者重新计票的，接在再次投票以前的计票文件之后",
        )


def _revote(contest: Contest, counted: Tally, election: Election) -> Revote:
    votes = all_votes(contest, counted.contests[contest.post])
    if len(votes) > len(contest.candidates):
        raise BadInput("再次投票只在票数相等的人之间进行，不能另选他人", remedy="重新认定这些选票")
    return Revote(collected=_own_papers(election, counted, contest.post), votes=votes)


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
    collected = check_has_turnout(election).collected
    return collected if election.single_ballot else counted.contests[post].papers
