"""The representatives' meeting (代表会议的组成): are there representatives enough beside the
committee, and women enough among them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from huanjie.law.bodyrules import AssemblyMakeup
from huanjie.law.citation import Citation
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What is known of a meeting (代表会议的组成人员)."""

    committee: int | None
    """how many the committee has (委员会成员); None: nobody knows"""
    representatives: int
    women: int
    """of the representatives"""
    unsaid: int
    """representatives whose sex nobody stated"""

    @property
    def members(self) -> int:
        """Everybody: the committee, as far as it is known, and the representatives (组成人员)."""
        return (self.committee or 0) + self.representatives


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeupFault:
    """What is wrong with the meeting (组成不合规定), by which article, and how it is mended."""

    says: str
    remedy: str
    citation: Citation
    refuses: bool
    """whether the list may not be posted so: the text writes a number, and it is surely missed"""


def makeup_faults(pack: RulePack, meeting: Meeting) -> Iterator[MakeupFault]:
    """Everything that is wrong with a meeting; nothing of one that nobody was chosen for yet, or
    where the pack says nothing of it.
    """
    if not meeting.representatives:
        return
    number, rule = pack.representatives, pack.assembly_makeup
    if number and number.at_least and meeting.representatives < number.at_least:
        yield MakeupFault(
            says=f"代表 {meeting.representatives} 人，至少应有 {number.at_least} 人",
            remedy=f"再推选 {number.at_least - meeting.representatives} 人",
            citation=number.citation,
            refuses=True,
        )
    if rule is None:
        return
    if meeting.committee is None and (rule.representatives or rule.women):
        yield from _committee_unknown(rule, meeting)
        return
    if rule.representatives:
        yield from _too_few(rule, rule.representatives, meeting)
    if rule.women:
        yield from _few_women(rule, rule.women, meeting)
    if rule.some_women:
        yield from _no_woman(rule, meeting)


def _committee_unknown(rule: AssemblyMakeup, meeting: Meeting) -> Iterator[MakeupFault]:
    """No share can be told without the committee: that is said, and the list may be posted. Women
    too few among the representatives alone are too few whoever sits beside them.
    """
    shares = "代表和妇女代表" if rule.women else "代表"
    yield MakeupFault(
        says=f"代表 {meeting.representatives} 人；不知道委员会有几名成员，不能核对{shares}占的比例",
        remedy="登记委员会的现任成员再看",
        citation=rule.citation,
        refuses=False,
    )
    if rule.women:
        yield from _few_women(rule, rule.women, meeting)


def representatives_needed(share: Fraction, committee: int) -> int | None:
    """How many representatives make so large a share of the meeting beside a committee; None where
    no number does, for the committee sits in it.
    """
    if share == 1:
        return None if committee else 0
    return math.ceil(share * committee / (1 - share))


def _of_all(meeting: Meeting) -> str:
    if meeting.committee is None:
        return f"代表 {meeting.representatives} 人"
    return (
        f"委员会 {meeting.committee} 人、代表 {meeting.representatives} 人，共 {meeting.members} 人"
    )


def _too_few(rule: AssemblyMakeup, share: Fraction, meeting: Meeting) -> Iterator[MakeupFault]:
    if meeting.representatives >= share * meeting.members:
        return
    needed = representatives_needed(share, meeting.committee or 0)
    yield MakeupFault(
        says=f"{_of_all(meeting)}，代表占不到 {share}",
        remedy="核对规定的比例"
        if needed is None
        else f"再推选代表 {needed - meeting.representatives} 人，代表至少 {needed} 人",
        citation=rule.citation,
        refuses=True,
    )


def _few_women(rule: AssemblyMakeup, share: Fraction, meeting: Meeting) -> Iterator[MakeupFault]:
    needed = math.ceil(share * meeting.members)
    if meeting.women >= needed:
        return
    says = (
        f"{_of_all(meeting)}，其中妇女代表 {meeting.women} 人，占不到 {share}，至少应有 {needed} 人"
    )
    if meeting.women + meeting.unsaid >= needed:
        yield _sex_unsaid(rule, says, meeting)
        return
    yield MakeupFault(
        says=says,
        remedy=f"代表总数不变的，改推选妇女代表 {needed - meeting.women} 人",
        citation=rule.citation,
        refuses=True,
    )


def _no_woman(rule: AssemblyMakeup, meeting: Meeting) -> Iterator[MakeupFault]:
    """A fitting number (适当数量) names none: that there is no woman at all is told, and posted."""
    if meeting.women:
        return
    says = f"代表 {meeting.representatives} 人，没有妇女代表"
    if meeting.unsaid:
        yield _sex_unsaid(rule, says, meeting)
        return
    yield MakeupFault(
        says=says, remedy="推选适当数量的妇女代表", citation=rule.citation, refuses=False
    )


def _sex_unsaid(rule: AssemblyMakeup, says: str, meeting: Meeting) -> MakeupFault:
    return MakeupFault(
        says=f"{says}；另有代表 {meeting.unsaid} 人名册上没有写性别",
        remedy="在名册上补上性别再看",
        citation=rule.citation,
        refuses=False,
    )
