"""Change to a published roll (名册变动、四增四减): which kinds there are, what each does to the
roll, and which articles of the pack it rests on.

A kind exists where a condition of registration asks one of its facts: where the law asks for no
political rights nobody is struck off for their loss. It rests on that condition's article; where
the pack itself says of a kind when it comes about, on that: provisions whose `change` is the kind
(with `is_ground` false they say what is no ground for it). What a meeting of members votes with
(党员大会、团员大会) is a register of members, whose kinds rest on the article that says who may
vote.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huanjie.domain.memberroll import MEMBER_ROLLS, PROBATIONARY, MemberRoll
from huanjie.door.fault import BadInput
from huanjie.law.citation import Citation, by_article, distinct
from huanjie.law.condition import Condition
from huanjie.law.pack import RulePack


class Effect(StrEnum):
    """What a change does to the roll (增、减、改)."""

    ADDED = "added"
    STRUCK = "struck"
    RESTATED = "restated"
    """of a member the standing alone (党员类别、团员类别), from a day on: it was right before"""
    CORRECTED = "corrected"


EFFECT_NAMES: Final[Mapping[Effect, str]] = {
    Effect.ADDED: "增加",
    Effect.STRUCK: "移出",
    Effect.RESTATED: "变更类别",
    Effect.CORRECTED: "更正",
}
"""Each as a page and a paper call it."""


class Kind(StrEnum):
    """Why the roll changes (变动的原因): a closed list."""

    GROWN_UP = "grown-up"
    MOVED_IN = "moved-in"
    RESTORED = "restored"
    REGISTERED = "registered"
    TRANSFERRED_IN = "transferred-in"
    ADMITTED = "admitted"
    JOINED = "joined"
    CAPABLE = "capable"
    MOVED_OUT = "moved-out"
    DIED = "died"
    DEPRIVED = "deprived"
    DECLINED = "declined"
    ELSEWHERE = "elsewhere"
    TRANSFERRED_OUT = "transferred-out"
    NO_MEMBER = "no-member"
    LEFT = "left"
    INCAPABLE = "incapable"
    FULL_MEMBER = "full-member"
    VOTE_STOPPED = "vote-stopped"
    VOTE_RESTORED = "vote-restored"
    MISTAKE = "mistake"
    OMITTED = "omitted"
    WRONGLY_LISTED = "wrongly-listed"
    WRONG_ENTRY = "wrong-entry"
    APPEAL_ADDED = "appeal-added"
    APPEAL_STRUCK = "appeal-struck"
    APPEAL_CORRECTED = "appeal-corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table of kinds (变动表)."""

    name: str
    effect: Effect
    facts: tuple[str, ...] = ()
    """it exists where a condition of registration asks one of them; none: always"""
    of: str = "everybody"
    """whose kind it is: everybody's, voters' (选民名单), or members' (党员名册、团员名册)"""
    paper: str = ""
    """the paper that it rests on, whose number and day are entered (介绍信); empty: none"""
    paper_optional: bool = False
    """whether it may be entered without that paper: the law asks for none, and there may be one"""
    in_making: bool = False
    """whether it is a change of a roll that is not confirmed yet, too: why somebody came or went by
    a letter is told by that alone. All else is an edit of such a roll, which says the standings
    by itself
    """
    by_objection: bool = False
    """nobody chooses it: a decision on an objection, or above on the appeal against one, made the
    change (异议成立、申诉决定)
    """


EVERYBODY, VOTERS, MEMBERS = "everybody", "voters", "members"
LETTER: Final = "组织关系介绍信"
"""by which a member's membership moves from one organisation to another (转接)"""
_ADMISSION: Final = "批准接收的文件"
_FULL: Final = "批准转正的文件"
_STOPPED: Final = "处分或者停止权利的决定"
_RESTORED: Final = "恢复权利的决定"
_CONFIRMED: Final = "成员大会的确认决定"
_LOST: Final = "丧失成员身份的材料"
_HERE: Final = ("hukou_here", "lives_here", "permanent_resident_here")

KINDS: Final[Mapping[Kind, Row]] = {
    Kind.GROWN_UP: Row(name="新达到年龄", effect=Effect.ADDED, facts=("birth_date",), of=VOTERS),
    Kind.MOVED_IN: Row(name="迁入", effect=Effect.ADDED, facts=_HERE, of=VOTERS),
    Kind.RESTORED: Row(
        name="恢复政治权利", effect=Effect.ADDED, facts=("political_rights",), of=VOTERS
    ),
    Kind.REGISTERED: Row(
        name="登记参加", effect=Effect.ADDED, facts=("said_takes_part", "applied"), of=VOTERS
    ),
    Kind.TRANSFERRED_IN: Row(
        name="组织关系转入", effect=Effect.ADDED, of=MEMBERS, paper=LETTER, in_making=True
    ),
    Kind.ADMITTED: Row(
        name="接收为预备党员、入团", effect=Effect.ADDED, of=MEMBERS, paper=_ADMISSION
    ),
    Kind.JOINED: Row(
        name="确认为成员",
        effect=Effect.ADDED,
        facts=("organisation_member",),
        of=VOTERS,
        paper=_CONFIRMED,
        paper_optional=True,
    ),
    Kind.CAPABLE: Row(
        name="有了完全民事行为能力", effect=Effect.ADDED, facts=("full_capacity",), of=VOTERS
    ),
    Kind.MOVED_OUT: Row(name="迁出", effect=Effect.STRUCK, facts=_HERE, of=VOTERS),
    Kind.DIED: Row(name="死亡", effect=Effect.STRUCK),
    Kind.DEPRIVED: Row(
        name="被剥夺政治权利", effect=Effect.STRUCK, facts=("political_rights",), of=VOTERS
    ),
    Kind.DECLINED: Row(
        name="本人不参加", effect=Effect.STRUCK, facts=("said_takes_part",), of=VOTERS
    ),
    Kind.ELSEWHERE: Row(
        name="在别处登记", effect=Effect.STRUCK, facts=("registered_elsewhere",), of=VOTERS
    ),
    Kind.TRANSFERRED_OUT: Row(
        name="组织关系转出", effect=Effect.STRUCK, of=MEMBERS, paper=LETTER, in_making=True
    ),
    Kind.NO_MEMBER: Row(name="不再是党员、团员", effect=Effect.STRUCK, of=MEMBERS),
    Kind.LEFT: Row(
        name="丧失成员身份",
        effect=Effect.STRUCK,
        facts=("organisation_member",),
        of=VOTERS,
        paper=_LOST,
        paper_optional=True,
    ),
    Kind.INCAPABLE: Row(
        name="失去完全民事行为能力", effect=Effect.STRUCK, facts=("full_capacity",), of=VOTERS
    ),
    Kind.FULL_MEMBER: Row(name="转为正式党员", effect=Effect.RESTATED, of=MEMBERS, paper=_FULL),
    Kind.VOTE_STOPPED: Row(name="停止选举权", effect=Effect.RESTATED, of=MEMBERS, paper=_STOPPED),
    Kind.VOTE_RESTORED: Row(name="恢复选举权", effect=Effect.RESTATED, of=MEMBERS, paper=_RESTORED),
    Kind.MISTAKE: Row(name="更正登记错误", effect=Effect.CORRECTED),
    Kind.OMITTED: Row(name="异议成立：漏登", effect=Effect.ADDED, by_objection=True),
    Kind.WRONGLY_LISTED: Row(name="异议成立：错登", effect=Effect.STRUCK, by_objection=True),
    Kind.WRONG_ENTRY: Row(
        name="异议成立：登记内容有误", effect=Effect.CORRECTED, by_objection=True
    ),
    Kind.APPEAL_ADDED: Row(name="申诉决定：列入", effect=Effect.ADDED, by_objection=True),
    Kind.APPEAL_STRUCK: Row(name="申诉决定：移出", effect=Effect.STRUCK, by_objection=True),
    Kind.APPEAL_CORRECTED: Row(name="申诉决定：更正", effect=Effect.CORRECTED, by_objection=True),
}
"""Every kind (变动的种类), those that add first."""


def kind_name(kind: Kind, members: MemberRoll | None) -> str:
    """What a kind is called on a roll (原因的名称): of members, in the words of their own."""
    own = {Kind.ADMITTED: members.admitted, Kind.NO_MEMBER: members.no_member} if members else {}
    return own.get(kind, KINDS[kind].name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The paper that a change rests on (材料): its name and number, and its own day."""

    document: str
    on: datetime.date


LONGEST_DOCUMENT: Final = 120


def check_paper(kind: Kind, paper: Paper | None, *, today: datetime.date) -> None:
    """Refuse, at `document`, a kind that rests on a paper without it (没有介绍信、没有决定), and a
    paper where the kind rests on none; and, at `paper_on`, a day that has not come.
    """
    wanted = KINDS[kind].paper
    document = paper.document if paper else ""
    needed = bool(wanted) and not (KINDS[kind].paper_optional and paper is None)
    if needed and not document:
        raise BadInput(
            f"这项变动要写明{wanted}", at="document", remedy=f"写{wanted}的编号和开具的日期"
        )
    if paper and not wanted:
        raise BadInput(f"{KINDS[kind].name}不写材料", at="document", remedy="清空这一格")
    if len(document) > LONGEST_DOCUMENT or not document.isprintable():
        raise BadInput(
            f"材料的名称和编号写在一行里，最多 {LONGEST_DOCUMENT} 个字",
            at="document",
            remedy="写得短一些",
        )
    if paper and paper.on > today:
        raise BadInput(f"{wanted}的日期在今天以后", at="paper_on", remedy="核对上面的日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A kind that a pack has (可以办理的变动), with the articles that it rests on."""

    kind: Kind
    row: Row
    grounds: tuple[Citation, ...]
    no_grounds: tuple[Citation, ...] = ()
    """what the law says is no ground for it (不因此变动)"""


def conditions_of(pack: RulePack) -> tuple[Condition, ...]:
    """What the pack asks of whoever is registered (登记的条件), the grounds last."""
    return (*pack.registration, *pack.registration_grounds)


def offered(pack: RulePack, *, in_making: bool = False) -> tuple[Offered, ...]:
    """The kinds that may be chosen under a pack, in the order of the table. Of a roll that is still
    `in_making` (还没有公布、确认) only the transfers: all else is an edit of it.
    """
    found = (_offered(pack, kind, row) for kind, row in KINDS.items() if not row.by_objection)
    return tuple(each for each in found if each and (each.row.in_making or not in_making))


def _offered(pack: RulePack, kind: Kind, row: Row) -> Offered | None:
    if row.of not in (EVERYBODY, MEMBERS if pack.electorate else VOTERS):
        return None
    if kind == Kind.FULL_MEMBER and not _has_probationary(pack):
        return None
    asking = [each for each in conditions_of(pack) if each.asks(*row.facts)]
    if row.facts and not asking:
        return None
    of_members = _who_may_vote(pack, kind) if row.of == MEMBERS else ()
    asked = distinct([*(each.citation for each in asking), *of_members])
    return Offered(
        kind=kind,
        row=row,
        grounds=_provided(pack, kind, is_ground=True) or asked,
        no_grounds=_provided(pack, kind, is_ground=False),
    )


def _provided(pack: RulePack, kind: Kind, *, is_ground: bool) -> tuple[Citation, ...]:
    """What the pack itself says is a ground for this kind, or is none (其他规定)."""
    about = (each for each in pack.provisions if each.change == kind)
    return tuple(each.citation for each in about if each.is_ground == is_ground)


def _has_probationary(pack: RulePack) -> bool:
    """Whether the roll knows members on probation (预备党员): the League has none."""
    members = MEMBER_ROLLS.get(pack.body)
    return members is not None and PROBATIONARY in members.standings


def _who_may_vote(pack: RulePack, kind: Kind) -> tuple[Citation, ...]:
    """Which members may vote (谁有选举权); of rights that were suspended, its own article too."""
    is_of_rights = kind in (Kind.VOTE_STOPPED, Kind.VOTE_RESTORED)
    rules = (pack.electorate, pack.rights_suspended if is_of_rights else None)
    return by_article(rule.citation for rule in rules if rule)
