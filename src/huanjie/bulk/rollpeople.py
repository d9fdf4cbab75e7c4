"""The people of some units of a roll that was checked (名册上的人), read again and ready to load.

So many units are read at once as have no more people than fit in memory; only the parts of the file
in which they stand are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from huanjie.bulk.rollcells import RollCells, cells_of
from huanjie.bulk.rollscan import PartRows, RollScan, State
from huanjie.bulk.spelled import Flags
from huanjie.domain.celltext import written
from huanjie.domain.identity import repaired
from huanjie.domain.rollcheck import check_row
from huanjie.domain.rollcolumns import STANDING_WORDS, Column
from huanjie.domain.rollrow import RollPerson
from huanjie.door.fault import BadInput
from huanjie.exchange.rollparts import RollPart

MOST_PEOPLE: Final = 20_000
"""people in memory at once, unless one unit alone has more"""

_MALE: Final = "13579"


class Person(NamedTuple):
    """Somebody as a roll holds them (名册上的一人); what is not said is empty. Made by the million,
    so it is a tuple.
    """

    place: int
    """the row's place among all people of the file, from 0"""
    sheet: str
    row: int
    name: str
    sex: str
    birth_date: str
    """1990-01-02"""
    id_number: str
    phone: str
    household: str
    group: str
    standing: str

    @property
    def content(self) -> tuple[object, ...]:
        """What is said of them, wherever the row stands."""
        return self[3:]


def batches(
    scan: RollScan, units: Collection[int], *, most: int = MOST_PEOPLE
) -> Iterator[list[int]]:
    """The units in the order of the file, as many together as have no more than `most` people."""
    counts = scan.of_units()
    batch: list[int] = []
    people = 0
    for unit in sorted(units):
        good = counts[unit][1]
        if batch and people + good > most:
            yield batch
            batch, people = [], 0
        batch.append(unit)
        people += good
    if batch:
        yield batch


def people_of(scan: RollScan, units: Sequence[int]) -> Mapping[int, list[Person]]:
    """The good rows of these units, each in the order of the file."""
    chosen = np.zeros(len(scan.units), np.bool_)
    chosen[list(units)] = True
    wanted = {part.part: part for part in scan.parts if chosen[part.units].any()}
    found: dict[int, list[Person]] = {unit: [] for unit in units}
    for at, part in scan.source.parts(frozenset(wanted)):
        if at in wanted:
            _take(scan, wanted[at], part, chosen, found)
    for people in found.values():
        people.sort(key=itemgetter(0))
    return found


def _take(
    scan: RollScan,
    rows: PartRows,
    part: RollPart,
    chosen: Flags,
    found: dict[int, list[Person]],
) -> None:
    wanted = chosen[rows.units] & (rows.states != State.BAD)
    alone = wanted & (rows.states == State.LOOKED_AT)
    plain = wanted & ~alone
    cells = cells_of(part)
    if plain.any():
        people = _ordinary(cells, rows, plain)
        for unit, person in zip(rows.units[plain].tolist(), people, strict=True):
            found[unit].append(person)
    if alone.any():
        lines = cells.rows()
        for n in np.flatnonzero(alone).tolist():
            number, row = lines[int(rows.at[n])]
            line = rows.top.line(number, row)
            told = line and check_row(line.row(), required=scan.required, on=scan.on).person
            if not told:
                raise BadInput("导入的时候，文件被改动了", remedy="不要改动文件，重新导入")
            place = rows.first + n
            found[int(rows.units[n])].append(person_of(place, rows.top.sheet.name, number, told))


def _ordinary(cells: RollCells, rows: PartRows, plain: Flags) -> Iterator[Person]:
    """Ordinary rows, column by column."""
    at = rows.at[plain]
    whole = len(at) == len(cells.odd)
    select = np.zeros(len(cells.odd), np.bool_)
    select[at] = True
    flags = select.tolist()

    def column(name: Column) -> list[str]:
        held = cells.columns.get(name)
        if held is None:
            return [""] * len(at)
        texts = held.cells()
        return texts if whole else list(compress(texts, flags))

    numbers = column("id_number")
    for n in np.flatnonzero(rows.states[plain] == State.MENDED).tolist():
        numbers[n] = repaired(written(numbers[n]))
    standings = column("standing")
    if any(standings):
        standings = [STANDING_WORDS.get(word, "") for word in standings]
    sheet = rows.top.sheet.name or ""
    columns = zip(
        (rows.first + np.flatnonzero(plain)).tolist(),
        [sheet] * len(at),
        rows.numbers[plain].tolist(),
        column("name"),
        ["m" if number[16] in _MALE else "f" for number in numbers],
        [f"{number[6:10]}-{number[10:12]}-{number[12:14]}" for number in numbers],
        numbers,
        column("phone"),
        column("household"),
        column("group"),
        standings,
        strict=True,
    )
    return map(Person._make, columns)


def person_of(place: int, sheet: str | None, row: int, person: RollPerson) -> Person:
    """Somebody whom the rule for a row has read, as a roll holds them."""
    return Person(
        place=place,
        sheet=sheet or "",
        row=row,
        name=person.name,
        sex=person.sex or "",
        birth_date=person.birth_date.isoformat() if person.birth_date else "",
        id_number=person.id_number or "",
        phone=person.phone or "",
        household=person.household or "",
        group=person.group or "",
        standing=person.standing or "",
    )
