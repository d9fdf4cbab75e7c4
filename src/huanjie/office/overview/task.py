"""What is known of an election, and what follows from it (情况和事项): the values alone.

Everything here is procedure: no content of any sheet, no person, no opinion.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from huanjie.domain.cycle import Stage
from huanjie.domain.filing import State as Filed
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.permission import MAY, Action, Role
from huanjie.law.citation import Citation


class State(StrEnum):
    """How far a task has come (事项状态)."""

    DONE = "done"
    NOW = "now"
    CLOCK = "clock"
    """only a day is waited for (等日子)"""
    LATER = "later"
    PASSED = "passed"
    """its day is over, and the site does not know whether it was done (线下办理、没有报送)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneBy:
    """By which role a deed was last done, and when (经办角色和日期)."""

    role: str
    on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestFacts:
    """One post while its list is made, or once somebody left it (一项职务的提名情况)."""

    name: str
    seats: int
    nominated: int
    minimum: int | None
    """the fewest candidates; None where the pack has no such rule"""
    maximum: int | None = None
    """the most, where there is a bound"""
    unreviewed: int = 0
    """of those nominated, whose eligibility is not settled (资格还没有审查清楚)"""

    @property
    def fits(self) -> bool:
        """Whether so many may stand (差额是否够)."""
        least, most = max(1, self.minimum or 0), self.maximum
        return least <= self.nominated and (most is None or self.nominated <= most)

    @property
    def is_below(self) -> bool:
        """Whether too few stand (候选人不够)."""
        return self.minimum is not None and self.nominated < self.minimum


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteFacts:
    """One vote (一轮投票): what is in, never what it says."""

    number: int
    kind: str
    name: str
    day: datetime.date | None = None
    """when it is held, where that is known"""
    issued: int | None = None
    collected: int | None = None
    sheets: int = 0
    """how many of the two sheets are in (已交份数)"""
    differ: bool | None = None
    """whether the two differ, once both are in; None: nobody has compared them here"""
    settled: bool = False
    scanned: bool = False
    """whether it is counted from pictures of its papers (扫描计票)"""
    doubtful: int | None = None
    """how many papers wait for people (疑票); None: nobody has counted them here"""
    certain: int | None = None
    """how many papers are certain"""
    declared_on: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OffSiteDay:
    """When a step was done off the site, and what the law says to that day (线下办结的日期)."""

    on: datetime.date
    out_of_time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What other rooms of the site keep of an election (别处登记的情况): the days alone."""

    chosen_on: Mapping[str, datetime.date] = field(default_factory=dict)
    """when somebody was chosen last, by the step that asks for it (推选)"""
    told_on: datetime.date | None = None
    """when somebody was told of the meeting last (会议通知)"""
    proxies_posted_on: datetime.date | None = None
    """when the list of proxies was posted last (公布委托名单)"""
    notice: tuple[datetime.date, datetime.date] | None = None
    """when the last public notice was posted, and its last day (公示)"""
    sent_on: Mapping[str, datetime.date] = field(default_factory=dict)
    """when a document was sent last, or answered, by the step (报送、答复)"""
    off_site: Mapping[str, OffSiteDay] = field(default_factory=dict)
    """when a step was done off the site, as somebody entered it (线下办结)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A vote that is left to hold (还要进行的投票)."""

    kind: str
    name: str
    optional: bool = False
    """whether the unit may have fewer seats instead (可以减少名额)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How one election stands (一次选举的情况)."""

    stage: Stage
    polling_day: datetime.date
    members: MemberRoll | None = None
    """what its roll is called, where it is confirmed (确认党员名册) and not posted"""
    on_roll: int = 0
    registered: int | None = None
    roll_published_on: datetime.date | None = None
    objections_end: datetime.date | None = None
    """the last day to object, now that the roll is published (异议期的最后一天)"""
    decisions_due: tuple[datetime.date, ...] = ()
    """by when each objection that is still open must be decided, the earliest first"""
    answers_due: tuple[datetime.date, ...] = ()
    """by when each open objection to a nominee must be answered, the earliest first"""
    appeals: int = 0
    """appeals against a finding that nobody has decided yet (资格申诉)"""
    appeals_due: tuple[datetime.date, ...] = ()
    """by when each of them must be answered, the earliest first; empty where no law says"""
    appeals_grounds: tuple[Citation, ...] = ()
    """by which articles the first of them is due"""
    roll_appeals_due: tuple[datetime.date, ...] = ()
    """by when those above must decide each open appeal against a decision on the roll (向上申诉)"""
    roll_appeals_grounds: tuple[Citation, ...] = ()
    """by which articles the first of them is due"""
    contests: tuple[ContestFacts, ...] = ()
    fill_up: Citation | None = None
    """by which article a place of the published list that fell free is filled (递补)"""
    filled_by: datetime.date | None = None
    """by when a list that somebody left is published anew; None where nobody left it, or no law
    fills a place
    """
    candidates_published_on: datetime.date | None = None
    notice_end: datetime.date | None = None
    """the last day of the notice, now that it has begun (公示的最后一天)"""
    votes: tuple[VoteFacts, ...] = ()
    filings: Mapping[str, Filed] = field(default_factory=dict)
    """how far each document to those above has come (请示、备案), by its step and its answer's"""
    left: tuple[Left, ...] = ()
    is_void: bool = False
    """whether the first vote was void (选举无效)"""
    kept: Kept = Kept()
    """empty where nobody asked for it, as `done` is"""
    done: Mapping[Action, DoneBy] = field(default_factory=dict)
    """the last deed of each kind; empty where nobody asked for it"""
    blocked: str = ""
    """why nothing can go on (有阻碍), in a sentence; empty where it can"""

    @property
    def is_sealed(self) -> bool:
        """Whether nothing is left to do."""
        return self.stage == Stage.SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that a task waits for (条件), met or not."""

    says: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One step of an election as a page shows it (事项)."""

    key: str
    deed: Action | None
    """None: nobody does it on the site"""
    name: str
    state: State
    by: datetime.date | None = None
    """the legal edge (最迟日期)"""
    says: str = ""
    """why not yet, or what is counted"""
    late: str = ""
    """what happens if it is late (逾期的后果)"""
    remedy: str = ""
    """what to do once it is (逾期以后怎么办)"""
    moves_the_poll: bool = True
    """whether another polling day mends it once it is late (须推迟选举日)"""
    missing: tuple[Need, ...] = ()
    page: str = ""
    """the name of the address where it is done; empty: nowhere"""
    calls: str = ""
    """what its button says, where the deed's own name does not fit the body"""
    number: int | None = None
    """the vote that the page is about"""
    done: DoneBy | None = None
    done_on: datetime.date | None = None
    optional: bool = False
    grounds: tuple[Citation, ...] = ()

    @property
    def turn(self) -> Role | None:
        """The role whose turn it is (轮到谁)."""
        return None if self.deed is None else turn_of(self.deed)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do it on the site, now or later."""
        return self.deed is not None and self.state is not State.DONE and not self.optional

    def is_late(self, today: datetime.date) -> bool:
        """Whether its legal edge has passed and it is not done (逾期)."""
        return self.is_open and self.by is not None and self.by < today


OFF_SITE_PAGE: Final = "step-done"
"""where the day of a step that is done off the site is entered, by the step"""
_TURNS: Final = {action: role for role in Role for action in MAY[role]}


def turn_of(deed: Action) -> Role:
    """The role that does a deed: of all that may, the one nearest to the hall.

    >>> turn_of(Action.LOAD_ROLL), turn_of(Action.DECLARE)
    (<Role.CLERK: 'clerk'>, <Role.CHAIR: 'chair'>)
    """
    return _TURNS[deed]
