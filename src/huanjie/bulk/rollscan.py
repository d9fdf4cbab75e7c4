"""The check of a roll of any size (大名册的核对): every row good or bad, and who stands twice.

    rows == good + bad

What is kept of a row is a few bytes: its number, its unit, whether it is good, and the key of its
identity number. The rows themselves are read again when they are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from huanjie.bulk.identities import NO_KEY, key_of
from huanjie.bulk.ordinary import ordinary
from huanjie.bulk.rollcells import RollCells, cells_of
from huanjie.bulk.spelled import Places
from huanjie.domain.celltext import written
from huanjie.domain.rollcheck import PLAIN_RULE, RowRule
from huanjie.domain.rollcolumns import Column
from huanjie.domain.rollfit import LONGEST
from huanjie.domain.rollrow import RollPerson
from huanjie.exchange.rollline import RollLine
from huanjie.exchange.rollparts import RollParts, Top
from huanjie.exchange.rolltable import texts_of, title_of

_AFTER_DAY: Final = 10**3
"""what a key is divided by, so that its day of birth stands last: the order number goes"""
_DAYS: Final = 10**8

Judge = Callable[[RollPerson], tuple[Column, str, str] | None]
"""what a roll cannot take of somebody whom the rule lets pass: column, kind and sentence"""


class State(IntEnum):
    """What a row was found to be (核对结果)."""

    BAD = 0
    ORDINARY = 1
    MENDED = 2
    """ordinary once its identity number is repaired"""
    LOOKED_AT = 3
    """good by the rule for a row"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """One bad row (有问题的行), as it stands, with every reason: column, kind and sentence."""

    sheet: str | None
    row: int
    unit: str
    cells: Mapping[Column, str]
    reasons: Sequence[tuple[str | None, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartRows:
    """The rows of one part that are people (一段里的人), in their order."""

    part: int
    top: Top
    at: Places
    """their places among the rows of the part"""
    numbers: NDArray[np.int32]
    units: NDArray[np.int32]
    states: NDArray[np.uint8]
    keys: Places
    first: int
    """how many people stand in the parts before"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RollScan:
    """A whole roll (整份名册), checked."""

    source: RollParts
    rule: RowRule
    units: tuple[str, ...]
    """the texts of the unit column, each once, in the order of the file"""
    parts: tuple[PartRows, ...]
    unknown_areas: int
    """good rows whose area is in no table of today: a note"""

    @property
    def rows(self) -> int:
        """How many rows of people there are."""
        return sum(len(part.states) for part in self.parts)

    @property
    def good(self) -> int:
        """How many are good."""
        return sum(int(np.count_nonzero(part.states)) for part in self.parts)

    def joined(self, same: Mapping[int, int]) -> RollScan:
        """With units that are the same one, however the file writes them, as one (合并写法)."""
        becomes = np.arange(len(self.units), dtype=np.int32)
        for unit, one in same.items():
            becomes[unit] = one
        parts = tuple(replace(part, units=becomes[part.units]) for part in self.parts)
        return replace(self, parts=parts)

    def of_units(self) -> list[tuple[int, int]]:
        """Rows and good rows of each unit."""
        rows = np.zeros(len(self.units), np.int64)
        good = np.zeros(len(self.units), np.int64)
        for part in self.parts:
            rows += np.bincount(part.units, minlength=len(rows))
            good += np.bincount(part.units[part.states > 0], minlength=len(rows))
        return list(zip(rows.tolist(), good.tolist(), strict=True))

    def last_born(self) -> list[int]:
        """Of each unit the last day on which somebody of its good rows is born, as 20080628; 0
        where it has none. The day stands in the key of the number: no row is read again.
        """
        latest = np.zeros(len(self.units), np.int64)
        for part in self.parts:
            good = (part.states > 0) & (part.keys != NO_KEY)
            np.maximum.at(latest, part.units[good], part.keys[good] // _AFTER_DAY % _DAYS)
        return latest.tolist()


def scan(
    source: RollParts,
    *,
    rule: RowRule = PLAIN_RULE,
    judge: Judge = lambda _: None,
    tell: Callable[[BadRow], None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> RollScan:
    """Check every row by the `rule`; `tell` hears of each bad one, `progress` of how many rows were
    read.
    """
    eye = _Eye(rule, judge, tell)
    parts: list[PartRows] = []
    first = 0
    for at, part in source.parts():
        found = eye.look(at, cells_of(part), first)
        if len(found.states):
            parts.append(found)
        first += len(found.states)
        progress(first)
    return RollScan(
        source=source,
        rule=rule,
        units=tuple(eye.units),
        parts=tuple(parts),
        unknown_areas=eye.unknown_areas,
    )


class _Eye:
    """Looks at part after part."""

    def __init__(
        self,
        rule: RowRule,
        judge: Judge,
        tell: Callable[[BadRow], None],
    ) -> None:
        self._rule, self._judge, self._tell = rule, judge, tell
        self.units: dict[str, int] = {}
        self.unknown_areas = 0

    def look(self, at: int, cells: RollCells, first: int) -> PartRows:
        """What the rows of a part are."""
        seen = ordinary(cells.columns, self._rule)
        plain = seen.rows & ~cells.odd
        states = np.where(seen.identities.repaired, State.MENDED, State.ORDINARY).astype(np.uint8)
        keys = seen.identities.keys.copy()
        self.unknown_areas += int((plain & seen.identities.area_unknown).sum())
        units = self._units_of(cells)
        people = np.ones(len(plain), np.bool_)
        odd = np.flatnonzero(~plain).tolist()
        rows = cells.rows() if odd else ()
        for n in odd:
            number, row = rows[n]
            line = cells.part.top.line(number, row)
            if line is None:
                people[n] = False
                continue
            states[n], keys[n], units[n] = self._alone(cells.part.top, line)
        kept = np.flatnonzero(people)
        return PartRows(
            part=at,
            top=cells.part.top,
            at=kept,
            numbers=cells.numbers[kept].astype(np.int32),
            units=units[kept],
            states=states[kept],
            keys=keys[kept],
            first=first,
        )

    def _units_of(self, cells: RollCells) -> NDArray[np.int32]:
        """The unit of each row; of an odd one it is asked again."""
        column = cells.columns.get("unit")
        known = self.units
        if column is None:
            return np.full(len(cells.odd), known.setdefault("", len(known)), np.int32)
        firsts = column.runs(LONGEST)
        texts = map(column.cell, firsts.tolist())
        units = np.array([known.setdefault(text, len(known)) for text in texts], np.int32)
        return np.repeat(units, np.diff(firsts, append=len(column.starts)))

    def _alone(self, top: Top, line: RollLine) -> tuple[State, int, int]:
        """One row by the rule."""
        row = line.row()
        found = self._rule.check(row)
        unit = written(row.cells.get("unit")).strip()
        key = key_of(found.number) if found.number else NO_KEY
        place = self.units.setdefault(unit, len(self.units))
        reasons: list[tuple[str | None, str, str]] = [
            (title_of(top.header, each.column), each.kind, each.says) for each in found.bad
        ]
        if found.person:
            self.unknown_areas += any(note.kind == "area-code" for note in found.notes)
            if told := self._judge(found.person):
                reasons = [(title_of(top.header, told[0]), told[1], told[2])]
        if not reasons:
            return State.LOOKED_AT, key, place
        self._tell(
            BadRow(
                sheet=top.sheet.name,
                row=line.number,
                unit=unit,
                cells=texts_of(row),
                reasons=reasons,
            )
        )
        return State.BAD, key, place
