"""Recounting a revote (再次投票的重新计票): its paper is told from the tie that it was about."""

from __future__ import annotations

from dataclasses import replace

from huanjie.domain.contest import ContestCount, Count, Post, Revote
from huanjie.domain.counting import with_revote
from huanjie.domain.election import BallotStyle, Candidate, Contest, Election, Turnout
from huanjie.domain.revoting import before_revote, seats_at_stake
from huanjie.domain.rounds import Batch, CountFile
from huanjie.domain.tally import CastVoteRecord, tally
from huanjie.dossier.difference import Difference, first_difference
from huanjie.dossier.publishable import publishable_batches
from huanjie.exchange.batches import batches_as_json
from huanjie.exchange.facts import revote_as_json
from huanjie.law.pack import RulePack


def revote_differs(
    count: CountFile, pack: RulePack, at: int, records: list[CastVoteRecord]
) -> Difference | None:
    """Where revote number `at` of the first round differs from its records; None: nowhere."""
    stated, before = count.rounds[0].revotes[at], before_revote(count, at)
    election = _election(count, before, stated.posts, records, pack)
    counted = tally(election, records, pack)
    again = with_revote(before, election, counted, cvr_sha256=stated.cvr_sha256)
    mine = _contests(again)
    for index, (post, contest) in enumerate(_contests(count).items()):
        if post in stated.posts:
            pointer = f"/rounds/0/facts/contests/{index}/revote"
            one, other = (revote_as_json(_revote(each)) for each in (contest, mine[post]))
            if difference := first_difference(one, other, pointer):
                return difference
    batches = again.rounds[0].revotes[at].batches if records else ()
    return batches_differ(stated.batches, batches, f"/rounds/0/revotes/{at}/batches")


def batches_differ(
    stated: tuple[Batch, ...], again: tuple[Batch, ...], pointer: str
) -> Difference | None:
    """Where batches differ from those that the records make, both as they are published."""
    one, other = (batches_as_json(publishable_batches(each)) for each in (stated, again))
    return first_difference(one, other, pointer)


def style_of(first: Election, records: list[CastVoteRecord]) -> BallotStyle:
    """A later paper may ask for more than a choice, though the first one did not: its marks say."""
    papers = [paper for record in records for paper in record.contests.values()]
    marks = {mark for paper in papers for mark in paper.marks.values()}
    return first.style if marks <= {"approve"} else "approve-oppose-abstain"


def _contests(count: CountFile) -> dict[Post, ContestCount]:
    facts = count.rounds[0].facts
    assert isinstance(facts, Count)
    return {contest.post: contest for contest in facts.contests}


def _revote(contest: ContestCount) -> Revote:
    assert contest.revote
    return contest.revote


def _election(
    count: CountFile,
    before: CountFile,
    posts: tuple[Post, ...],
    records: list[CastVoteRecord],
    pack: RulePack,
) -> Election:
    """The revote's own election: the tied people, and the seats that the tie was about."""
    facts, stated = before.rounds[0].facts, _contests(count)
    assert isinstance(facts, Count)
    names = {c.id: c.name for contest in count.election.contests for c in contest.candidates}
    contests = tuple(
        Contest(
            post=post,
            seats=seats_at_stake(facts, post, tied, pack),
            candidates=tuple(Candidate(id=id_, name=names.get(id_, id_)) for id_ in tied),
        )
        for post in posts
        for tied in [list(_revote(stated[post]).votes)]
    )
    on_one_paper = all(_revote(stated[post]).collected == len(records) for post in posts)
    return replace(
        count.election,
        contests=contests,
        near_relatives=(),
        style=style_of(count.election, records),
        single_ballot=on_one_paper,
        turnout=Turnout(collected=_most_papers(records, posts, on_one_paper=on_one_paper)),
    )


def _most_papers(
    records: list[CastVoteRecord], posts: tuple[Post, ...], *, on_one_paper: bool
) -> int:
    """How many papers the post with most of them has; a blank record is one of every post."""
    if on_one_paper:
        return len(records)
    own = (sum(not r.contests or post in r.contests for r in records) for post in posts)
    return max(own, default=0)
