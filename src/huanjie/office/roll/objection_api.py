"""Objections for machines (异议接口): the list, masked and without whoever objected; a new
objection, and its decision.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, Literal, cast

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.objection import Kind
from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, Ground, In, Ordinal, Out, Page, Slice, grounds_of, page_of
from huanjie.office.gates import follows_striking, whole
from huanjie.office.manyapi import FOLLOWS
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_api import Because, CellsIn, Key, Name, Number, Short, Stated
from huanjie.office.roll.leaving import leaving_by_objection
from huanjie.office.roll.objection_list import ShownObjection, shown
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
    unsaid: list[str] = Field(title="其中没有写明、视为符合的")
    grounds: list[Ground] = Field(title="依据")


class ObjectionIn(In):
    """A new objection (登记异议)."""

    kind: _Kind = Field(title="种类")
    raised_by: Name = Field(title="提出人姓名")
    received_on: Day = Field(title="收到日期", examples=["2026-06-03"])
    number: Number | None = Field(None, title="名册上的编号；漏登的不写")
    name: Name = Field("", title="漏登的人的姓名")
    phone: Short = Field("", title="提出人手机号")
    ground: Key = Field("", title="涉及的登记条件，规则包里的 key", examples=["resident"])
    note: str = Field("", title="事实，只写事实", max_length=200)


_Reasons = Annotated[list[Key], Field(title="决定的理由：登记条件的 key", max_length=20)]


class RemedyIn(In):
    """How the roll is put right (怎样改正): by an objection that is well founded, or from above."""

    person: CellsIn | None = Field(None, title="漏登的人，或者正确的内容")
    stated: Stated = Field(default_factory=dict)
    because: Because = ""
    reasons: _Reasons = Field(default_factory=list)

    @property
    def as_remedy(self) -> Remedy:
        """The same, as the deed takes it."""
        return Remedy(
            cells=self.person.cells if self.person else {},
            stated=self.stated,
            because=self.because,
            reasons=tuple(dict.fromkeys(self.reasons)),
        )


class DismissIn(In):
    """An objection that is not well founded (不成立)."""

    reasons: _Reasons


class ObjectionDone(Out):
    """An objection was dealt with (办理的异议)."""

    number: int = Field(title="编号")
    follows: list[str] = Field(default_factory=list, title=FOLLOWS)
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
    return done(own, raise_objection(acting_user=who, election=own, said=told))


@on_election(
    router.post,
    f"{_OBJECTION}/withdraw",
    Action.RAISE_OBJECTION,
    response=ObjectionDone,
    summary="撤回异议",
)
def objection_withdraw(own: Election, who: ActingUser, number: Ordinal) -> ObjectionDone:
    """Take an objection back at the wish of whoever raised it."""
    check_there(own, number)
    return done(own, withdraw_objection(acting_user=who, election=own, objection=number))


@on_election(
    router.post,
    f"{_OBJECTION}/uphold",
    Action.DECIDE_OBJECTION,
    response=ObjectionDone,
    summary="决定异议成立",
)
def objection_uphold(
    own: Election, who: ActingUser, number: Ordinal, said: RemedyIn
) -> ObjectionDone:
    """Decide that it is well founded; the roll changes with it."""
    check_there(own, number)
    leaving = leaving_by_objection(own.objections.get(number=number))
    follows = whole(follows_striking(own, leaving))
    uphold_objection(acting_user=who, election=own, objection=number, remedy=said.as_remedy)
    return done(own, number, follows)


@on_election(
    router.post,
    f"{_OBJECTION}/dismiss",
    Action.DECIDE_OBJECTION,
    response=ObjectionDone,
    summary="决定异议不成立",
)
def objection_dismiss(
    own: Election, who: ActingUser, number: Ordinal, said: DismissIn
) -> ObjectionDone:
    """Decide that it is not well founded; the roll stays as it is."""
    check_there(own, number)
    reasons = tuple(dict.fromkeys(said.reasons))
    dismiss_objection(acting_user=who, election=own, objection=number, reasons=reasons)
    return done(own, number)


def check_there(own: Election, number: int) -> None:
    """404 for a number that no objection of this election has."""
    if not own.objections.filter(number=number).exists():
        raise Http404


def done(own: Election, number: int, follows: Sequence[str] = ()) -> ObjectionDone:
    """What is answered once an objection was dealt with, and what follows where somebody left."""
    return ObjectionDone(number=number, follows=list(follows), version=own.version)


def _objection(row: ShownObjection) -> ObjectionOut:
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
        unsaid=list(row.unsaid),
        grounds=grounds_of(
            [*(reason.citation for reason in row.reasons), *(row.due.grounds if row.due else ())]
        ),
    )
