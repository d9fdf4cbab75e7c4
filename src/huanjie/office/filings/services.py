"""Deeds of filings (报送和答复): send, withdraw; return, approve, refuse, receive."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.domain.daywords import in_words
from huanjie.domain.filing import (
    DEED_NAMES,
    OF_SENDER,
    Content,
    Deed,
    Member,
    after,
    check_time,
)
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.candidacy.slate import slate_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.filings.matters import Open, matter_of
from huanjie.office.filings.members import check_members, is_same
from huanjie.office.filings.models import (
    MISSING_LENGTH,
    NUMBER_LENGTH,
    ORGAN_LENGTH,
    Filing,
    Turn,
)
from huanjie.office.planning.models import Election


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a turn says (报送或者答复的内容)."""

    deed: Deed
    on: datetime.date
    organ: str = ""
    """to whom it is sent, or who answers"""
    number: str = ""
    missing: str = ""
    """what has to be put right, where it is returned"""
    members: tuple[Member, ...] = ()
    """of the election committee, where that is filed (选举委员会成员)"""


@command(Action.SEND_FILING)
def send(*, acting_user: ActingUser, election: Election, event: str, said: Said) -> Done[str]:
    """Send a document, or take it back before it is answered (报送、撤回); the answer is its state:
    what was settled before it was sent anew is so again.

    What is settled is sent anew where it says something else: of an election committee on file, its
    other members.

    Refused with `at` naming the form's field: `on`, `organ`, `number`, `members`.
    """
    if said.deed not in OF_SENDER:
        raise BadInput(f"{DEED_NAMES[said.deed]}由上级办理")
    open_ = matter_of(election, event)
    if said.deed is Deed.SEND:
        check_time(open_.matter, Stage(election.stage))
        _check_changed(open_, said)
        _need(said.organ, "organ", "没有写主送机关", "写上报送给哪个机关")
        check_members(open_.matter, said.members)
    return _turn(election, open_, said)


@command(Action.ANSWER_FILING)
def answer(*, acting_user: ActingUser, election: Election, event: str, said: Said) -> Done[str]:
    """Answer a document (批复、退回、收下备案); the answer is its state.

    Refused with `at` naming the form's field: `on`, `organ`, `number`, `missing`.
    """
    if said.deed in OF_SENDER:
        raise BadInput(f"{DEED_NAMES[said.deed]}由报送的单位办理")
    _need(said.organ, "organ", "没有写答复的机关", "写上由哪个机关答复")
    if said.deed is Deed.RETURN:
        _need(said.missing, "missing", "没有写要补正什么", "写清楚缺什么、哪里要改")
    elif said.missing.strip():
        raise BadInput(
            "只有退回补正的才写要补正什么", at="missing", remedy="去掉这一项，或者改为退回补正"
        )
    return _turn(election, matter_of(election, event), said)


def _turn(election: Election, open_: Open, said: Said) -> Done[str]:
    stage = Stage(election.stage)
    if stage is Stage.CANCELLED:
        raise BadInput(f"这次选举{STAGE_NAMES[stage]}，不再报送和答复")
    state = after(open_.matter.kind, open_.state, said.deed)
    if said.deed is Deed.WITHDRAW:
        state = open_.withdrawn
    _check(open_, said)
    filing = open_.filing or Filing(
        election=election, region=election.region, event=open_.matter.event
    )
    filing.state = state
    if said.deed is Deed.SEND:
        filing.to = said.organ
    elif said.deed is Deed.WITHDRAW and open_.stands:
        filing.to = open_.stands.sent.organ
    filing.save()
    turn = Turn.objects.create(
        filing=filing,
        region=election.region,
        deed=said.deed,
        on=said.on,
        number=said.number,
        organ=said.organ,
        missing=said.missing,
        nominees=_nominees(election, open_) if said.deed is Deed.SEND else [],
        members=[[each.post, each.name] for each in said.members],
    )
    says = {
        "about": open_.matter.content.value,
        "turned": said.deed.value,
        "turn": turn.pk,
        "on": said.on.isoformat(),
    }
    return Done(answer=state.value, says=says)


def _check_changed(open_: Open, said: Said) -> None:
    """Refuse to send again what is settled and says the same (内容没有变)."""
    if not open_.is_settled:
        return
    says = f"已经{open_.state_name.removeprefix('已')}，内容没有变，不用再报送"
    if not open_.may_have_changed:
        raise BadInput(says)
    if is_same(said.members, open_.sent):
        raise BadInput(says, at="members", remedy="成员有变动的，写现在的全部成员")


def _nominees(election: Election, open_: Open) -> list[int]:
    """Whom a request for nominees names: everybody who stands, in the order of the list."""
    if open_.matter.content is not Content.NOMINEES:
        return []
    named = [each.pk for line in slate_of(election).lines for each in line.people]
    if not named:
        raise BadInput("还没有人选，没有什么可以报送", remedy="先登记提名")
    return named


def _check(open_: Open, said: Said) -> None:
    """Days in order, and texts that fit."""
    if said.on > clock.today():
        raise BadInput(f"日期是{in_words(said.on)}，还没有到", at="on", remedy="写实际的日期")
    if open_.last and said.on < open_.last.on:
        before = in_words(open_.last.on)
        raise BadInput(
            f"日期早于上一步的日期（{before}）", at="on", remedy="对照文书，写实际的日期"
        )
    for field, most in (
        ("organ", ORGAN_LENGTH),
        ("number", NUMBER_LENGTH),
        ("missing", MISSING_LENGTH),
    ):
        if len(getattr(said, field)) > most:
            raise BadInput(f"这一项最多 {most} 个字", at=field, remedy="写短一些")


def _need(text: str, at: str, says: str, remedy: str) -> None:
    if not text.strip():
        raise BadInput(says, at=at, remedy=remedy)
