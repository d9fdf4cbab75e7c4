"""Contests as they are being decided (当选情况): who sits, who is tied, who waits, which seats
are open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from huanjie.domain.avoidance import Pairs, related
from huanjie.domain.contest import Carried, ContestCount, Person, PersonId, Post, Revote, Withdrawal
from huanjie.domain.seats import Filling
from huanjie.law.citation import Citation
from huanjie.law.rules import Rule


@dataclass(frozen=True, slots=True)
class Void:
    """Why one contest's own vote is void (本项选举无效), and by which article."""

    says: str
    citation: Citation


@dataclass(slots=True, kw_only=True)
class Seated:
    """One contest as it is being decided (一项职务的当选情况)."""

    contest: ContestCount
    minimum: int
    filling: Filling
    withdrawn: list[Withdrawal] = field(default_factory=list)
    equal: tuple[Person, ...] = ()
    """near relatives equal in post and votes (须继续投票)"""
    waiting: tuple[Person, ...] = ()
    """those whose seat hangs on a revote for a higher post (待定)"""
    lost: int = 0
    """seats that relatives left and nobody took"""
    hanging: int = 0
    """open seats of which nobody can say yet whether they are kept for a woman"""
    tie_hangs: bool = False
    """whether nobody can say yet who is tied, for it hangs on whether a woman is in"""
    tie_waits: tuple[Person, ...] = ()
    """those with equal votes who are not voted on again before a higher revote is in"""
    void: Void | None = None
    """why this contest's own vote is void, where it is"""
    carried: tuple[Carried, ...] = ()
    """votes for higher posts that were added to this one's (计入的高职务得票)"""

    def tied(self) -> set[PersonId]:
        """Everyone whom a revote is to tell apart."""
        return {person.id for person in (*self.filling.tied, *self.equal)}

    def state(self) -> tuple[object, ...]:
        """How the seats stand, to compare (当选情况的比较)."""
        elected, waiting = ({p.id for p in each} for each in (self.filling.elected, self.waiting))
        seats = self.open(), self.filling.reserved
        return elected, self.tied(), waiting, set(self.withdrawn), seats

    def open(self) -> int:
        """Seats that no revote, no reserve and no question of fact will fill (须另行选举的名额)."""
        return self.filling.open + self.lost - self.hanging

    def keep_one_for_a_woman(self) -> None:
        """Turn an open seat into one that is kept for a woman."""
        self.filling = replace(self.filling, reserved=self.filling.reserved + 1)
        self.lost -= 1


@dataclass(slots=True, kw_only=True)
class Seating:
    """All contests as decided, by post (全部职务的当选情况), and the rules that decided."""

    contests: dict[Post, Seated] = field(default_factory=dict)
    grounds: list[Citation] = field(default_factory=list)
    revotes: dict[Post, Revote] = field(default_factory=dict)
    """the revotes that have been asked for so far (已采用的再次投票)"""

    def elected(self) -> list[Person]:
        """Everyone who is seated so far."""
        return [person for seated in self.contests.values() for person in seated.filling.elected]

    def cite(self, *rules: Rule | None) -> None:
        """Name the rules that decided."""
        self.grounds += [rule.citation for rule in rules if rule]


def pending(seated: Seated) -> list[tuple[tuple[Person, ...], int]]:
    """Those who are still to be voted on again or to wait, and how many will surely be seated."""
    filling = seated.filling
    taken = len(filling.elected) + filling.reserved + filling.open + seated.lost
    left = seated.contest.seats - taken - len(seated.equal) - len(seated.waiting)
    return [(filling.tied, left), (seated.equal, 1), (seated.waiting, 0)]


def may_sit(seated: Seated) -> tuple[Person, ...]:
    """Everyone who may still get this post: the tied, who waits for a higher revote, and whoever
    may take the seat of one who waits.
    """
    if not seated.waiting:
        return (*seated.filling.tied, *seated.equal)
    gone = {person.id for person in seated.filling.elected}
    gone |= {each.id for each in seated.withdrawn}
    over = (person for person in seated.contest.people if person.votes >= seated.minimum)
    return tuple(person for person in over if person.id not in gone)


def will_seat_a_woman(contests: Mapping[Post, Seated], pairs: Pairs) -> bool:
    """Whether a revote seats a woman whoever wins it: no man can win all its seats, nor a woman
    who may then have to step back for a relative.
    """
    return any(
        people and sum(not _sits_as_a_woman(each, seated, contests, pairs) for each in people) < n
        for seated in contests.values()
        for people, n in pending(seated)
    )


def _sits_as_a_woman(
    person: Person, own: Seated, contests: Mapping[Post, Seated], pairs: Pairs
) -> bool:
    others = [each for seated in contests.values() for each in seated.filling.elected]
    others += [
        each for seated in contests.values() if seated is not own for each in may_sit(seated)
    ]
    return person.sex == "f" and not any(related(person.id, o.id, pairs) for o in others)
