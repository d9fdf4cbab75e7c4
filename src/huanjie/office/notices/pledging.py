"""Pledges of discipline (承诺书): who is to sign, who has, and who is still missing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Action
from huanjie.domain.personname import fault_of_name, repaired_name
from huanjie.domain.pledge import SIGNER_NAMES, Signer
from huanjie.domain.strokes import in_stroke_order
from huanjie.door.cursor import shown
from huanjie.door.fault import BadInput
from huanjie.office.candidacy.facts import checked_day
from huanjie.office.candidacy.slate import standing_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.notices.models import Pledge
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

_OR_NAME: Final = "写名册上的编号；不在名册上的选举机构成员和工作人员写姓名"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledger:
    """Somebody who is to sign (应签的人): whoever stands, and others as they are named."""

    name: str
    number: int | None
    """on the roll; None: whoever is not on it"""
    row: int | None
    """of what was entered; None: a candidate who has not signed"""
    signed_on: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose pledge it is (谁的承诺书): of which kind, and who by their number on the roll, or by
    name of the committee and of staff.
    """

    kind: str
    number: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signers:
    """Everybody of one kind (一类签署人), in stroke order."""

    kind: Signer
    name: str
    people: tuple[Pledger, ...]

    @property
    def missing(self) -> tuple[Pledger, ...]:
        """Who has not signed yet (还没有签)."""
        return tuple(each for each in self.people if each.signed_on is None)

    @property
    def signed(self) -> tuple[Pledger, ...]:
        """Who has."""
        return tuple(each for each in self.people if each.signed_on)


@command(Action.KEEP_PLEDGE)
def keep_pledge(
    *, acting_user: ActingUser, election: Election, whose: Whose, signed_on: datetime.date | None
) -> Done[int]:
    """Enter who is to sign, or on which day they signed (登记承诺书); the answer is the row.
    Candidates need not be named: whoever stands is to sign.

    BadInput at its field.
    """
    election.advance(Action.KEEP_PLEDGE)
    signer = _signer(whose.kind)
    who = _signer_of(election, signer, whose)
    if signed_on:
        checked_day(signed_on, at="signed_on")
    elif Pledge.objects.filter(
        election=election, kind=signer.value, signed_on__isnull=False, **who.key
    ).exists():
        raise BadInput(
            f"{who.called}已经签过，不能改成没有签",
            at="signed_on",
            remedy="写签署的日期；登记错了的，先去掉再登记",
        )
    elif signer == Signer.CANDIDATE:
        raise BadInput("没有写签署的日期", at="signed_on", remedy="候选人不用先列名")
    row, _ = Pledge.objects.update_or_create(
        election=election,
        kind=signer.value,
        **who.key,
        defaults={"region": election.region, "signed_on": signed_on},
    )
    says = {"signed" if signed_on else "named": 1, "kind": signer.value}
    return Done(answer=row.pk, says=says)


@command(Action.KEEP_PLEDGE)
def strike_pledge(
    *,
    acting_user: ActingUser,
    election: Election,
    kind: str,
    number: int | None = None,
    row: int | None = None,
) -> Done[str]:
    """Take somebody off who need not sign any more, or was entered by mistake (去掉), by their
    number on the roll or by what was entered; the answer is the kind. BadInput at `number`.
    """
    election.advance(Action.KEEP_PLEDGE)
    signer = _signer(kind)
    rows = Pledge.objects.filter(election=election, kind=signer.value)
    if number is None:
        gone, _ = rows.filter(pk=row or 0, entry=None).delete()
        called = "这个人"
    else:
        entry = _ever(election, number)
        gone, _ = rows.filter(entry=entry).delete()
        called = entry.name
    if not gone:
        raise BadInput(
            f"{SIGNER_NAMES[signer]}里没有登记{called}", at="number", remedy="看现在的列表"
        )
    return Done(answer=signer.value, says={"taken_off": 1, "kind": signer.value})


def signers_of(election: Election) -> tuple[Signers, ...]:
    """Everybody who is to sign, by kind."""
    own: dict[Signer, dict[object, Pledger]] = {each: {} for each in Signer}
    candidates = election.nominees.filter(pk__in=[x.pk for x in standing_of(election).values()])
    for nominee in candidates.select_related("entry"):
        entry = nominee.entry
        own[Signer.CANDIDATE][entry.pk] = Pledger(
            name=entry.name, number=entry.number, row=None, signed_on=None
        )
    for row in Pledge.objects.filter(election=election).select_related("entry"):
        kind = Signer(row.kind)
        if kind != Signer.CANDIDATE or row.entry_id in own[kind]:
            own[kind][row.entry_id or row.name] = _pledger(row)
    return tuple(
        Signers(
            kind=kind,
            name=SIGNER_NAMES[kind],
            people=in_stroke_order(people.values(), name=lambda each: each.name),
        )
        for kind, people in own.items()
    )


def _pledger(row: Pledge) -> Pledger:
    return Pledger(
        name=row.entry.name if row.entry else row.name,
        number=row.entry.number if row.entry else None,
        row=row.pk,
        signed_on=row.signed_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Who:
    """Who is to sign, as the rows find them."""

    called: str
    key: Mapping[str, Any]


def _signer_of(election: Election, signer: Signer, whose: Whose) -> _Who:
    name = repaired_name(whose.name)
    if name and whose.number is not None:
        raise BadInput(
            "名册上的编号和姓名只写一项", at="name", remedy="在名册上的写编号，不在的写姓名"
        )
    if name:
        return _by_name(signer, name)
    if whose.number is None:
        raise BadInput("没有写是谁", at="number", remedy=_OR_NAME)
    return _on_roll(election, signer, whose.number)


def _by_name(signer: Signer, name: str) -> _Who:
    """Whoever is not on the roll (不在名册上的): township staff, and all before there is a roll."""
    if signer == Signer.CANDIDATE:
        raise BadInput("候选人都在名册上", at="name", remedy="去掉姓名，写名册上的编号")
    if fault := fault_of_name(name):
        raise BadInput(fault, at="name")
    return _Who(called=name, key={"entry": None, "name": name})


def _on_roll(election: Election, signer: Signer, number: int) -> _Who:
    """Somebody on a published roll; before it is, it may be loaded anew with other numbers."""
    if election.stage == Stage.OPENED:
        raise BadInput("名册还没有公布，编号还会变", at="number", remedy="写姓名")
    entry = _entry(election, number)
    if signer == Signer.CANDIDATE and entry.pk not in {
        each.entry_id for each in standing_of(election).values()
    }:
        raise BadInput(
            f"{entry.name}不是这次选举的人选", at="number", remedy="选人选，或者改选别的身份"
        )
    return _Who(called=entry.name, key={"entry": entry, "name": ""})


def _signer(kind: str) -> Signer:
    if kind not in set(Signer):
        raise BadInput(f"没有“{shown(kind)}”这种身份", at="kind", remedy="从列出的身份里选")
    return Signer(kind)


def _entry(election: Election, number: int) -> RollEntry:
    """Somebody who is on the roll now."""
    entry = _ever(election, number)
    if entry.struck_on:
        raise _not_there(number)
    return entry


def _ever(election: Election, number: int) -> RollEntry:
    """Somebody who is or was on the roll: a pledge can be taken off of whoever left it, too."""
    entry = RollEntry.ever.filter(election=election, number=number).first()
    if entry is None:
        raise _not_there(number)
    return entry


def _not_there(number: int) -> BadInput:
    return BadInput(
        f"名册上没有编号 {shown(number)}", at="number", remedy="在名册页查到这个人的编号"
    )
