"""Changing places (变更单位): renamed, moved, merged, split up, coded or abolished, each by an
approval. The tree holds what is now; what was stays as turns, and the old codes stay in it.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Substr

from huanjie.domain.organisation import (
    Change,
    Spot,
    issues_before_abolition,
    issues_before_merge,
    issues_before_move,
    issues_before_rename,
    issues_before_split,
)
from huanjie.domain.permission import Action
from huanjie.domain.unitcode import CODE_FORM, is_code, is_national, next_local_code
from huanjie.door.fault import BadInput
from huanjie.exchange.unitrow import LEVELS
from huanjie.office import clock
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.gates import pass_unit_gates
from huanjie.office.pinyin import initials
from huanjie.office.units.incoming import Changed
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


@command(Action.CHANGE_UNITS)
def rename(
    *, acting_user: ActingUser, unit: Unit, code: str, name: str, approval: Approval
) -> Done[str]:
    """Give a place another name (改名); the answer is its code."""
    change = _Change(Change.RENAMED, unit, approval)
    change.rename(change.pick(code), name)
    return change.done(code)


@command(Action.CHANGE_UNITS)
def move(
    *, acting_user: ActingUser, unit: Unit, code: str, to: str, approval: Approval
) -> Done[str]:
    """Put a place, with all below it, under another parent (改隶); the answer is its code."""
    change = _Change(Change.MOVED, unit, approval)
    change.move(change.pick(code), change.pick(to))
    return change.done(code)


@command(Action.CHANGE_UNITS)
def merge(
    *,
    acting_user: ActingUser,
    unit: Unit,
    codes: Sequence[str],
    into: NewUnit,
    approval: Approval,
) -> Done[str]:
    """Make one place of several (合并): one of them under its old code, or a new one. What lay
    below them lies below it. The answer is its code.
    """
    change = _Change(Change.MERGED, unit, approval)
    sources = [change.pick(code) for code in codes]
    spots = [spot_of(each) for each in sources]
    siblings = _names_beside(sources[0].parent_id if sources else None, codes)
    _first(issues_before_merge(spots, name=into.name, siblings=siblings, on=approval.on))
    pass_unit_gates(sources)
    stays = next((each for each in sources if each.pk == into.code), None)
    target = stays or change.plant(into, sources[0])
    ended = [each for each in sources if each is not stays]
    for source in ended:
        change.end(source, [target])
    if stays:
        change.turn(stays, before=_held(stays), name=into.name, others=ended)
        change.call(stays, into.name)
    else:
        change.turn(target, before=None, name=into.name, others=ended)
    _carry_below(ended, target)
    return change.done(target.pk)


@command(Action.CHANGE_UNITS)
def split(
    *,
    acting_user: ActingUser,
    unit: Unit,
    code: str,
    parts: Sequence[NewUnit],
    stays: bool,
    approval: Approval,
) -> Done[list[str]]:
    """Divide a place (拆分); where it `stays`, it goes on beside the new ones under its own code.
    The answer is the codes of the new ones.
    """
    change = _Change(Change.SPLIT, unit, approval)
    source = change.pick(code)
    names = [part.name for part in parts]
    siblings = _names_beside(source.parent_id, [code])
    spot = spot_of(source)
    _first(issues_before_split(spot, names, stays=stays, siblings=siblings, on=approval.on))
    pass_unit_gates([source])
    new = [change.plant(part, source) for part in parts]
    if stays:
        change.turn(source, before=_held(source), name=source.name, others=new)
    else:
        change.end(source, new)
    for each in new:
        change.turn(each, before=None, name=each.name, others=[source])
    return change.done([each.pk for each in new])


@command(Action.CHANGE_UNITS)
def give_code(
    *, acting_user: ActingUser, unit: Unit, code: str, national: str, approval: Approval
) -> Done[str]:
    """Give a place with a local code its code of the register (换代码): it goes on under the new
    one, with all below it, and the old one leads there. The answer is the new code.
    """
    change = _Change(Change.CODED, unit, approval)
    source = change.pick(code)
    if not source.is_local or not is_national(national):
        raise BadInput("只有本地编码换成十二位的统计用区划代码", at="code", remedy="核对两个代码")
    _first(issues_before_abolition(_without_children(spot_of(source)), on=approval.on))
    pass_unit_gates([source])
    target = change.plant(NewUnit(name=source.name, code=national), source)
    change.end(source, [target])
    change.turn(target, before=None, name=target.name, others=[source])
    _carry_below([source], target)
    return change.done(target.pk)


@command(Action.CHANGE_UNITS)
def abolish(*, acting_user: ActingUser, unit: Unit, code: str, approval: Approval) -> Done[str]:
    """End a place that goes into no other (撤销); the answer is its code."""
    change = _Change(Change.ABOLISHED, unit, approval)
    source = change.pick(code)
    _first(issues_before_abolition(spot_of(source), on=approval.on))
    pass_unit_gates([source])
    change.end(source, [])
    return change.done(code)


def adopt(changed: Iterable[Changed], *, unit: Unit, approval: Approval) -> int:
    """Rename and move places as a file has them, within the caller's own deed; how many changes."""
    done = 0
    for each in changed:
        if each.is_moved:
            if each.to is None:  # planted a moment ago, by the same file
                each.unit.refresh_from_db()
            to = each.to or Unit.objects.get(pk=each.row.parent)
            _Change(Change.MOVED, unit, approval).move(each.unit, to)
        if each.is_renamed:
            _Change(Change.RENAMED, unit, approval).rename(each.unit, each.row.name)
        done += each.is_moved + each.is_renamed
    return done


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


class _Change:
    """One change as it is written down (一次变更): every place that it concerns gets a turn."""

    def __init__(self, kind: Change, unit: Unit, approval: Approval) -> None:
        if approval.on > clock.today():
            raise BadInput("生效日期还没有到", at="on", remedy="到那一天再办理")
        self._kind, self._unit, self._approval = kind, unit, approval
        self._event = secrets.token_hex(6)
        self._regions: list[str] = []

    def pick(self, code: str) -> Unit:
        """A place below the own one, locked until the deed is done."""
        found = Unit.objects.select_for_update().filter(pk=code).first()
        if found is None or not found.path.startswith(self._unit.path):
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
        siblings = _names_beside(unit.parent_id, [unit.pk])
        _check_name(name)
        _first(issues_before_rename(spot_of(unit), name, siblings=siblings, on=self._approval.on))
        self.turn(unit, before=_held(unit), name=name)
        self.call(unit, name)

    def move(self, unit: Unit, to: Unit) -> None:
        """Another parent."""
        if not to.path.startswith(self._unit.path):
            raise BadInput(f"{to.name}不在{self._unit.name}下面", at="to", remedy="选另一个上级")
        siblings = _names_beside(to.pk, [unit.pk])
        spots = spot_of(unit), spot_of(to)
        _first(issues_before_move(*spots, siblings=siblings, levels=LEVELS, on=self._approval.on))
        before = _held(unit)
        _put_below(unit, to)
        self.turn(unit, before=before, name=unit.name)

    def call(self, unit: Unit, name: str) -> None:
        """Write a name; the old one still leads here."""
        unit.name, unit.pinyin = name, initials(name)
        unit.save(update_fields=("name", "pinyin"))
        index([unit])

    def end(self, unit: Unit, others: Sequence[Unit]) -> None:
        """The place is no more from that day on."""
        self.turn(unit, before=_held(unit), name=None, others=others)
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


def _held(unit: Unit) -> dict[str, str | None]:
    return {"name": unit.name, "parent": unit.parent_id}


def _first(issues: Iterable[BadInput]) -> None:
    for issue in issues:
        raise issue


def _without_children(spot: Spot) -> Spot:
    return replace(spot, children=False)


def _names_beside(parent: str | None, codes: Collection[str]) -> set[str]:
    rows = Unit.objects.filter(parent=parent, ended_on=None).exclude(pk__in=codes)
    return set(rows.values_list("name", flat=True))


def _local_codes(parent: Unit | None) -> QuerySet[Unit, str]:
    base = parent.pk if parent else ""
    return Unit.objects.filter(code__begins=base[:12]).values_list("pk", flat=True)


def _check_new(name: str, code: str) -> None:
    _check_name(name)
    if not is_code(code):
        raise BadInput(f"“{code}”不是单位代码", at="code", remedy=CODE_FORM)
    if Unit.objects.filter(pk=code).exists():
        raise BadInput(f"代码 {code} 已经有单位在用，或者用过", at="code", remedy="换一个代码")


def _check_name(name: str) -> None:
    if not name.strip() or len(name) > NAME_LENGTH:
        raise BadInput(f"名称要有一至 {NAME_LENGTH} 个字", at="name", remedy="写单位的名称")


def _put_below(unit: Unit, parent: Unit) -> None:
    """Write the paths of a place and of everything below it anew, in one sentence."""
    old, new = unit.path, f"{parent.path}{unit.pk}/"
    tail = Substr("path", len(old) + 1)
    Unit.objects.filter(path__begins=old).update(path=Concat(Value(new), tail))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    unit.refresh_from_db()


def _carry_below(ended: Iterable[Unit], target: Unit) -> None:
    """What lay below places that ended lies below what they went into."""
    for source in ended:
        for child in source.children.all():
            _put_below(child, target)
