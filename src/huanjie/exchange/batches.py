"""Batches (分箱计票) of a round as JSON, and the rule that they sum to what the round states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from huanjie.domain.contest import Count, PersonId, Post
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.rounds import Batch, BatchCount, Facts, OfficersFacts, RunoffFacts
from huanjie.door.cursor import Cursor, shown
from huanjie.exchange.names import read_by_post, read_votes, refuse_repeats


def read_batches(round_: Cursor) -> tuple[Batch, ...]:
    """The batches of one round; a hand count may have none."""
    stated = round_.find("batches")
    batches = [(item, _read_batch(item)) for item in stated.items()] if stated else []
    refuse_repeats((item.get("batch"), batch.name) for item, batch in batches)
    return tuple(batch for _, batch in batches)


def _read_batch(item: Cursor) -> Batch:
    item.only("batch", "contests")
    return Batch(
        name=item.get("batch").text(), contests=read_by_post(item.get("contests"), _read_part)
    )


def _read_part(part: Cursor) -> BatchCount:
    part.only("valid", "invalid", "votes")
    valid = part.get("valid").whole()
    return BatchCount(
        valid=valid,
        invalid=part.get("invalid").whole(),
        votes=read_votes(part.get("votes"), at_most=valid),
    )


def check_batches(round_: Cursor, facts: Facts, batches: tuple[Batch, ...]) -> None:
    """Refuse batches that name somebody unknown, or do not sum to the facts of their round."""
    if not batches:
        return
    known = _people_by_post(facts, batches)
    for batch in round_.get("batches").items():
        for post, part in batch.get("contests").entries():
            if Post(post) not in known:
                part.refuse(f"这一轮没有“{shown(post)}”这项职务", "另行选举一轮只写一项职务")
            check_people(part.get("votes"), known[Post(post)])
    check_sums(_statements(round_.get("facts"), facts, sum_of(batches)))


def check_sums(statements: Iterable[tuple[Cursor, int]]) -> None:
    """Refuse a number that the batches together belie."""
    for stated, summed in statements:
        if stated.value != summed:
            stated.refuse(f"各批合计 {summed}，这里写的是 {stated.value}", "核对各批的票数")


def _people_by_post(facts: Facts, batches: tuple[Batch, ...]) -> dict[Post, set[PersonId]]:
    """Who can have votes for which post; a runoff is about the one post that its batches name."""
    match facts:
        case Count():
            return {contest.post: {p.id for p in contest.people} for contest in facts.contests}
        case RunoffFacts():
            named = [post for batch in batches for post in batch.contests]
            return {post: set(facts.votes) for post in named[:1]}
        case OfficersFacts():
            return {post: set(votes) for post, votes in facts.votes.items()}


def check_people(votes: Cursor, people: Container[PersonId]) -> None:
    """Refuse votes for somebody who has none in the facts."""
    for person, number in votes.entries():
        if PersonId(person) not in people:
            number.refuse(f"“{shown(person)}”不在这一轮的得票里")


def sum_of(batches: tuple[Batch, ...]) -> dict[Post, ContestTally]:
    """What the batches make together, by post."""
    sums: dict[Post, ContestTally] = {}
    for batch in batches:
        for post, part in batch.contests.items():
            tally = ContestTally(valid=part.valid, invalid=part.invalid, votes=Counter(part.votes))
            sums.setdefault(post, ContestTally()).add(tally)
    return sums


def _statements(
    facts: Cursor, kind: Facts, sums: Mapping[Post, ContestTally]
) -> Iterator[tuple[Cursor, int]]:
    """Each number that the facts state, in their order, beside the sum of the batches."""
    match kind:
        case Count():
            for contest in facts.get("contests").items():
                yield from _contest_statements(contest, _of(sums, contest.get("post").value))
        case RunoffFacts():
            tally = next(iter(sums.values()), ContestTally())
            yield from paper_statements(facts, tally)
        case OfficersFacts():
            for post, votes in facts.get("votes").entries():
                yield from _vote_statements(votes, _of(sums, post))


def _contest_statements(contest: Cursor, tally: ContestTally) -> Iterator[tuple[Cursor, int]]:
    for key, summed in (("valid", tally.valid), ("invalid", tally.invalid)):
        if stated := contest.find(key):
            yield stated, summed
    written = contest.find("write_ins")
    for person in (*contest.get("candidates").items(), *(written.items() if written else ())):
        yield person.get("votes"), tally.votes[person.get("id").value]


def paper_statements(facts: Cursor, tally: ContestTally) -> Iterator[tuple[Cursor, int]]:
    """What a runoff or a revote states: the papers collected, and each one's votes."""
    if collected := facts.find("collected"):
        yield collected, tally.papers
    yield from _vote_statements(facts.get("votes"), tally)


def _vote_statements(votes: Cursor, tally: ContestTally) -> Iterator[tuple[Cursor, int]]:
    for person, number in votes.entries():
        yield number, tally.votes[PersonId(person)]


def _of(sums: Mapping[Post, ContestTally], post: str) -> ContestTally:
    return sums.get(Post(post)) or ContestTally()


def batches_as_json(batches: tuple[Batch, ...]) -> list[dict[str, Any]]:
    """The batches, each contest with its papers and votes."""
    return [
        {
            "batch": batch.name,
            "contests": {
                post: {"valid": part.valid, "invalid": part.invalid, "votes": dict(part.votes)}
                for post, part in batch.contests.items()
            },
        }
        for batch in batches
    ]
