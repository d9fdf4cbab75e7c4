"""Sending people to units (安排包联), and putting units into waves (安排批次)."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from huanjie.domain.cover import CoverKind
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Done, changed, command
from huanjie.office.cover.models import NAME_LENGTH, Cover, Wave, WaveUnit
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit, electing, within

MOST_UNITS: Final = 5000
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Who is sent (派谁): one person, or a group with its people."""

    kind: CoverKind
    name: str
    from_on: datetime.date
    members: tuple[str, ...] = ()
    username: str = ""
    """the account of one person, where there is one"""
    replaces: bool = False
    """whether whoever covered these units in this kind leaves the day before"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveFacts:
    """What is said of a wave (批次)."""

    name: str
    place: int
    is_pilot: bool = False
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


@command(Action.SET_COVER)
def send(*, acting_user: ActingUser, unit: Unit, codes: Sequence[str], sent: Sent) -> Done[int]:
    """Send somebody to several units at once; the answer is to how many they were not sent yet."""
    rows = _units(unit, codes)
    _check_sent(sent)
    user = _account(sent.username)
    if sent.replaces:
        _end_others(rows, sent)
    now = Cover.objects.filter(region__in=[row.pk for row in rows], kind=sent.kind, to_on=None)
    there = set(now.filter(name=sent.name).values_list("region", flat=True))
    new = [
        Cover(
            unit=row,
            region=row.pk,
            kind=sent.kind,
            name=sent.name,
            members=list(sent.members),
            user=user,
            from_on=sent.from_on,
        )
        for row in rows
        if row.pk not in there
    ]
    Cover.objects.bulk_create(new, batch_size=_AT_ONCE)
    says = {"kind": sent.kind.value, "units": [each.region for each in new]}
    return Done(answer=len(new), says=says)


@command(Action.SET_COVER)
def end_cover(*, acting_user: ActingUser, unit: Unit, number: int, on: datetime.date) -> Done[None]:
    """End a duty (结束包联); the day is the last one."""
    row = Cover.objects.select_related("unit").filter(pk=number, to_on=None).first()
    if row is None or not row.unit.is_within(unit):
        raise BadInput("没有这条包联，或者已经结束", remedy="回到包联表重新选择")
    if on < row.from_on:
        raise BadInput(f"结束日期早于开始日期 {row.from_on}", at="on", remedy="核对日期")
    row.to_on = on
    row.save(update_fields=("to_on",))
    return Done(answer=None, says={"cover": row.pk, "to": on.isoformat()})


@command(Action.SET_WAVES)
def keep_wave(
    *, acting_user: ActingUser, unit: Unit, facts: WaveFacts, wave: str | None = None
) -> Done[str]:
    """Make a wave, or change one; the answer is its id."""
    row = Wave(id=secrets.token_hex(6), region=unit.pk) if wave is None else _wave(unit, wave)
    if facts.first_day and facts.last_day and facts.last_day < facts.first_day:
        raise BadInput("最晚选举日早于最早选举日", at="last_day", remedy="核对两个日期")
    if Wave.objects.filter(region=unit.pk, name=facts.name).exclude(pk=row.pk).exists():
        raise BadInput(f"已经有“{facts.name}”", at="name", remedy="换一个名称")
    before = _facts_of(row)
    row.name, row.place, row.is_pilot = facts.name, facts.place, facts.is_pilot
    row.first_day, row.last_day = facts.first_day, facts.last_day
    row.save()
    more = {"changed": changed(before, facts)} if wave is not None else {}
    return Done(answer=row.pk, says={"wave": row.pk, **more})


@command(Action.SET_WAVES)
def put_into_wave(
    *, acting_user: ActingUser, unit: Unit, codes: Sequence[str], wave: str
) -> Done[int]:
    """Put units into a wave, out of any other; an empty wave takes them out."""
    rows = _units(unit, codes)
    row = _wave(unit, wave) if wave else None
    there = [each.pk for each in rows]
    for start in range(0, len(there), _AT_ONCE):
        WaveUnit.objects.filter(region__in=there[start : start + _AT_ONCE]).delete()
    if row:
        WaveUnit.objects.bulk_create(
            (WaveUnit(region=code, wave=row.pk) for code in there), batch_size=_AT_ONCE
        )
    return Done(answer=len(there), says={"wave": row.pk if row else "", "units": there})


def _units(unit: Unit, codes: Sequence[str]) -> list[Unit]:
    """The chosen units, each below the own place; BadInput where one is not, or none is chosen."""
    asked = list(dict.fromkeys(codes))
    if not asked or len(asked) > MOST_UNITS:
        raise BadInput(
            f"选了 {len(asked)} 个单位，要选 1 至 {MOST_UNITS} 个", remedy="重新选择单位"
        )
    found: list[Unit] = []
    below = Unit.objects.filter(within(unit)).filter(electing())
    for start in range(0, len(asked), _AT_ONCE):
        found += below.filter(pk__in=asked[start : start + _AT_ONCE])
    if len(found) < len(asked):
        missing = sorted(set(asked) - {each.pk for each in found})[0]
        raise BadInput(f"{unit.name}下面没有单位 {missing}", remedy="重新选择单位")
    return found


def _check_sent(sent: Sent) -> None:
    if any(len(name) > NAME_LENGTH for name in (sent.name, *sent.members)):
        raise BadInput(f"一个姓名最多 {NAME_LENGTH} 个字", at="members", remedy="一行写一个人")
    if sent.name in sent.members:
        raise BadInput("组名和成员的姓名相同", at="members", remedy="组名写组的名称")
    if len(set(sent.members)) < len(sent.members):
        raise BadInput("成员里有重复的姓名", at="members", remedy="同名的人在姓名后面写明单位")


def _account(username: str) -> User | None:
    if not username:
        return None
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise BadInput(f"没有账号“{username}”", at="username", remedy="核对账号，或者不填")
    return found


def _end_others(units: Sequence[Unit], sent: Sent) -> None:
    """Whoever covered these units leaves the day before; who came later than that never came."""
    last = sent.from_on - datetime.timedelta(days=1)
    now = Cover.objects.filter(
        region__in=[unit.pk for unit in units], kind=sent.kind, to_on=None
    ).exclude(name=sent.name)
    now.filter(from_on__gt=last).delete()
    now.update(to_on=last)


@command(Action.SET_WAVES)
def drop_wave(*, acting_user: ActingUser, unit: Unit, wave: str) -> Done[None]:
    """Take a wave away that no unit is in (删去批次)."""
    row = _wave(unit, wave)
    units = WaveUnit.objects.filter(wave=row.pk).count()
    if units:
        raise BadInput(f"“{row.name}”里还有 {units} 个单位", remedy="先把它们放进别的批次")
    row.delete()
    return Done(answer=None, says={"dropped_wave": wave})


def _facts_of(row: Wave) -> WaveFacts:
    return WaveFacts(
        name=row.name,
        place=row.place,
        is_pilot=row.is_pilot,
        first_day=row.first_day,
        last_day=row.last_day,
    )


def _wave(unit: Unit, wave: str) -> Wave:
    found = Wave.objects.filter(region=unit.pk, pk=wave).first()
    if found is None:
        raise BadInput(f"{unit.name}没有这个批次", at="wave", remedy="先设批次")
    return found
