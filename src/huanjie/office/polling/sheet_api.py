"""The tellers' sheets for machines (计票单接口): one's own, and both once both are in."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.domain.sheets import numbers
from huanjie.door.cursor import Cursor
from huanjie.exchange.sheets import read_sheet, sheet_as_json
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import In, Number, Ordinal, Out
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.polling.api import ROUND, DoneOut
from huanjie.office.polling.lookup import round_of
from huanjie.office.polling.services import enter_sheet
from huanjie.office.polling.stored import both_of, opened
from huanjie.office.problems import NotNow
from huanjie.office.web import signed_in

router = Router(tags=["投票计票"])


class PartIn(In):
    """One post on a sheet (计票单上的一项职务)."""

    valid: Number = Field(title="有效票")
    invalid: Number = Field(title="无效票")
    votes: dict[str, Number] = Field(title="每个候选人的得票（赞成票），没有的写 0")
    oppose: dict[str, Number] | None = Field(None, title="反对票")
    abstain: dict[str, Number] | None = Field(None, title="弃权票")
    spoilt: dict[str, Number] | None = Field(
        None, title="部分作废：规定只是这一部分无效的地方，有效票里这一格无法辨认的"
    )
    write_ins: dict[str, Annotated[int, Field(strict=True, ge=1, le=10**6)]] = Field(
        {}, title="另选他人：姓名和得票"
    )


class SheetIn(In):
    """A teller's sheet (计票单)."""

    collected: Number = Field(title="收回的选票，照读到的写")
    contests: dict[str, PartIn] = Field(min_length=1, max_length=60, title="各项职务")


class SheetOut(Out):
    """A teller's own sheet (自己的计票单)."""

    sheet: int = Field(title="第几份")
    contests: dict[str, Any] = Field(title="各项职务")


class DifferenceOut(Out):
    """A number on both sheets (两份计票单上的一栏)."""

    post: str = Field(title="职务")
    what: str = Field(title="栏目", examples=["votes"])
    whom: str | None = Field(title="谁的：选票上的编号或者另选他人的姓名")
    first: int = Field(title="第一份")
    second: int = Field(title="第二份")
    decided: int | None = Field(title="算数的；没有认定的是 null")


class CompareOut(Out):
    """Both sheets (两份计票单)."""

    decided: bool = Field(title="两份相同，或者差异已经认定")
    differences: list[DifferenceOut] = Field(title="不同的地方")
    first: dict[str, Any] = Field(title="第一份")
    second: dict[str, Any] = Field(title="第二份")


@on_election(
    router.get, f"{ROUND}/sheet", Action.ENTER_SHEET, response=SheetOut, summary="自己的计票单"
)
def sheet(own: Election, request: HttpRequest, number: Ordinal) -> SheetOut:
    """The token's account's own sheet; nobody else's."""
    row = round_of(own, number).sheets.filter(teller=signed_in(request)).first()
    if row is None:
        raise NotNow("您还没有交计票单", remedy="先交计票单")
    return SheetOut(sheet=row.place, **sheet_as_json(opened(row)))


@on_election(router.put, f"{ROUND}/sheet", Action.ENTER_SHEET, response=DoneOut, summary="交计票单")
def sheet_enter(
    own: Election, who: ActingUser, number: Ordinal, said: Annotated[SheetIn, Body()]
) -> DoneOut:
    """Hand in a sheet: whole and free of contradictions, or not at all. It may be replaced until
    the other one is in.
    """
    round_of(own, number)
    stated = said.model_dump(exclude={"collected"}, exclude_none=True)
    enter_sheet(
        acting_user=who,
        election=own,
        number=number,
        collected=said.collected,
        sheet=read_sheet(Cursor(stated)),
    )
    return DoneOut(round=number, version=own.version)


@on_election(
    router.get, f"{ROUND}/compare", Action.SEE_UNIT, response=CompareOut, summary="两份计票单"
)
def sheets_compare(own: Election, number: Ordinal) -> CompareOut:
    """Both sheets side by side; before both are in nobody sees a number of either."""
    both = both_of(round_of(own, number))
    if both is None:
        raise NotNow("两份计票单还没有交齐", remedy="交齐以前，谁也看不到其中任何一份的数字")
    decided = numbers(both.sheets.decided) if both.is_decided else {}
    return CompareOut(
        decided=both.is_decided,
        differences=[
            DifferenceOut(
                post=each.place.post,
                what=each.place.what,
                whom=each.place.whom,
                first=each.first,
                second=each.second,
                decided=decided.get(each.place),
            )
            for each in both.differences
        ],
        first=sheet_as_json(both.sheets.first)["contests"],
        second=sheet_as_json(both.sheets.second)["contests"],
    )
