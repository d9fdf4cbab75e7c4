"""Evaluation of an expression (条件的判断) over stated facts: true, false, or unknown.

Kleene's three values: a fact that nobody stated is unknown; `and` is false where one part is false,
whatever the others are; `or` is true where one part is true. The answer explains itself: the parts
that decided, in sentences made of the facts' names.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from huanjie.domain.age import WORKED
from huanjie.domain.daywords import date_in_words
from huanjie.law.expression import (
    FUNCTIONS,
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
    Value,
    facts_of,
)

Truth = bool | None
"""真、假, or 不知道."""

Stated = Mapping[str, Value]
"""What somebody stated (写明的事实), by the facts' words."""

_HOLDS: Final[dict[Order, Any]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "==": eq, "!=": ne}
_OPPOSITE: Final[dict[Order, Order]] = {
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
    "==": "!=",
    "!=": "==",
}
_NUMBERS: Final = {"<": "少于", "<=": "不多于", ">": "多于", ">=": "不少于"}
_DAYS: Final = {"<": "早于", "<=": "不晚于", ">": "晚于", ">=": "不早于"}
_GRADES: Final = {"<": "低于", "<=": "不高于", ">": "高于", ">=": "不低于"}
_EQUALS: Final = {"==": "就是", "!=": "不是"}
_WORDS: Final[dict[Kind, dict[str, str]]] = {
    "whole": _NUMBERS | {"==": "等于", "!=": "不等于"},
    "date": _DAYS | _EQUALS,
    "grade": _GRADES | _EQUALS,
    "choice": _EQUALS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """判断: the truth, the parts that decided it in sentences, and the facts that are missing."""

    truth: Truth
    because: tuple[str, ...]
    missing: tuple[Fact, ...]


def evaluate(expression: Expression, stated: Stated) -> Evaluation:
    """Whether the expression holds of what is stated, and why."""
    leaves = tuple(dict.fromkeys(_deciding(expression, stated)))
    unsaid = [fact for leaf in leaves for fact in facts_of(leaf) if fact.fact not in stated]
    missing = tuple(dict.fromkeys(unsaid))
    told = [_sentence(leaf, stated) for leaf in leaves if truth_of(leaf, stated) is not None]
    silent = [f"没有写明“{fact.name}”" for fact in missing]
    because = tuple(dict.fromkeys([*told, *silent]))
    return Evaluation(truth=truth_of(expression, stated), because=because, missing=missing)


def fallen_short(expression: Expression, stated: Stated) -> tuple[str, ...]:
    """Of alternatives of which none is met and some are not stated, those that are stated (已经不够
    的一项), in sentences: six months of residence, where twelve or as much work are asked.
    """
    return tuple(_sentence(leaf, stated) for leaf in dict.fromkeys(_short(expression, stated)))


def _short(expression: Expression, stated: Stated) -> Iterator[Leaf]:
    """The leaves that make a part false whose alternatives are not told."""
    if not isinstance(expression, Every | Some) or truth_of(expression, stated) is not None:
        return
    for part in expression.parts:
        if isinstance(expression, Some) and truth_of(part, stated) is False:
            yield from _deciding(part, stated)
        else:
            yield from _short(part, stated)


def truth_of(expression: Expression, stated: Stated) -> Truth:
    """Whether the expression holds: true, false, or None where that is unknown."""
    match expression:
        case Holds():
            value = stated.get(expression.fact.fact)
            return None if value is None else bool(value)
        case Compared():
            return _compare(expression, stated)
        case OneOf():
            value = _value(expression.value, stated)
            return None if value is None else value in expression.listed
        case Not():
            truth = truth_of(expression.part, stated)
            return None if truth is None else not truth
        case Every():
            return _joined(expression.parts, stated, decides=False)
        case Some():
            return _joined(expression.parts, stated, decides=True)


def _joined(parts: tuple[Expression, ...], stated: Stated, *, decides: bool) -> Truth:
    """One part that is as `decides` settles it, whatever the others are."""
    told = True
    for part in parts:
        truth = truth_of(part, stated)
        if truth is decides:
            return decides
        told = told and truth is not None
    return (not decides) if told else None


def _compare(compared: Compared, stated: Stated) -> Truth:
    left, right = _value(compared.left, stated), _value(compared.right, stated)
    if left is None or right is None:
        return None
    if compared.kind == "grade":
        left, right = compared.words.index(str(left)), compared.words.index(str(right))
    holds: bool = _HOLDS[compared.operator](left, right)
    return holds


def _value(operand: Operand, stated: Stated) -> Value | None:
    match operand:
        case Named():
            return stated.get(operand.fact.fact)
        case Known():
            return operand.value
    start: Any
    end: Any
    start, end = (_value(each, stated) for each in operand.arguments)
    return None if start is None or end is None else WORKED[operand.function](start, end)


def _deciding(expression: Expression, stated: Stated) -> tuple[Leaf, ...]:
    """The leaves that decided: the parts that agree with the whole, where others do not matter."""
    match expression:
        case Not():
            return _deciding(expression.part, stated)
        case Every() | Some():
            whole = truth_of(expression, stated)
            parts = [part for part in expression.parts if truth_of(part, stated) is whole]
            return tuple(leaf for part in parts for leaf in _deciding(part, stated))
        case Holds() | Compared() | OneOf():
            return (expression,)


def _sentence(leaf: Leaf, stated: Stated) -> str:
    """What is stated, and how it stands to what is asked."""
    match leaf:
        case Holds():
            return _fact_told(leaf.fact, stated)
        case OneOf():
            among = "、".join(_in_words(each, leaf) for each in leaf.listed)
            belongs = "属于" if truth_of(leaf, stated) else "不属于"
            return f"{_told(leaf.value, stated)}，{belongs}：{among}"
        case Compared():
            return _comparison(leaf, stated)


def _comparison(leaf: Compared, stated: Stated) -> str:
    operator = leaf.operator if truth_of(leaf, stated) else _OPPOSITE[leaf.operator]
    word = _WORDS[leaf.kind][operator]
    right = leaf.right
    if operator == "==" and isinstance(leaf.left, Named) and isinstance(right, Known):
        return _fact_told(leaf.left.fact, stated)  # it is what is asked: once is enough
    if isinstance(right, Known):
        return f"{_told(leaf.left, stated)}，{word} {_in_words(right.value, leaf)}"
    return f"{_told(leaf.left, stated)}，{word}{_told(right, stated)}"


def _told(operand: Operand, stated: Stated) -> str:
    """A value as a sentence states it: a fact with its name, what was worked out with its unit."""
    match operand:
        case Named():
            return _fact_told(operand.fact, stated)
        case Known():
            return shown(operand.value)
    start, end = (_told(each, stated).replace("：", " ") for each in operand.arguments)
    unit = FUNCTIONS[operand.function].unit
    return f"{start}，到{end}，满 {_value(operand, stated)} {unit}"


def _fact_told(fact: Fact, stated: Stated) -> str:
    return f"{fact.name}：{shown(stated[fact.fact], fact)}"


def _in_words(value: Value, leaf: Leaf) -> str:
    """A value that the pack writes, as the fact beside it calls it."""
    return shown(value, facts_of(leaf)[0])


def shown(value: Value, fact: Fact | None = None) -> str:
    """A stated value in words; a word of a fact by what people call it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.date):
        return date_in_words(value)
    return fact.name_of(str(value)) if fact else str(value)
