"""Requests and filings (请示、批复、备案): what an election writes to those above it, and what they
answer. Which of them an election has, its pack says: they are steps of its schedule.

A table, so that it can be printed (docs/filings.md) and every refused transition can be tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.statetable import not_open
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack


class Kind(StrEnum):
    """What is wanted of those above (文种): their consent, or that they have it on file."""

    REQUEST = "request"
    FILING = "filing"


class State(StrEnum):
    """How far a document has come (报送状态)."""

    UNSENT = "unsent"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    RECEIVED = "received"


class Deed(StrEnum):
    """What is done with a document (办理)."""

    SEND = "send"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    REFUSE = "refuse"
    RECEIVE = "receive"


KIND_NAMES: Final[Mapping[Kind, str]] = {Kind.REQUEST: "请示", Kind.FILING: "备案"}
STATE_NAMES: Final[Mapping[State, str]] = {
    State.UNSENT: "还没有报送",
    State.SENT: "已报送，等答复",
    State.WITHDRAWN: "已撤回",
    State.RETURNED: "退回补正",
    State.APPROVED: "批复同意",
    State.REFUSED: "批复不同意",
    State.RECEIVED: "已备案",
}
DEED_NAMES: Final[Mapping[Deed, str]] = {
    Deed.SEND: "报送",
    Deed.WITHDRAW: "撤回",
    Deed.RETURN: "退回补正",
    Deed.APPROVE: "批复同意",
    Deed.REFUSE: "批复不同意",
    Deed.RECEIVE: "收下备案",
}
OF_SENDER: Final = (Deed.SEND, Deed.WITHDRAW)
"""The deeds of whoever writes; the others are of those above (上级答复)."""
SETTLED: Final = (State.APPROVED, State.RECEIVED)
"""The states after which nothing is waited for (办结)."""


def _table() -> Mapping[tuple[Kind, State, Deed], State]:
    either = {
        (State.UNSENT, Deed.SEND): State.SENT,
        (State.WITHDRAWN, Deed.SEND): State.SENT,
        (State.RETURNED, Deed.SEND): State.SENT,
        (State.SENT, Deed.WITHDRAW): State.WITHDRAWN,
        (State.SENT, Deed.RETURN): State.RETURNED,
    }
    consent = {
        (State.SENT, Deed.APPROVE): State.APPROVED,
        (State.SENT, Deed.REFUSE): State.REFUSED,
        (State.REFUSED, Deed.SEND): State.SENT,
        # Whoever stands now may not be whom it named.
        (State.APPROVED, Deed.SEND): State.SENT,
    }
    on_file = {
        (State.SENT, Deed.RECEIVE): State.RECEIVED,
        # Whoever sits in a committee now may not be whom it named; a result stays what it was.
        (State.RECEIVED, Deed.SEND): State.SENT,
    }
    return {
        (kind, state, deed): to
        for kind, own in ((Kind.REQUEST, consent), (Kind.FILING, on_file))
        for (state, deed), to in (either | own).items()
    }


TRANSITIONS: Final = _table()
"""Which deed is open to which kind in which state, and where it leads (状态转换表)."""


def after(kind: Kind, state: State, deed: Deed) -> State:
    """The state that a deed leads to; refused where the deed is not open."""
    following = TRANSITIONS.get((kind, state, deed))
    if following is None:
        open_in = (STATE_NAMES[s] for k, s, d in TRANSITIONS if (k, d) == (kind, deed))
        whose = f"这份{KIND_NAMES[kind]}"
        raise not_open(whose, STATE_NAMES[state], DEED_NAMES[deed], open_in)
    return following


def open_deeds(kind: Kind, state: State) -> tuple[Deed, ...]:
    """The deeds that are open, in the order in which they are offered (可以办理的)."""
    return tuple(deed for deed in Deed if (kind, state, deed) in TRANSITIONS)


class Content(StrEnum):
    """What a document is about (报送的内容), and so what stands in it."""

    COMMITTEE = "committee"
    ELECTION = "election"
    NOMINEES = "nominees"
    RESULT = "result"


CONTENT_NAMES: Final[Mapping[Content, str]] = {
    Content.COMMITTEE: "选举委员会成员",
    Content.ELECTION: "换届选举",
    Content.NOMINEES: "候选人预备人选",
    Content.RESULT: "选举结果",
}
SENT_IN: Final[Mapping[Content, tuple[Stage, ...]]] = {
    Content.COMMITTEE: tuple(each for each in Stage if each is not Stage.CANCELLED),
    Content.ELECTION: (Stage.OPENED, Stage.ROLL_PUBLISHED),
    Content.NOMINEES: (Stage.ROLL_PUBLISHED,),
    Content.RESULT: (Stage.DECLARED, Stage.SEALED),
}
"""In which stages of its election a document is sent: once it can say what it is about, and not
when that is done already (报送的时候)."""


def check_time(matter: Matter, stage: Stage) -> None:
    """Refuse to send a document about what is not there yet, or is over."""
    stages = SENT_IN[matter.content]
    if stage not in stages:
        named = "、".join(f"“{STAGE_NAMES[each]}”" for each in stages)
        raise BadInput(
            f"这次选举现在是“{STAGE_NAMES[stage]}”，这份{KIND_NAMES[matter.kind]}不能报送",
            remedy=f"在{named}时报送",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter that is put to those above (报送事项), by the events of the schedule."""

    event: str
    """the step on which it is sent"""
    kind: Kind
    content: Content
    answered_by: str = ""
    """the step of the answer, where the law has one; empty: none"""
    paper: str = ""
    """the paper that a pack lists where its text asks for this, and the step alone does not say so:
    the members of an election committee are published everywhere, and filed only here and there
    """


MATTERS: Final = (
    Matter(
        event="committee-published",
        kind=Kind.FILING,
        content=Content.COMMITTEE,
        paper="committee-filing",
    ),
    Matter(
        event="election-requested",
        kind=Kind.REQUEST,
        content=Content.ELECTION,
        answered_by="election-approved",
    ),
    Matter(
        event="nominees-requested",
        kind=Kind.REQUEST,
        content=Content.NOMINEES,
        answered_by="nominees-approved",
    ),
    Matter(event="result-reported", kind=Kind.REQUEST, content=Content.RESULT),
    Matter(event="result-filed", kind=Kind.FILING, content=Content.RESULT),
)
"""Every matter that a pack may name, in the order of an election."""


def matters_of(events: Iterable[str]) -> tuple[Matter, ...]:
    """The matters that may be sent on these steps (可以报送的事项)."""
    known = frozenset(events)
    return tuple(each for each in MATTERS if each.event in known)


def matters_in(pack: RulePack) -> tuple[Matter, ...]:
    """The matters that a pack puts to those above, by its steps and its papers (要报送的事项)."""
    listed = {each.form for each in pack.forms}
    found = matters_of(step.event for step in pack.steps)
    return tuple(each for each in found if not each.paper or each.paper in listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who sits in the election committee (选举委员会成员), as a filing names them."""

    post: str
    """in the committee (主任、副主任、委员)"""
    name: str
