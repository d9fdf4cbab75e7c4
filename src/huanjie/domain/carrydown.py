"""Votes for two posts (高职务得票计入低职务): whoever is not elected to a higher post takes his
votes for it along to a lower one, never the reverse.

Only where all posts stand on one paper: there a voter chooses one person for one post, so that no
vote is counted twice, and every post has the same base.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from huanjie.domain.contest import Carried, ContestCount, Count, PersonId, Post
from huanjie.domain.seated import Seated, may_sit
from huanjie.law.pack import RulePack
from huanjie.law.rules import Rule


def carried_into(
    contest: ContestCount, higher: Mapping[Post, Seated], count: Count, pack: RulePack
) -> tuple[Carried, ...]:
    """The votes that the law adds to those of a contest, the posts above it having been decided.

    Who is tied for a higher post, or waits for one, has them too: he needs them only if he loses,
    and where he wins he leaves this contest.
    """
    rule = pack.votes_carry_down
    if rule is None or not rule.mandatory:
        return ()
    return _from_above(contest, higher, count)


def with_carried(contest: ContestCount, carried: Iterable[Carried]) -> ContestCount:
    """The contest with the votes that count for it (计入以后的得票)."""
    totals = {each.id: each.total for each in carried}
    people = tuple(replace(p, votes=totals.get(p.id, p.votes)) for p in contest.people)
    return replace(contest, people=people)


def said(seated: Seated, above: Mapping[Post, Seated], pack: RulePack) -> Iterable[str]:
    """What was added, person by person; of whom a higher revote is still about, nothing yet."""
    pending = {person.id for other in above.values() for person in may_sit(other)}
    for each in seated.carried:
        if each.id in pending:
            continue
        votes = "、".join(f"{pack.post_name(post)}得票 {n} 票" for post, n in each.above)
        name = pack.post_name(seated.contest.post)
        yield f"{each.id}：{votes}计入{name}得票，合计 {each.total} 票。"


def left_to_the_unit(
    seated: Seated, above: Mapping[Post, Seated], count: Count, pack: RulePack
) -> tuple[Rule, tuple[PersonId, ...]] | None:
    """Who would reach the line if the unit's own measures had the votes added (可以累加); None
    where the law leaves nothing to them.
    """
    rule = pack.votes_carry_down
    if rule is None or rule.mandatory:
        return None
    sits = {person.id for person in seated.filling.elected}
    reached = tuple(
        each.id
        for each in _from_above(seated.contest, above, count)
        if each.total >= seated.minimum and each.id not in sits
    )
    return (rule, reached) if reached else None


def _from_above(
    contest: ContestCount, higher: Mapping[Post, Seated], count: Count
) -> tuple[Carried, ...]:
    """The votes for higher posts of everybody who was elected to none of them."""
    if not count.single_ballot:
        return ()
    won = {id_ for seated in higher.values() for id_ in _won(seated)}
    votes = {
        each.post: {person.id: person.votes for person in each.people}
        for each in count.contests
        if each.post in higher
    }
    added = (
        (person, tuple((post, own[person.id]) for post, own in votes.items() if person.id in own))
        for person in contest.people
        if person.id not in won
    )
    return tuple(
        Carried(id=person.id, above=above, total=person.votes + sum(n for _, n in above))
        for person, above in added
        if above
    )


def _won(seated: Seated) -> set[PersonId]:
    """Who was elected to a post, those who stepped back from it among them (当选)."""
    elected = {person.id for person in seated.filling.elected}
    return elected | {each.id for each in seated.withdrawn}
