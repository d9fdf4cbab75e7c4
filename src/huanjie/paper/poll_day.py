"""What the papers of a poll are about (投票日的文书): the election, its law, the place and the
time. What nobody stated is a line to write on.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from huanjie.domain.daywords import in_words
from huanjie.domain.election import Contest, Election
from huanjie.domain.nextvotes import VOTE_NAMES, VoteKind
from huanjie.law.citation import RANKS, Citation, distinct
from huanjie.law.pack import RulePack
from huanjie.paper.blocks import Paragraph, Signature
from huanjie.paper.numerals import chinese_date

BLANK: Final = "＿" * 8
"""where somebody writes"""
PART_VOID: Final = "作废"
"""the column of those whose own place on a valid paper nobody can read (部分作废)"""
_OBJECTIONS_TAKEN: Final = (f"受理地点：{BLANK * 2}", f"联系电话：{BLANK}")
"""A line each: both together are longer than a line of the paper."""
_BLANK_DAY: Final = "　　年　　月　　日"
_HELD_BY: Final = {
    "villagers-committee": "村民选举委员会",
    "residents-committee": "居民选举委员会",
}
"""Who holds an election and seals its papers (主持选举的机构), by the body that is elected."""
_HOLDS_ITS_OWN: Final = frozenset({"party-branch", "youth-league"})
"""Bodies whose committee in office holds the election of the next (由上届委员会主持)."""
_CALLED_BY: Final = {
    "collective-organisation": "农村集体经济组织理事会",
    "village-supervisory": "村民委员会",
    "residents-supervisory": "居民委员会",
}
"""Who calls the meeting that elects (召集会议的机构): 农村集体经济组织法第二十七条第二款、
村民委员会组织法第三十条第一款、城市居民委员会组织法第二十八条第二款.
"""
SOMEBODY: Final = "主持选举的机构"
"""Whoever it is, where no committee does (会议选举)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollDay:
    """一次投票: what all its papers say alike."""

    election: Election
    pack: RulePack
    vote: VoteKind | None = None
    """which later vote it is, for another rule elects there (另行选举); None: the first"""
    place: str = ""
    """where one votes; empty: to be written by hand, like `hours`"""
    hours: str = ""
    boxes: tuple[str, ...] = ()
    """ballot boxes by their names (票箱), where the election does not state them"""

    @property
    def name(self) -> str:
        """What the election is called: 清水村村民委员会选举."""
        vote = f"（{VOTE_NAMES[self.vote]}）" if self.vote else ""
        return f"{self.election.unit.name}{self.pack.name}选举{vote}"

    @property
    def day(self) -> str:
        """The polling day in words."""
        return in_words(self.election.polling_day)

    @property
    def is_marked(self) -> bool:
        """Whether a paper has a mark for and against everybody (赞成、反对、弃权)."""
        return self.election.style == "approve-oppose-abstain"

    @property
    def voids_parts(self) -> bool:
        """Whether a candidate's own place on a paper may be void alone (部分作废)."""
        return self.is_marked and self.pack.illegible_part is not None

    @property
    def sealed_by(self) -> str:
        """Who seals what is kept of the poll (盖章的机构)."""
        own = held_by(self.pack)
        return f"{self.election.unit.name}{own}" if own else SOMEBODY

    def post(self, contest: Contest) -> str:
        """The post of a contest as a paper calls it."""
        return self.pack.post_name(contest.post)


def held_by(pack: RulePack) -> str:
    """Who holds the election (选举委员会); nothing where a meeting elects, as in a Party branch."""
    return _HELD_BY.get(pack.body, "")


def asked_of(pack: RulePack) -> str:
    """To whom a villager goes with what is wrong in a list (向谁提出): the election committee, else
    whoever calls the meeting that elects.
    """
    return held_by(pack) or _CALLED_BY.get(pack.body, "")


def sealing(place: str, pack: RulePack) -> str:
    """Who seals what is posted and answered before the poll (落款): the election committee; of the
    Party and the League the committee in office, which holds the election of the next; else whoever
    calls the meeting that elects.
    """
    own = asked_of(pack)
    if pack.body in _HOLDS_ITS_OWN:
        own = pack.name
    return f"{place}{own}" if own else SOMEBODY


def objections_taken() -> Iterator[Paragraph]:
    """Where objections are taken, and by which telephone (受理地点、联系电话): lines to write on,
    for nobody states either on the site.
    """
    return (Paragraph(says=each) for each in _OBJECTIONS_TAKEN)


def takes_write_ins(contest: Contest) -> bool:
    """Whether somebody may be written in (另选他人): not where the paper says it has no line."""
    return contest.write_ins != 0


def ruled(*citations: Citation | None) -> Iterator[Paragraph]:
    """What rules say, those of one article together, with the article; a convention of ours is no
    law and has none. Nothing of a rule that the pack does not hold.
    """
    said: dict[str, list[str]] = {}
    for each in distinct(each for each in citations if each):
        article = RANKS[each.rank] if each.rank == "convention" else each.in_short
        said.setdefault(article, []).append(each.says)
    for article, sentences in said.items():
        yield Paragraph(says="".join(sentences), aside=f"（{article}）")


def ruled_below(*citations: Citation | None) -> Iterator[Paragraph]:
    """The same in small letters, under a list that it shall not push to another page."""
    return (replace(each, form="small") for each in ruled(*citations))


def sealed(poll: PollDay, *, on: datetime.date | None = None) -> Signature:
    """The seal on what is posted before the poll, over the day on which it was posted; without one
    over a day that is written by hand.
    """
    by = sealing(poll.election.unit.name, poll.pack)
    return Signature(lines=(f"{by}（盖章）", chinese_date(on) if on else _BLANK_DAY))
