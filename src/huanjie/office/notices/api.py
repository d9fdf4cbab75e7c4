"""Public notices for machines (公示接口): which were posted, posting one; objections to nominees
without whoever raised them, entering one and its decision.
"""

from __future__ import annotations

import datetime
from typing import Any, Literal, cast

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.candidacy.shapes import Document, Facts, PaperId, Word
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import (
    Day,
    Ground,
    In,
    Number,
    Ordinal,
    Out,
    Page,
    Slice,
    grounds_of,
    page_of,
)
from huanjie.office.gates import whole
from huanjie.office.notices.listing import Hanging, ShownNomineeObjection, hanging, shown
from huanjie.office.notices.models import NomineeObjection, Notice
from huanjie.office.notices.objecting import (
    LONGEST_NOTE,
    Said,
    dismiss_nominee_objection,
    raise_nominee_objection,
    uphold_nominee_objection,
    withdraw_nominee_objection,
)
from huanjie.office.notices.posting import Posting, post_notice
from huanjie.office.notices.shortness import too_short
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.models import NAME_LENGTH
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["公示"])
_NOTICES = "/public-notices"
_OBJECTIONS = "/nominee-objections"
_OBJECTION = f"{_OBJECTIONS}/{{number}}"
_State = Literal["raised", "upheld", "dismissed", "withdrawn"]


class PostedNomineeOut(Out):
    """Somebody as a notice names them (公示的一人)."""

    person: str = Field(title="选票上的编号", examples=["p1"])
    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    born: str = Field(title="出生年月", examples=["1980-02"])


class PostedPostOut(Out):
    """Whom a notice names for one post (一项职务公示的人)."""

    post: str = Field(title="拟任职务")
    people: list[PostedNomineeOut] = Field(title="公示的人，按张贴的次序")


class PublicNoticeOut(Out):
    """A posted notice (一次公示)."""

    number: int = Field(title="第几次")
    posted_on: datetime.date = Field(title="张贴日期")
    last_day: datetime.date = Field(title="最后一天")
    days: int | None = Field(title="公示几个工作日；按法律公示到投票的是 null")
    answer_days: int = Field(title="收到异议以后几个工作日内答复")
    decision: str = Field(title="作出决定的文件")
    running: bool = Field(title="是不是还在公示")
    posts: list[PostedPostOut] = Field(title="各项职务")
    grounds: list[Ground] = Field(title="依据")


class PublicNoticesOut(Out):
    """Every notice of an election (公示)."""

    notices: list[PublicNoticeOut] = Field(title="各次公示，先后为序")
    version: int = Field(title="版本，写进 If-Match")


class PostingIn(In):
    """How a notice was posted (张贴公示)."""

    posted_on: Day = Field(title="张贴日期", examples=["2026-06-01"])
    days: Number | None = Field(None, title="公示几个工作日；按法律公示到投票的不写")
    answer_days: Number = Field(title="收到异议以后几个工作日内答复", examples=[3])
    decision: Document = Field(title="作出决定的文件名称和文号", examples=["选举办法"])


class NomineeObjectionOut(Out):
    """An objection to a nominee (对人选的异议)."""

    number: int = Field(title="编号")
    person: str = Field(title="对谁，选票上的编号")
    about: str = Field(title="姓名")
    ground: str = Field(title="涉及的任职条件，规则包里的 key")
    received_on: datetime.date = Field(title="收到日期")
    answer_by: datetime.date = Field(title="最迟答复的一天")
    state: _State = Field(
        title="状态：raised 已提出，upheld 成立，dismissed 不成立，withdrawn 已撤回"
    )
    late: bool = Field(title="是不是逾期")
    decided_on: datetime.date | None = Field(title="决定日期")
    grounds: list[Ground] = Field(title="依据")


class NomineeObjectionIn(In):
    """A new objection (登记对人选的异议)."""

    person: PaperId = Field(title="对谁，选票上的编号")
    ground: Word = Field(title="涉及的任职条件，规则包里的 key", examples=["punished"])
    received_on: Day = Field(title="收到日期", examples=["2026-06-05"])
    note: str = Field("", title="事实，只写事实", max_length=LONGEST_NOTE)
    raised_by: str = Field("", title="提出人姓名；不署名的不写", max_length=NAME_LENGTH)
    phone: str = Field("", title="提出人手机号", max_length=40)


class FoundIn(In):
    """What was found (查明的事实): an objection that is well founded rests on it."""

    facts: Facts = Field(
        default_factory=dict,
        title="查明的事实，只能是这个任职条件问到的",
        examples=[{"criminal_punishment": True}],
    )
    evidence: Document = Field(title="查明事实的材料名称和文号")
    appeal_until: Day | None = Field(None, title="申诉的最后一天；在公布的名单上的才写")


class PublicNoticeDone(Out):
    """What was dealt with (办理的公示或者异议)."""

    number: int = Field(title="编号")
    version: int = Field(title="版本")


class PublicNoticePosted(PublicNoticeDone):
    """A notice that was entered (登记了的公示)."""

    reminders: list[str] = Field(
        title="提醒：公示比《换届约定》的天数短，为什么、怎么办；没有的是空的"
    )


@on_election(router.get, _NOTICES, Action.SEE_CANDIDATES, response=PublicNoticesOut, summary="公示")
def public_notices(own: Election) -> PublicNoticesOut:
    """Every notice as it was posted."""
    rows = Notice.objects.filter(election=own).prefetch_related("lines")
    return PublicNoticesOut(notices=[_notice(hanging(each)) for each in rows], version=own.version)


@on_election(
    router.post,
    _NOTICES,
    Action.POST_NOTICE,
    response={201: PublicNoticePosted},
    summary="登记张贴公示",
)
def public_notice_post(own: Election, who: ActingUser, said: PostingIn) -> PublicNoticePosted:
    """Enter that everybody who stands was posted; the period ends by the calendar. One that hangs
    for fewer days than agreed is entered with a reminder.
    """
    posting = Posting(**said.model_dump())
    number = post_notice(acting_user=who, election=own, posting=posting)
    short = too_short(own, said.posted_on)
    return PublicNoticePosted(
        number=number, version=own.version, reminders=whole([short] if short else [])
    )


@on_election(
    router.get,
    _OBJECTIONS,
    Action.SEE_FINDINGS,
    response=Page[NomineeObjectionOut],
    summary="对人选的异议",
)
def nominee_objections(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Every objection, the open ones first; neither who raised it nor what they wrote is told."""
    page = page_of(shown(own), part, lambda some: map(_objection, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    _OBJECTIONS,
    Action.RAISE_NOMINEE_OBJECTION,
    response={201: PublicNoticeDone},
    summary="登记对人选的异议",
)
def nominee_objection_raise(
    own: Election, who: ActingUser, said: NomineeObjectionIn
) -> PublicNoticeDone:
    """Enter an objection; after the last day of the notice it is refused."""
    told = Said(**said.model_dump())
    return _done(own, raise_nominee_objection(acting_user=who, election=own, said=told))


@on_election(
    router.post,
    f"{_OBJECTION}/withdraw",
    Action.RAISE_NOMINEE_OBJECTION,
    response=PublicNoticeDone,
    summary="撤回对人选的异议",
)
def nominee_objection_withdraw(own: Election, who: ActingUser, number: Ordinal) -> PublicNoticeDone:
    """Take an objection back at the wish of whoever raised it."""
    _check_there(own, number)
    return _done(own, withdraw_nominee_objection(acting_user=who, election=own, objection=number))


@on_election(
    router.post,
    f"{_OBJECTION}/uphold",
    Action.DECIDE_NOMINEE_OBJECTION,
    response=PublicNoticeDone,
    summary="决定对人选的异议成立",
)
def nominee_objection_uphold(
    own: Election, who: ActingUser, number: Ordinal, said: FoundIn
) -> PublicNoticeDone:
    """Decide that it is well founded, by facts that bar the person; whoever is on the published
    list leaves it.
    """
    _check_there(own, number)
    found = said.model_dump()
    done = uphold_nominee_objection(acting_user=who, election=own, objection=number, **found)
    return _done(own, done)


@on_election(
    router.post,
    f"{_OBJECTION}/dismiss",
    Action.DECIDE_NOMINEE_OBJECTION,
    response=PublicNoticeDone,
    summary="决定对人选的异议不成立",
)
def nominee_objection_dismiss(own: Election, who: ActingUser, number: Ordinal) -> PublicNoticeDone:
    """Decide that it is not well founded."""
    _check_there(own, number)
    return _done(own, dismiss_nominee_objection(acting_user=who, election=own, objection=number))


def _check_there(own: Election, number: int) -> None:
    if not NomineeObjection.objects.filter(election=own, number=number).exists():
        raise Http404


def _done(own: Election, number: int) -> PublicNoticeDone:
    return PublicNoticeDone(number=number, version=own.version)


def _notice(own: Hanging) -> PublicNoticeOut:
    each = own.notice
    return PublicNoticeOut(
        number=each.number,
        posted_on=each.posted_on,
        last_day=each.last_day,
        days=each.days,
        answer_days=each.answer_days,
        decision=each.decision,
        running=own.is_running,
        posts=[
            PostedPostOut(post=line.post, people=[PostedNomineeOut.of(x) for x in line.people])
            for line in own.posts
        ],
        grounds=grounds_of(own.due.grounds),
    )


def _objection(row: ShownNomineeObjection) -> NomineeObjectionOut:
    each = row.objection
    return NomineeObjectionOut(
        number=each.number,
        person=each.person,
        about=row.about,
        ground=each.ground,
        received_on=each.received_on,
        answer_by=row.due.last_day,
        state=cast(_State, each.state),
        late=row.is_late,
        decided_on=each.decided_on,
        grounds=grounds_of([*([row.ground.citation] if row.ground else []), *row.due.grounds]),
    )
