"""Officers (书记、副书记): the second stage of a Party election, in the plenary of the new
committee (委员会全体会议).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huanjie.domain.contest import Person, PersonId, Post
from huanjie.domain.seats import by_votes, fill
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Officers:
    """第二阶段的结果: each post's holder, None where nobody has enough votes."""

    quorum_met: bool
    minimum_votes: int
    elected: Mapping[Post, PersonId | None]
    grounds: tuple[Citation, ...]


def officers(
    pack: RulePack,
    *,
    committee: tuple[PersonId, ...],
    attended: int,
    votes: Mapping[Post, Mapping[PersonId, int]],
) -> Officers:
    """Elect each post from the committee; a meeting without its quorum elects nobody.

    Nobody holds two posts: who is elected to the higher one leaves the lower one open.
    """
    quorum = pack.need(pack.officers_quorum, "officers")
    majority = pack.need(pack.officers_majority, "officers")
    if attended > len(committee):
        raise BadInput("到会委员多于委员会的人数", at="/attended")
    for own in votes.values():
        for person in own:
            if person not in committee:
                raise BadInput(
                    f"“{person}”不是委员会成员，不能当选", remedy="书记、副书记从委员中选举"
                )
    met = quorum.met_by(attended, len(committee))
    minimum = majority.minimum(attended)
    elected: dict[Post, PersonId | None] = {}
    for post in sorted(votes, key=pack.rank_of):
        taken = set(elected.values())
        eligible = {person: n for person, n in votes[post].items() if person not in taken}
        elected[post] = _one(eligible, minimum) if met else None
    return Officers(
        quorum_met=met,
        minimum_votes=minimum,
        elected={post: elected[post] for post in votes},
        grounds=distinct([quorum.citation, majority.citation]),
    )


def _one(votes: Mapping[PersonId, int], minimum: int) -> PersonId | None:
    people = tuple(Person(id=id_, votes=n) for id_, n in votes.items() if n >= minimum)
    result = fill(by_votes(people), 1)
    return result.elected[0].id if result.elected else None
