"""Invented votes (编造的票数): a sheet for a paper, whose sums agree."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final, Literal

from huanjie.domain.contest import PersonId
from huanjie.domain.election import Contest, Election
from huanjie.domain.sheets import Sheet, SheetContest

Outcome = Literal["clear", "tie", "short"]
"""Everybody elected; two equal at the last seat; one seat that nobody reaches."""

_WON: Final = (62, 85)
_LOST: Final = (12, 30)
_BELOW: Final = (40, 48)
"""Shares of the valid papers, in hundredths; more than half elects."""


def invented_sheet(
    election: Election, collected: int, chance: random.Random, outcome: Outcome
) -> Sheet:
    """A sheet of this paper; ties and short seats are those of its last contest but one."""
    odd_one = election.contests[min(1, len(election.contests) - 1)].post
    return Sheet(
        contests={
            contest.post: _contest(
                contest,
                collected,
                chance,
                outcome if contest.post == odd_one else "clear",
                marked=election.style == "approve-oppose-abstain",
            )
            for contest in election.contests
        }
    )


def _contest(
    contest: Contest, collected: int, chance: random.Random, outcome: Outcome, *, marked: bool
) -> SheetContest:
    invalid = chance.randint(0, collected // 40)
    valid = collected - invalid
    ids = [candidate.id for candidate in contest.candidates]
    order = chance.sample(ids, len(ids))
    votes = dict(zip(order, _votes(valid, contest.seats, len(ids), chance, outcome), strict=True))
    votes = _within(votes, contest.seats * valid)
    own = {person: votes[person] for person in ids}
    if not marked:
        return SheetContest(valid=valid, invalid=invalid, votes=own)
    abstain = {person: (valid - n) // 4 for person, n in own.items()}
    oppose = {person: valid - n - abstain[person] for person, n in own.items()}
    return SheetContest(valid=valid, invalid=invalid, votes=own, oppose=oppose, abstain=abstain)


def _votes(
    valid: int, seats: int, people: int, chance: random.Random, outcome: Outcome
) -> Sequence[int]:
    """How many each got, the winners first and no two of them equal unless they are to be."""
    shares = [chance.uniform(*_WON) - place for place in range(seats)]
    shares += [chance.uniform(*_LOST) for _ in range(people - seats)]
    if outcome == "tie" and people > seats:
        shares[seats - 1 : seats + 1] = [55, 55]
        shares[: seats - 1] = [80 - place for place in range(seats - 1)]
    if outcome == "short":
        shares[seats - 1] = chance.uniform(*_BELOW)
    votes = [int(valid * share / 100) for share in shares]
    if outcome == "clear":  # in a committee of three a share alone falls short of a half
        votes[:seats] = [max(n, valid // 2 + 1) for n in votes[:seats]]
    return votes


def _within(votes: dict[PersonId, int], most: int) -> dict[PersonId, int]:
    """No more votes in all than the papers can hold; the least voted for lose theirs."""
    surplus = sum(votes.values()) - most
    for person in sorted(votes, key=lambda each: votes[each]):
        if surplus <= 0:
            break
        taken = min(votes[person], surplus)
        votes[person] -= taken
        surplus -= taken
    return votes
