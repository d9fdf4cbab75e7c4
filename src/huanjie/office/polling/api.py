"""The polling day for machines (选举日接口): papers out and in, a teller's own sheet, both sheets
once both are in. Settling and declaring are done by people on their pages.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Body, Header, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.domain.sheets import numbers
from huanjie.door.cursor import Cursor
from huanjie.exchange.sheets import read_sheet, sheet_as_json
from huanjie.office.endpoint import Asked, Ground, In, Number, Out, acting, grounds_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.lookup import election_to, find_election
from huanjie.office.planning.models import Election
from huanjie.office.polling.judged import Finding, findings
from huanjie.office.polling.lookup import find_round
from huanjie.office.polling.models import KIND_NAMES, Round
from huanjie.office.polling.papers import Taken
from huanjie.office.polling.rounds import (
    asks_attended,
    asks_voters,
    election_file,
    entitled,
)
from huanjie.office.polling.services import collect_papers, enter_sheet, issue_papers
from huanjie.office.polling.stored import both_of, opened
from huanjie.office.polling.views import state_of
from huanjie.office.problems import NotNow
from huanjie.office.tokens.bearer import Bearer
from huanjie.office.web import signed_in

router = Router(tags=["投票计票"])
SEES = Bearer(Action.SEE_UNIT)
_ROUNDS = "/elections/{pk}/rounds"
_ROUND = f"{_ROUNDS}/{{number}}"
Place = Annotated[int, Field(ge=1, le=9999)]


class RoundOut(Out):
    """A vote (一次投票)."""

    number: int = Field(title="第几次投票")
    kind: str = Field(title="种类", examples=["first"])
    name: str = Field(title="种类名称")
    state: str = Field(title="进度")
    held_on: datetime.date | None = Field(title="哪一天")
    issued: int | None = Field(title="发出的选票")
    attended: int | None = Field(title="实到人数")
    voters: int | None = Field(title="投票人数")
    collected: int | None = Field(title="收回的选票")
    sheets_in: int = Field(title="已交几份计票单")
    declared: bool = Field(title="结果是不是已经宣布")


class CandidateOut(Out):
    """Somebody on the paper (选票上的一人)."""

    id: str = Field(title="选票上的编号")
    name: str = Field(title="姓名")


class PaperOut(Out):
    """A post on the paper (选票上的一项职务)."""

    post: str = Field(title="职务")
    name: str = Field(title="名称")
    seats: int = Field(title="职数")
    write_ins: int | None = Field(title="可以另选几人；null 是不限")
    candidates: list[CandidateOut] = Field(title="候选人，按选票的次序")


class FindingOut(Out):
    """What the law says to the numbers (核对)."""

    says: str = Field(title="核对")
    ok: bool = Field(title="合不合规定")
    grounds: list[Ground] = Field(title="依据")


class RoundWhole(RoundOut):
    """A vote with its paper (一次投票和它的选票)."""

    style: str = Field(title="选票样式")
    contests: list[PaperOut] = Field(title="选票上的职务")
    entitled: int | None = Field(title="应到人数；不开会的是 null")
    asks_attended: bool = Field(title="收回选票时要不要写实到人数")
    asks_voters: bool = Field(title="收回选票时要不要写投票人数")
    findings: list[FindingOut] = Field(title="核对的结论")
    version: int = Field(title="版本，写进 If-Match")


class IssueIn(In):
    """Papers out (发出选票)."""

    issued: Number = Field(title="一共发出多少张", examples=[900])
    because: Literal["", "more", "correction"] = Field(
        "", title="改动原来的数时写：more 补发，correction 更正"
    )


class CollectIn(In):
    """Papers in (收回选票)."""

    collected: Number = Field(title="从票箱收回多少张", examples=[880])
    voters: Number | None = Field(None, title="投票人数，asks_voters 的才写")
    attended: Number | None = Field(None, title="实到人数，asks_attended 的才写")
    sheets_in: Annotated[int, Field(strict=True, ge=0, le=2)] = Field(
        0, title="现在已交几份计票单；更正会撤下这些计票单"
    )


class DoneOut(Out):
    """What was entered (登记的事)."""

    round: int = Field(title="第几次投票")
    version: int = Field(title="版本")


class PartIn(In):
    """One post on a sheet (计票单上的一项职务)."""

    valid: Number = Field(title="有效票")
    invalid: Number = Field(title="无效票")
    votes: dict[str, Number] = Field(title="每个候选人的得票（赞成票），没有的写 0")
    oppose: dict[str, Number] | None = Field(None, title="反对票")
    abstain: dict[str, Number] | None = Field(None, title="弃权票")
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


@router.get(_ROUNDS, response=list[RoundOut], auth=SEES, summary="各次投票")
def rounds(request: HttpRequest, pk: str) -> list[RoundOut]:
    """Every vote of an election, in its order."""
    own = find_election(request, pk)
    return [RoundOut(**_head(own, each)) for each in own.rounds.order_by("number")]


@router.get(_ROUND, response=RoundWhole, auth=SEES, summary="一次投票")
def round_one(request: HttpRequest, pk: str, number: Place) -> RoundWhole:
    """One vote with its paper; of a sheet that is in alone, no number."""
    own, round_ = find_round(request, pk, number)
    pack, file = law_of(own).pack, election_file(own, round_)
    return RoundWhole(
        **_head(own, round_),
        style=file.style,
        contests=[
            PaperOut(
                post=each.post,
                name=pack.post_name(each.post),
                seats=each.seats,
                write_ins=each.write_ins,
                candidates=[CandidateOut(id=c.id, name=c.name) for c in each.candidates],
            )
            for each in file.contests
        ],
        entitled=entitled(own, round_),
        asks_attended=asks_attended(pack),
        asks_voters=asks_voters(own, pack),
        findings=[_finding(each) for each in findings(own, round_)],
        version=own.version,
    )


@router.post(
    f"{_ROUND}/issue", response=DoneOut, auth=Bearer(Action.ISSUE_PAPERS), summary="登记发出的选票"
)
def papers_issue(
    request: HttpRequest, pk: str, number: Place, asked: Header[Asked], said: IssueIn
) -> DoneOut:
    """Enter how many papers went out; the first vote begins with it."""
    own = election_to(request, pk, Action.ISSUE_PAPERS)
    issue_papers(
        acting_user=acting(request, asked), election=own, number=number, **said.model_dump()
    )
    return DoneOut(round=number, version=own.version)


@router.post(
    f"{_ROUND}/collect",
    response=DoneOut,
    auth=Bearer(Action.COLLECT_PAPERS),
    summary="登记收回的选票",
)
def papers_collect(
    request: HttpRequest, pk: str, number: Place, asked: Header[Asked], said: CollectIn
) -> DoneOut:
    """Enter what came back; a correction takes out the sheets that are in."""
    own, _ = find_round(request, pk, number, Action.COLLECT_PAPERS)
    taken = Taken(collected=said.collected, voters=said.voters, attended=said.attended)
    collect_papers(
        acting_user=acting(request, asked),
        election=own,
        number=number,
        taken=taken,
        sheets_in=said.sheets_in,
    )
    return DoneOut(round=number, version=own.version)


@router.get(
    f"{_ROUND}/sheet", response=SheetOut, auth=Bearer(Action.ENTER_SHEET), summary="自己的计票单"
)
def sheet(request: HttpRequest, pk: str, number: Place) -> SheetOut:
    """The token's account's own sheet; nobody else's."""
    _own, round_ = find_round(request, pk, number, Action.ENTER_SHEET)
    row = round_.sheets.filter(teller=signed_in(request)).first()
    if row is None:
        raise NotNow("您还没有交计票单", remedy="先交计票单")
    return SheetOut(sheet=row.place, **sheet_as_json(opened(row)))


@router.put(
    f"{_ROUND}/sheet", response=DoneOut, auth=Bearer(Action.ENTER_SHEET), summary="交计票单"
)
def sheet_enter(
    request: HttpRequest,
    pk: str,
    number: Place,
    asked: Header[Asked],
    said: Annotated[SheetIn, Body()],
) -> DoneOut:
    """Hand in a sheet: whole and free of contradictions, or not at all. It may be replaced until
    the other one is in.
    """
    own, _ = find_round(request, pk, number, Action.ENTER_SHEET)
    stated = said.model_dump(exclude={"collected"}, exclude_none=True)
    enter_sheet(
        acting_user=acting(request, asked),
        election=own,
        number=number,
        collected=said.collected,
        sheet=read_sheet(Cursor(stated)),
    )
    return DoneOut(round=number, version=own.version)


@router.get(f"{_ROUND}/compare", response=CompareOut, auth=SEES, summary="两份计票单")
def sheets_compare(request: HttpRequest, pk: str, number: Place) -> CompareOut:
    """Both sheets side by side; before both are in nobody sees a number of either."""
    _own, round_ = find_round(request, pk, number)
    both = both_of(round_)
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


def _head(own: Election, round_: Round) -> dict[str, Any]:
    names = ("number", "kind", "held_on", "issued", "attended", "voters", "collected")
    return {name: getattr(round_, name) for name in names} | {
        "name": KIND_NAMES[round_.kind],
        "state": state_of(own, round_).word,
        "sheets_in": round_.sheets.count(),
        "declared": round_.declared_at is not None,
    }


def _finding(each: Finding) -> FindingOut:
    return FindingOut(says=each.says, ok=each.ok, grounds=grounds_of(each.grounds))
