"""The polling day for machines (选举日接口): the votes, and papers out and in. The sheets are in
`sheet_api.py`; settling and declaring are done by people on their pages.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from ninja import Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Ground, In, Number, Ordinal, Out
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.polling.judged import findings
from huanjie.office.polling.lookup import round_of
from huanjie.office.polling.models import KIND_NAMES, Round
from huanjie.office.polling.papers import Taken
from huanjie.office.polling.rounds import (
    asks_attended,
    asks_voters,
    election_file,
    entitled,
)
from huanjie.office.polling.services import collect_papers, issue_papers
from huanjie.office.polling.views import state_of

router = Router(tags=["投票计票"])
_ROUNDS = "/rounds"
ROUND = f"{_ROUNDS}/{{number}}"


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
    counted_by: str = Field(title="sheets 两份计票单，scan 扫描计票", examples=["sheets"])
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


@on_election(router.get, _ROUNDS, Action.SEE_UNIT, response=list[RoundOut], summary="各次投票")
def rounds(own: Election) -> list[RoundOut]:
    """Every vote of an election, in its order."""
    return [RoundOut(**_head(own, each)) for each in own.rounds.order_by("number")]


@on_election(router.get, ROUND, Action.SEE_UNIT, response=RoundWhole, summary="一次投票")
def round_one(own: Election, number: Ordinal) -> RoundWhole:
    """One vote with its paper; of a sheet that is in alone, no number."""
    round_ = round_of(own, number)
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
                candidates=[CandidateOut.of(c) for c in each.candidates],
            )
            for each in file.contests
        ],
        entitled=entitled(own, round_),
        asks_attended=asks_attended(pack),
        asks_voters=asks_voters(own, pack),
        findings=[FindingOut.of(each) for each in findings(own, round_)],
        version=own.version,
    )


@on_election(
    router.post,
    f"{ROUND}/issue",
    Action.ISSUE_PAPERS,
    response=DoneOut,
    summary="登记发出的选票",
)
def papers_issue(own: Election, who: ActingUser, number: Ordinal, said: IssueIn) -> DoneOut:
    """Enter how many papers went out; the first vote begins with it."""
    issue_papers(acting_user=who, election=own, number=number, **said.model_dump())
    return DoneOut(round=number, version=own.version)


@on_election(
    router.post,
    f"{ROUND}/collect",
    Action.COLLECT_PAPERS,
    response=DoneOut,
    summary="登记收回的选票",
)
def papers_collect(own: Election, who: ActingUser, number: Ordinal, said: CollectIn) -> DoneOut:
    """Enter what came back; a correction takes out the sheets that are in."""
    round_of(own, number)
    taken = Taken(collected=said.collected, voters=said.voters, attended=said.attended)
    collect_papers(
        acting_user=who, election=own, number=number, taken=taken, sheets_in=said.sheets_in
    )
    return DoneOut(round=number, version=own.version)


def _head(own: Election, round_: Round) -> dict[str, Any]:
    names = ("number", "kind", "held_on", "issued", "attended", "voters", "collected")
    return {name: getattr(round_, name) for name in names} | {
        "name": KIND_NAMES[round_.kind],
        "state": state_of(own, round_).word,
        "counted_by": round_.counted_by,
        "sheets_in": round_.sheets.count(),
        "declared": round_.declared_at is not None,
    }
