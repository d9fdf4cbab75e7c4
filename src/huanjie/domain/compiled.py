"""Conditions made ready (编好的条件) for judging many people one at a time, as a busy page does.

What `judgement` finds, without its sentences: two bit masks, bit 0 the first condition. The
conditions become one function of Python's own. Its text is made of our own numbered names alone:
words of facts and values of a pack are handed to it, never written into it. A property test holds
it equal to `judgement`; whoever wants to know why asks that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from huanjie.domain.age import WORKED
from huanjie.domain.evaluation import Stated
from huanjie.law.condition import Condition
from huanjie.law.expression import (
    Compared,
    Every,
    Expression,
    Holds,
    Kind,
    Known,
    Named,
    Not,
    OneOf,
    Operand,
    Some,
)

_FALSE: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_OPERATORS: Final = frozenset(_FALSE)


class Compiled:
    """The conditions, ready (编好的条件)."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self.conditions = tuple(conditions)
        writer = _Writer()
        judged = [
            line for at, each in enumerate(self.conditions) for line in writer.judged(at, each)
        ]
        head = ["def masks(stated):", "    get = stated.get", "    unmet = unknown = 0"]
        body = [*writer.lines, *judged, "return unmet, unknown"]
        made: dict[str, Any] = dict(writer.constants)
        exec("\n".join([*head, *(f"    {line}" for line in body)]), made)
        self.masks: Callable[[Stated], tuple[int, int]] = made["masks"]
        """the conditions that one person does not meet, and those that cannot be told"""


class _Writer:
    """Writes each value once, as a local name, and each condition as when it is true, and when
    false.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.constants: dict[str, Any] = {}
        self._values: dict[tuple[Operand, tuple[str, ...]], str] = {}

    def judged(self, at: int, condition: Condition) -> list[str]:
        true, false = self._both(condition.expression)
        lines = [f"if not ({true}):"]
        if condition.unsaid == "unmet":
            return [*lines, f"    unmet |= {1 << at}"]
        lines += [f"    if {false}:", f"        unmet |= {1 << at}"]
        if condition.unsaid == "unknown":
            lines += ["    else:", f"        unknown |= {1 << at}"]
        return lines

    def _both(self, part: Expression) -> tuple[str, str]:
        """When a part is true, and when it is false; when neither, it is unknown."""
        match part:
            case Holds():
                name = self._value(Named(fact=part.fact))
                return f"{name} is True", f"{name} is False"
            case Not():
                true, false = self._both(part.part)
                return false, true
            case Every():
                return self._joined(part.parts, " and ", " or ")
            case Some(parts=()):
                return "False", "True"
            case Some():
                return self._joined(part.parts, " or ", " and ")
            case OneOf():
                name, listed = self._value(part.value), self._constant(frozenset(part.listed))
                return _known([name], f"{name} in {listed}", f"{name} not in {listed}")
            case Compared():
                return self._compared(part)

    def _joined(self, parts: Iterable[Expression], true: str, false: str) -> tuple[str, str]:
        both = [self._both(part) for part in parts]
        return (
            f"({true.join(each for each, _ in both)})",
            f"({false.join(each for _, each in both)})",
        )

    def _compared(self, part: Compared) -> tuple[str, str]:
        sides = (part.left, part.right)
        left, right = (self._comparable(side, part.kind, part.words) for side in sides)
        varying = [
            name
            for name, side in zip((left, right), sides, strict=True)
            if not isinstance(side, Known)
        ]
        assert part.operator in _OPERATORS
        true = f"{left} {part.operator} {right}"
        return _known(varying, true, f"{left} {_FALSE[part.operator]} {right}")

    def _comparable(self, operand: Operand, kind: Kind, words: tuple[str, ...]) -> str:
        """A value to be compared: of a grade its place, so that words have an order."""
        if kind != "grade":
            return self._value(operand)
        places = {word: place for place, word in enumerate(words)}
        if isinstance(operand, Known):
            return self._constant(places[str(operand.value)])
        key = (operand, words)
        if key not in self._values:
            table, value = self._constant(places.get), self._value(operand)
            self._values[key] = self._line(f"{table}({value})")
        return self._values[key]

    def _value(self, operand: Operand) -> str:
        key: tuple[Operand, tuple[str, ...]] = (operand, ())
        if key not in self._values:
            self._values[key] = self._written(operand)
        return self._values[key]

    def _written(self, operand: Operand) -> str:
        match operand:
            case Named():
                return self._line(f"get({self._constant(operand.fact.fact)})")
            case Known():
                return self._constant(operand.value)
        work = self._constant(WORKED[operand.function])
        arguments = [self._value(each) for each in operand.arguments]
        known = " and ".join(f"{name} is not None" for name in arguments)
        return self._line(f"{work}({', '.join(arguments)}) if {known} else None")

    def _line(self, text: str) -> str:
        name = f"value_{len(self.lines)}"
        self.lines.append(f"{name} = {text}")
        return name

    def _constant(self, value: Any) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants[name] = value
        return name


def _known(names: Iterable[str], true: str, false: str) -> tuple[str, str]:
    known = "".join(f"{name} is not None and " for name in names)
    return f"({known}{true})", f"({known}{false})"
