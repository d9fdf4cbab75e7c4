"""What a calculator is (计算器): the facts it asks for, how they become the facts of a question,
and how its answer is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from huanjie.law.pack import RulePack

Values = Mapping[str, Any]
"""What was typed, by its key; what was left empty is None."""

Kind = Literal["whole", "day", "yes-no", "choice", "text"]
Tone = Literal["yes", "no", "figure", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact that a calculator asks for (要填的一项)."""

    key: str
    label: str
    kind: Kind = "whole"
    choices: Sequence[tuple[str, str]] = ()
    needed: bool = False
    at_least: int = 0
    at_most: int | None = None
    hint: str = ""
    is_small: bool = False
    """whether several stand in one line"""
    in_chinese: bool = False
    """whether its choices are the law's own words"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer of `ask` (答复), with the facts that it was asked with."""

    facts: Mapping[str, Any]
    answer: Mapping[str, Any]
    values: Values
    pack: RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer as it is said (答复的说法): one sentence, then what follows from it."""

    tone: Tone
    sentence: str
    lines: tuple[str, ...] = ()


def _as_typed(values: Values, day: datetime.date) -> dict[str, Any]:
    """The facts of a question whose keys are those of the form."""
    return known(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """A page of its own (一页计算): `title` and `lead` are messages of the catalogue."""

    question: str
    title: str
    lead: str
    asks: Callable[[RulePack], Sequence[Fact]]
    says: Callable[[Answered], Said]
    wrap: Callable[[Values, datetime.date], dict[str, Any]] = field(default=_as_typed)
    is_personal: bool = False
    """whether it asks for facts about one person: no address, no history and no log holds them"""
    rule: str = ""
    """the rule that a body must have to be the first one offered"""


def known(values: Values) -> dict[str, Any]:
    """What was typed, days as text; what was left empty is left out."""
    return {key: _plain(value) for key, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def verdict(is_yes: bool) -> Tone:
    """The tone of a plain yes or no."""
    return "yes" if is_yes else "no"
