"""One change of the tree as it is made (一次变更): what is written, and a turn (沿革) for each
place that it concerns.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Substr

from huanjie.domain.organisation import (
    Change,
    Spot,
    issues_before_move,
    issues_before_rename,
)
from huanjie.domain.unitcode import CODE_FORM, is_code, local_base, next_local_code
from huanjie.door.fault import BadInput, refuse
from huanjie.exchange.unitrow import LEVELS
from huanjie.office import clock
from huanjie.office.command import Done
from huanjie.office.pinyin import initials
from huanjie.office.units.models import NAME_LENGTH, Unit, UnitEvent
from huanjie.office.units.search import index

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """By what a change is done (批准): the day from which it holds, why, and whose paper."""

    on: datetime.date
    reason: str
    approved_by: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """A place that a change makes (新单位); without a code it gets a local one."""

    name: str
    code: str = ""


def spot_of(unit: Unit) -> Spot:
    """A place as the rules of the tree see it."""
    last = UnitEvent.objects.filter(region=unit.pk).order_by("-on").values_list("on", flat=True)
    return Spot(
        code=unit.pk,
        name=unit.name,
        level=unit.level,
        parent=unit.parent_id,
        path=unit.path,
        gone=unit.is_gone,
        children=unit.children.filter(ended_on=None).exists(),
        last_change=last.first(),
    )


class Changing:
    """One change as it is made (一次变更): every place that it concerns gets a turn."""

    def __init__(self, kind: Change, unit: Unit, approval: Approval) -> None:
        if approval.on > clock.today():
            raise BadInput("生效日期还没有到", at="on", remedy="到那一天再办理")
        self._kind, self._unit, self._approval = kind, unit, approval
        self._event = secrets.token_hex(6)
        self._regions: list[str] = []

    def pick(self, code: str) -> Unit:
        """A place below the own one, locked until the deed is done."""
        found = Unit.objects.select_for_update().filter(pk=code).first()
        if found is None or not found.is_within(self._unit):
            raise BadInput(f"{self._unit.name}下面没有这个单位", at="to", remedy="重新选择单位")
        return found

    def plant(self, new: NewUnit, beside: Unit) -> Unit:
        """A new place beside another, of its level."""
        parent = beside.parent
        code = new.code or next_local_code(parent.pk if parent else "", _local_codes(parent))
        _check_new(new.name, code)
        made = Unit(
            code=code,
            name=new.name,
            level=beside.level,
            parent=parent,
            path=f"{parent.path if parent else ''}{code}/",
            pinyin=initials(new.name),
        )
        made.save(force_insert=True)
        index([made])
        return made

    def rename(self, unit: Unit, name: str) -> None:
        """Another name."""
        siblings = names_beside(unit.parent_id, [unit.pk])
        _check_name(name)
        refuse(issues_before_rename(spot_of(unit), name, siblings=siblings, on=self._approval.on))
        self.turn(unit, before=held(unit), name=name)
        self.call(unit, name)

    def move(self, unit: Unit, to: Unit) -> None:
        """Another parent."""
        if not to.is_within(self._unit):
            raise BadInput(f"{to.name}不在{self._unit.name}下面", at="to", remedy="选另一个上级")
        siblings = names_beside(to.pk, [unit.pk])
        spots = spot_of(unit), spot_of(to)
        refuse(issues_before_move(*spots, siblings=siblings, levels=LEVELS, on=self._approval.on))
        before = held(unit)
        put_below(unit, to)
        self.turn(unit, before=before, name=unit.name)

    def call(self, unit: Unit, name: str) -> None:
        """Write a name; the old one still leads here."""
        unit.name, unit.pinyin = name, initials(name)
        unit.save(update_fields=("name", "pinyin"))
        index([unit])

    def end(self, unit: Unit, others: Sequence[Unit]) -> None:
        """The place is no more from that day on."""
        self.turn(unit, before=held(unit), name=None, others=others)
        unit.ended_on = self._approval.on
        unit.save(update_fields=("ended_on",))

    def turn(
        self,
        unit: Unit,
        *,
        before: dict[str, str | None] | None,
        name: str | None,
        others: Sequence[Unit] = (),
    ) -> None:
        """Write down what the change was to one place; `name` is None where it ended."""
        approval = self._approval
        UnitEvent.objects.create(
            region=unit.pk,
            event=self._event,
            kind=self._kind,
            on=approval.on,
            before=before,
            after=None if name is None else {"name": name, "parent": unit.parent_id},
            others=[{"code": each.pk, "name": each.name} for each in others],
            reason=approval.reason,
            approved_by=approval.approved_by,
            document=approval.document,
            recorded_at=clock.now(),
        )
        self._regions.append(unit.pk)

    def done(self, answer: T) -> Done[T]:
        """The deed, with what it concerned."""
        says = {
            "change": self._kind.value,
            "event": self._event,
            "on": self._approval.on.isoformat(),
            "units": self._regions,
        }
        return Done(answer=answer, says=says)


def held(unit: Unit) -> dict[str, str | None]:
    """What a place is called, and what it lies below, as a turn keeps it."""
    return {"name": unit.name, "parent": unit.parent_id}


def names_beside(parent: str | None, codes: Collection[str]) -> set[str]:
    """The names below a place, those of these codes left out."""
    rows = Unit.objects.filter(parent=parent, ended_on=None).exclude(pk__in=codes)
    return set(rows.values_list("name", flat=True))


def _local_codes(parent: Unit | None) -> QuerySet[Unit, str]:
    base = local_base(parent.pk if parent else "")
    return Unit.objects.filter(code__begins=base).values_list("pk", flat=True)


def _check_new(name: str, code: str) -> None:
    _check_name(name)
    if not is_code(code):
        raise BadInput(f"“{code}”不是单位代码", at="code", remedy=CODE_FORM)
    if Unit.objects.filter(pk=code).exists():
        raise BadInput(f"代码 {code} 已经有单位在用，或者用过", at="code", remedy="换一个代码")


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > NAME_LENGTH:
        raise BadInput(f"名称要有一至 {NAME_LENGTH} 个字", at="name", remedy="写单位的名称")


def put_below(unit: Unit, parent: Unit) -> None:
    """Write the paths of a place and of everything below it anew, in one sentence."""
    old, new = unit.path, f"{parent.path}{unit.pk}/"
    tail = Substr("path", len(old) + 1)
    Unit.objects.filter(path__begins=old).update(path=Concat(Value(new), tail))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    unit.refresh_from_db()
