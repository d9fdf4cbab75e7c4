"""The thresholds of one unit (本单位的门槛): how many are enough, worked out for its own numbers.

A base that nobody stated leaves the number open; the rule's own sentence stands all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.contest import Post
from huanjie.domain.nomination import candidate_number
from huanjie.domain.representatives import representative_number
from huanjie.law.bodyrules import ASSEMBLIES, Representatives
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import BASES, Share

_OF_RECALL: Final = {
    "voters": "有选举权的人",
    "households": "户的代表",
    "representatives": "代表",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNumbers:
    """What a unit says of itself (本单位的数字); None: not said."""

    method: str = "voters"
    """how it elects (选举方式)"""
    registered: int | None = None
    """those registered who vote by the method (登记参加选举的人数)"""
    entitled: int | None = None
    """members who may come to the meeting that elects (应到人数)"""
    voters: int | None = None
    """all who have the right to vote (有选举权的人数)"""
    households: int | None = None
    representatives: int | None = None
    seats: Mapping[Post, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """One threshold (一道门槛): what it is for, of what base, the numbers where they are known."""

    name: str
    base: str
    """the base in words with its number; empty where there is none"""
    minimum: int | None
    maximum: int | None = None
    is_odd: bool = False
    """whether the number must be odd as well (单数)"""
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesNeeded:
    """Votes that elect at so many papers or people (当选所需票数); None: the pack has no rule."""

    base: int
    majority: int | None
    runoff: int | None


def attendance(pack: RulePack, numbers: UnitNumbers) -> Threshold | None:
    """The turnout or the quorum that makes the vote valid, where the pack has either."""
    turnout = pack.turnout.get(numbers.method)
    if turnout:
        return _of_share("参加投票至少", turnout, _stated(turnout, numbers))
    if pack.quorum:
        return _of_share("到会至少", pack.quorum, _stated(pack.quorum, numbers))
    return None


def thresholds(pack: RulePack, numbers: UnitNumbers) -> tuple[Threshold, ...]:
    """Every threshold of the pack but the votes themselves, in the order of an election."""
    first = attendance(pack, numbers)
    return (
        *([first] if first else []),
        *_candidates(pack, numbers),
        *_bodies(pack, numbers),
        *_meetings(pack, numbers),
        *_recall(pack, numbers),
    )


def votes_needed(pack: RulePack, bases: Sequence[int]) -> tuple[VotesNeeded, ...]:
    """The votes that elect, for each number of papers (or of people present, by the pack's base);
    the runoff's own line where it is counted from the same base.
    """
    majority, runoff = pack.majority, pack.runoff
    same = majority and runoff and majority.of == runoff.of
    return tuple(
        VotesNeeded(
            base=base,
            majority=majority.minimum(base) if majority else None,
            runoff=runoff.minimum(base) if runoff and same else None,
        )
        for base in bases
    )


def _stated(share: Share, numbers: UnitNumbers) -> int | None:
    """The unit's own number for a share's base; ballots and those present are not known before."""
    known = {
        "registered": numbers.registered,
        "entitled": numbers.entitled,
        "voters": numbers.voters,
        "households": numbers.households,
        "representatives": numbers.representatives,
    }
    return known.get(share.of)


def _of_share(name: str, share: Share, base: int | None, *, of: str = "") -> Threshold:
    words = of or BASES[share.of]
    return Threshold(
        name=name,
        base=words if base is None else f"{words} {base}",
        minimum=None if base is None else share.minimum(base),
        citation=share.citation,
    )


def _candidates(pack: RulePack, numbers: UnitNumbers) -> Iterator[Threshold]:
    """How many candidates each post needs; a post of the unit's own follows the members."""
    for post, seats in numbers.seats.items():
        if not pack.has_margin_for(post):
            continue
        bounds = candidate_number(pack, seats=seats, post=post)
        yield Threshold(
            name=f"{pack.post_name(post)}候选人",
            base=f"应选名额 {seats}",
            minimum=bounds.minimum,
            maximum=bounds.maximum,
            citation=bounds.grounds[0],
        )


def _bodies(pack: RulePack, numbers: UnitNumbers) -> Iterator[Threshold]:
    sizes = ((f"{pack.name}人数", pack.size), ("选举委员会人数", pack.election_committee))
    for name, size in sizes:
        if size:
            yield Threshold(
                name=name,
                base="",
                minimum=size.at_least,
                maximum=size.at_most,
                is_odd=size.odd,
                citation=size.citation,
            )
    if pack.women:
        yield Threshold(
            name=f"{pack.name}中的妇女",
            base="",
            minimum=pack.women.at_least,
            citation=pack.women.citation,
        )
    if pack.representatives:
        yield _representatives(pack, pack.representatives, numbers.households)


def _representatives(pack: RulePack, rule: Representatives, households: int | None) -> Threshold:
    if households is None:
        return Threshold(name="代表人数", base="户数", minimum=None, citation=rule.citation)
    bounds = representative_number(pack, households=households)
    return Threshold(
        name="代表人数",
        base=f"户数 {households}",
        minimum=bounds.minimum,
        maximum=bounds.maximum,
        citation=rule.citation,
    )


def _meetings(pack: RulePack, numbers: UnitNumbers) -> Iterator[Threshold]:
    """The quorum of each kind of meeting, on that meeting's own members."""
    known = {
        "representatives": numbers.representatives,
        "households": numbers.households,
        "members": numbers.entitled,
    }
    for kind, share in pack.assembly_quorum.items():
        name = f"{ASSEMBLIES[kind]}到会至少"
        yield _of_share(name, share, known.get(kind), of="组成人员")
    if pack.officers_quorum:
        committee = numbers.seats.get(Post("member"))
        name = "委员会全体会议到会至少"
        yield _of_share(name, pack.officers_quorum, committee, of="委员人数")


def _recall(pack: RulePack, numbers: UnitNumbers) -> Iterator[Threshold]:
    for kind, share in pack.recall_signatures.items():
        name = f"要求罢免，{_OF_RECALL[kind]}联名至少"
        yield _of_share(name, share, _stated(share, numbers))
    turnout = pack.recall_turnout.get(numbers.method)
    if turnout:
        yield _of_share("罢免时参加投票至少", turnout, _stated(turnout, numbers))
