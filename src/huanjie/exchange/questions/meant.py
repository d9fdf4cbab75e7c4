"""The question that was meant (想问的可能是): where a pack has no rule for one question, what is
asked is often another one, by the word that this body's law has for the matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A question beside the one that was asked (相邻的问题)."""

    question: str
    rule: str
    """the rule of the pack that answers it, by its word in `RulePack`"""
    asks: str
    """what it asks, as people say it"""


_TURNOUT: Final = Neighbour(
    question="turnout", rule="turnout", asks="参加选举投票的人数够不够，选举是否有效"
)
_ASSEMBLY: Final = Neighbour(
    question="assembly", rule="assembly_quorum", asks="会议的到会人数够不够，决定是否通过"
)
_QUORUM: Final = Neighbour(question="quorum", rule="quorum", asks="选举大会的到会人数够不够")
_REGISTRATION: Final = Neighbour(
    question="registration", rule="registration", asks="哪些人登记参加选举"
)
_ELECTORATE: Final = Neighbour(question="electorate", rule="electorate", asks="哪些成员有选举权")

NEIGHBOURS: Final[Mapping[str, tuple[Neighbour, ...]]] = {
    "quorum": (_ASSEMBLY, _TURNOUT),
    "turnout": (_QUORUM, _ASSEMBLY),
    "electorate": (_REGISTRATION,),
    "registration": (_ELECTORATE,),
}


def neighbours_held(question: str, pack: RulePack) -> tuple[Neighbour, ...]:
    """The neighbours of a question that this pack has a rule for."""
    return tuple(each for each in NEIGHBOURS.get(question, ()) if getattr(pack, each.rule))
