"""The ballot stock for machines (选票台账接口): the sums, every line, new lines and corrections.
That papers were destroyed is said by a person who watched, on the page.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from ninja import Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.domain.stock import Kind
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Ground, In, Number, Ordinal, Out
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.polling.api import ROUND, DoneOut
from huanjie.office.polling.issuing import hand_out
from huanjie.office.polling.ledger import LAST_SPOT, MOST, Said, Spot, entries_of, sums_of
from huanjie.office.polling.models import StockEntry
from huanjie.office.polling.stock import enter_stock, take_back
from huanjie.office.polling.stock_views import about
from huanjie.office.polling.stockbook import stock_findings

router = Router(tags=["投票计票"])
_STOCK = f"{ROUND}/stock"
_SpotKind = Literal["", "batch", "box", "mobile"]
_SpotNumber = Annotated[int, Field(strict=True, ge=0, le=LAST_SPOT)]
_Papers = Annotated[int, Field(strict=True, ge=1, le=MOST)]
_Reason = Annotated[str, Field(min_length=1, max_length=12, pattern="^[a-z]+$")]


class LineOut(Out):
    """A line (一笔)."""

    line: int = Field(title="第几笔")
    what: str = Field(title="事项", examples=["printed"])
    papers: int = Field(title="张数")
    spot: str = Field(title="批次、票箱；空的不分")
    spot_number: int = Field(title="批次、票箱的号码；不分的是 0")
    reason: str = Field(title="原因")
    first_code: str = Field(title="第一张选票上的编码")
    at: datetime.datetime | None = Field(title="什么时候登记；启用台账以前的是 null")
    takes_back: int | None = Field(title="更正第几笔")
    taken_back_by: int | None = Field(title="由第几笔更正")
    witnessed_as: str | None = Field(title="销毁由哪个角色在场确认；没有确认的是 null")


class StockFindingOut(Out):
    """A comparison (核对)."""

    level: Literal["ok", "warn", "bad"] = Field(title="结论：ok 相符，warn 要查，bad 不符")
    says: str = Field(title="核对")
    grounds: list[Ground] = Field(title="依据")


class StockOut(Out):
    """A vote's ledger (选票台账)."""

    printed: int = Field(title="印制")
    handed_out: int = Field(title="领出")
    returned: int = Field(title="交回")
    issued: int = Field(title="发出：领出减交回")
    spoiled: int = Field(title="废损")
    destroyed: int = Field(title="销毁，已经确认的")
    awaiting: int = Field(title="登记销毁，等人确认的")
    in_hand: int | None = Field(title="还在手上；没有登记印制的是 null")
    findings: list[StockFindingOut] = Field(title="核对的结论")
    lines: list[LineOut] = Field(title="每一笔，先登记的在前")
    version: int = Field(title="版本，写进 If-Match")


class EntryIn(In):
    """A new line (登记一笔)."""

    what: Literal["printed", "returned", "spoiled", "destroyed"] = Field(title="事项")
    papers: _Papers = Field(title="张数", examples=[950])
    reason: _Reason = Field(title="原因，按事项的原因表", examples=["planned"])
    spot: _SpotKind = Field("", title="batch 批次，box 票箱，mobile 流动票箱；空的不分")
    spot_number: _SpotNumber = Field(0, title="批次、票箱的号码")
    first_code: str = Field(
        "", title="第一张选票上的编码，只在印制时写", max_length=32, pattern="^[0-9A-Za-z-]*$"
    )


class HandOutIn(In):
    """Papers that go out now (领出)."""

    papers: _Papers = Field(title="这一次领出多少张，不是总数", examples=[100])
    reason: Literal["voters", "box", "more"] = Field(
        title="原因：voters 发给投票人，box 交给票箱工作人员，more 补发"
    )
    spot: Literal["", "box", "mobile"] = Field("", title="哪种票箱；空的不分")
    spot_number: _SpotNumber = Field(0, title="票箱的号码")


class TakeBackIn(In):
    """A correction (更正一笔)."""

    because: Literal["count", "place", "kind", "twice"] = Field(
        title="为什么：count 张数错，place 票箱或者批次错，kind 事项错，twice 重复"
    )
    right: Number = Field(0, title="正确的张数；不该有这一笔的写 0")


class LineDone(DoneOut):
    """What was entered (登记的一笔)."""

    line: int = Field(title="第几笔")


@on_election(router.get, _STOCK, Action.SEE_UNIT, response=StockOut, summary="选票台账")
def stock(own: Election, number: Ordinal) -> StockOut:
    """Where the papers of a vote are, and every line of its ledger."""
    round_ = about(own, number)["round"]
    entries = entries_of(own, number)
    sums = sums_of(entries)
    collected = round_.collected if round_ else None
    return StockOut(
        printed=sums.printed,
        handed_out=sums.handed_out,
        returned=sums.returned,
        issued=sums.issued,
        spoiled=sums.spoiled,
        destroyed=sums.destroyed,
        awaiting=sums.awaiting,
        in_hand=sums.in_hand,
        findings=[StockFindingOut.of(each) for each in stock_findings(own, sums, collected)],
        lines=[_line(entry) for entry in entries],
        version=own.version,
    )


@on_election(
    router.post, _STOCK, Action.KEEP_STOCK, response=LineDone, summary="登记选票台账的一笔"
)
def stock_enter(own: Election, who: ActingUser, number: Ordinal, said: EntryIn) -> LineDone:
    """Enter a line, of anything but papers going out."""
    line = enter_stock(
        acting_user=who,
        election=own,
        number=number,
        said=Said(
            what=Kind(said.what),
            papers=said.papers,
            reason=said.reason,
            spot=Spot(kind=said.spot, number=said.spot_number),
            first_code=said.first_code,
        ),
    )
    return LineDone(round=number, version=own.version, line=line)


@on_election(
    router.post,
    f"{_STOCK}/hand-out",
    Action.ISSUE_PAPERS,
    response=DoneOut,
    summary="登记这一次领出的选票",
)
def stock_hand_out(own: Election, who: ActingUser, number: Ordinal, said: HandOutIn) -> DoneOut:
    """Enter papers that go out now; the first vote begins with it."""
    hand_out(
        acting_user=who,
        election=own,
        number=number,
        papers=said.papers,
        reason=said.reason,
        spot=Spot(kind=said.spot, number=said.spot_number),
    )
    return DoneOut(round=number, version=own.version)


@on_election(
    router.post,
    f"{_STOCK}/{{line}}/take-back",
    Action.KEEP_STOCK,
    response=LineDone,
    summary="更正选票台账的一笔",
)
def stock_take_back(
    own: Election, who: ActingUser, number: Ordinal, line: Ordinal, said: TakeBackIn
) -> LineDone:
    """Take a line back, and enter the right number in its place."""
    new = take_back(acting_user=who, election=own, number=number, line=line, **said.model_dump())
    return LineDone(round=number, version=own.version, line=new)


def _line(entry: StockEntry) -> LineOut:
    back, witness = entry.taken_back, entry.witnessed
    return LineOut(
        line=entry.line,
        what=entry.what,
        papers=entry.papers,
        spot=entry.spot,
        spot_number=entry.spot_number,
        reason=entry.reason,
        first_code=entry.first_code,
        at=entry.at,
        takes_back=entry.takes_back.line if entry.takes_back else None,
        taken_back_by=back.line if back else None,
        witnessed_as=witness.role if witness else None,
    )
