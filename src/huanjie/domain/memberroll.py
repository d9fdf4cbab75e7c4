"""The roll of an organisation whose members vote by their standing (党员名册、团员名册): what it is
called, which standings it has, and by which words they are read.

It is confirmed, not posted: who belongs to the organisation is nobody else's business. The words
are the packs' own (`RulePack.choice_name`); a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FULL: Final = "full"
PROBATIONARY: Final = "probationary"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRoll:
    """One kind of such a roll in its own words (成员名册的用语)."""

    member: str
    """whoever is on it (党员、团员)"""
    name: str
    """the roll (党员名册、团员名册)"""
    kind: str
    """the heading over the standings (党员类别、团员类别)"""
    entitled: str
    """whoever of them may vote (有选举权的党员、有选举权的团员)"""
    admitted: str
    """why somebody comes who was no member before (接收为预备党员、入团)"""
    admitted_as: str
    """the standing that whoever is admitted has then"""
    no_member: str
    """why somebody leaves it who is no member any more (不再是党员、不再是团员)"""
    confirming: str
    """the deed that fixes the roll (确认党员名册、确认团员名册)"""
    standings: Mapping[str, str]
    """each standing that the roll may say, by the packs' word, full members first"""
    words: Mapping[str, str]
    """what a cell may say (类别的各种写法), each with its standing; any other word is none of this
    roll
    """

    @property
    def unknown(self) -> str:
        """Why a row is refused whose standing the roll does not know (没有这一类)."""
        known = "、".join(self.standings.values())
        return f"{self.name}上没有这一类，定不了有没有选举权；可以是{known}"

    def name_of(self, standing: str) -> str:
        """A standing as the roll says it; empty where it has none of that kind."""
        return self.standings.get(standing, "")


PARTY: Final = MemberRoll(
    member="党员",
    name="党员名册",
    kind="党员类别",
    entitled="有选举权的党员",
    admitted="接收为预备党员",
    admitted_as=PROBATIONARY,
    no_member="不再是党员",
    confirming="确认党员名册",
    standings={
        FULL: "正式党员",
        PROBATIONARY: "预备党员",
        "under-probation-sanction": "留党察看",
        "rights-suspended": "停止党员权利",
    },
    words={
        "正式党员": FULL,
        "正式": FULL,
        "中共党员": FULL,
        "full": FULL,
        "预备党员": PROBATIONARY,
        "预备": PROBATIONARY,
        "中共预备党员": PROBATIONARY,
        "probationary": PROBATIONARY,
        "留党察看": "under-probation-sanction",
        "留党察看党员": "under-probation-sanction",
        "under-probation-sanction": "under-probation-sanction",
        "停止党员权利": "rights-suspended",
        "被停止党员权利": "rights-suspended",
        "暂停党员权利": "rights-suspended",
        "停止权利": "rights-suspended",
        "rights-suspended": "rights-suspended",
    },
)
LEAGUE: Final = MemberRoll(
    member="团员",
    name="团员名册",
    kind="团员类别",
    entitled="有选举权的团员",
    admitted="入团",
    admitted_as=FULL,
    no_member="不再是团员",
    confirming="确认团员名册",
    standings={
        FULL: "正式团员",
        "under-probation-sanction": "留团察看",
        "rights-suspended": "停止团员权利",
    },
    words={
        "正式团员": FULL,
        "共青团员": FULL,
        "团员": FULL,
        "full": FULL,
        "从事团的工作的党员": FULL,
        "保留团籍的共产党员": FULL,
        "保留团籍的中共党员": FULL,
        "保留团籍的党员": FULL,
        "保留团籍的预备党员": FULL,
        "保留团籍": FULL,
        "留团察看": "under-probation-sanction",
        "留团察看团员": "under-probation-sanction",
        "under-probation-sanction": "under-probation-sanction",
        "停止团员权利": "rights-suspended",
        "被停止团员权利": "rights-suspended",
        "暂停团员权利": "rights-suspended",
        "停止权利": "rights-suspended",
        "rights-suspended": "rights-suspended",
    },
)
"""A probationary member of the Party (预备党员) votes in the League as the member of the League
that they are, or not at all: the roll has no such standing. A member of the Party whom it sent to
work in the League votes there like its members (团的选举工作条例第六条); so does one who joined the
Party and is still a member of the League (保留团籍), for whoever is one votes by the same article.
Any other member of the Party (正式党员) says nothing of the League.
"""

MEMBER_ROLLS: Final[Mapping[str, MemberRoll]] = {"party-branch": PARTY, "youth-league": LEAGUE}
"""Each by the body whose roll it is."""
