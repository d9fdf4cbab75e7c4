"""Columns of stated facts (写明的事实的列): what is known of everybody, a fact a column.

Of a yes-no fact two rows of bits are kept, those for whom it is true and those for whom it is
false; whoever is in neither has not said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huanjie.bulk.days import days_of
from huanjie.door.fault import BadInput
from huanjie.law.expression import Fact, Kind, Value

Bits = NDArray[np.uint8]
"""One bit a person, eight to a byte, the first person highest; bits beyond the last are nought."""

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Truths:
    """For whom it is true, and for whom false (真、假的人)."""

    true: Bits
    false: Bits
    complete: bool
    """it is known of everybody: whoever does not make it true makes it false"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """A fact of numbers (数的列): numbers, days since 1970, or places among the fact's words."""

    values: Numbers
    known: Bits | None
    """of whom it is stated; None: of everybody"""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """What is stated of everybody; a fact without a column or constant is stated of nobody."""

    rows: int
    held: Mapping[str, Truths]
    """the yes-no facts"""
    numbers: Mapping[str, Column]
    """the others"""
    constants: Mapping[str, Value]
    """facts that are the same for all, such as the polling day"""

    @property
    def everybody(self) -> Bits:
        """A bit for each person."""
        return np.packbits(np.ones(self.rows, np.bool_))

    def part(self, start: int, stop: int) -> Columns:
        """Some of the people; `start` is a multiple of eight, where a byte begins."""
        bits = slice(start >> 3, (stop + 7) >> 3)
        return Columns(
            rows=stop - start,
            held={
                word: Truths(true=each.true[bits], false=each.false[bits], complete=each.complete)
                for word, each in self.held.items()
            },
            numbers={
                word: Column(
                    values=each.values[start:stop],
                    known=None if each.known is None else each.known[bits],
                )
                for word, each in self.numbers.items()
            },
            constants=self.constants,
        )


def read_columns(
    facts: Iterable[Fact],
    values: Mapping[str, ArrayLike],
    *,
    known: Mapping[str, ArrayLike] | None = None,
    constants: Mapping[str, Value] | None = None,
) -> Columns:
    """Columns from arrays of one length, by the facts' words.

    Yes-no: booleans, or 0 and 1. Whole: whole numbers. Dates: datetime64, or days since 1970.
    Grades and choices: places among the fact's words, from 0. `known` tells of whom a fact is
    stated, without it of everybody. BadInput where a shape, type, range or word is wrong.
    """
    declared = {fact.fact: fact for fact in facts}
    arrays = {word: np.asarray(array) for word, array in values.items()}
    told = {word: np.asarray(array, np.bool_) for word, array in (known or {}).items()}
    rows = _check(declared, arrays, told, constants or {})
    held: dict[str, Truths] = {}
    numbers: dict[str, Column] = {}
    for word, array in arrays.items():
        if declared[word].kind == "yes-no":
            held[word] = _truths(word, array, told.get(word))
        else:
            numbers[word] = _column(declared[word], array, told.get(word))
    return Columns(rows=rows, held=held, numbers=numbers, constants=dict(constants or {}))


def _check(
    declared: Mapping[str, Fact],
    arrays: Mapping[str, NDArray[Any]],
    told: Mapping[str, NDArray[Any]],
    constants: Mapping[str, Value],
) -> int:
    """How many people there are."""
    for word in (*arrays, *told, *constants):
        if word not in declared:
            raise BadInput(f"“{word}”不是写明的事实", at=word, remedy="检查列名")
    shapes = {array.shape for array in (*arrays.values(), *told.values())}
    if len(shapes) != 1 or len(next(iter(shapes))) != 1:
        raise BadInput("各列的长度不同，或者一列也没有", remedy="每列一人一行")
    ((rows,),) = shapes
    return int(rows)


def _truths(word: str, array: NDArray[Any], known: NDArray[np.bool_] | None) -> Truths:
    if array.dtype != np.bool_:
        stated = array if known is None else array[known]
        if not np.isin(stated, (0, 1)).all():
            raise BadInput("是或者否的列只能有 0 和 1", at=word, remedy="检查这一列")
        array = array == 1
    false = ~array
    if known is not None:
        array, false = array & known, false & known
    return Truths(true=np.packbits(array), false=np.packbits(false), complete=known is None)


def _column(fact: Fact, array: NDArray[Any], known: NDArray[np.bool_] | None) -> Column:
    if fact.kind == "date" and array.dtype.kind == "M":
        array = _days(fact, array, known)
    if array.dtype.kind not in "iu":
        raise BadInput("这一列应是整数或者日期", at=fact.fact, remedy="检查这一列")
    stated = array if known is None else array[known]
    if fact.choices and not ((stated >= 0) & (stated < len(fact.choices))).all():
        raise BadInput("词的位置超出范围", at=fact.fact, remedy="检查这一列")
    return Column(values=array, known=None if known is None else np.packbits(known))


def _days(fact: Fact, array: NDArray[Any], known: NDArray[np.bool_] | None) -> Numbers:
    stated = array if known is None else array[known]
    if np.isnat(stated).any():
        raise BadInput("有人没有日期", at=fact.fact, remedy="用 known 写明谁有")
    days: Numbers = array.astype("M8[D]").astype(np.int64).astype(np.int32)
    return days


def number_of(value: Value, kind: Kind, words: tuple[str, ...]) -> int:
    """A value as a column holds it."""
    match value:
        case datetime.date():
            return days_of(value)
        case str():
            return words.index(value)
    return int(value)
