"""Choosing group heads and representatives (推选小组组长和代表): whom a group or so many households
may send, where representatives vote, and who may vote where only one of each household does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack

_REPRESENTATIVES: Final = "representatives"
"""the method, and the meeting"""


class Kind(StrEnum):
    """As what somebody is chosen (推选的身份)."""

    HEAD = "group-head"
    DEPUTY = "deputy-head"
    REPRESENTATIVE = "representative"


class ChosenBy(StrEnum):
    """Who chose them (由谁推选): a group as a whole, or some households together."""

    GROUP = "group"
    HOUSEHOLDS = "households"


KIND_NAMES: Final[Mapping[Kind, str]] = {
    Kind.HEAD: "小组组长",
    Kind.DEPUTY: "小组副组长",
    Kind.REPRESENTATIVE: "代表",
}
CHOSEN_BY_NAMES: Final[Mapping[ChosenBy, str]] = {
    ChosenBy.GROUP: "小组会议推选",
    ChosenBy.HOUSEHOLDS: "几户联合推选",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfRange:
    """A representative of too few or too many households (户数不在规定的范围): the law's range, and
    its article.
    """

    fewest: int
    most: int
    citation: Citation


def households_out_of_range(pack: RulePack, households: int) -> OutOfRange | None:
    """What the law says to a representative of so many households; None where it is within the
    range, or where the pack has none. Groups choose any number: they are not asked.
    """
    rule = pack.representatives
    if rule is None or rule.households_at_least <= households <= rule.households_at_most:
        return None
    return OutOfRange(
        fewest=rule.households_at_least, most=rule.households_at_most, citation=rule.citation
    )


def households_twice(households: Iterable[str]) -> tuple[str, ...]:
    """The households that stand more than once on a roll of one person each (一户多人), in the
    order in which they come; the empty ones are asked by `without_household`.
    """
    counted: dict[str, int] = {}
    for each in households:
        counted[each] = counted.get(each, 0) + 1
    return tuple(name for name, people in counted.items() if name and people > 1)


def without_household(households: Iterable[str]) -> int:
    """How many of a roll say no household (没有写户号)."""
    return sum(not each for each in households)


def representatives_vote(pack: RulePack, *, method: str) -> bool:
    """Whether representatives elect (由代表投票): where that is the method, and where a body that
    knows no methods is elected by their meeting (代表会议).
    """
    if pack.representatives is None:
        return False
    if pack.turnout or method in pack.assembly_quorum:
        return method == _REPRESENTATIVES
    return pack.assembly is not None and pack.assembly.kind == _REPRESENTATIVES


def are_the_same(one: RulePack, other: RulePack) -> bool:
    """Whether two bodies have the same representatives (同一批代表): by one law."""
    ours, theirs = one.representatives, other.representatives
    return bool(ours and theirs and ours.citation.law == theirs.citation.law)
