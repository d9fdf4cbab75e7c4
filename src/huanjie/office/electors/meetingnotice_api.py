"""Meeting notices for machines (会议通知接口): who was told, and who was told since."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.meetingnotice import Teller, Way
from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.electors.api import PeopleDone, Place
from huanjie.office.electors.meetingnoticelist import ToldLine, coverage
from huanjie.office.electors.meetingnotices import MeetingNotice, enter_told, take_told_back
from huanjie.office.endpoint import MOST, Day, In, Out, Page, Slice, page_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_api import Number
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["选举人"])
_NOTICES = "/notices"
_Way = Literal["in-person", "telephone", "message", "posted", "written"]
_Teller = Literal["election-staff", "group-head", "party-group-head", "representative"]
_WAY = "通知方式：in-person 当面，telephone 电话，message 短信，posted 张贴，written 书面送达"
_TELLER = (
    "由谁通知，只记身份：election-staff 选举工作人员，group-head 村（居）民小组组长，"
    "party-group-head 党小组组长，representative 村（居）民代表"
)


class ToldOut(Out):
    """One elector, and how they were first told (通知一人)."""

    number: int = Field(title="名册上的编号")
    name: str = Field(title="姓名")
    group: str = Field(title="小组")
    way: _Way | None = Field(title="通知方式；没有通知的是 null")
    told_by: _Teller | None = Field(title="由谁通知")
    told_on: datetime.date | None = Field(title="通知日期")


class NoticeIn(In):
    """Some electors who were told alike (登记通知)."""

    numbers: Annotated[list[Number], Field(min_length=1, max_length=MOST)] = Field(
        title="名册上的编号"
    )
    way: _Way = Field(title=_WAY)
    told_by: _Teller = Field(title=_TELLER)
    told_on: Day = Field(title="通知日期", examples=["2026-06-03"])


@on_election(
    router.get, _NOTICES, Action.SEE_ROLL, response=Page[ToldOut], summary="会议通知的进度"
)
def meeting_notices(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Everybody who may vote, by group, and how each was first told."""
    lines = tuple(line for group in coverage(own).groups for line in group.lines)
    page = page_of(lines, part, lambda some: map(_told, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    _NOTICES,
    Action.KEEP_NOTICES,
    response={201: PeopleDone},
    summary="登记会议通知",
)
def meeting_notices_enter(own: Election, who: ActingUser, said: NoticeIn) -> PeopleDone:
    """Enter that these electors were told, all or nobody."""
    notice = MeetingNotice(
        numbers=tuple(said.numbers),
        way=Way(said.way),
        told_by=Teller(said.told_by),
        told_on=said.told_on,
    )
    told = enter_told(acting_user=who, election=own, notice=notice)
    return PeopleDone(people=told, version=own.version)


@on_election(
    router.post,
    f"{_NOTICES}/{{number}}/take-back",
    Action.KEEP_NOTICES,
    response=PeopleDone,
    summary="撤回登记的通知",
)
def meeting_notice_take_back(own: Election, who: ActingUser, number: Place) -> PeopleDone:
    """Take back that somebody was told."""
    take_told_back(acting_user=who, election=own, number=number)
    return PeopleDone(people=1, version=own.version)


def _told(line: ToldLine) -> ToldOut:
    told = line.told
    return ToldOut(
        number=line.entry.number,
        name=line.entry.name,
        group=line.entry.group,
        way=cast(_Way, told.way) if told else None,
        told_by=cast(_Teller, told.told_by) if told else None,
        told_on=told.told_on if told else None,
    )
