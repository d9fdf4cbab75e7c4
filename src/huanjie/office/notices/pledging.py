"""Pledges of discipline (承诺书): who is to sign, who has, and who is still missing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.permission import Action
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledger:
    """Somebody who is to sign (应签的人): whoever stands, and others as they are named."""

    entry: RollEntry
    signed_on: datetime.date | None

    @property
    def name(self) -> str:
        """What they are called."""
        return self.entry.name


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
    *,
    acting_user: ActingUser,
    election: Election,
    kind: str,
    number: int,
    signed_on: datetime.date | None,
) -> Done[int]:
    """Enter by their number on the roll who is to sign, or on which day they signed (登记承诺书);
    the answer is the number. Candidates need not be named: whoever stands is to sign.

    BadInput at its field.
    """
    election.advance(Action.KEEP_PLEDGE)
    signer, entry = _signer(kind), _entry(election, number)
    if signed_on:
        checked_day(signed_on, at="signed_on")
    elif Pledge.objects.filter(
        election=election, kind=signer.value, entry=entry, signed_on__isnull=False
    ).exists():
        raise BadInput(
            f"{entry.name}已经签过，不能改成没有签",
            at="signed_on",
            remedy="写签署的日期；登记错了的，先去掉再登记",
        )
    if signer == Signer.CANDIDATE:
        if entry.pk not in {each.entry_id for each in standing_of(election).values()}:
            raise BadInput(
                f"{entry.name}不是这次选举的人选", at="number", remedy="选人选，或者改选别的身份"
            )
        if signed_on is None:
            raise BadInput("没有写签署的日期", at="signed_on", remedy="候选人不用先列名")
    Pledge.objects.update_or_create(
        election=election,
        kind=signer.value,
        entry=entry,
        defaults={"region": election.region, "signed_on": signed_on},
    )
    return Done(answer=number, says={"signed" if signed_on else "named": 1, "kind": signer.value})


@command(Action.KEEP_PLEDGE)
def strike_pledge(
    *, acting_user: ActingUser, election: Election, kind: str, number: int
) -> Done[int]:
    """Take somebody off who need not sign any more, or was entered by mistake (去掉); the answer is
    the number.
    """
    election.advance(Action.KEEP_PLEDGE)
    signer, entry = _signer(kind), _ever(election, number)
    gone, _ = Pledge.objects.filter(election=election, kind=signer.value, entry=entry).delete()
    if not gone:
        raise BadInput(
            f"{SIGNER_NAMES[signer]}里没有登记{entry.name}", at="number", remedy="看现在的列表"
        )
    return Done(answer=number, says={"taken_off": 1, "kind": signer.value})


def signers_of(election: Election) -> tuple[Signers, ...]:
    """Everybody who is to sign, by kind."""
    rows = Pledge.objects.filter(election=election).select_related("entry")
    own: dict[Signer, dict[int, Pledger]] = {each: {} for each in Signer}
    candidates = election.nominees.filter(pk__in=[x.pk for x in standing_of(election).values()])
    for nominee in candidates.select_related("entry"):
        own[Signer.CANDIDATE][nominee.entry_id] = Pledger(entry=nominee.entry, signed_on=None)
    for row in rows:
        kind = Signer(row.kind)
        if kind != Signer.CANDIDATE or row.entry_id in own[kind]:
            own[kind][row.entry_id] = Pledger(entry=row.entry, signed_on=row.signed_on)
    return tuple(
        Signers(
            kind=kind,
            name=SIGNER_NAMES[kind],
            people=in_stroke_order(people.values(), name=lambda each: each.name),
        )
        for kind, people in own.items()
    )


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
