"""Near-kin avoidance among those elected (近亲属同时当选): who stays, who steps back, who must be
voted on again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huanjie.domain.contest import ContestCount, Person, PersonId, Post, Revote
from huanjie.law.pack import RulePack
from huanjie.law.rules import Rule

Pairs = frozenset[frozenset[PersonId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody elected to a post (当选人), with the post's rank, 0 the highest."""

    person: Person
    post: Post
    rank: int


@dataclass(slots=True, kw_only=True)
class Avoidance:
    """近亲属回避的结果: every holder stands in exactly one of these."""

    stay: list[Holder] = field(default_factory=list)
    step_back: list[Holder] = field(default_factory=list)
    equal: list[Holder] = field(default_factory=list)
    """same post and same votes as a relative: voted on again"""
    waiting: list[Holder] = field(default_factory=list)
    """related to somebody who is himself to be voted on again"""


def avoid(
    holders: Iterable[Holder],
    pairs: Pairs,
    revotes: Mapping[Post, Revote],
    pack: RulePack,
    undecided: Mapping[PersonId, int] | None = None,
) -> Avoidance:
    """Keep the highest post, then the most votes, then the most votes of a revote; relatives below
    step back.

    `undecided` are those tied for a post, with its rank: they themselves and their relatives wait
    for it in every lower post, and so do the relatives of whoever waits. The pack may leave the
    holders of some posts alone among themselves.
    """
    sorting = _Sorting(pairs=pairs, revotes=revotes, undecided=undecided or {}, pack=pack)
    for _, level in itertools.groupby(sorted(holders, key=sorting.order), key=sorting.order):
        sorting.place(list(level))
    return sorting.result


@dataclass(slots=True, kw_only=True)
class _Sorting:
    """The holders placed so far, and what they are placed by."""

    pairs: Pairs
    revotes: Mapping[Post, Revote]
    undecided: Mapping[PersonId, int]
    pack: RulePack
    result: Avoidance = field(default_factory=Avoidance)

    def order(self, holder: Holder) -> tuple[int, int, int]:
        """The highest post first, then the most votes, then the most votes of the revote."""
        revote = self.revotes.get(holder.post)
        again = revote.votes.get(holder.person.id, 0) if revote else 0
        return holder.rank, -holder.person.votes, -again

    def place(self, level: list[Holder]) -> None:
        """Place holders whom neither post nor votes tell apart."""
        result = self.result
        free = [h for h in level if not self._related(h, result.stay)]
        waiting = [h for h in free if self._waits(h)]
        while more := [h for h in free if h not in waiting and self._related(h, waiting)]:
            waiting += more
        free = [h for h in free if h not in waiting]
        equal = [h for h in free if self._related(h, free)]
        result.step_back += [h for h in level if self._related(h, result.stay)]
        result.waiting += waiting
        result.equal += equal
        result.stay += [h for h in free if h not in equal]

    def _waits(self, holder: Holder) -> bool:
        above = {id_ for id_, rank in self.undecided.items() if rank < holder.rank}
        kin = {id_ for id_ in above if related(holder.person.id, id_, self.pairs)}
        pending = [*self.result.equal, *self.result.waiting]
        return holder.person.id in above or bool(kin) or self._related(holder, pending)

    def _related(self, holder: Holder, others: Iterable[Holder]) -> bool:
        return any(keeps_apart(self.pack, holder, other, self.pairs) for other in others)


def keeps_apart(pack: RulePack, one: Holder, other: Holder, pairs: Pairs) -> bool:
    """Whether two may not hold their posts together: near relatives, unless the law leaves the
    holders of both posts alone among themselves.
    """
    kin = related(one.person.id, other.person.id, pairs)
    return kin and not pack.is_free_among(one.post, other.post)


def barred_pairs(
    pairs: Iterable[tuple[PersonId, PersonId]], contests: Iterable[ContestCount], pack: RulePack
) -> Pairs:
    """The pairs of near relatives that can matter: none without a bar, and none of two people who
    both stand for posts alone whose holders it leaves alone among themselves (监事之间).
    """
    if pack.near_relatives is None:
        return frozenset()
    every = frozenset(frozenset(pair) for pair in pairs)
    if not pack.near_relatives.not_among:
        return every
    others = {
        person.id
        for each in contests
        if not pack.is_free_among(each.post, each.post)
        for person in each.people
    }
    return frozenset(pair for pair in every if pair & others)


def related(one: PersonId, other: PersonId, pairs: Pairs) -> bool:
    """Whether two people are near relatives (近亲属)."""
    return frozenset((one, other)) in pairs


def kin_rules(pack: RulePack, posts: Iterable[Post]) -> tuple[Rule, ...]:
    """The rules by which somebody stepped back from these posts for a relative: nothing where
    nobody did.
    """
    bars = [pack.kin_bar(post) for post in posts]
    rules = [*bars, pack.relative_stays] if bars else []
    return tuple(dict.fromkeys(rule for rule in rules if rule))
