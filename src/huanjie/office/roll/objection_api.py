"""Objections and changes for machines (异议和名册变动接口): the lists, masked and without whoever
objected; a new objection, its decision, and a change to the published roll.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal, cast

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.objection import Kind
from huanjie.domain.permission import Action
from huanjie.domain.rollcolumns import Column
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, Ground, In, Out, Page, Slice, grounds_of, page_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_list import ChangeRow, change_rows
from huanjie.office.roll.changes import add_to_roll, correct_on_roll, strike_off
from huanjie.office.roll.objection_list import Shown, shown
from huanjie.office.roll.objections import (
    Remedy,
    Said,
    dismiss_objection,
    raise_objection,
    uphold_objection,
    withdraw_objection,
)
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["名册"])
_OBJECTIONS = "/roll/objections"
_OBJECTION = f"{_OBJECTIONS}/{{number}}"
_CHANGES = "/roll/changes"
Place = Annotated[int, Field(ge=1, le=9999)]
_Number = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1, title="名册上的编号")]
_Name = Annotated[str, Field(max_length=60)]
_Short = Annotated[str, Field(max_length=40)]
_Key = Annotated[str, Field(max_length=40, pattern="^[a-z0-9-]*$")]
_Month = Annotated[int, Field(strict=True, ge=0, le=2000)]
_Fact = Annotated[str, Field(pattern="^[a-z_]{1,40}$")]
_Kind = Literal["omitted", "wrongly-listed", "wrong-entry"]
_State = Literal["raised", "upheld", "dismissed", "withdrawn"]


class ObjectionOut(Out):
    """An objection (异议)."""

    number: int = Field(title="编号")
    kind: _Kind = Field(title="种类：omitted 漏登，wrongly-listed 错登，wrong-entry 登记内容有误")
    about: str = Field(title="对谁")
    entry: int | None = Field(title="名册上的编号；漏登还没有列入的是 null")
    ground: str = Field(title="涉及的登记条件，规则包里的 key")
    received_on: datetime.date = Field(title="收到日期")
    decide_by: datetime.date | None = Field(title="最迟决定的一天")
    state: _State = Field(
        title="状态：raised 已提出，upheld 成立，dismissed 不成立，withdrawn 已撤回"
    )
    late: bool = Field(title="是不是逾期")
    decided_on: datetime.date | None = Field(title="决定日期")
    reasons: list[str] = Field(title="决定的理由：登记条件的 key")
    grounds: list[Ground] = Field(title="依据")


class ChangeOut(Out):
    """A change to the roll (名册变动)."""

    number: int = Field(title="第几次")
    kind: str = Field(title="原因")
    effect: Literal["added", "struck", "corrected"] = Field(title="增加、移出、更正")
    entry: int = Field(title="名册上的编号")
    name: str = Field(title="姓名")
    made_on: datetime.date = Field(title="日期")
    was: int = Field(title="变动前可以投票的人数")
    registered: int = Field(title="变动后可以投票的人数")
    objection: int | None = Field(title="由第几号异议引起")
    after_freeze: bool = Field(title="是不是冻结以后")


class ObjectionIn(In):
    """A new objection (登记异议)."""

    kind: _Kind = Field(title="种类")
    raised_by: _Name = Field(title="提出人姓名")
    received_on: Day = Field(title="收到日期", examples=["2026-06-03"])
    number: _Number | None = Field(None, title="名册上的编号；漏登的不写")
    name: _Name = Field("", title="漏登的人的姓名")
    phone: _Short = Field("", title="提出人手机号")
    ground: _Key = Field("", title="涉及的登记条件，规则包里的 key", examples=["resident"])
    note: str = Field("", title="事实，只写事实", max_length=200)


class CellsIn(In):
    """What a roll says of somebody (名册上的一人)."""

    name: _Name | None = Field(None, title="姓名")
    id_number: _Short | None = Field(None, title="证件号码")
    standing: _Short | None = Field(None, title="党员类别，只在党员名册")
    household: _Short | None = Field(None, title="户号")
    group: _Short | None = Field(None, title="小组")
    phone: _Short | None = Field(None, title="手机号")

    @property
    def cells(self) -> Mapping[Column, str]:
        """What was stated, as the cells of a row."""
        return cast(Mapping[Column, str], self.model_dump(exclude_none=True))


_Stated = Annotated[
    dict[_Fact, Annotated[bool, Field(strict=True)] | _Month],
    Field(title="登记的事实，规则包里的 fact", max_length=40, examples=[{"hukou_here": True}]),
]
_Reasons = Annotated[list[_Key], Field(title="决定的理由：登记条件的 key", max_length=20)]


class UpholdIn(In):
    """An objection that is well founded (成立): how the roll is put right."""

    person: CellsIn | None = Field(None, title="漏登的人，或者正确的内容")
    stated: _Stated = Field(default_factory=dict)
    reasons: _Reasons = Field(default_factory=list)


class DismissIn(In):
    """An objection that is not well founded (不成立)."""

    reasons: _Reasons


class AddIn(In):
    """Somebody to be added (增加)."""

    kind: _Key = Field(title="原因", examples=["moved-in"])
    person: CellsIn = Field(title="名册上的内容")
    stated: _Stated = Field(default_factory=dict)


class StrikeIn(In):
    """Somebody to be struck off (移出)."""

    kind: _Key = Field(title="原因", examples=["died"])
    number: _Number


class CorrectIn(In):
    """What is to be corrected (更正登记错误)."""

    number: _Number
    person: CellsIn = Field(title="改成什么；不写的不改")


class ObjectionDone(Out):
    """An objection was dealt with (办理的异议)."""

    number: int = Field(title="编号")
    version: int = Field(title="版本")


class ChangeDone(Out):
    """The roll changed (变动了名册)."""

    number: int = Field(title="第几次")
    registered: int = Field(title="现在可以投票的人数")
    version: int = Field(title="版本")


@on_election(
    router.get, _OBJECTIONS, Action.SEE_ROLL, response=Page[ObjectionOut], summary="对名单的异议"
)
def roll_objections(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Every objection, late ones first; who raised it is not told."""
    page = page_of(shown(own), part, lambda some: map(_objection, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    _OBJECTIONS,
    Action.RAISE_OBJECTION,
    response={201: ObjectionDone},
    summary="登记异议",
)
def objection_raise(own: Election, who: ActingUser, said: ObjectionIn) -> ObjectionDone:
    """Enter an objection; after the law's last day it is refused."""
    told = Said(**{**said.model_dump(), "kind": Kind(said.kind)})
    return _done(own, raise_objection(acting_user=who, election=own, said=told))


@on_election(
    router.post,
    f"{_OBJECTION}/withdraw",
    Action.RAISE_OBJECTION,
    response=ObjectionDone,
    summary="撤回异议",
)
def objection_withdraw(own: Election, who: ActingUser, number: Place) -> ObjectionDone:
    """Take an objection back at the wish of whoever raised it."""
    _check_there(own, number)
    return _done(own, withdraw_objection(acting_user=who, election=own, objection=number))


@on_election(
    router.post,
    f"{_OBJECTION}/uphold",
    Action.DECIDE_OBJECTION,
    response=ObjectionDone,
    summary="决定异议成立",
)
def objection_uphold(
    own: Election, who: ActingUser, number: Place, said: UpholdIn
) -> ObjectionDone:
    """Decide that it is well founded; the roll changes with it."""
    _check_there(own, number)
    cells = said.person.cells if said.person else {}
    reasons = tuple(dict.fromkeys(said.reasons))
    remedy = Remedy(cells=cells, stated=said.stated, reasons=reasons)
    uphold_objection(acting_user=who, election=own, objection=number, remedy=remedy)
    return _done(own, number)


@on_election(
    router.post,
    f"{_OBJECTION}/dismiss",
    Action.DECIDE_OBJECTION,
    response=ObjectionDone,
    summary="决定异议不成立",
)
def objection_dismiss(
    own: Election, who: ActingUser, number: Place, said: DismissIn
) -> ObjectionDone:
    """Decide that it is not well founded; the roll stays as it is."""
    _check_there(own, number)
    reasons = tuple(dict.fromkeys(said.reasons))
    dismiss_objection(acting_user=who, election=own, objection=number, reasons=reasons)
    return _done(own, number)


@on_election(router.get, _CHANGES, Action.SEE_ROLL, response=Page[ChangeOut], summary="名册变动")
def roll_changes(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Every change since the roll was published, the last first."""
    page = page_of(change_rows(own), part, lambda some: map(_change, some))
    note_shown(signed_in(request), region=own.unit_id, people=len(page["items"]))
    return page


@on_election(
    router.post,
    f"{_CHANGES}/add",
    Action.CHANGE_ROLL,
    response={201: ChangeDone},
    summary="名册增加一人",
)
def roll_add(own: Election, who: ActingUser, said: AddIn) -> ChangeDone:
    """Put somebody on the published roll whom the stated facts register."""
    number = add_to_roll(
        acting_user=who,
        election=own,
        kind=said.kind,
        cells=said.person.cells,
        stated=said.stated,
    )
    return _changed(own, number)


@on_election(
    router.post,
    f"{_CHANGES}/strike",
    Action.CHANGE_ROLL,
    response={201: ChangeDone},
    summary="名册移出一人",
)
def roll_strike(own: Election, who: ActingUser, said: StrikeIn) -> ChangeDone:
    """Strike somebody off the published roll."""
    number = strike_off(acting_user=who, election=own, kind=said.kind, number=said.number)
    return _changed(own, number)


@on_election(
    router.post,
    f"{_CHANGES}/correct",
    Action.CHANGE_ROLL,
    response={201: ChangeDone},
    summary="更正名册上的一人",
)
def roll_correct(own: Election, who: ActingUser, said: CorrectIn) -> ChangeDone:
    """Correct what the published roll says of somebody."""
    number = correct_on_roll(
        acting_user=who, election=own, number=said.number, cells=said.person.cells
    )
    return _changed(own, number)


def _check_there(own: Election, number: int) -> None:
    if not own.objections.filter(number=number).exists():
        raise Http404


def _done(own: Election, number: int) -> ObjectionDone:
    return ObjectionDone(number=number, version=own.version)


def _changed(own: Election, number: int) -> ChangeDone:
    return ChangeDone(number=number, registered=own.registered or 0, version=own.version)


def _objection(row: Shown) -> ObjectionOut:
    each = row.objection
    return ObjectionOut(
        number=each.number,
        kind=cast(_Kind, each.kind),
        about=row.about,
        entry=row.entry.number if row.entry else None,
        ground=each.ground,
        received_on=each.received_on,
        decide_by=row.due.last_day if row.due else None,
        state=cast(_State, each.state),
        late=row.is_late,
        decided_on=each.decided_on,
        reasons=each.reasons,
        grounds=grounds_of(
            [*(reason.citation for reason in row.reasons), *(row.due.grounds if row.due else ())]
        ),
    )


def _change(row: ChangeRow) -> ChangeOut:
    each = row.change
    return ChangeOut(
        number=each.number,
        kind=each.kind,
        effect=row.kind.value,
        entry=each.entry.number,
        name=each.entry.name,
        made_on=each.made_on,
        was=each.was,
        registered=each.registered,
        objection=each.objection.number if each.objection else None,
        after_freeze=each.after_freeze,
    )
