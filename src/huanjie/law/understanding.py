"""Understanding an expression (条件的含义): each name a fact of the pack, used as its kind allows.

    education >= "大专"          a grade is compared in the order of its own words
    joined_on <= "2020-07-13"    a day is written in quotes
    false                        nobody meets it

A fault names the place inside the expression and the remedy.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.door.cursor import Cursor, shown
from huanjie.door.fault import BadInput
from huanjie.law import parts as written
from huanjie.law import syntax
from huanjie.law.expression import (
    FUNCTIONS,
    KINDS,
    NOBODY,
    Compared,
    Every,
    Expression,
    Fact,
    Holds,
    Kind,
    Known,
    Named,
    Not,
    OneOf,
    Operand,
    Some,
    Value,
    Worked,
    facts_of,
)
from huanjie.law.syntax import refuse

_EQUALITY: Final = ("==", "!=")

Facts = Mapping[str, Fact]
"""The declared facts of a pack by their words (写明的事实)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """A value with its kind; `words` of a grade or choice."""

    operand: Operand
    kind: Kind
    words: tuple[str, ...]


def understand(text: str, facts: Facts) -> Expression:
    """The expression that a text means for a pack with these facts."""
    part = syntax.parse(text)
    if isinstance(part, written.Word) and part.word == syntax.NEVER:
        return NOBODY
    return _expression(part, facts)


def _expression(part: written.ConditionPart, facts: Facts) -> Expression:
    match part:
        case written.Word():
            return _holds(part, facts)
        case written.Comparison(right=written.Row()):
            return _one_of(part, facts)
        case written.Comparison():
            return _compared(part, facts)
        case written.Joined():
            parts = tuple(_expression(each, facts) for each in part.parts)
            return Every(parts=parts) if part.by == "and" else Some(parts=parts)
        case written.Negation():
            return Not(part=_expression(part.part, facts))
    refuse(part.at, "这里应是是或者否", "写一项是或者否的事实，或者一个比较")


def _holds(part: written.Word, facts: Facts) -> Holds:
    fact = _fact(part, facts)
    if fact.kind != "yes-no":
        says = f"“{fact.fact}”（{fact.name}）是{KINDS[fact.kind]}，不能单独成立"
        refuse(part.at, says, f"写成比较，如 {fact.fact} {_example(fact)}")
    return Holds(fact=fact)


def _example(fact: Fact) -> str:
    if fact.kind == "whole":
        return ">= 1"
    return f'== "{fact.choices[0]}"' if fact.choices else '>= "2026-01-01"'


def _fact(part: written.Word, facts: Facts) -> Fact:
    fact = facts.get(part.word)
    if fact is not None:
        return fact
    if part.word.lower() in ("true", "false"):
        remedy = "直接写事实，或者 not 事实；一律不许的，整个条件只写 false"
        refuse(part.at, f"这里不能写“{part.word}”", remedy)
    known = "、".join(facts) or "（没有）"
    refuse(part.at, f"“{shown(part.word)}”不是写明的事实", f"写一项 [[fact]]；已有的：{known}")


def _compared(part: written.Comparison, facts: Facts) -> Compared:
    left, right = _pair(part, facts)
    typed = left if isinstance(left.operand, (Named, Worked)) else right
    _check_comparable(part, typed)
    words = typed.words
    compared = Compared(
        left=left.operand,
        operator=part.operator,  # type: ignore[arg-type]
        right=right.operand,
        kind=typed.kind,
        words=words,
    )
    if not facts_of(compared):
        refuse(part.at, "比较里没有事实", "写一项事实")
    return compared


def _pair(part: written.Comparison, facts: Facts) -> tuple[_Typed, _Typed]:
    """Both sides; a quoted text is read as what the other side is."""
    if isinstance(part.left, written.Quoted):
        right = _typed(part.right, facts)
        return _quoted(part.left, right), right
    left = _typed(part.left, facts)
    if isinstance(part.right, written.Quoted):
        return left, _quoted(part.right, left)
    right = _typed(part.right, facts)
    if (left.kind, left.words) != (right.kind, right.words):
        says = f"左边是{KINDS[left.kind]}，右边是{KINDS[right.kind]}，不能比较"
        if left.kind == right.kind:
            says = "两边可用的词不同，不能比较"
        refuse(part.at, says, "两边写同一种")
    return left, right


def _check_comparable(part: written.Comparison, typed: _Typed) -> None:
    if typed.kind == "yes-no":
        refuse(part.at, "是或者否的事实不用比较", "直接写事实，或者 not 事实")
    if typed.kind == "choice" and part.operator not in _EQUALITY:
        refuse(part.at, "几项中的一项没有高低", "只用 ==、!= 和 in [..]")


def _one_of(part: written.Comparison, facts: Facts) -> Expression:
    if isinstance(part.left, written.Quoted):
        refuse(part.left.at, "in 的前面应是事实", "把事实写在前面")
    typed = _typed(part.left, facts)
    if typed.kind == "yes-no" or not facts_of(typed.operand):
        refuse(part.left.at, "in 的前面应是数、日期或者词的事实", "换一项事实")
    assert isinstance(part.right, written.Row)
    if not part.right.items:
        refuse(part.right.at, "方括号里一项也没有", "至少写一项")
    one_of = OneOf(
        value=typed.operand,
        listed=tuple(_listed(item, typed) for item in part.right.items),
        kind=typed.kind,
        words=typed.words,
    )
    return Not(part=one_of) if part.operator == "not in" else one_of


def _listed(item: written.ConditionPart, typed: _Typed) -> Value:
    match item:
        case written.Quoted():
            return _read(item, typed)
        case written.Number() if typed.kind == "whole":
            return item.value
    refuse(item.at, f"方括号里应是{KINDS[typed.kind]}", "写数，或者引号里的词")


def _typed(part: written.ConditionPart, facts: Facts) -> _Typed:
    match part:
        case written.Word():
            fact = _fact(part, facts)
            return _Typed(operand=Named(fact=fact), kind=fact.kind, words=fact.choices)
        case written.Number():
            return _Typed(operand=Known(value=part.value), kind="whole", words=())
        case written.Call():
            return _worked(part, facts)
        case written.Quoted():
            refuse(part.at, "不知道引号里是什么", "和一项事实比较")
    refuse(part.at, "是和否不能比较", "用 and、or、not 相连")


def _worked(part: written.Call, facts: Facts) -> _Typed:
    function = FUNCTIONS.get(part.function)
    if function is None:
        known = "、".join(FUNCTIONS)
        refuse(part.at, f"没有“{shown(part.function)}”这个函数", f"可用的函数：{known}")
    if len(part.arguments) != len(function.takes):
        says = f"{part.function} 要 {len(function.takes)} 项，写了 {len(part.arguments)} 项"
        refuse(part.at, says, "补上或者删去")
    arguments = tuple(
        _argument(each, kind, facts)
        for each, kind in zip(part.arguments, function.takes, strict=True)
    )
    worked = Worked(function=part.function, arguments=arguments)
    return _Typed(operand=worked, kind=function.gives, words=())


def _argument(part: written.ConditionPart, kind: Kind, facts: Facts) -> Operand:
    if isinstance(part, written.Quoted):
        return Known(value=_read(part, _Typed(operand=Known(value=0), kind=kind, words=())))
    typed = _typed(part, facts)
    if typed.kind != kind:
        refuse(part.at, f"这里应是{KINDS[kind]}，不是{KINDS[typed.kind]}", "换一项事实")
    return typed.operand


def _quoted(part: written.Quoted, other: _Typed) -> _Typed:
    """A quoted text beside a value: a word of the value's own, or a day."""
    value = Known(value=_read(part, other))
    return _Typed(operand=value, kind=other.kind, words=other.words)


def _read(part: written.Quoted, other: _Typed) -> Value:
    if other.kind == "date":
        return _day(part)
    if other.kind not in ("grade", "choice"):
        refuse(part.at, f"这里应是{KINDS[other.kind]}，不用引号", "删去引号")
    if part.text not in other.words:
        words = "、".join(other.words)
        refuse(part.at, f"“{shown(part.text)}”不是可用的词", f"可用的词：{words}")
    return part.text


def _day(part: written.Quoted) -> datetime.date:
    try:
        return Cursor(part.text).date()
    except BadInput as fault:
        refuse(part.at, fault.says, fault.remedy)
