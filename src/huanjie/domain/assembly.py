"""Assembly (会议): may it be held, and has it passed what was put to the vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, distinct
from huanjie.law.pack import RulePack
from huanjie.law.rules import Share

ELECTING_MEETINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "party-branch": {"voters": "党员大会"},
    "youth-league": {"voters": "团员大会"},
    "collective-organisation": {"voters": "成员大会", "representatives": "成员代表大会"},
    "village-supervisory": {
        "representatives": "村民代表会议",
        "adults": "村民会议（十八周岁以上的村民参加）",
        "households": "村民会议（户的代表参加）",
    },
    "residents-supervisory": {
        "representatives": "居民代表会议",
        "adults": "居民会议（十八周岁以上的居民参加）",
        "households": "居民会议（户的代表参加）",
    },
}
"""What elects a body that a meeting elects (由哪种会议选举), by the method of the election, the
usual one first. A body that is not here is elected by those who are registered.
"""

REGISTERED: Final = "登记参加选举的"
"""whom the number of a roll counts where no meeting elects"""
CALLED: Final[Mapping[str, str]] = {
    "党员大会": "应到会的有选举权的党员",
    "团员大会": "应到会的有选举权的团员",
    "成员大会": "应到会的成员",
    "成员代表大会": "应到会的代表",
    "村民代表会议": "应到会的组成人员",
    "居民代表会议": "应到会的组成人员",
    "村民会议（十八周岁以上的村民参加）": "应到会的村民",
    "村民会议（户的代表参加）": "应到会的户的代表",
    "居民会议（十八周岁以上的居民参加）": "应到会的居民",
    "居民会议（户的代表参加）": "应到会的户的代表",
}
"""Whom it counts where a meeting does (应到会的人), by the meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """会议的结果; None where the number that it hangs on was not stated."""

    quorum_minimum: int
    quorum_met: bool | None
    passed: bool | None
    grounds: tuple[Citation, ...]


def assembly(
    pack: RulePack,
    *,
    kind: str | None,
    entitled: int,
    attended: int | None = None,
    in_favour: int | None = None,
) -> Assembly:
    """Ask the rules of one kind of meeting, by default the body's own (会议种类).

    A decision needs the quorum and its own majority, of those present or of all (应到) as the
    pack says.
    """
    _check(entitled, attended, in_favour)
    chosen = kind or pack.need(pack.assembly, "assembly").kind
    quorum = pack.need(pack.assembly_quorum.get(chosen), f"assembly.{chosen}")
    met = None if attended is None else quorum.met_by(attended, entitled)
    if attended is None or in_favour is None:
        return _answer(quorum, entitled, met, None, [quorum.citation])
    if not met:
        return _answer(quorum, entitled, met, False, [quorum.citation])
    majority = pack.need(pack.assembly_majority.get(chosen), f"assembly.{chosen}")
    base = attended if majority.of == "attended" else entitled
    passed = majority.met_by(in_favour, base)
    return _answer(quorum, entitled, met, passed, [quorum.citation, majority.citation])


def _answer(
    quorum: Share, entitled: int, met: bool | None, passed: bool | None, grounds: list[Citation]
) -> Assembly:
    return Assembly(
        quorum_minimum=quorum.minimum(entitled),
        quorum_met=met,
        passed=passed,
        grounds=distinct(grounds),
    )


def _check(entitled: int, attended: int | None, in_favour: int | None) -> None:
    if attended is None and in_favour is not None:
        raise BadInput("写了同意的人数，没有写到会的人数", at="/in_favour", remedy="补上“attended”")
    if attended is not None and attended > entitled:
        raise BadInput("实到人数多于应到人数", at="/attended")
    if attended is not None and in_favour is not None and in_favour > attended:
        raise BadInput("同意的人数多于到会的人数", at="/in_favour")
