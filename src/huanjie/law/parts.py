"""The parts of a condition as it is written (条件的组成部分), each with its place in the text.

`syntax.py` reads them, `understanding.py` tells what their names mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operator = Literal["<", "<=", ">", ">=", "==", "!=", "in", "not in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A name (名称): of a fact."""

    at: int
    """which character of the expression it begins with, from 1"""
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number (整数)."""

    at: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A word or a day in quotes (引号里的词或者日期)."""

    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A function of facts (函数)."""

    at: int
    function: str
    arguments: tuple[ConditionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The values after `in` (列出的值)."""

    at: int
    items: tuple[ConditionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """比较."""

    at: int
    left: ConditionPart
    operator: Operator
    right: ConditionPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Parts joined by `and` or by `or` (并且、或者)."""

    at: int
    by: Literal["and", "or"]
    parts: tuple[ConditionPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """`not` (否定)."""

    at: int
    part: ConditionPart


ConditionPart = Word | Number | Quoted | Call | Row | Comparison | Joined | Negation
