"""Tally of millions of ballots (计票) on columns: as domain `ballot` judges one paper for one post.

Ballots stand in rows, sorted by contest; contest i owns rows offsets[i] up to offsets[i + 1]:

>>> marks = np.array([[1, 0, 0], [1, 1, 0], [1, 1, 1], [0, 0, 1]], np.uint8)
>>> offsets = np.array([0, 3, 3, 4])
>>> approvals(marks, offsets).tolist()
[[3, 2, 1], [0, 0, 0], [0, 0, 1]]
>>> judged = tally(marks, np.zeros(4, np.uint8), np.array([2, 1, 1]), offsets)
>>> judged.valid.tolist(), judged.invalid.tolist(), judged.votes[0].tolist()
([2, 0, 1], [1, 0, 0], [2, 1, 0])
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from huanjie.door.fault import BadInput

Marks = NDArray[np.uint8]
"""(ballots, width): 1 where the ballot bears the mark for the candidate of that column, else 0"""

Column = NDArray[np.uint8]
"""(ballots,): one byte a ballot"""

Integers = NDArray[np.signedinteger[Any]]

_WORD: Final = 8  # marks added at once, each in its own byte of a 64-bit word
_RUN: Final = 255  # ballots: one more could carry from a byte into its neighbour
_NONE: Final = np.empty(0, np.int64)
_PART: Final = 1 << 17  # ballots in hand: their words stay in the processor's cache


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BulkTally:
    """计票结果 by contest, in ballots: `valid` + `invalid` is every ballot of the contest."""

    valid: NDArray[np.int64]
    """有效票, (contests,)"""
    invalid: NDArray[np.int64]
    """无效票, (contests,): more choices than seats, the whole ballot void"""
    votes: NDArray[np.int64]
    """赞成票, (contests, width): approvals on valid ballots"""


@dataclass(frozen=True, slots=True)
class _Part:
    """Some whole runs: their rows, where each run starts among those rows, and its contest."""

    rows: slice
    runs: slice
    starts: NDArray[np.int64]
    contests: NDArray[np.int64]


def tally(marks: Marks, write_ins: Column, seats: Integers, offsets: Integers) -> BulkTally:
    """Judge every ballot by the whole-ballot rule (`over_voted`), then count the valid ones (计票).

    Shapes and errors are those of `over_voted`.
    """
    _check_ballots(marks, offsets)
    _check_judging(marks, write_ins, seats, offsets)
    judge, sums = _Judge.of(marks, write_ins, seats), _Sums.of(marks, offsets)
    found = [_NONE]
    for part in _parts(offsets):
        eights = _words(_zeros_and_ones(marks, part.rows))
        sums.add(part, eights)
        found.append(judge.void(part, eights))

    void = np.concatenate(found)
    invalid = np.diff(np.searchsorted(void, offsets))
    return BulkTally(
        valid=np.diff(offsets).astype(np.int64) - invalid,
        invalid=invalid,
        votes=sums.by_contest() - _sums_of(marks, offsets, void),
    )


def over_voted(
    marks: Marks, write_ins: Column, seats: Integers, offsets: Integers
) -> NDArray[np.int64]:
    """The rows of the invalid ballots (无效票), ascending: more people chosen than there are seats.

    `marks` (ballots, width) are the approvals (赞成), `write_ins` (ballots,) how many others the
    voter wrote in (另选他人), `seats` (contests,) the places to fill (应选名额), `offsets`
    (contests + 1,). Fewer choices than seats, none at all included, leave a ballot valid.
    Raises BadInput where shapes or types disagree, a mark is not 0 or 1, or a contest has no seat.
    """
    _check_ballots(marks, offsets)
    _check_judging(marks, write_ins, seats, offsets)
    judge = _Judge.of(marks, write_ins, seats)
    found = [
        judge.void(part, _words(_zeros_and_ones(marks, part.rows))) for part in _parts(offsets)
    ]
    return np.concatenate([_NONE, *found])


def approvals(
    marks: Marks, offsets: Integers, *, without: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """Marks by contest and candidate, (contests, width): 赞成票, or 反对, 弃权 if given that plane.

    `marks` (ballots, width) of any width, `offsets` (contests + 1,). The rows `without`, ascending
    as `over_voted` gives them, are left out, so that all three planes count the same valid ballots.
    Raises BadInput where shapes or types disagree or a mark is not 0 or 1.
    """
    _check_ballots(marks, offsets)
    if without is None:
        return _sums(marks, offsets)
    _check_rows(without, len(marks))
    return _sums(marks, offsets) - _sums_of(marks, offsets, without)


def _sums(marks: Marks, offsets: Integers) -> NDArray[np.int64]:
    sums = _Sums.of(marks, offsets)
    for part in _parts(offsets):
        sums.add(part, _words(_zeros_and_ones(marks, part.rows)))
    return sums.by_contest()


def _sums_of(marks: Marks, offsets: Integers, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sums of these rows alone: few are void, so to take them off again is the cheaper way."""
    # np.take: marks[rows] says the same and is twenty times slower.
    return _sums(np.take(marks, rows, axis=0), np.searchsorted(rows, offsets))


@dataclass(frozen=True, slots=True)
class _Sums:
    """The marks of each run, one byte a candidate, and how they add up to contests."""

    by_run: NDArray[np.uint64]
    pieces: NDArray[np.int64]
    width: int

    @classmethod
    def of(cls, marks: Marks, offsets: Integers) -> _Sums:
        pieces, width = _pieces(offsets), marks.shape[1]
        words = -(-width // _WORD)
        return cls(np.empty((int(pieces.sum()), words), np.uint64), pieces, width)

    def add(self, part: _Part, eights: Sequence[NDArray[np.uint64]]) -> None:
        for column, words in enumerate(eights):
            self.by_run[part.runs, column] = np.add.reduceat(words, part.starts)

    def by_contest(self) -> NDArray[np.int64]:
        votes = np.zeros((len(self.pieces), self.by_run.shape[1] * _WORD), np.int64)
        some = self.pieces > 0  # reduceat would give an empty contest the next one's first run
        if some.any():
            firsts = (np.cumsum(self.pieces) - self.pieces)[some]
            marks = self.by_run.view(np.uint8)
            votes[some] = np.add.reduceat(marks, firsts, axis=0, dtype=np.int64)
        return votes[:, : self.width]


@dataclass(frozen=True, slots=True)
class _Judge:
    """Finds the over-voted ballots of one part after another."""

    write_ins: Column
    limits: NDArray[Any]
    """the seats of each contest, in the narrowest type that holds any ballot's choices"""
    counts: NDArray[np.uint8]
    """room for one part's counts: fresh memory for each would double the time"""

    @classmethod
    def of(cls, marks: Marks, write_ins: Column, seats: Integers) -> _Judge:
        most = marks.shape[1] + int(write_ins.max(initial=0))
        limits = np.minimum(seats.astype(np.int64), most).astype(np.min_scalar_type(most))
        return cls(write_ins, limits, np.empty(_PART + _RUN, np.uint8))

    def void(self, part: _Part, eights: Sequence[NDArray[np.uint64]]) -> NDArray[np.int64]:
        chosen = self.write_ins[part.rows].astype(self.limits.dtype)
        for words in eights:
            chosen += np.bitwise_count(words, out=self.counts[: len(words)])
        lengths = np.diff(part.starts, append=len(chosen))
        over = chosen > np.repeat(self.limits[part.contests], lengths)
        return np.flatnonzero(over) + int(part.rows.start)


def _words(marks: Marks) -> list[NDArray[np.uint64]]:
    """Each eight candidates as a column of words, (ballots,); the last eight padded with zeros."""
    return [_as_words(marks[:, first : first + _WORD]) for first in range(0, marks.shape[1], _WORD)]


def _as_words(eight: Marks) -> NDArray[np.uint64]:
    if eight.shape[1] < _WORD or eight.strides[1] != 1:
        padded = np.zeros((len(eight), _WORD), np.uint8)
        padded[:, : eight.shape[1]] = eight
        eight = padded
    return eight.view(np.uint64)[:, 0]


def _pieces(offsets: Integers) -> NDArray[np.int64]:
    """Into how many runs each contest is cut."""
    return -(-np.diff(offsets).astype(np.int64) // _RUN)


def _parts(offsets: Integers) -> Iterator[_Part]:
    """Cut all ballots into parts of about `_PART` rows, no run divided."""
    pieces = _pieces(offsets)
    contests = np.repeat(np.arange(len(pieces)), pieces)
    within = np.arange(len(contests)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    starts = np.append(offsets[contests] + _RUN * within, offsets[-1])
    cuts = np.searchsorted(starts, [*range(0, int(starts[-1]), _PART), starts[-1]])
    for first, last in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        runs = slice(first, last)
        rows = slice(int(starts[first]), int(starts[last]))
        yield _Part(rows, runs, starts[runs] - rows.start, contests[runs])


def _zeros_and_ones(marks: Marks, rows: slice) -> Marks:
    """These rows, or a fault that names the first ballot that has any other mark."""
    some = marks[rows]
    if some.max(initial=0) > 1:
        ballot = rows.start + int(np.argmax((some > 1).any(axis=1))) + 1
        raise BadInput(f"第{ballot}张选票的标记不是 0 或 1", remedy="有标记写 1，没有写 0")
    return some


def _check_ballots(marks: Marks, offsets: Integers) -> None:
    _check(marks.ndim == 2 and marks.dtype == np.uint8, "选票应为每行一张、每格一个字节的表")
    _check(offsets.ndim == 1 and _whole(offsets) and len(offsets) > 0, "场次起止应为一列有符号整数")
    _check(bool(np.all(offsets[1:] >= offsets[:-1])), "场次起止没有从小到大排列")
    _check(
        int(offsets[0]) == 0 and int(offsets[-1]) == len(marks),
        f"场次起止应从 0 到选票总数 {len(marks)}",
    )


def _check_judging(marks: Marks, write_ins: Column, seats: Integers, offsets: Integers) -> None:
    _check(
        write_ins.dtype == np.uint8 and write_ins.shape == marks.shape[:1],
        "另选他人一栏应为每张选票一个字节",
    )
    _check(
        _whole(seats) and seats.shape == (len(offsets) - 1,),
        f"应选名额应为 {len(offsets) - 1} 场各一个有符号整数",
    )
    _check(bool(np.all(seats >= 1)), "应选名额至少为 1")


def _check_rows(rows: NDArray[np.int64], ballots: int) -> None:
    _check(rows.ndim == 1 and _whole(rows), "剔除的选票应为一列行号（有符号整数）")
    _check(bool(np.all(rows[1:] > rows[:-1])), "剔除的行号没有从小到大排列，或有重复")
    _check(not len(rows) or 0 <= rows[0] <= rows[-1] < ballots, "剔除的行号不在选票之内")


def _whole(column: NDArray[Any]) -> bool:
    return bool(np.issubdtype(column.dtype, np.signedinteger))


def _check(holds: bool, says: str) -> None:
    if not holds:
        raise BadInput(says)
