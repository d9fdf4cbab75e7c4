"""Next votes (下一次投票): which votes are open after the rounds so far, and what stands on their
paper.

A revote comes before a runoff, and the committee's own vote last. A later vote keeps the first
one's style, its method and its law.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from huanjie.domain.contest import Count, Declaration, PersonId, Post
from huanjie.domain.election import Contest, Election
from huanjie.domain.officers import Officers
from huanjie.domain.openseats import open_runoffs
from huanjie.domain.revoting import before_revote, seats_at_stake
from huanjie.domain.rounds import ROUND_NAMES, CountFile, Declared
from huanjie.domain.standing import Standing
from huanjie.law.pack import RulePack
from huanjie.law.rules import STEPS

VoteKind = Literal["revote", "runoff", "officers"]
VOTE_NAMES: Final[dict[VoteKind, str]] = {
    "revote": "再次投票",
    "runoff": ROUND_NAMES["runoff"],
    "officers": ROUND_NAMES["officers"],
}
"""Each kind of later vote, as its paper calls it (投票名称)."""
WOMANS_VOTE: Final = STEPS["runoff-for-woman"]
"""A runoff in which women alone stand (另行选举妇女成员)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVote:
    """A vote that is open (可以进行的投票): its kind, and the contests of its paper."""

    kind: VoteKind
    contests: tuple[Contest, ...]
    onto: CountFile
    """the count that it is counted onto: where it takes the place of a revote that was equal again,
    the count before that one
    """
    may_stand: tuple[PersonId, ...] = ()
    """whom the caller is to ask about: the committee, out of which officers are nominated; for a
    woman's seat, those whose sex nobody stated
    """
    women_only: bool = False
    """另行选举妇女成员: women alone stand"""
    optional: bool = False
    """whether the unit may have fewer seats instead (另行选举或者减少名额)"""

    @property
    def name(self) -> str:
        """What it is called where the votes that are left are listed (后续投票的名称)."""
        return WOMANS_VOTE if self.women_only else VOTE_NAMES[self.kind]


def next_votes(count: CountFile, declared: Declared, pack: RulePack) -> tuple[NextVote, ...]:
    """Every vote that is open, in the order in which they are held; none after a void election.

    A runoff waits while its post is tied or hangs on a revote for a higher one, and the
    committee's own vote while a revote or a runoff that must be held is open. What a person has to
    decide first (须由人决定), and a contest that is void by itself, is not among them. NoSuchRule
    where the pack does not say who stands in a runoff.
    """
    first, facts = declared.answers[0], count.rounds[0].facts
    if not isinstance(first, Declaration) or not isinstance(facts, Count) or not first.valid:
        return ()
    state = Standing(count=count, declared=declared, pack=pack, facts=facts, first=first)
    votes = (*_revotes(state), *_runoffs(state))
    if all(vote.optional for vote in votes):
        return (*votes, *_officers(state))
    return votes


def paper_of(
    vote: NextVote, pack: RulePack, *, polling_day: datetime.date, title: str = ""
) -> Election:
    """The later vote's own election (这一次投票的选举文件), its turnout still to come.

    Style, unit, pack and region are the first vote's; one post alone is always on one paper. Where
    no `title` is given, the paper is called after the unit, the body and the vote.
    """
    first = vote.onto.election
    return replace(
        first,
        polling_day=polling_day,
        contests=vote.contests,
        turnout=None,
        single_ballot=first.single_ballot or len(vote.contests) == 1,
        near_relatives=(),
        title=title or f"{first.unit.name}{pack.name}{VOTE_NAMES[vote.kind]}选票",
    )


def _revotes(state: Standing) -> Iterator[NextVote]:
    """One paper for every tie; a post whose revote was equal again is voted on by itself."""
    tied = [result for result in state.first.contests if "revote" in result.next]
    fresh = [result for result in tied if state.counted(result.post).revote is None]
    if fresh:
        contests = (_revote(state, state.count, each.post, each.tied) for each in fresh)
        yield NextVote(kind="revote", contests=tuple(contests), onto=state.count)
    for result in tied:
        revote = state.counted(result.post).revote
        if revote:
            # A count keeps one revote of a post: the new one takes the place of the equal one.
            onto = _without_revote(state, result.post)
            contest = _revote(state, onto, result.post, tuple(revote.votes))
            yield NextVote(kind="revote", contests=(contest,), onto=onto)


def _revote(state: Standing, onto: CountFile, post: Post, tied: tuple[PersonId, ...]) -> Contest:
    """The tied and no others: nobody can be written in."""
    facts = onto.rounds[0].facts
    assert isinstance(facts, Count)
    seats = seats_at_stake(facts, post, tied, state.pack)
    return replace(state.paper(post, tied, seats), write_ins=0)


def _without_revote(state: Standing, post: Post) -> CountFile:
    """The count before a post's revote; one that stands in the facts alone is taken out there,
    with those for lower posts, which went by it.
    """
    first, *later = state.count.rounds
    for at, records in enumerate(first.revotes):
        if post in records.posts:
            return before_revote(state.count, at)
    rank = state.pack.rank_of
    contests = tuple(
        replace(contest, revote=None) if rank(contest.post) >= rank(post) else contest
        for contest in state.facts.contests
    )
    first = replace(first, facts=replace(state.facts, contests=contests))
    return replace(state.count, rounds=(first, *later))


def _runoffs(state: Standing) -> Iterator[NextVote]:
    """Each post's runoffs, the posts in the order of the paper."""
    for result in state.first.contests:
        for each in open_runoffs(state, result):
            yield NextVote(
                kind="runoff",
                contests=(each.contest,),
                onto=state.count,
                may_stand=each.sex_unknown,
                women_only=each.women_only,
                optional=each.optional,
            )


def _officers(state: Standing) -> Iterator[NextVote]:
    """The committee's own vote for the posts that it has not filled yet."""
    committee, posts = state.committee(), _officer_posts(state)
    if state.pack.officers_majority is None or not committee or not posts:
        return
    final = state.declared.final
    taken = {id_ for answer in _meetings(state) for post in answer.elected for id_ in final[post]}
    free = tuple(person for person in committee if person not in taken)
    if not free:
        return
    yield NextVote(
        kind="officers",
        contests=tuple(Contest(post=p, seats=1, candidates=(), write_ins=0) for p in posts),
        onto=state.count,
        may_stand=free,
    )


def _officer_posts(state: Standing) -> list[Post]:
    """The posts above the members' that the voters did not fill themselves; after a meeting, those
    that it voted on and left open.
    """
    final, meetings = state.declared.final, _meetings(state)
    if meetings:
        voted = dict.fromkeys(post for answer in meetings for post in answer.elected)
        return [post for post in voted if not final[post]]
    *above, lowest = (each.post for each in state.pack.posts)
    elected = [contest.post for contest in state.count.election.contests]
    if all(state.pack.rank_of(post) < state.pack.rank_of(lowest) for post in elected):
        return []
    return [Post(post) for post in above if post not in elected]


def _meetings(state: Standing) -> list[Officers]:
    return [answer for answer in state.declared.answers if isinstance(answer, Officers)]
