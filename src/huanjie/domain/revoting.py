"""Revoting (再次投票): what a revote was about, told from the count as it stood before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huanjie.domain.contest import ContestCount, Count, PersonId, Post, Revote
from huanjie.domain.election import Election
from huanjie.domain.reconciliation import reconcile
from huanjie.domain.rounds import CountFile
from huanjie.domain.seating import seat
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack


def before_revote(count: CountFile, at: int) -> CountFile:
    """The count as it stood before its revote number `at`: without that one and those after it."""
    first, *later = count.rounds
    assert isinstance(first.facts, Count)
    gone = {post for records in first.revotes[at:] for post in records.posts}
    contests = tuple(
        replace(contest, revote=None) if contest.post in gone else contest
        for contest in first.facts.contests
    )
    facts = replace(first.facts, contests=contests)
    return replace(count, rounds=(replace(first, facts=facts, revotes=first.revotes[:at]), *later))


def check_seats(before: CountFile, election: Election, pack: RulePack) -> None:
    """Refuse the paper of a revote that is for more or fewer seats than the tie is about: a paper
    with too many names would count, or a good one would not.
    """
    facts = before.rounds[0].facts
    assert isinstance(facts, Count)
    for index, contest in enumerate(election.contests):
        people = [candidate.id for candidate in contest.candidates]
        seats = seats_at_stake(facts, contest.post, people, pack)
        if contest.seats != seats:
            raise BadInput(
                f"{contest.post} 的再次投票要确定 {seats} 名，选举文件写的是 {contest.seats} 名",
                at=f"/contests/{index}/seats",
                remedy=f"改成 {seats}；选票上写的不是这个数的，重新投票",
            )


def seats_at_stake(count: Count, post: Post, tied: Sequence[PersonId], pack: RulePack) -> int:
    """How many of the tied are seated once a revote has put them in order
    (再次投票要确定的名额).

    The order matters where relatives are among them: the one in which most of them are seated says.
    A paper is for one seat at least, even if relatives higher up leave none of them a seat. Where a
    unit votes on a lower post on the same evening as on a higher one, without waiting for it,
    whoever may leave is counted with the others.
    """
    orders = [(*tied[at:], *tied[:at]) for at in range(len(tied))]
    return max(1, *(_seated(count, post, order, pack) for order in orders))


def _seated(count: Count, post: Post, order: Sequence[PersonId], pack: RulePack) -> int:
    """How many of them would be seated, or wait for a revote for a higher post, in this order."""
    votes = {person: len(order) - place for place, person in enumerate(order)}
    revote = Revote(collected=len(order), votes=votes)
    contests = tuple(_with(contest, post, revote, pack) for contest in count.contests)
    papers = reconcile(
        pack, collected=count.collected, known=count.compared_with(), boxes=count.boxes
    )
    seating = seat(replace(count, contests=contests), pack, collected=papers.collected)
    seated = seating.contests[post]
    return sum(person.id in votes for person in (*seated.filling.elected, *seated.waiting))


def _with(contest: ContestCount, post: Post, revote: Revote, pack: RulePack) -> ContestCount:
    """A contest as this order meets it; what was voted again for lower posts decides nothing
    here.
    """
    if contest.post == post:
        return replace(contest, revote=revote)
    lower = pack.rank_of(contest.post) > pack.rank_of(post)
    return replace(contest, revote=None) if lower else contest
