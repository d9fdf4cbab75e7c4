"""Deeds about objections to the roll (异议的办理): enter one, take it back, decide it. What is
upheld changes the roll in the same deed.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from huanjie.domain.due import Due
from huanjie.domain.evaluation import Stated
from huanjie.domain.objection import KIND_NAMES, Kind, State, Step, after, check_received
from huanjie.domain.permission import Action
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.domain.phone import fault_of_phone, repaired_phone
from huanjie.domain.rollchange import Kind as ChangeKind
from huanjie.domain.rollchange import conditions_of
from huanjie.domain.rollcolumns import Column
from huanjie.door.fault import BadInput
from huanjie.law.citation import DECIDERS
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.people.models import User
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.roll import changing
from huanjie.office.roll.models import Objection
from huanjie.office.roll.objection_reasons import answering, fitting
from huanjie.office.roll.publication import objections as period_of
from huanjie.office.roll.sealedthere import Word

LONGEST_NOTE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an objection says (异议的内容)."""

    kind: Kind
    raised_by: str
    received_on: datetime.date
    number: int | None = None
    """whom on the roll it is about; None: somebody who was left out"""
    name: str = ""
    """the name of whoever was left out"""
    phone: str = ""
    ground: str = ""
    """the condition of registration that it rests on, by the pack's key"""
    note: str = ""
    """the facts, in a sentence"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What the roll is to say once an objection is upheld (如何更正)."""

    cells: Mapping[Column, str] = field(default_factory=dict)
    stated: Stated = field(default_factory=dict)
    """the facts of registration, of somebody who was left out"""
    because: str = ""
    """why whoever was left out, and is on a roll of a sealed election, votes here"""
    reasons: tuple[str, ...] = ()
    """the conditions of registration that decided, by the pack's keys"""


@command(Action.RAISE_OBJECTION)
def raise_objection(*, acting_user: ActingUser, election: Election, said: Said) -> Done[int]:
    """Enter an objection (登记异议); the answer is its number.

    BadInput at its field; after the last day of the law with article and day, and where the pack
    has no such objections.
    """
    changing.check_open(election, Action.RAISE_OBJECTION)
    check_has_objections(election)
    _check_day(election, said.received_on)
    raised_by, phone, note = (
        checked_name(said.raised_by, "raised_by"),
        _phone(said.phone),
        _note(said),
    )
    _check_conditions(election, (said.ground,) if said.ground else (), at="ground")
    omitted = said.kind == Kind.OMITTED
    if omitted and said.number is not None:
        raise BadInput("漏登的人不在名册上，不写编号", at="number", remedy="去掉编号，写姓名")
    if not omitted and said.name.strip():
        raise BadInput(
            "名册上的人按编号找，不写姓名", at="name", remedy="去掉姓名；漏登的，改选“漏登”"
        )
    if not omitted and said.number is None:
        raise BadInput("没有写是名册上的哪个人", at="number", remedy="先在名册上找到这个人")
    entry = None if omitted else changing.on_roll(election, said.number or 0)
    last = election.objections.order_by("-number").values_list("number", flat=True).first() or 0
    Objection.objects.create(
        election=election,
        region=election.region,
        number=last + 1,
        kind=said.kind,
        entry=entry,
        name=checked_name(said.name, "name") if omitted else None,
        raised_by=raised_by,
        phone=phone or None,
        ground=said.ground,
        note=note or None,
        received_on=said.received_on,
    )
    says = {"objection": last + 1, "objection_kind": said.kind, "on": said.received_on.isoformat()}
    return Done(answer=last + 1, says=says)


@command(Action.RAISE_OBJECTION)
def withdraw_objection(*, acting_user: ActingUser, election: Election, objection: int) -> Done[int]:
    """Take an objection back at the wish of whoever raised it (撤回); the answer is its number."""
    changing.check_open(election, Action.RAISE_OBJECTION)
    found = find_objection(election, objection)
    found.state = after(State(found.state), Step.WITHDRAW)
    found.save(update_fields=("state",))
    return Done(answer=objection, says={"withdrawn_objection": objection})


@command(Action.DECIDE_OBJECTION)
def dismiss_objection(
    *, acting_user: ActingUser, election: Election, objection: int, reasons: tuple[str, ...]
) -> Done[int]:
    """Decide that an objection is not well founded (不成立), for reasons that are conditions of
    registration; the answer is its number.
    """
    changing.check_open(election, Action.DECIDE_OBJECTION)
    found = find_objection(election, objection)
    state = after(State(found.state), Step.DISMISS)
    check_reasons(election, found, reasons, upholds=False)
    _decide(found, state, reasons)
    return Done(answer=objection, says={"objection": objection, "dismissed": True})


@command(Action.DECIDE_OBJECTION)
def uphold_objection(
    *, acting_user: ActingUser, election: Election, objection: int, remedy: Remedy
) -> Done[int]:
    """Decide that an objection is well founded (成立), and change the roll by it: whoever was left
    out is registered, whoever is wrongly there is struck off, what is wrong is corrected. The
    answer is its number. BadInput at a column, or with the articles, where the roll refuses it.
    """
    changing.check_open(election, Action.DECIDE_OBJECTION)
    found = find_objection(election, objection)
    state = after(State(found.state), Step.UPHOLD)
    changed = carried_out(election, found, remedy, by=acting_user.user)
    found.unsaid = list(changed.unsaid)
    _decide(found, state, changed.reasons)
    change = changing.note_change(election, ChangeKind(found.kind), changed, objection=found)
    says = {"objection": objection, "upheld": True, **changing.says_of(change)}
    return Done(answer=objection, says=says)


def carried_out(
    election: Election, found: Objection, remedy: Remedy, *, by: User
) -> changing.Changed:
    """The roll as an objection that is well founded wants it; refused as the roll refuses it."""
    _check_remedy(Kind(found.kind), remedy)
    if found.kind == Kind.OMITTED:
        word = Word(by=by, because=remedy.because)
        return changing.add(election, remedy.cells, remedy.stated, word)
    number = found.entry.number if found.entry else 0
    if found.kind == Kind.WRONG_ENTRY:
        return changing.correct(election, number, remedy.cells)
    check_reasons(election, found, remedy.reasons, upholds=True)
    return changing.strike(election, number, reasons=remedy.reasons)


_ASKED: Final[Mapping[Kind, frozenset[str]]] = {
    Kind.OMITTED: frozenset({"cells", "stated"}),
    Kind.WRONG_ENTRY: frozenset({"cells"}),
    Kind.WRONGLY_LISTED: frozenset({"reasons"}),
}
"""what each kind of objection is upheld by"""


def _check_remedy(kind: Kind, remedy: Remedy) -> None:
    """Refuse what the kind does not ask: nothing that was sent is dropped."""
    for part in ("cells", "stated", "reasons"):
        if getattr(remedy, part) and part not in _ASKED[kind]:
            at = "person" if part == "cells" else part
            raise BadInput(f"“{KIND_NAMES[kind]}”的异议不填这一项", at=at, remedy="去掉这一项")


def _decide(found: Objection, state: State, reasons: tuple[str, ...]) -> None:
    found.state, found.decided_on, found.reasons = state, clock.today(), list(reasons)
    found.save(update_fields=("state", "decided_on", "reasons", "unsaid"))


def find_objection(election: Election, number: int) -> Objection:
    """An objection of this election by its number; BadInput where there is none."""
    found = election.objections.select_related("entry").filter(number=number).first()
    if found is None:
        raise BadInput(f"没有第 {number} 号异议", remedy="回到异议页看现在的列表")
    return found


def check_has_objections(election: Election) -> None:
    """Refuse where the pack has no objections to the roll, and say whose decision it is."""
    if period_of(election) is None:
        decider = DECIDERS[law_of(election).pack.decided_by]
        raise BadInput(
            f"{election.body_name}选举适用的规定没有对名单的异议这一步，由{decider}决定",
            remedy="名册有错的，在“名册变动”更正",
        )


def _check_day(election: Election, received_on: datetime.date) -> None:
    until, posted_on = period_of(election), election.roll_published_on
    assert until
    assert posted_on
    due = Due(last_day=until.last_day, grounds=until.grounds, provisional=False)
    check_received(received_on, posted_on=posted_on, today=clock.today(), until=due)


def checked_name(text: str, at: str) -> str:
    """A person's name; BadInput at its field where it is none."""
    name = repaired_name(text)
    if not name:
        raise BadInput("没有写姓名", at=at, remedy="写上姓名")
    if fault := fault_of_name(name):
        raise BadInput(fault, at=at)
    return name


def _phone(text: str) -> str:
    phone = repaired_phone(text)
    if fault := fault_of_phone(phone):
        raise BadInput(fault, at="phone")
    return phone


def _note(said: Said) -> str:
    note = " ".join(said.note.split())
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"事实超过 {LONGEST_NOTE} 个字", at="note", remedy="写短一些")
    return note


def _check_conditions(election: Election, keys: tuple[str, ...], *, at: str) -> None:
    known = {each.key for each in conditions_of(law_of(election).pack)}
    if strange := sorted(set(keys) - known):
        raise BadInput(f"登记的条件里没有“{strange[0][:40]}”", at=at, remedy="从列出的条件里选")


def check_reasons(
    election: Election, found: Objection, reasons: tuple[str, ...], *, upholds: bool
) -> None:
    """A decision names the conditions that it rests on; of a wrong entry none need be. A
    dismissal answers the condition that the objection names. BadInput at `reasons`.
    """
    _check_conditions(election, reasons, at="reasons")
    if not reasons and found.kind != Kind.WRONG_ENTRY:
        raise BadInput("没有写决定的理由", at="reasons", remedy="选出作为依据的登记条件")
    fits = {each.key for each in fitting(election, found, upholds=upholds)}
    for each in conditions_of(law_of(election).pack):
        if each.key in reasons and each.key not in fits:
            has = "符合" if upholds else "不符合"
            raise BadInput(
                f"名册上的出生日期说明这个人{has}“{each.name}”，和这个决定相反",
                at="reasons",
                remedy="换一个作为依据的登记条件，或者改决定",
            )
    if not upholds:
        _check_answered(election, found, reasons)


def _check_answered(election: Election, found: Objection, reasons: tuple[str, ...]) -> None:
    """Refuse a dismissal that says nothing of the condition that the objection names."""
    wanted = answering(election, found)
    if wanted and not any(each.key in reasons for each in wanted):
        named = next(each.name for each in wanted if each.key == found.ground)
        others = "、".join(f"“{each.name}”" for each in wanted if each.key != found.ground)
        instead = f"，或者按别的情形登记的，选{others}" if others else ""
        raise BadInput(
            f"异议说这个人不符合“{named}”，决定的理由没有回应这一条",
            at="reasons",
            remedy=f"这个人符合这一条的，选上它{instead}；都不符合的，异议成立",
        )
