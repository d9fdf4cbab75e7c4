"""Rules about bodies and people (组织和人员的规则): sizes, kin, nomination, recall, meetings.

What counts votes stands in `rules.py`; what tests one person's facts in `condition.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from huanjie.law.rules import Rule

KIN_CLASSES: Final[dict[str, str]] = {
    "near-relative": "近亲属",
    "spouse": "夫妻",
    "lineal": "直系血亲",
    "collateral": "三代以内旁系血亲",
    "in-law": "近姻亲",
}
"""Classes of kin that a rule may bar (回避的亲属范围): the Civil Code's one, and the wider four."""

KinStep = Literal["parent", "child", "spouse", "sibling"]
KIN_STEPS: Final[dict[KinStep, str]] = {
    "parent": "父母",
    "child": "子女",
    "spouse": "配偶",
    "sibling": "兄弟姐妹",
}
"""The steps from a person to another (亲属的一步), with their Chinese names."""

NOMINATION_ROUTES: Final[dict[str, str]] = {
    "party-organisation": "党组织提名推荐",
    "voters-jointly": "选民联名提名",
    "household-representatives-jointly": "户代表联名提名",
    "group-representatives-jointly": "小组代表联名提名",
    "self": "自荐",
}
"""The ways to become a nominee (提名途径)."""

ASSEMBLIES: Final[dict[str, str]] = {
    "representatives": "代表会议",
    "adults": "成年村（居）民会议",
    "households": "户代表会议",
    "members": "成员（党员、团员）大会",
}
"""The kinds of meeting that decide (会议种类)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size(Rule):
    """How many people a body has (职数), the bounds included; `odd` where the number must be."""

    at_least: int
    at_most: int | None
    odd: bool
    usual: bool = False
    """only what is usual (一般): the reason says so where a body is outside it"""

    def allows(self, number: int) -> bool:
        """Whether a body may have so many members."""
        within = self.at_least <= number and (self.at_most is None or number <= self.at_most)
        return within and (not self.odd or number % 2 == 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Women(Rule):
    """How many women a body must have at least (妇女成员)."""

    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KinBar(Rule):
    """Kin who may not serve together (亲属回避): the classes that are barred, or the closest kin
    one by one, where a text lists them.
    """

    classes: tuple[str, ...]
    kin: tuple[KinStep, ...] = ()
    not_among: tuple[str, ...] = ()
    """posts whose holders the law does not keep apart from one another (监事之间), only from the
    holders of the others
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionCommittee(Size):
    """选举委员会的组成: its size, a woman among its members, no near relatives together."""

    women: int
    near_relatives_barred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Rule):
    """Who leaves the election committee (退出选举委员会): a nominee, and where `for_relatives`
    whoever has a near relative nominated, or only one of the `kin` that a text lists.
    """

    for_relatives: bool
    kin: tuple[KinStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nomination(Rule):
    """One lawful way to nominate (提名途径): how many people it takes at least."""

    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Representatives(Rule):
    """Representatives by households (代表名额): one for so many households; never fewer than
    `at_least` in all, where the law says so.
    """

    households_at_least: int
    households_at_most: int
    at_least: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyMakeup(Rule):
    """Who the representatives' meeting is made of (代表会议的组成): its members are the committee
    and the representatives, and so large a share of them all are representatives, and women among
    these.
    """

    representatives: Fraction | None
    """the share of representatives, at the least; None: none is written"""
    women: Fraction | None
    """the share of women who are representatives, at the least; None: none is written"""
    some_women: bool
    """whether a fitting number of them are women (适当数量), which no figure says"""
    committee: str | None = None
    """the body whose members belong to the meeting, where it elects another one
    (推选监督机构的会议); None: the body of the pack itself
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class WomanCandidate(Rule):
    """A woman among the candidates (妇女候选人)."""

    at_least: int | None
    """how many women stand on the list; None: a fitting number (适当的名额), and no figure"""
    most_votes: bool
    """whether, where none came out, the woman with the most votes stands (得票最多的妇女)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation(Rule):
    """A candidate loses the candidacy by an act while standing (取消候选人资格), done or instigated
    (实施或者指使他人实施).
    """

    acts: tuple[str, ...]
    """the acts, in the words of the text (暴力、威胁、贿赂): nothing else takes it away"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillUp(Rule):
    """A place on the published list that falls free is filled by how many had nominated whom, and
    else by nominating again (候选人缺额的递补).
    """

    after: Literal["any", "own-wish"]
    """after which departures the text says so: after any, or only where somebody did not wish to
    stand (自愿放弃)
    """
    gap: Literal["short", "unsaid"] = "short"
    """whether the text says when a place is filled (名额不足的); where it does not (缺额的), it is
    by our convention where fewer are left than the law asks for
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(Rule):
    """A remedy against what was decided (不服决定的救济): so many days, counted from the day on
    which the decision is posted, and so many for the answer, counted from its receipt.
    """

    days: int
    answer_days: int
    answered_by: str
    """who answers, as the text calls it (由谁复核、由谁决定)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyDefault(Rule):
    """The meeting that this body's matters go to where nobody says which (会议种类)."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyOrder(Rule):
    """The bodies of the same place that are elected first (换届次序)."""

    after: tuple[str, ...]
    within_days: int | None = None
    """how many days after each of their polls this body's is at the latest (几日内推选); None: no
    law says
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryDown(Rule):
    """Votes for a higher post are added to the same person's votes for a lower one
    (高职务得票计入低职务); `mandatory`, or only where the election's own measures say so.
    """

    mandatory: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Rule):
    """The way to elect that a unit chose among the lawful ones (选举方式)."""

    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats(Rule):
    """How many hold a post by the unit's own decision (职数), and how many besides in part-time
    posts (兼职), which do not count towards the size of the body.
    """

    seats: int
    part_time: int
    judged_as: str | None = None
    """比照的职务, of a post that the unit itself names: the law's post whose rules hold for it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Rule):
    """A rule that people follow and no arithmetic needs (其他规定): shown, and put into the
    handbook. It may say, too, what a step is called where one meeting elects, or what a change of
    the roll rests on.
    """

    key: str
    topic: str
    """one of `topics.PROVISION_TOPICS`, or a word of its author's own"""
    name: str
    meeting: str | None = None
    """the way of electing (`rules.WAYS`) whose step this is; only beside `step`"""
    step: str | None = None
    """the event that the name and the article are of where that meeting elects"""
    is_held: bool = True
    """False: that meeting has no such step"""
    change: str | None = None
    """the kind of change of the roll that this is about (变动的原因)"""
    is_ground: bool = True
    """False: what it names is no ground for such a change"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A paper that a step needs (文书): its name, and the event of the step."""

    form: str
    name: str
    event: str
