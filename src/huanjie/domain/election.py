"""An election (一次选举): the unit, the day, the contests on the paper, and the papers handed out
and taken in.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from huanjie.domain.contest import Box, PersonId, Post, Sex

BallotStyle = Literal["approve-oppose-abstain", "choice"]
BallotOrder = Literal["strokes", "listed"]
"""按姓氏笔画, or as the election lists them (where a law orders them by nominations)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A village or community (村、社区), by its code in the statistical register."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """候选人 on the printed paper."""

    id: PersonId
    name: str
    sex: Sex | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """One post on the paper (一项职务): its seats, candidates and write-in lines."""

    post: Post
    seats: int
    """how many are to be elected (应选名额)"""
    candidates: tuple[Candidate, ...]
    write_ins: int | None = None
    """write-in lines (另选他人栏); None: not stated"""
    women_seat_met: bool = False
    """whether a woman holds a seat of the body already, so that none is reserved (妇女名额)"""

    @property
    def lines(self) -> int:
        """Its write-in lines: as stated, else one for each seat, for a voter may write in as many
        as are to be elected.
        """
        return self.seats if self.write_ins is None else self.write_ins


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """Who came and what was handed out (到会人数和选票数)."""

    collected: int
    """papers taken from the boxes (收回)"""
    issued: int | None = None
    """papers handed out and not given back (发出); None: nobody counted, like the rest"""
    voters: int | None = None
    """people who voted (投票人数)"""
    method: str = "voters"
    """who votes (选举方式): voters, households or representatives"""
    registered: int | None = None
    """who may vote by that method (登记参加选举的人数)"""
    entitled: int | None = None
    """who may come to a meeting (应到)"""
    attended: int | None = None
    """who came (实到)"""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """一次选举, as ELECTION.json states it; the turnout is absent until the vote."""

    pack: str
    region: str | None
    unit: Unit
    polling_day: datetime.date
    contests: tuple[Contest, ...]
    turnout: Turnout | None = None
    single_ballot: bool = False
    near_relatives: tuple[tuple[PersonId, PersonId], ...] = ()
    style: BallotStyle = "approve-oppose-abstain"
    title: str | None = None
    order: BallotOrder = "strokes"
    """in which order a post's candidates stand on the ballot (选票上的次序)"""
