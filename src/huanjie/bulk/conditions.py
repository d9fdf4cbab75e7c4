"""Conditions over columns (成批判断条件): as domain `judgement` judges them one by one.

Three values are two rows of bits, those who make it true and those who make it false. Eight people
share a byte, `not` costs nothing, `and` and `or` are one operation on each row. Which conditions
somebody fails is a bit mask, so that each keeps its article.

>>> from huanjie.bulk.columns import read_columns
>>> from huanjie.law.understanding import understand
>>> here = Fact(fact="here", name="在本村", kind="yes-no", choices=())
>>> months = Fact(fact="months", name="满几个月", kind="whole", choices=())
>>> table = read_columns([here, months], {"here": [1, 1, 0, 0], "months": [12, 11, 12, 1]})
>>> asked = understand("here and months >= 12", {"here": here, "months": months})
>>> np.unpackbits(truths(asked, table).true)[:4].tolist()
[1, 0, 0, 0]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from huanjie.bulk.columns import Bits, Columns, Numbers, Truths, number_of
from huanjie.bulk.days import Varies, cutoff, worked
from huanjie.bulk.masks import masks_of
from huanjie.door.fault import BadInput
from huanjie.law.condition import Condition
from huanjie.law.expression import (
    Compared,
    Every,
    Expression,
    Fact,
    Holds,
    Kind,
    Known,
    Leaf,
    Named,
    Not,
    OneOf,
    Operand,
    Order,
    Some,
    Worked,
)

MOST_CONDITIONS: Final = 64
"""a bit of a mask for each"""

_COMPARE: Final[dict[Order, np.ufunc]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
_PART: Final = 1 << 17  # people in hand: their bits stay in the processor's cache
_TURNED: Final[dict[Order, Order]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Findings:
    """Who meets which condition (判断结果): a row of bits for each condition."""

    conditions: tuple[Condition, ...]
    rows: int
    unmet: Bits
    unknown: Bits
    taken: Bits
    """nobody stated it, and the condition takes it as met (没有写明的，视为符合);
    each (conditions, an eighth of the people)"""

    def taken_masks(self) -> NDArray[np.unsignedinteger]:
        """Each person's conditions that are met only because nobody stated anything: bit 0 is the
        first condition.
        """
        return masks_of(self.taken, self.rows)

    def meets_all(self) -> NDArray[np.bool_]:
        """Whether each person meets every condition."""
        others = np.bitwise_or.reduce(self.unmet | self.unknown, axis=0)
        meets: NDArray[np.bool_] = np.unpackbits(others, count=self.rows) == 0
        return meets


def judge_all(conditions: Iterable[Condition], columns: Columns) -> Findings:
    """Judge everybody by every condition; what is unknown is taken as each says (`unsaid`)."""
    asked = tuple(conditions)
    if len(asked) > MOST_CONDITIONS:
        raise BadInput(f"有 {len(asked)} 个条件，最多 {MOST_CONDITIONS} 个", remedy="分几次判断")
    leaves: dict[Leaf, Leaf] = {}
    expressions = [_sharing(condition.expression, leaves) for condition in asked]
    shape = len(asked), (columns.rows + 7) >> 3
    unmet, unknown, taken = (np.zeros(shape, np.uint8) for _ in range(3))
    untold = {"unmet": unmet, "unknown": unknown, "on-roll": unknown, "met": taken}
    for start in range(0, columns.rows, _PART):
        stop = min(start + _PART, columns.rows)
        bits = slice(start >> 3, (stop + 7) >> 3)
        reader = _Reader(columns.part(start, stop))
        for at, (condition, expression) in enumerate(zip(asked, expressions, strict=True)):
            found = reader.truths(expression)
            unmet[at, bits] = found.false
            if not found.complete:
                own = untold[condition.unsaid]
                own[at, bits] |= reader.everybody ^ (found.true | found.false)
    return Findings(conditions=asked, rows=columns.rows, unmet=unmet, unknown=unknown, taken=taken)


def _sharing(expression: Expression, leaves: dict[Leaf, Leaf]) -> Expression:
    """The same expression, of whose leaves equal ones are one."""
    match expression:
        case Not():
            return Not(part=_sharing(expression.part, leaves))
        case Every():
            return Every(parts=tuple(_sharing(part, leaves) for part in expression.parts))
        case Some():
            return Some(parts=tuple(_sharing(part, leaves) for part in expression.parts))
        case Holds() | Compared() | OneOf():
            return leaves.setdefault(expression, expression)


def truths(expression: Expression, columns: Columns) -> Truths:
    """Who makes an expression true, and who false."""
    return _Reader(columns).truths(expression)


@dataclass(frozen=True, slots=True)
class _Operand:
    """A value of everybody, or one for all; `known` None where it is known of everybody."""

    values: Numbers | int
    known: Bits | None


class _Reader:
    """Works out expressions over columns; what several ask is worked out once."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._leaves: dict[int, Truths] = {}
        """by the leaf itself: to compare leaves takes longer than to work one out"""
        self.everybody = columns.everybody
        self._passed = np.empty(columns.rows, np.bool_)
        """one buffer for every test: a new one each would go back to the system each time"""
        nobody = np.zeros_like(self.everybody)
        self._unsaid = Truths(true=nobody, false=nobody, complete=False)

    def truths(self, expression: Expression) -> Truths:
        """Who makes it true, and who false."""
        match expression:
            case Not():
                part = self.truths(expression.part)
                return _denied(part)
            case Every():
                return self._joined(expression.parts, np.bitwise_and, np.bitwise_or)
            case Some(parts=()):
                return self._complete(self._unsaid.true)
            case Some():
                return self._joined(expression.parts, np.bitwise_or, np.bitwise_and)
            case Holds() | Compared() | OneOf():
                found = self._leaves.get(id(expression))
                if found is None:
                    found = self._leaves[id(expression)] = self._leaf(expression)
                return found

    def _joined(self, parts: Sequence[Expression], true: np.ufunc, false: np.ufunc) -> Truths:
        found = [self.truths(part) for part in parts]
        first = reduce(true, [part.true for part in found])
        if all(part.complete for part in found):
            return self._complete(first)
        second = reduce(false, [part.false for part in found])
        return Truths(true=first, false=second, complete=False)

    def _complete(self, true: Bits) -> Truths:
        return Truths(true=true, false=true ^ self.everybody, complete=True)

    def _leaf(self, leaf: Leaf) -> Truths:
        match leaf:
            case Holds():
                return self._held(leaf.fact)
            case OneOf():
                among = [number_of(value, leaf.kind, leaf.words) for value in leaf.listed]
                return self._among(self._operand(leaf.value), among)
            case Compared():
                return self._by_cutoff(leaf) or self._compared(leaf)

    def _held(self, fact: Fact) -> Truths:
        constant = self._columns.constants.get(fact.fact)
        if constant is None:
            return self._columns.held.get(fact.fact, self._unsaid)
        return self._complete(self.everybody if constant else self._unsaid.true)

    def _compared(self, leaf: Compared) -> Truths:
        left = self._operand(leaf.left, leaf.kind, leaf.words)
        right = self._operand(leaf.right, leaf.kind, leaf.words)
        if left is None or right is None:
            return self._unsaid
        compare = _COMPARE[leaf.operator]
        both = _Operand(left.values, _both(left.known, right.known))
        return self._told(both, compare, right.values)

    def _among(self, operand: _Operand | None, among: Sequence[int]) -> Truths:
        found = [self._told(operand, np.equal, value) for value in dict.fromkeys(among)]
        true = reduce(np.bitwise_or, [each.true for each in found])
        if found[0].complete:
            return self._complete(true)
        false = reduce(np.bitwise_and, [each.false for each in found])
        return Truths(true=true, false=false, complete=False)

    def _told(self, operand: _Operand | None, compare: np.ufunc, other: Numbers | int) -> Truths:
        """Who passes a comparison, among those of whom the value is known."""
        if operand is None:
            return self._unsaid
        compare(operand.values, other, out=self._passed)
        true = np.packbits(self._passed)
        if operand.known is None:
            return self._complete(true)
        true &= operand.known
        return Truths(true=true, false=true ^ operand.known, complete=False)

    def _operand(
        self, operand: Operand, kind: Kind = "date", words: tuple[str, ...] = ()
    ) -> _Operand | None:
        """A value of everybody; None where it is stated of nobody."""
        match operand:
            case Known():
                return _Operand(number_of(operand.value, kind, words), None)
            case Named():
                return self._named(operand.fact)
            case Worked():
                return self._worked(operand)

    def _named(self, fact: Fact) -> _Operand | None:
        constant = self._columns.constants.get(fact.fact)
        if constant is not None:
            return _Operand(number_of(constant, fact.kind, fact.choices), None)
        column = self._columns.numbers.get(fact.fact)
        return _Operand(column.values, column.known) if column else None

    def _worked(self, operand: Worked) -> _Operand | None:
        start, end = (self._operand(each) for each in operand.arguments)
        if start is None or end is None:
            return None
        values = worked(operand.function, start.values, end.values)
        return _Operand(values, _both(start.known, end.known))

    def _by_cutoff(self, leaf: Compared) -> Truths | None:
        """An age or a number of months against a number, where one of the two days is the same for
        all: then the other day alone decides, and no age is worked out.
        """
        operator: Order | None = leaf.operator
        counted, bound = leaf.left, leaf.right
        if isinstance(counted, Known):
            operator, counted, bound = _TURNED.get(leaf.operator), leaf.right, leaf.left
        if not (isinstance(counted, Worked) and isinstance(bound, Known)):
            return None
        if operator not in _TURNED:
            return None
        start, end = (self._operand(each) for each in counted.arguments)
        if start is None or end is None:
            return self._unsaid
        least = int(bound.value) + (operator in (">", "<="))  # type: ignore[arg-type]
        fixed: tuple[_Operand, int, Varies]
        if isinstance(end.values, int):
            fixed = start, end.values, "start"
        elif isinstance(start.values, int):
            fixed = end, start.values, "end"
        else:
            return None
        return self._against(counted.function, fixed, least, reached=operator in (">", ">="))

    def _against(
        self, function: str, fixed: tuple[_Operand, int, Varies], least: int, *, reached: bool
    ) -> Truths:
        operand, day, varies = fixed
        edge = cutoff(function, day, least, varies=varies)
        compare = np.less_equal if varies == "start" else np.greater_equal
        found = self._told(operand, compare, edge)
        return found if reached else _denied(found)


def _denied(part: Truths) -> Truths:
    return Truths(true=part.false, false=part.true, complete=part.complete)


def _both(one: Bits | None, other: Bits | None) -> Bits | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other
