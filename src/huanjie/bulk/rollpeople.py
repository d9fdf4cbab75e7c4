"""The people of some units of a roll that was checked (名册上的人), read again and ready to load.

So many units are read at once as have no more people than fit in memory; only the parts of the file
in which they stand are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huanjie.bulk.identities import LENGTH
from huanjie.bulk.rollcells import RollCells, cells_of
from huanjie.bulk.rollscan import PartRows, RollScan, State
from huanjie.bulk.spelled import Flags, codes_of
from huanjie.domain.celltext import written
from huanjie.domain.identity import repaired
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.rollcolumns import Column, standing_words
from huanjie.domain.rollrow import RollPerson
from huanjie.door.fault import BadInput
from huanjie.exchange.rollparts import RollPart

MOST_PEOPLE: Final = 20_000
"""people in memory at once, unless one unit alone has more"""

_SEX: Final = 16
_BORN: Final = slice(6, 14)
_DAY: Final = "YYYY-MM-DD"


class Person(NamedTuple):
    """Somebody as a roll holds them (名册上的一人); what is not said is empty."""

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


class People(NamedTuple):
    """The same of many people, a column each (按列的一批人), in the order of the file."""

    place: list[int]
    sheet: list[str]
    row: list[int]
    name: list[str]
    sex: list[str]
    birth_date: list[str]
    id_number: list[str]
    phone: list[str]
    household: list[str]
    group: list[str]
    standing: list[str]

    @classmethod
    def nobody(cls) -> People:
        """Columns that are filled later."""
        return cls._make([] for _ in cls._fields)

    @classmethod
    def of(cls, people: Iterable[Person]) -> People:
        """Of people one by one."""
        columns = [list(column) for column in zip(*people, strict=True)]
        return cls._make(columns) if columns else cls.nobody()

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.place)

    def each(self) -> Iterator[Person]:
        """One by one."""
        return map(Person._make, zip(*self, strict=True))

    def person(self, at: int) -> Person:
        """One of them."""
        return Person._make(column[at] for column in self)

    def picked(self, wanted: Sequence[int]) -> People:
        """Some of them, by their places in the columns."""
        return People._make([column[at] for at in wanted] for column in self)

    def extend(self, others: People) -> None:
        """Take in more of them."""
        columns: Iterable[Any] = self
        for column, more in zip(columns, others, strict=True):
            column.extend(more)

    def in_order(self) -> People:
        """The same in the order of the file."""
        ordered = sorted(self.place)
        if ordered == self.place:
            return self
        return self.picked(sorted(range(self.size), key=self.place.__getitem__))


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


def people_of(scan: RollScan, units: Sequence[int]) -> Mapping[int, People]:
    """The good rows of these units, each in the order of the file."""
    chosen = np.zeros(len(scan.units), np.bool_)
    chosen[list(units)] = True
    wanted = {part.part: part for part in scan.parts if chosen[part.units].any()}
    found = {unit: People.nobody() for unit in units}
    for at, part in scan.source.parts(frozenset(wanted)):
        if at in wanted:
            _take(scan, wanted[at], part, chosen, found)
    return {unit: people.in_order() for unit, people in found.items()}


def _take(
    scan: RollScan,
    rows: PartRows,
    part: RollPart,
    chosen: Flags,
    found: Mapping[int, People],
) -> None:
    wanted = chosen[rows.units] & (rows.states != State.BAD)
    alone = wanted & (rows.states == State.LOOKED_AT)
    plain = wanted & ~alone
    cells = cells_of(part)
    if plain.any():
        _spread(rows.units[plain], _ordinary(cells, rows, plain, scan.rule.members), found)
    if alone.any():
        lines = cells.rows()
        for n in np.flatnonzero(alone).tolist():
            number, row = lines[int(rows.at[n])]
            line = rows.top.line(number, row)
            told = line and scan.rule.check(line.row()).person
            if not told:
                raise BadInput("导入的时候，文件被改动了", remedy="不要改动文件，重新导入")
            person = person_of(rows.first + n, rows.top.sheet.name, number, told)
            found[int(rows.units[n])].extend(People.of([person]))


def _spread(units: NDArray[np.int32], people: People, found: Mapping[int, People]) -> None:
    """Give each unit its own of the people of a part."""
    order = np.argsort(units, kind="stable")
    if (units[:-1] > units[1:]).any():
        people = people.picked(order.tolist())
    units = units[order]
    starts = [0, *(np.flatnonzero(np.diff(units)) + 1).tolist()]
    for start, stop in zip(starts, [*starts[1:], len(units)], strict=True):
        found[int(units[start])].extend(People._make(column[start:stop] for column in people))


def _ordinary(cells: RollCells, rows: PartRows, plain: Flags, members: MemberRoll | None) -> People:
    """Ordinary rows."""
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
        words = standing_words(members)
        standings = [words.get(word, "") for word in standings]
    sexes, birth_dates = _said_by(numbers)
    return People(
        place=(rows.first + np.flatnonzero(plain)).tolist(),
        sheet=[rows.top.sheet.name or ""] * len(at),
        row=rows.numbers[plain].tolist(),
        name=column("name"),
        sex=sexes,
        birth_date=birth_dates,
        id_number=numbers,
        phone=column("phone"),
        household=column("household"),
        group=column("group"),
        standing=standings,
    )


def _said_by(numbers: Sequence[str]) -> tuple[list[str], list[str]]:
    """Sex and birth date, as right numbers of eighteen characters say them."""
    codes = codes_of("".join(numbers)).reshape(len(numbers), LENGTH)
    sexes = np.where(codes[:, _SEX] % 2, ord("m"), ord("f")).astype(np.uint32)  # "0" is even
    days = np.full((len(numbers), len(_DAY)), ord("-"), np.uint32)
    days[:, [at for at, sign in enumerate(_DAY) if sign != "-"]] = codes[:, _BORN]
    return (sexes.view("U1").tolist(), days.view(f"U{len(_DAY)}").ravel().tolist())


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
