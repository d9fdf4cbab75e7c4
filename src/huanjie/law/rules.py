"""Rules (规则): what a pack holds, one small value a kind, each with the article that it rests on.

A rule knows how to compare and how to cite itself; which rule applies when is the domain's.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from huanjie.law.citation import Citation

Base = Literal[
    "registered",
    "collected",
    "entitled",
    "attended",
    "voters",
    "households",
    "representatives",
]
BASES: Final[dict[str, str]] = {
    "registered": "登记参加选举的人数",
    "collected": "收回的选票数",
    "entitled": "应到人数",
    "attended": "实到人数",
    "voters": "有选举权的人数",
    "households": "户的代表人数",
    "representatives": "代表人数",
}
"""What a share is a share of (计算基数), with its Chinese name."""

OF_ALL: Final[tuple[Base, ...]] = ("entitled", "registered")
"""The bases of which those who stayed away are part too."""

METHODS: Final = ("voters", "households", "representatives")
"""The ways to elect (选举方式): all voters, one per household, residents' representatives."""

METHOD_NAMES: Final = dict(
    zip(METHODS, ("全体有选举权的人", "每户派代表", "居民（村民）代表"), strict=True)
)
"""What they are called where a pack has no names of its own for them."""

WAYS: Final = (*METHODS, "adults")
"""The same, and the adults' meeting (村民会议、居民会议) where a meeting elects."""

Papers = Literal["issued", "voters", "attended"]
PAPERS: Final[dict[str, str]] = {
    "issued": "发出的选票数",
    "voters": "投票人数",
    "attended": "实到人数",
}
"""What the ballots collected are compared with (收回选票的比较对象)."""

Bound = Literal["more_than", "at_least"]
Step = Literal[
    "revote",
    "runoff",
    "runoff-for-woman",
    "repeat-election",
    "runoff-or-fewer-seats",
    "decide",
]
STEPS: Final[dict[Step, str]] = {
    "revote": "再次投票",
    "runoff": "另行选举",
    "runoff-for-woman": "另行选举妇女成员",
    "repeat-election": "重新选举",
    "runoff-or-fewer-seats": "另行选举或者减少名额",
    "decide": "须由人决定",
}
"""What is left to do after a declaration (后续步骤), in the order in which it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that says only that something is so (单纯的规定)."""

    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Rule):
    """A share of a base (比例): 过半数 is more than, 三分之二以上 at least. Compared in whole
    people.
    """

    bound: Bound
    fraction: Fraction
    of: Base

    def minimum(self, base: int) -> int:
        """The smallest whole number that meets the share of `base` (最低人数或票数)."""
        exact = self.fraction * base
        return math.floor(exact) + 1 if self.bound == "more_than" else math.ceil(exact)

    def met_by(self, number: int, base: int) -> bool:
        """Whether `number` of `base` is enough."""
        return number >= self.minimum(base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall(Share):
    """Too few were elected (当选人数不足): the share that a runoff asks for, and the step that
    follows.
    """

    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StillShort(Rule):
    """After a runoff so many elected are enough, and the rest may stay vacant
    (可以暂缺).
    """

    elected_at_least: int
    with_chair: bool
    """only where the chair is elected (主任已选出)"""
    if_agreed: str | None
    """the meeting that must agree, where the law asks for its consent"""
    before_runoff: bool
    """already after the first vote: whether there is a runoff at all is for them to decide"""


SUSPENDED: Final = "rights-suspended"
"""The standing of a member whose rights are suspended (停止权利)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Electorate(Rule):
    """Who may vote in a Party or League meeting (有选举权的人): the standings that count."""

    standings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotTotal(Rule):
    """More ballots than this void the election (收回的选票多于…，选举无效); the first that is known
    counts.
    """

    at_most: tuple[Papers, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverVote(Rule):
    """More names than seats (所选人数多于应选人数): the whole paper is void, or only that post's
    part.
    """

    judged: Literal["whole", "by-post"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrder(Rule):
    """By which numbers, the largest first, the candidates of a post are listed (候选人的次序)."""

    by: Literal["nominations", "votes", "preselection"]
    """how many nominated each (提名得票) · the votes of a pre-selection (预选) where there was one,
    else how many nominated · those votes, else by strokes
    """
    self_by_strokes: bool
    """whether those who put themselves forward stand by strokes all the same (自荐的按姓氏笔画)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin(Rule):
    """How many more candidates than seats there must be (差额), as a number or as a share of the
    seats.
    """

    at_least: int | Fraction
    at_most: int | None

    def minimum(self, seats: int) -> int:
        """The fewest candidates for so many seats."""
        if isinstance(self.at_least, Fraction):
            return seats + math.ceil(seats * self.at_least)
        return seats + self.at_least

    def maximum(self, seats: int) -> int | None:
        """The most candidates for so many seats, where the law sets any bound."""
        return None if self.at_most is None else seats + self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class WomenSeat(Rule):
    """How a woman's seat is kept (妇女名额): the best woman is seated first, or a line of its
    own.
    """

    method: Literal["best-woman-first", "separate-line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeStays(Rule):
    """Which of two elected near relatives stays (近亲属同时当选的留任), and whether the next takes
    the seat.
    """

    next_over_the_line_fills: bool
    equal_decided_by: str | None
    """the meeting that decides between relatives equal in post and votes; None: a revote does"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Rule):
    """The term of office (任期), in years."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Rule):
    """How far an election may be put off with approval (延期换届), in months after the term."""

    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll(Rule):
    """Whether a period that ends on a rest day runs on to the next working day (期间顺延)."""

    rolls: bool


Direction = Literal["before", "after", "within", "on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedStep(Rule):
    """One dated step (法定步骤) of the schedule, measured from another step.

    before: at least `days` before the anchor, or earlier · after: the period that runs from the
    anchor ends `days` later · within: any day from the anchor on, `days` later at the latest ·
    on: the anchor's own day.
    """

    event: str
    name: str
    anchor: str
    direction: Direction
    days: int
    unit: Literal["day", "working-day"]
    opens: str | None
    """the step from whose first possible day on this one may be done, where it is not the anchor"""
    rolls: bool | None
    """whether its last day runs on over rest days; None: as the pack says for every period"""
    from_formation: bool = False
    """counted from the day on which the new body came about (自新一届产生之日起): the polling day,
    or, after a later vote, that of the last one
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class PostName:
    """A post (职务) that the body elects, with its Chinese name; a pack lists the highest first."""

    post: str
    name: str
    counted: bool = True
    """whether who holds it adds to the size of the body (计入组成人数): not where the members
    choose it from among themselves, or where it sits in another body
    """
