"""The published list for machines (公布以后的名单接口): who left it, leaving, filling a place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal, cast

from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import Field

from huanjie.domain.departure import Reason
from huanjie.domain.listorder import Received
from huanjie.domain.permission import Action
from huanjie.office.candidacy.departing import Leaving, fill_up, leave_list
from huanjie.office.candidacy.filling import Article, departed, in_line
from huanjie.office.candidacy.notes import NoteOut, notes_before
from huanjie.office.candidacy.shapes import MOST_FACTS, Document, Facts, Word
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, In, Out, RowId
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.security.noting import note_shown
from huanjie.office.units.permission import allowed
from huanjie.office.web import signed_in

router = Router(tags=["候选人"])
_Stated = Literal["own-wish", "died", "ineligible", "cancelled"]
_Reason = Literal["own-wish", "died", "ineligible", "cancelled", "objection"]


class ArticleOut(Out):
    """An article with its sentence (条文)."""

    law: str = Field(title="法律")
    article: str = Field(title="条文")
    says: str = Field(title="规定")


class LeftOut(Out):
    """Somebody who left the published list (离开名单的人)."""

    person: str = Field(title="选票上的编号")
    name: str = Field(title="姓名")
    post: str = Field(title="职务")
    left_on: datetime.date = Field(title="离开名单的日期")
    reason: _Reason = Field(
        title="原因：own-wish 本人书面退出，died 死亡，ineligible 丧失资格，"
        "cancelled 参选过程中的违法行为，objection 异议成立"
    )
    grounds: list[ArticleOut] = Field(title="依据")


class FillerOut(Out):
    """Somebody who may fill a place (可以递补的人)."""

    person: str = Field(title="选票上的编号")
    name: str = Field(title="姓名")
    post: str = Field(title="职务")
    nominators: int | None = Field(title="提名人数")
    votes_of: Received = Field(
        title="得票是哪一种：preselection 预选得票，nominations 没有预选的，提名人数"
    )
    votes: int | None = Field(title="得票；没有登记的是 null")
    unordered: Literal["equal", "uncounted"] | None = Field(
        title="排不出次序的原因：equal 同一职务得票相等，uncounted 没有登记得票；排得出的是 null"
    )


class PassedOverOut(Out):
    """Somebody who was nominated and cannot come (不能递补的人)."""

    person: str = Field(title="选票上的编号")
    name: str = Field(title="姓名")
    post: str = Field(title="职务")
    why: str = Field(title="为什么")
    grounds: list[ArticleOut] = Field(title="依据")


class PublishedListOut(Out):
    """What became of the published list (公布以后的名单)."""

    left: list[LeftOut] = Field(title="离开名单的人")
    next: list[FillerOut] = Field(title="缺额的职务可以递补的人，按得票从多到少")
    passed_over: list[PassedOverOut] = Field(title="不能递补的人")
    notes: list[NoteOut] = Field(title="提醒：递补以前要知道的事，例如谁没有公示过")
    version: int = Field(title="版本，写进 If-Match")


class LeavingIn(In):
    """Why a candidate leaves the list (离开名单的原因和材料)."""

    reason: _Stated = Field(
        title="原因：own-wish 本人书面退出，died 死亡，ineligible 丧失资格，"
        "cancelled 参选过程中的违法行为（规定写明的才有）"
    )
    document: Document = Field(title="材料的名称和文号")
    received_on: Day = Field(title="收到材料的日期", examples=["2026-06-20"])
    facts: Facts = Field(
        default_factory=dict,
        title="查明的事实；丧失资格的才写",
        examples=[{"criminal_punishment": True}],
    )
    acts: list[Word] = Field(
        default_factory=list,
        max_length=MOST_FACTS,
        title="查明的行为，用条文的词；参选过程中有违法行为的才写",
        examples=[["贿赂"]],
    )
    appeal_until: Day | None = Field(
        None, title="申诉的最后一天；丧失资格、有违法行为而规定没有写期限的才写"
    )


class LeftDone(Out):
    """Which posts somebody left (离开的职务)."""

    posts: list[str] = Field(title="退出的职务")
    version: int = Field(title="版本")


class FillingDone(Out):
    """Nominating has begun again (开始递补)."""

    staying: int = Field(title="留在名单上几人次")
    notes: list[NoteOut] = Field(title="提醒：例如谁没有公示过")
    version: int = Field(title="版本")


@on_election(
    router.get,
    "/candidates/departures",
    Action.SEE_FINDINGS,
    response=PublishedListOut,
    summary="公布以后的名单",
)
def candidates_departed(own: Election, request: HttpRequest) -> PublishedListOut:
    """Who left the published list and why; who may fill the posts that are short, and who not."""
    line, left = in_line(own), tuple(departed(own))
    people = len(left) + len(line.next) + len(line.passed_over)
    note_shown(signed_in(request), region=own.unit_id, people=people)
    return PublishedListOut(
        left=[
            LeftOut(
                person=each.departure.nominee.person,
                name=each.departure.nominee.name,
                post=each.departure.nominee.contest.post,
                left_on=each.departure.left_on,
                reason=cast(_Reason, each.departure.reason),
                grounds=_articles(each.grounds),
            )
            for each in left
        ],
        next=[
            FillerOut(
                person=each.nominee.person,
                name=each.nominee.name,
                post=each.nominee.contest.post,
                nominators=each.nominee.nominators,
                votes_of=each.votes_of,
                votes=each.votes,
                unordered=each.unordered,
            )
            for each in line.next
        ],
        passed_over=[
            PassedOverOut(
                person=each.nominee.person,
                name=each.nominee.name,
                post=each.nominee.contest.post,
                why=each.why,
                grounds=_articles(each.grounds),
            )
            for each in line.passed_over
        ],
        notes=notes_before(Action.FILL_UP, own, may_see=True),
        version=own.version,
    )


@on_election(
    router.post,
    "/nominations/{number}/leave",
    Action.LEAVE_LIST,
    response=LeftDone,
    summary="登记候选人离开名单",
)
def candidate_leave(own: Election, who: ActingUser, number: RowId, said: LeavingIn) -> LeftDone:
    """Take a candidate off the published list: an own wish leaves one post; death, a lost right to
    stand and a candidacy that is cancelled leave all of them. What cannot be undone is not asked
    twice.
    """
    if not own.nominees.filter(pk=number).exists():
        raise Http404
    told = said.model_dump() | {"reason": Reason(said.reason), "acts": tuple(said.acts)}
    leaving = Leaving(**told)
    posts = leave_list(acting_user=who, election=own, nominee=number, leaving=leaving)
    return LeftDone(posts=posts, version=own.version)


@on_election(
    router.post,
    "/candidates/fill-up",
    Action.FILL_UP,
    response=FillingDone,
    summary="递补候选人",
)
def candidates_fill_up(own: Election, who: ActingUser) -> FillingDone:
    """Nominate again, where the law fills a place that fell free; the others stay."""
    staying = fill_up(acting_user=who, election=own)
    may_see = allowed(who.user, Action.SEE_FINDINGS, own)
    return FillingDone(
        staying=staying,
        notes=notes_before(Action.FILL_UP, own, may_see=may_see),
        version=own.version,
    )


def _articles(grounds: Iterable[Article]) -> list[ArticleOut]:
    return [ArticleOut.of(each) for each in grounds]
