"""What loading a file for many units will do (导入以前的预告): the same rules as the loading's,
over the rows as they stand now, so that whoever agrees knows to what.

Where the file has no groups only the units are read again in which somebody may go back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count

from huanjie.bulk.rollpeople import People, batches, people_of
from huanjie.domain.groupnames import AlikeGroups
from huanjie.exchange.rollgroups import Where
from huanjie.office.planning.models import Election
from huanjie.office.roll.manyback import back_of, held_of, last_birth_of, tell_back, tell_refused
from huanjie.office.roll.manycheck import ManyRolls, Tell
from huanjie.office.roll.manygroups import spellings
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.writing import indexes_of

TellGroups = Callable[[Election, AlikeGroups[Where]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitForecast:
    """What becomes of the rows of one unit (一个单位的预告)."""

    election: Election
    loaded: int
    rejected: int
    replaced: int
    """people who are on its roll now and will not be there"""


def foresee(checked: ManyRolls, *, tell: Tell, tell_groups: TellGroups) -> tuple[UnitForecast, ...]:
    """What loading will do, unit by unit in the order of the file. `tell` hears of the rows that
    will go back though the check let them pass, `tell_groups` of groups that may be one.
    """
    there = _on_rolls(checked.elections.values()) if checked.way == "replace" else {}
    names = spellings(checked)
    looked_at = set(checked.elections) if names else _in_doubt(checked)
    back: dict[int, int] = {}
    for units in batches(checked.found, looked_at):
        for unit, people in people_of(checked.found, units).items():
            election = checked.elections[unit]
            back[unit] = _back(checked, unit, people, tell)
            for pair in names.alike(election, people) if names else ():
                tell_groups(election, pair)
    tell_refused(checked, tell)
    counts = checked.found.of_units()
    return tuple(
        _forecast(election, counts[unit], back.get(unit, 0), there)
        for unit, election in checked.elections.items()
    )


def _forecast(
    election: Election, counted: tuple[int, int], back: int, there: Mapping[str, int]
) -> UnitForecast:
    """Of rows and good rows; a roll for which nothing is left is not touched."""
    rows, good = counted
    loaded = good - back
    return UnitForecast(
        election=election,
        loaded=loaded,
        rejected=rows - loaded,
        replaced=there.get(election.pk, 0) if loaded else 0,
    )


def _in_doubt(checked: ManyRolls) -> set[int]:
    """The units in which a good row may go back: told by columns, without reading one."""
    born = checked.found.last_born()
    return {
        unit
        for unit, election in checked.elections.items()
        if checked.way == "add"
        or unit in checked.repeated.within
        or born[unit] > int(last_birth_of(election).strftime("%Y%m%d"))
    }


def _back(checked: ManyRolls, unit: int, people: People, tell: Tell) -> int:
    """How many of a unit's good rows will go back; each is told."""
    back = back_of(checked, unit, people)
    if checked.way == "add":
        election, indexes = checked.elections[unit], indexes_of(people.id_number)
        back.update(held_of(election, people.place, indexes, upto=None))
    tell_back(checked, unit, people, back, tell)
    return len(back)


def _on_rolls(elections: Collection[Election]) -> Mapping[str, int]:
    """How many people are on each election's roll now."""
    rows = RollEntry.objects.filter(election__in=list(elections)).order_by("election")
    counted = rows.values("election").annotate(people=Count("pk"))
    return dict(counted.values_list("election", "people"))
