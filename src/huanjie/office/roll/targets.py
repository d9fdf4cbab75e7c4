"""Which election each unit of a file means (文件里的单位): by code or by name, below one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.office.planning.laws import body_name
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollChange
from huanjie.office.units.models import Unit, electing, names_above, within

_GATHERING: Final = STAGE_NAMES[Stage.OPENED]
_OVER: Final = (Stage.DECLARED, Stage.SEALED, Stage.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Where the rows of each unit go (去处): to an election, or back with a reason."""

    elections: Mapping[str, Election]
    refused: Mapping[str, str]


def targets(place: Unit, body: str, texts: Iterable[str], *, replaces: bool) -> Targets:
    """The election of this body that gathers its roll, for each unit as the file writes it; none
    whose roll cannot be replaced, where the file `replaces` them.
    """
    units = _units_by_words(place)
    held = _Held.below(place, body, replaces=replaces)
    elections: dict[str, Election] = {}
    refused: dict[str, str] = {}
    for text in texts:
        found = _one(place, units.get(_plain(text), []), held)
        if isinstance(found, Election):
            elections[text] = found
        else:
            refused[text] = found
    return Targets(elections=elections, refused=refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """The elections below a place, by the codes of their units (各单位的选举)."""

    body: str
    of: Mapping[str, list[Election]]
    """every one of them that is not over, of any body"""
    transferred: Mapping[str, int]
    """how often somebody came or went by letter, by the election whose roll is to be replaced"""

    @classmethod
    def below(cls, place: Unit, body: str, *, replaces: bool) -> _Held:
        """Of a place."""
        units = Unit.objects.filter(within(place))
        of: defaultdict[str, list[Election]] = defaultdict(list)
        running = Election.objects.filter(unit__in=units).exclude(stage__in=_OVER)
        for election in running.select_related("unit").order_by("pk"):
            of[election.unit_id].append(election)
        gathering = running.filter(body=body, stage=Stage.OPENED)
        moved = RollChange.objects.filter(election__in=gathering).order_by().values("election")
        times = moved.annotate(times=Count("pk")).values_list("election", "times")
        transferred = dict(times) if replaces else {}
        return cls(body=body, of=of, transferred=transferred)


def _one(place: Unit, units: list[Unit], held: _Held) -> Election | str:
    if not units:
        return f"{place.name}没有这个单位；写单位代码，或者与系统里一样的名称"
    if len(units) > 1:
        codes = "、".join(unit.pk for unit in units[:3])
        return f"有 {len(units)} 个同名的单位，分不清是哪一个；请写单位代码（{codes}）"
    unit, running = units[0], held.of.get(units[0].pk, [])
    found = [each for each in running if each.body == held.body and each.stage == Stage.OPENED]
    if not found:
        return _why_none(unit, running, held.body)
    if len(found) > 1:
        return f"{unit.name}有 {len(found)} 次选举都在“{_GATHERING}”，请到各次选举的名册页导入"
    if times := held.transferred.get(found[0].pk):
        return f"{unit.name}的名册上有 {times} 次凭介绍信的变动，不能整份替换；请选“追加新人”"
    return found[0]


def _why_none(unit: Unit, running: list[Election], body: str) -> str:
    """Why no election of a unit takes its rows, and how to mend it."""
    wanted = body_name(body)
    if own := next((each for each in running if each.body == body), None):
        return (
            f"{unit.name}的{wanted}选举已经到“{STAGE_NAMES[Stage(own.stage)]}”，名册不再成批导入；"
            "到这次选举的“名册变动”逐个办理"
        )
    other = next((each for each in running if each.stage == Stage.OPENED), None)
    if other:
        return (
            f"{unit.name}没有开启{wanted}选举，在“{_GATHERING}”的是{other.body_name}；"
            f"选错种类的，改选“{other.body_name}”重新上传；没有选错的，先为这个单位开启选举"
        )
    return f"{unit.name}没有开启{wanted}选举；先为这个单位开启选举，再上传"


def _units_by_words(place: Unit) -> Mapping[str, list[Unit]]:
    """Every unit by its code, its names, and its names with town or county before them."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    units = list(Unit.objects.filter(within(place) & electing()))
    above = names_above(units)
    towns = dict(Unit.objects.filter(within(place)).values_list("pk", "name"))
    for unit in units:
        names = {unit.name, unit.short_name}
        before = {"", above[unit.pk], towns.get(unit.parent_id or "", "")}
        words = {f"{where}{name}" for where in before for name in names}
        for word in {unit.pk, *map(_plain, words)}:
            found[word].append(unit)
    return found


def _plain(text: str) -> str:
    return "".join(text.split())
