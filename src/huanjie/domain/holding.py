"""Who may hold what in the end (最终任职): nobody two posts, and no near relatives, across all
rounds.

A runoff may seat a near relative of somebody seated before, or somebody who holds a lower post:
what holds inside one vote holds across all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from huanjie.domain.avoidance import Holder, Pairs, avoid, keeps_apart, kin_rules
from huanjie.domain.contest import PersonId, Post, Withdrawal
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack

Line = Sequence[Holder]
"""Who reached the line of one vote (过线的人), the most votes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The holders that stay, those that step back, and the rules that decided it."""

    stay: tuple[Holder, ...]
    withdrawn: tuple[tuple[Post, Withdrawal], ...] = ()
    grounds: tuple[Citation, ...] = ()


def hold(holders: tuple[Holder, ...], pairs: Pairs, pack: RulePack) -> Held:
    """Keep each person's highest post, then of near relatives the one who may stay."""
    once = _once(holders, pack) if pack.two_posts else holders
    twice = tuple(holder for holder in holders if holder not in once)
    result = avoid(once, pairs if pack.near_relatives else frozenset(), {}, pack)
    back = (*result.step_back, *result.equal, *result.waiting)
    withdrawn = [(h.post, Withdrawal(id=h.person.id, because="two-posts")) for h in twice]
    withdrawn += [(h.post, Withdrawal(id=h.person.id, because="near-relative")) for h in back]
    rules = [pack.two_posts] if twice else []
    rules += kin_rules(pack, (each.post for each in back))
    return Held(
        stay=tuple(holder for holder in once if holder not in back),
        withdrawn=tuple(withdrawn),
        grounds=tuple(rule.citation for rule in rules if rule),
    )


def refill(
    held: Held, in_line: Mapping[Post, Sequence[Line]], pairs: Pairs, pack: RulePack
) -> Held:
    """Where the law says so, give the seat that a relative left to the next over the line
    (递补): from the first vote's line, then from each runoff's.

    Of two with equal votes nobody is the next: the seat stays open, and a vote among them decides.
    """
    rule = pack.relative_stays
    if rule is None or not rule.next_over_the_line_fills:
        return held
    stay = list(held.stay)
    gone = {withdrawal.id for _, withdrawal in held.withdrawn}
    for post, withdrawal in held.withdrawn:
        if withdrawal.because == "near-relative":
            seated = {holder.person.id for holder in stay}
            lines = in_line.get(post, ())
            stay += _next(lines, gone | seated, stay, pairs, pack)
    return replace(held, stay=tuple(stay))


def _next(
    lines: Sequence[Line],
    taken: set[PersonId],
    stay: list[Holder],
    pairs: Pairs,
    pack: RulePack,
) -> list[Holder]:
    """The first in line who is free, and nobody's relative; none where two stand equal there."""
    for line in lines:
        free = [
            holder
            for holder in line
            if holder.person.id not in taken
            and not any(keeps_apart(pack, holder, other, pairs) for other in stay)
        ]
        if free:
            equal = [holder for holder in free if holder.person.votes == free[0].person.votes]
            return equal if len(equal) == 1 else []
    return []


def _once(holders: tuple[Holder, ...], pack: RulePack) -> tuple[Holder, ...]:
    """Each person's highest post; of posts of one rank the unit's own, else the one that was won
    first.
    """
    best: dict[PersonId, Holder] = {}
    for holder in holders:
        held = best.setdefault(holder.person.id, holder)
        if pack.place_of(holder.post) < pack.place_of(held.post):
            best[holder.person.id] = holder
    return tuple(holder for holder in holders if best[holder.person.id] is holder)
