"""Which election each unit of a file means (文件里的单位): by code or by name, below one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huanjie.domain.cycle import STAGE_NAMES, Stage
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit, electing, names_above, within

_GATHERING = STAGE_NAMES[Stage.OPENED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Where the rows of each unit go (去处): to an election, or back with a reason."""

    elections: Mapping[str, Election]
    refused: Mapping[str, str]


def targets(place: Unit, body: str, texts: Iterable[str]) -> Targets:
    """The election of this body that gathers its roll, for each unit as the file writes it."""
    units = _units_by_words(place)
    gathering = Election.objects.filter(
        unit__in=Unit.objects.filter(within(place)), body=body, stage=Stage.OPENED
    ).select_related("unit")
    by_unit: defaultdict[str, list[Election]] = defaultdict(list)
    for election in gathering:
        by_unit[election.unit_id].append(election)
    elections: dict[str, Election] = {}
    refused: dict[str, str] = {}
    for text in texts:
        found = _one(place, units.get(_plain(text), []), by_unit)
        if isinstance(found, Election):
            elections[text] = found
        else:
            refused[text] = found
    return Targets(elections=elections, refused=refused)


def _one(place: Unit, units: list[Unit], by_unit: Mapping[str, list[Election]]) -> Election | str:
    if not units:
        return f"{place.name}没有这个单位；写单位代码，或者与系统里一样的名称"
    if len(units) > 1:
        codes = "、".join(unit.pk for unit in units[:3])
        return f"有 {len(units)} 个同名的单位，分不清是哪一个；请写单位代码（{codes}）"
    elections = by_unit.get(units[0].pk, [])
    if not elections:
        return f"{units[0].name}没有处在“{_GATHERING}”阶段的这种选举"
    if len(elections) > 1:
        return (
            f"{units[0].name}有 {len(elections)} 次选举都在“{_GATHERING}”，请到各次选举的名册页导入"
        )
    return elections[0]


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
