"""What may be published of a count (可公布的计票): no batch that shows how somebody voted.

A count from records has its small batches merged already. A hand count may state the three papers
of a mobile box by themselves; a dossier, which everyone may read, does not repeat them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from huanjie.domain.batching import SMALLEST_BATCH, merge_small
from huanjie.domain.contest import Count, Declaration, PersonId, Post
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.rounds import (
    Answer,
    Batch,
    BatchCount,
    CountFile,
    Round,
    RunoffFacts,
    counted_votes,
    declare_rounds,
)
from huanjie.domain.runoff import Runoff
from huanjie.law.pack import RulePack

Pairs = tuple[tuple[PersonId, PersonId], ...]


def publishable(count: CountFile, pack: RulePack) -> CountFile:
    """The same count, its small batches merged, and no kinship told that decided nothing.

    Every sum and every answer stays the same.
    """
    merged = replace(count, rounds=tuple(_merged(round_) for round_ in count.rounds))
    discreet = _without_idle_kinship(merged, pack)
    same = declare_rounds(discreet, pack) == declare_rounds(merged, pack)
    return discreet if same else merged


def _without_idle_kinship(count: CountFile, pack: RulePack) -> CountFile:
    """Keep the pairs of near relatives both of whom reached a line: who lost is nobody's
    business.
    """
    answers = declare_rounds(count, pack).answers
    over = {
        person
        for round_, answer in zip(count.rounds, answers, strict=True)
        for person in _over_the_line(round_, answer)
    }

    def kept(pairs: Pairs) -> Pairs:
        return tuple(pair for pair in pairs if over.issuperset(pair))

    election = replace(count.election, near_relatives=kept(count.election.near_relatives))
    rounds = tuple(
        replace(
            round_, facts=replace(round_.facts, near_relatives=kept(round_.facts.near_relatives))
        )
        if isinstance(round_.facts, Count)
        else round_
        for round_ in count.rounds
    )
    return replace(count, election=election, rounds=rounds)


def _over_the_line(round_: Round, answer: Answer) -> set[PersonId]:
    facts = round_.facts
    if isinstance(answer, Declaration) and isinstance(facts, Count):
        least = {result.post: result.minimum_votes for result in answer.contests}
        votes = counted_votes(facts, answer).items()
        return {id_ for (post, id_), n in votes if post in least and n >= least[post]}
    if isinstance(answer, Runoff) and isinstance(facts, RunoffFacts):
        return {person for person, n in facts.votes.items() if n >= answer.minimum_votes}
    return set()


def _merged(round_: Round) -> Round:
    revotes = tuple(
        replace(each, batches=publishable_batches(each.batches)) for each in round_.revotes
    )
    return replace(round_, batches=publishable_batches(round_.batches), revotes=revotes)


def publishable_batches(batches: tuple[Batch, ...]) -> tuple[Batch, ...]:
    """The batches of one vote, those that are too small merged."""
    papers = [part.valid + part.invalid for b in batches for part in b.contests.values()]
    if len(batches) <= 1 or min(papers, default=0) >= SMALLEST_BATCH:
        return batches
    posts = list(dict.fromkeys(post for batch in batches for post in batch.contests))
    merged = merge_small({batch.name: _tallies(batch, posts) for batch in batches})
    return tuple(_batch(name, own) for name, own in merged.items())


def _tallies(batch: Batch, posts: list[Post]) -> dict[Post, ContestTally]:
    """A batch over all posts of its round: nothing where it had no papers of one."""
    return {post: _tally(batch.contests.get(post)) for post in posts}


def _tally(part: BatchCount | None) -> ContestTally:
    if part is None:
        return ContestTally()
    return ContestTally(valid=part.valid, invalid=part.invalid, votes=Counter(part.votes))


def _batch(name: str, parts: Mapping[Post, ContestTally]) -> Batch:
    return Batch(
        name=name,
        contests={
            post: BatchCount(valid=part.valid, invalid=part.invalid, votes=dict(part.votes))
            for post, part in parts.items()
            if part.papers or part.votes
        },
    )
