"""A contest (一项职务的选举): what was counted, and what was declared of it.

The counts come from paper or from a tally; these values do not know which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, NewType

from huanjie.law.citation import Citation
from huanjie.law.rules import Step

PersonId = NewType("PersonId", str)
Post = NewType("Post", str)
Sex = Literal["m", "f"]
Because = Literal["near-relative", "two-posts"]
BECAUSE: Final[dict[Because, str]] = {
    "near-relative": "与当选的人有近亲属关系，退出",
    "two-posts": "已当选更高的职务",
}
"""Why somebody elected is not seated (不留任的原因), in the words of a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person's votes in one contest (得票): a candidate, or somebody written in (另选他人)."""

    id: PersonId
    votes: int
    """approvals (赞成票)"""
    oppose: int | None = None
    abstain: int | None = None
    sex: Sex | None = None
    written_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revote:
    """再次投票: the vote among those who were tied."""

    collected: int
    votes: Mapping[PersonId, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestCount:
    """One contest's count (计票结果); `valid` and `invalid` papers are known both or not at all."""

    post: Post
    seats: int
    people: tuple[Person, ...]
    valid: int | None = None
    invalid: int | None = None
    women_seat_met: bool = False
    """a woman already holds the seat that the law keeps for one (妇女名额已满足)"""
    revote: Revote | None = None

    def papers(self) -> int | None:
        """This contest's own papers, valid and invalid, where they were counted."""
        if self.valid is None or self.invalid is None:
            return None
        return self.valid + self.invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A ballot box (票箱): the people listed for it, and the papers found in it."""

    id: str
    listed: int
    collected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Everything that a declaration is made from (宣布结果所依据的事实)."""

    contests: tuple[ContestCount, ...]
    collected: int
    issued: int | None = None
    voters: int | None = None
    """people who voted (投票人数), where a province compares the ballots with it"""
    method: str = "voters"
    registered: int | None = None
    entitled: int | None = None
    attended: int | None = None
    boxes: tuple[Box, ...] = ()
    single_ballot: bool = False
    """all posts on one paper (一次性投票)"""
    near_relatives: tuple[tuple[PersonId, PersonId], ...] = ()

    def compared_with(self) -> dict[str, int | None]:
        """What the papers collected may be compared with (选票数的比较对象)."""
        return {"issued": self.issued, "voters": self.voters, "attended": self.attended}


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Elected, and yet not seated (当选后不留任), and why."""

    id: PersonId
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One person's votes for higher posts that count for this one (计入的高职务得票), and what they
    and his own come to.
    """

    id: PersonId
    above: tuple[tuple[Post, int], ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestResult:
    """A contest's result: elected, not elected, tied and withdrawn are disjoint and together hold
    everyone.
    """

    post: Post
    minimum_votes: int
    elected: tuple[PersonId, ...]
    not_elected: tuple[PersonId, ...]
    tied: tuple[PersonId, ...]
    vacancies: int
    """seats less those elected; tied and reserved seats are among them"""
    reserved_seats: int
    """seats kept for the separate election of a woman"""
    withdrawn: tuple[Withdrawal, ...]
    next: tuple[Step, ...]
    conditions: tuple[str, ...]
    carried: tuple[Carried, ...] = ()
    """votes that were added from higher posts; the conditions say so"""

    def counted(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        """The people of this contest with the votes that count for it (计入以后的得票)."""
        totals = {each.id: each.total for each in self.carried}
        return tuple(replace(p, votes=totals.get(p.id, p.votes)) for p in people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """宣布结果: whether the election is valid, and each contest's result; a void election has
    none.
    """

    valid: bool
    reason: str | None
    contests: tuple[ContestResult, ...]
    grounds: tuple[Citation, ...]
