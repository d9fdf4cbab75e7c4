"""The history of a place in words (单位沿革): what it was on a day, and where it lives on."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.organisation import Change, Held, Turn, heirs, state_on
from huanjie.office.units.models import Unit, UnitEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change in words (沿革的一条)."""

    event: UnitEvent
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What a place was on a day (某一天的单位)."""

    on: datetime.date
    held: Held | None
    parent: Unit | None


def history_of(unit: Unit) -> list[Line]:
    """Every change of a place, the newest first."""
    events = list(UnitEvent.objects.filter(region=unit.pk))
    codes = {held["parent"] for e in events for held in (e.before, e.after) if held}
    names = dict(Unit.objects.filter(pk__in=codes - {None}).values_list("pk", "name"))
    return [Line(event=each, says=_says(each, names)) for each in reversed(events)]


def on_day(unit: Unit, on: datetime.date) -> Then:
    """The place on a day."""
    now = None if unit.is_gone else Held(name=unit.name, parent=unit.parent_id)
    turns = [event.turn for event in UnitEvent.objects.filter(region=unit.pk)]
    held = state_on(now, turns, on)
    parent = Unit.objects.filter(pk=held.parent).first() if held and held.parent else None
    return Then(on=on, held=held, parent=parent)


def heirs_of(unit: Unit) -> list[Unit]:
    """The places in which a place lives on; itself while it exists."""
    return list(Unit.objects.filter(pk__in=heirs(unit.pk, _turns_of)))


def _turns_of(codes: Collection[str]) -> list[Turn]:
    return [event.turn for event in UnitEvent.objects.filter(region__in=codes)]


def _says(event: UnitEvent, names: dict[str, str]) -> str:
    others = _("、").join(f"{each['name']}（{each['code']}）" for each in event.others)
    kind = Change(event.kind)
    if kind is Change.RENAMED:
        return _renamed(event)
    if kind is Change.MOVED:
        old, new = (
            names.get((held or {}).get("parent") or "", "") for held in (event.before, event.after)
        )
        return _("由%(old)s改属%(new)s") % {"old": old, "new": new}
    return _sentence(kind, event) % {"others": others} + _new_name(event)


def _sentence(kind: Change, event: UnitEvent) -> str:
    began, ended = event.before is None, event.after is None
    if kind is Change.MERGED:
        if ended:
            return _("并入%(others)s")
        return _("由%(others)s合并成立") if began else _("%(others)s并入本单位")
    if kind is Change.SPLIT:
        if ended:
            return _("拆分为%(others)s")
        return _("从%(others)s拆分出来") if began else _("分出%(others)s")
    if kind is Change.CODED:
        return _("换用新代码：%(others)s") if ended else _("由原来的代码换用现在的代码：%(others)s")
    return _("撤销")


def _renamed(event: UnitEvent) -> str:
    names = {"old": (event.before or {}).get("name"), "new": (event.after or {}).get("name")}
    return _("由“%(old)s”改名为“%(new)s”") % names


def _new_name(event: UnitEvent) -> str:
    """The end of a sentence about a merge after which the place is called otherwise."""
    if event.before is None or event.after is None or event.before["name"] == event.after["name"]:
        return ""
    return _("，改名为“%(name)s”") % {"name": event.after["name"]}
