"""Near relatives in many committees (近亲属回避) on columns: as domain `kinconflicts` finds them.

People are numbered from 0. Of each the graph holds both parents and the spouse in 16 bytes; a
committee is a row of people. Nobody (没有或者不知道) is -1.

>>> nobody = np.full(4, -1, np.int32)
>>> kin = KinColumns.of(np.array([[-1, -1], [0, -1], [0, -1], [1, -1]], np.int32), nobody)
>>> near = near_relatives(kin, np.array([[0, 1, -1], [1, 2, 3], [2, 3, -1]], np.int32))
>>> near.committee.tolist(), near.a.tolist(), near.b.tolist()
([0, 1, 1], [0, 1, 1], [1, 2, 3])

The kin are those of the Civil Code (`huanjie.law.kinship`): spouse, parents, children, siblings of
the whole or the half blood, grandparents, grandchildren. A property test holds this and the domain
equal. The columns know no third parent: an adopted child's are the adopters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from huanjie.door.fault import BadInput

People = NDArray[np.int32]
Marks = NDArray[np.bool_]

_BOTH: Final = 2  # parents
_ROW: Final = 4  # spouse, parent, parent, unused: 16 bytes lie in one line of the cache
_PART: Final = 1 << 12  # committees in hand: what is gathered of them stays in the cache


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KinColumns:
    """亲属关系 of everybody, by number."""

    rows: NDArray[np.complex128]
    """each person's four int32 as one 16-byte cell; the last two rows stand for nobody"""
    people: int

    @classmethod
    def of(cls, parents: People, spouses: People) -> KinColumns:
        """From parents (people, 2) and spouses (people,).

        Refuses who is none of the people, his own parent or spouse, or married to somebody who is
        not married to him. Circles of parents are for the caller to refuse.
        """
        people = len(spouses)
        _check(spouses.ndim == 1 and parents.shape == (people, _BOTH), "父母和配偶的人数不同")
        rows = np.full((people + _BOTH, _ROW), people, np.int32)
        for column, whom in enumerate((spouses, *parents.T)):
            _check_people(whom, people)
            _check(not np.any(whom == np.arange(people)), "有人是自己的父母或者配偶")
            rows[:people, column] = np.where(whom < 0, people, whom)
        married = np.flatnonzero(spouses >= 0)
        _check(bool(np.all(spouses[spouses[married]] == married)), "有人的配偶不是相互的")
        return cls(rows=rows.view(np.complex128)[:, 0], people=people)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NearPairs:
    """须回避的两个人 by the row of their committee, each two in the order of their seats."""

    committee: NDArray[np.int64]
    a: People
    b: People


def near_relatives(kin: KinColumns, committees: People) -> NearPairs:
    """Every pair of near relatives in each committee, (committees, seats), everybody once; an empty
    seat is -1.

    Raises BadInput where a seat holds none of the people.
    """
    _check(committees.ndim == _BOTH, "班子应为每行一个、每格一个人的表")
    _check_people(committees, kin.people)
    parts = [np.empty((3, 0), np.int64)]
    for first in range(0, len(committees), _PART):
        part = _Part.of(kin, committees[first : first + _PART])
        parts += [np.stack([rows + first, a, b]) for rows, a, b in part.pairs()]
    rows, a, b = np.concatenate(parts, axis=1)
    order = np.lexsort((b, a, rows))
    rows, a, b = rows[order], a[order], b[order]
    return NearPairs(committee=rows, a=committees[rows, a], b=committees[rows, b])


@dataclass(frozen=True, slots=True)
class _Part:
    """Some committees: who sits in each seat, and his spouse, parents and grandparents.

    All are (seats, committees), so that one comparison runs over many committees.
    """

    seats: People
    spouses: People
    parents: list[People]
    common: list[People]
    """the parents again, nobody under another number: two without parents share none"""
    grandparents: list[People]

    @classmethod
    def of(cls, kin: KinColumns, committees: People) -> _Part:
        nobody = kin.people
        seats = np.ascontiguousarray(committees.T)
        seats[seats < 0] = nobody + 1  # an empty seat is not the nobody who is a missing parent
        spouses, *parents = _rows(kin, seats)
        return cls(
            seats=seats,
            spouses=spouses,
            parents=parents,
            common=[np.where(each == nobody, -1, each) for each in parents],
            grandparents=[each for parent in parents for each in _rows(kin, parent)[1:]],
        )

    def pairs(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
        """The committee's row and the two seats of each pair, seats as far apart at a time."""
        for apart in range(1, len(self.seats)):
            a, rows = np.nonzero(self._near(apart))
            yield rows, a, a + apart

    def _near(self, apart: int) -> Marks:
        """Whether the people in two seats so far apart are near relatives."""
        one, other = slice(None, -apart), slice(apart, None)
        near: Marks = np.equal(self.spouses[one], self.seats[other])
        equal = np.empty_like(near)
        for above in (*self.parents, *self.grandparents):
            near |= np.equal(above[one], self.seats[other], out=equal)
            near |= np.equal(above[other], self.seats[one], out=equal)
        for mine in self.parents:
            for theirs in self.common:
                near |= np.equal(mine[one], theirs[other], out=equal)
        return near


def _rows(kin: KinColumns, whom: People) -> list[People]:
    """Spouse and both parents of each, (3, …)."""
    cells = kin.rows.take(whom).view(np.int32).reshape(*whom.shape, _ROW)
    return [np.ascontiguousarray(cells[..., column]) for column in range(_BOTH + 1)]


def _check_people(whom: NDArray[Any], people: int) -> None:
    _check(whom.dtype == np.int32, "人的编号应为 int32")
    _check(whom.size == 0 or -1 <= whom.min() <= whom.max() < people, "编号不在这些人以内")


def _check(holds: bool, says: str) -> None:
    if not holds:
        raise BadInput(says)
