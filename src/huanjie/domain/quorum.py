"""Quorum, electorate and turnout (到会人数、有选举权的人、参加投票人数): are there enough, on the
law's own base.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack
from huanjie.law.rules import BASES, SUSPENDED, Share

_MEETING_METHODS: Final = ("adults", "households", "representatives")
"""The ways to elect that are a villagers' or residents' meeting (村民会议、居民会议)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """Whether there are enough (是否达到): the lowest number that is, and its article."""

    minimum: int
    met: bool
    grounds: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate:
    """有选举权的人: how many, and who."""

    members: tuple[str, ...]
    grounds: tuple[Citation, ...]


def quorum(pack: RulePack, *, entitled: int, attended: int) -> Enough:
    """Are enough of those entitled present (实到是否达到应到的规定比例)?"""
    if attended > entitled:
        raise BadInput("实到人数多于应到人数", at="/attended")
    return _enough(pack.need(pack.quorum, "quorum"), attended, entitled)


def under_meeting(pack: RulePack, method: str) -> RulePack:
    """The pack with the quorum and the line of the meeting that elects (推选的会议).

    What representatives elect, the villagers' or residents' meeting may elect in their place, and
    what members elect their representatives may: each meeting has figures and articles of its own.
    A body that no meeting elects keeps the pack's.
    """
    if not is_by_meeting(pack, method):
        return pack
    return replace(
        pack,
        quorum=pack.assembly_quorum.get(method, pack.quorum),
        majority=pack.assembly_majority.get(method, pack.majority),
    )


def is_by_meeting(pack: RulePack, method: str) -> bool:
    """Whether a method names one of the meetings that may elect a body (推选的会议)."""
    return pack.quorum is not None and method in _MEETING_METHODS


def turnout(pack: RulePack, *, method: str, registered: int, voted: int) -> Enough:
    """Did enough of those registered vote (参加投票人数是否达到要求)?"""
    return _enough(pack.turnout_for(method), voted, registered)


def electorate(pack: RulePack, members: Iterable[tuple[str, str]]) -> Electorate:
    """Who of the members, (id, standing) each, may vote (党员大会的有选举权人); whose rights are
    suspended (停止权利) has an article of its own.
    """
    rule, suspended = pack.need(pack.electorate, "electorate"), pack.rights_suspended
    known = tuple(members)
    entitled = tuple(member for member, standing in known if standing in rule.standings)
    grounds = [rule.citation]
    if suspended and any(standing == SUSPENDED for _member, standing in known):
        grounds.append(suspended.citation)
    return Electorate(members=entitled, grounds=tuple(grounds))


def falls_short(share: Share, number: int, base: int, *, what: str) -> str:
    """The sentence that says by how much a number falls short of its share."""
    return f"{what} {number}，{BASES[share.of]} {base}，须达到 {share.minimum(base)}"


def _enough(share: Share, number: int, base: int) -> Enough:
    return Enough(
        minimum=share.minimum(base), met=share.met_by(number, base), grounds=(share.citation,)
    )
