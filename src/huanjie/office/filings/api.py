"""Filings for machines (请示和备案接口): what has to be sent and how far it is; sending one,
withdrawing it, and its answer.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Final, Literal, cast

from ninja import Path, Router
from pydantic import Field

from huanjie.domain.filing import OF_SENDER, Deed, Member
from huanjie.domain.permission import Action
from huanjie.domain.personname import LONGEST_NAME
from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.endpoint import Day, Ground, In, Out, grounds_of
from huanjie.office.filings.matters import Open, matter_of, matters
from huanjie.office.filings.members import MOST_MEMBERS, POST_LENGTH, members_of
from huanjie.office.filings.models import MISSING_LENGTH, NUMBER_LENGTH, ORGAN_LENGTH, Turn
from huanjie.office.filings.services import Said, answer, send
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election

router = Router(tags=["请示和备案"])
_FILINGS: Final = "/filings"
_FILING: Final = f"{_FILINGS}/{{event}}"
Event = Path[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$", title="事项")]]
_Kind = Literal["request", "filing"]
_State = Literal["unsent", "sent", "withdrawn", "returned", "approved", "refused", "received"]
_Deed = Literal["send", "withdraw", "return", "approve", "refuse", "receive"]
Organ = Annotated[str, Field(min_length=1, max_length=ORGAN_LENGTH)]
Numbered = Annotated[str, Field(max_length=NUMBER_LENGTH)]


class MemberOut(Out):
    """A member of the election committee as a filing names them (选举委员会成员)."""

    post: str = Field(title="职务")
    name: str = Field(title="姓名")


class TurnOut(Out):
    """One turn of a document (一次报送或者答复)."""

    deed: _Deed = Field(
        title="send 报送，withdraw 撤回，return 退回补正，approve 同意，refuse 不同意，receive 收下"
    )
    on: datetime.date = Field(title="文书上的日期")
    organ: str = Field(title="主送或者答复的机关")
    number: str = Field(title="文号")
    missing: str = Field(title="要补正什么")
    members: list[MemberOut] = Field(title="选举委员会成员；报送成员名单的才有")


class FilingOut(Out):
    """A matter that is put to those above (一件报送事项)."""

    event: str = Field(title="事项", examples=["result-filed"])
    name: str = Field(title="名称")
    kind: _Kind = Field(title="request 请示，filing 备案")
    state: _State = Field(
        title="unsent 还没有报送，sent 等答复，withdrawn 已撤回，returned 退回补正，"
        "approved 同意，refused 不同意，received 已备案"
    )
    by: datetime.date | None = Field(title="最迟哪天报送；已经报送的，最迟哪天答复")
    late: bool = Field(title="是不是逾期")
    settled: bool = Field(title="是不是办结")
    left_out: int = Field(title="现在有几名人选不在请示里")
    open: list[_Deed] = Field(title="现在可以办什么")
    turns: list[TurnOut] = Field(title="各次报送和答复")
    grounds: list[Ground] = Field(title="依据")


class FilingsOut(Out):
    """Every matter of an election (请示和备案)."""

    filings: list[FilingOut] = Field(title="各项")
    version: int = Field(title="版本，写进 If-Match")


class MemberIn(In):
    """A member of the election committee (选举委员会成员)."""

    post: str = Field(title="职务", min_length=1, max_length=POST_LENGTH, examples=["主任"])
    name: str = Field(title="姓名", min_length=1, max_length=LONGEST_NAME, examples=["钟一鸣"])


class SendFilingIn(In):
    """How a document is sent (报送)."""

    organ: Organ = Field(title="主送机关", examples=["罗阳镇党委"])
    number: Numbered = Field("", title="发文字号")
    on: Day = Field(title="报送日期", examples=["2026-06-01"])
    members: list[MemberIn] = Field(
        [], title="选举委员会成员；报送成员名单的才写", max_length=MOST_MEMBERS
    )


class AnswerFilingIn(In):
    """How a document is answered (答复)."""

    deed: Literal["return", "approve", "refuse", "receive"] = Field(
        title="return 退回补正，approve 批复同意，refuse 批复不同意，receive 收下备案"
    )
    organ: Organ = Field(title="答复的机关", examples=["罗阳镇党委"])
    number: Numbered = Field("", title="答复的文号")
    on: Day = Field(title="答复日期", examples=["2026-06-03"])
    missing: str = Field("", title="要补正什么；退回补正的才写", max_length=MISSING_LENGTH)


class FilingDone(Out):
    """How far a document is now (报送状态)."""

    state: _State = Field(title="状态")
    version: int = Field(title="版本")


@on_election(router.get, _FILINGS, Action.SEE_CANDIDATES, response=FilingsOut, summary="请示和备案")
def filings(own: Election) -> FilingsOut:
    """Every matter that the law of the election puts to those above, and every turn of it."""
    return FilingsOut(filings=[_filing(each) for each in matters(own)], version=own.version)


@on_election(
    router.post, f"{_FILING}/send", Action.SEND_FILING, response=FilingDone, summary="报送"
)
def filing_send(own: Election, who: ActingUser, event: Event, said: SendFilingIn) -> FilingDone:
    """Send a document; its content is what the site knows now."""
    matter_of(own, event)
    told = Said(
        deed=Deed.SEND,
        organ=said.organ,
        number=said.number,
        on=said.on,
        members=tuple(Member(post=each.post, name=each.name) for each in said.members),
    )
    return _done(own, send(acting_user=who, election=own, event=event, said=told))


@on_election(
    router.post,
    f"{_FILING}/withdraw",
    Action.SEND_FILING,
    response=FilingDone,
    summary="撤回报送",
)
def filing_withdraw(own: Election, who: ActingUser, event: Event) -> FilingDone:
    """Take a document back before it is answered."""
    matter_of(own, event)
    told = Said(deed=Deed.WITHDRAW, on=clock.today())
    return _done(own, send(acting_user=who, election=own, event=event, said=told))


@on_election(
    router.post, f"{_FILING}/answer", Action.ANSWER_FILING, response=FilingDone, summary="答复报送"
)
def filing_answer(own: Election, who: ActingUser, event: Event, said: AnswerFilingIn) -> FilingDone:
    """Answer a document: consent or not, return it, or have it on file."""
    matter_of(own, event)
    told = Said(**{**said.model_dump(), "deed": Deed(said.deed)})
    return _done(own, answer(acting_user=who, election=own, event=event, said=told))


def _done(own: Election, state: str) -> FilingDone:
    return FilingDone(state=cast(_State, state), version=own.version)


def _filing(each: Open) -> FilingOut:
    may = {Deed.SEND: each.can_send, Deed.WITHDRAW: each.can_withdraw}
    deeds = (*(deed for deed in OF_SENDER if may[deed]), *each.answers)
    return FilingOut(
        event=each.matter.event,
        name=each.step.name,
        kind=each.matter.kind.value,
        state=each.state.value,
        by=each.by,
        late=each.is_late,
        settled=each.is_settled,
        left_out=len(each.left_out),
        open=[deed.value for deed in deeds],
        turns=[_turn(turn) for turn in each.turns],
        grounds=grounds_of(each.step.grounds),
    )


def _turn(turn: Turn) -> TurnOut:
    return TurnOut(
        deed=cast(_Deed, turn.deed),
        on=turn.on,
        organ=turn.organ,
        number=turn.number,
        missing=turn.missing,
        members=[MemberOut.of(each) for each in members_of(turn)],
    )
