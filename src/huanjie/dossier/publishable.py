"""What may be published of a count (可公布的计票): no batch that shows how somebody voted.

A count from records has its small batches merged already. A hand count may state the three papers
of a mobile box by themselves; a dossier, which everyone may read, does not repeat them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from huanjie.domain.batching import SMALLEST_BATCH, merge_small
from huanjie.domain.contest import Post
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.rounds import Batch, BatchCount, CountFile, Round


def publishable(count: CountFile) -> CountFile:
    """The same count, its small batches merged; every sum stays the same."""
    return replace(count, rounds=tuple(_merged(round_) for round_ in count.rounds))


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
