"""Which good rows of a file for many units go back (成批文件里退回的行): one rule for the check,
which foretells it, and for the loading, which does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from huanjie.bulk.rollpeople import People, Person, batches, people_of
from huanjie.bulk.rollscan import BadRow
from huanjie.domain.registration import last_of_age, too_young
from huanjie.domain.rollcolumns import heading_of
from huanjie.office.planning.models import Election
from huanjie.office.roll.kinds import UNIT_UNKNOWN
from huanjie.office.roll.manycheck import ManyRolls, Tell
from huanjie.office.roll.reading import age_limits_of, words_for
from huanjie.office.roll.reading import repeats as repeats_others
from huanjie.office.roll.services import not_to_be_added

Reason = tuple[str | None, str, str]
"""why a row goes back: heading, kind and sentence"""


def back_of(checked: ManyRolls, unit: int, everybody: People) -> dict[int, Reason]:
    """Who of a unit's good rows stands there twice or is too young, by the row's place."""
    back = dict(_repeating(checked.repeated.within.get(unit, ()), everybody))
    back.update(_too_young(checked.elections[unit], everybody))
    return back


def held_of(
    election: Election, places: Sequence[int], indexes: Sequence[bytes | None], *, upto: int | None
) -> Iterator[tuple[int, Reason]]:
    """Who is on the roll already, or left it by letter; `upto` which number those are who were
    there before.
    """
    known = not_to_be_added(election)
    for place, index in zip(places, indexes, strict=True):
        held = known.get(index or b"")
        if held and (upto is None or held.number <= upto):
            yield place, (None, held.kind, held.says)


def tell_back(
    checked: ManyRolls, unit: int, everybody: People, back: dict[int, Reason], tell: Tell
) -> None:
    """Tell of the rows of a unit that go back, in the order of the file."""
    for at, place in enumerate(everybody.place) if back else ():
        if place in back:
            tell(_sent_back(checked, unit, everybody.person(at), back[place]))


def tell_refused(checked: ManyRolls, tell: Tell) -> None:
    """Tell of every good row whose unit cannot be loaded (单位不能导入的行)."""
    for units in batches(checked.found, checked.refused):
        for unit, people in people_of(checked.found, units).items():
            reason = (heading_of("unit"), UNIT_UNKNOWN, checked.refused[unit])
            for person in people.each():
                tell(_sent_back(checked, unit, person, reason))


def _repeating(groups: Iterable[Sequence[int]], everybody: People) -> Iterator[tuple[int, Reason]]:
    """Who stands twice in one unit: of rows that say the same the first is kept, else none."""
    groups = list(groups)
    wanted = {place for group in groups for place in group}
    people = {
        place: everybody.person(at) for at, place in enumerate(everybody.place) if place in wanted
    }
    for group in groups:
        rows = [people[place] for place in group if place in people]
        alike = len(rows) == len(group) and len({row.content for row in rows}) == 1
        for row in rows[1:] if alike else rows:
            others = [(each.sheet or None, each.row) for each in rows if each is not row]
            told = repeats_others((row.sheet or None, row.row), others, alike=alike)
            yield row.place, (None, told.kind, told.says)


def _too_young(election: Election, everybody: People) -> Iterator[tuple[int, Reason]]:
    day = election.polling_day.isoformat()
    limits = age_limits_of(election)
    last = last_birth_of(election).isoformat()
    for place, born in zip(everybody.place, everybody.birth_date, strict=True):
        if born > day:
            says = f"身份证号里的出生日期 {born} 还没有到"
            yield place, (heading_of("id_number"), "id-date", says)
        elif born > last and (limit := too_young(limits, date.fromisoformat(born))):
            yield place, (heading_of("id_number"), limit.kind, limit.says)


def last_birth_of(election: Election) -> date:
    """Whoever is born later may be too young for this roll; nobody else is."""
    return last_of_age(age_limits_of(election)) or election.polling_day


def _sent_back(checked: ManyRolls, unit: int, person: Person, reason: Reason) -> BadRow:
    """A good row as it goes back, in the words of a roll."""
    words = words_for(checked.members)
    text = checked.found.units[unit]
    held: dict[str, Any] = {**person._asdict(), "unit": text}
    cells = {column: str(held.get(column, "")) for column in checked.columns}
    return BadRow(
        sheet=person.sheet or None,
        row=person.row,
        unit=text,
        cells={column: words.get(column, {}).get(cell, cell) for column, cell in cells.items()},
        reasons=(reason,),
    )
