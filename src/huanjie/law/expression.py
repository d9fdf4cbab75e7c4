"""An expression (表达式): what a condition asks, its names understood as the pack's own facts.

`when` as text is read by `syntax.py` and understood by `understanding.py`; what comes out is this
tree, whose every part is typed, so that evaluating it cannot fail.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["yes-no", "whole", "date", "grade", "choice"]
KINDS: Final[dict[str, str]] = {
    "yes-no": "是或者否",
    "whole": "整数",
    "date": "日期",
    "grade": "由低到高的等级",
    "choice": "几项中的一项",
}
"""What a fact's value may be (事实的种类)."""

Value = bool | int | datetime.date | str
"""A stated value: yes or no, a whole number, a day, or a word of a grade or a choice."""

Order = Literal["<", "<=", ">", ">=", "==", "!="]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that conditions name (事实): its word, what people call it, and what it may be."""

    fact: str
    name: str
    kind: Kind
    choices: tuple[str, ...]
    """the words of a grade, the lowest first, or of a choice"""
    names: tuple[str, ...] = ()
    """what people call each of them, where that is another word"""

    def name_of(self, word: str) -> str:
        """What people call one of its words (正式党员 for full); any other word stays as it is."""
        return dict(zip(self.choices, self.names, strict=False)).get(word, word)

    @property
    def called(self) -> tuple[str, ...]:
        """Its words as people call them."""
        return self.names or self.choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of facts (函数): what it takes, and the unit that it counts in."""

    takes: tuple[Kind, ...]
    gives: Kind
    unit: str


FUNCTIONS: Final[dict[str, Function]] = {
    "age_on": Function(takes=("date", "date"), gives="whole", unit="周岁"),
    "years_between": Function(takes=("date", "date"), gives="whole", unit="年"),
    "months_between": Function(takes=("date", "date"), gives="whole", unit="个月"),
}
"""Completed years and months from the first day to the second, complete on the corresponding day
itself (age: on the birthday); none where the second day comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The value of a fact (事实的值)."""

    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A value that the pack itself writes (写明的值)."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A value worked out from others (算出的值)."""

    function: str
    arguments: tuple[Operand, ...]


Operand = Named | Known | Worked


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """A yes-no fact by itself (是否): it holds."""

    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two values compared (比较): numbers, days, or words."""

    left: Operand
    operator: Order
    right: Operand
    kind: Kind
    words: tuple[str, ...]
    """of a grade, the lowest first, or of a choice; none of numbers and days"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """A value among some (属于其中)."""

    value: Operand
    listed: tuple[Value, ...]
    kind: Kind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """否定."""

    part: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """All of these (并且)."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """At least one of these (或者)."""

    parts: tuple[Expression, ...]


NOBODY: Final = Some(parts=())
"""What nobody meets (一律不许), written `false`: at least one of none."""

Leaf = Holds | Compared | OneOf
"""What is asked of the facts themselves."""

Expression = Leaf | Not | Every | Some


def facts_of(part: Expression | Operand) -> tuple[Fact, ...]:
    """The facts that an expression names, each once, in the order of the text."""
    return tuple(dict.fromkeys(_facts(part)))


def _facts(part: Expression | Operand) -> list[Fact]:
    match part:
        case Named() | Holds():
            return [part.fact]
        case Known():
            return []
        case Compared():
            return [*_facts(part.left), *_facts(part.right)]
        case OneOf():
            return _facts(part.value)
        case Not():
            return _facts(part.part)
        case Worked():
            return [fact for each in part.arguments for fact in _facts(each)]
        case Every() | Some():
            return [fact for each in part.parts for fact in _facts(each)]
