"""The peers of W3 (对照): OpenFisca over columns, rule-engine over one person.

Each condition is turned into the peer's own language, and all that would slow the peer is worked
out for it beforehand: ages become birth dates or numbers, grades and choices become numbers.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.rules import CONDITIONS, FACTS, POLLING_DAY, WORDS
from huanjie.bulk.columns import number_of
from huanjie.bulk.days import cutoff, days_of
from huanjie.domain.age import WORKED
from huanjie.law.expression import (
    Compared,
    Every,
    Expression,
    Holds,
    Known,
    Named,
    Not,
    OneOf,
    Operand,
    Some,
    Value,
    Worked,
)

PERIOD = "2026-06-28"


def openfisca_side(columns: dict[str, NDArray[Any]]) -> Callable[[], list[NDArray[Any]]] | None:
    """A simulation that works out every condition; who fails each. None where it is not there."""
    if importlib.util.find_spec("openfisca_core") is None:
        return None
    system = _system()
    builder = importlib.import_module("openfisca_core.simulations").SimulationBuilder
    rows = len(next(iter(columns.values())))

    def simulate() -> list[NDArray[Any]]:
        simulation = builder().build_default_simulation(system, count=rows)
        for word, array in columns.items():
            simulation.set_input(word, PERIOD, array)
        return [~simulation.calculate(_name(at), PERIOD) for at in range(len(CONDITIONS))]

    return simulate


def _name(at: int) -> str:
    return f"condition_{at}"


def _system() -> Any:
    entities = importlib.import_module("openfisca_core.entities")
    systems = importlib.import_module("openfisca_core.taxbenefitsystems")
    variables = importlib.import_module("openfisca_core.variables")
    periods = importlib.import_module("openfisca_core.periods")
    person = entities.Entity("person", "persons", "a person", "")
    system = systems.TaxBenefitSystem([person])

    def variable(name: str, kind: type, **more: Any) -> None:
        own = {"value_type": kind, "entity": person, "definition_period": periods.DAY, **more}
        system.add_variable(type(name, (variables.Variable,), own))

    for fact in FACTS:
        if fact.fact != "polling_day":
            variable(fact.fact, bool if fact.kind == "yes-no" else int)
    for at, condition in enumerate(CONDITIONS):
        source = f"lambda person, period: {_numpy(condition.expression)}"
        variable(_name(at), bool, formula=_formula(source))
    return system


def _formula(source: str) -> Any:
    # Our own text from our own tree: how OpenFisca's formulas are written by hand.
    made: dict[str, Any] = {"np": np}
    exec(f"def formula(person, period):\n    return {source.split(': ', 1)[1]}", made)
    return made["formula"]


def _numpy(part: Expression) -> str:
    """A condition as an OpenFisca formula."""
    match part:
        case Holds():
            return f"person({part.fact.fact!r}, period)"
        case Not():
            return f"~({_numpy(part.part)})"
        case Every():
            return " & ".join(f"({_numpy(each)})" for each in part.parts)
        case Some():
            return " | ".join(f"({_numpy(each)})" for each in part.parts)
        case OneOf():
            among = [number_of(value, part.kind, part.words) for value in part.listed]
            return f"np.isin({_column(part.value)}, {among})"
        case Compared(left=Worked() as worked, right=Known(value=int() as bound)):
            return _against_age(part, worked, bound)
        case Compared():
            right = part.right
            other = (
                str(number_of(right.value, part.kind, part.words))
                if isinstance(right, Known)
                else _column(right)
            )
            return f"{_column(part.left)} {part.operator} {other}"


def _against_age(part: Compared, worked: Worked, bound: int) -> str:
    """An age as the birth date that it comes to."""
    least = bound + (part.operator in (">", "<="))
    edge = cutoff(worked.function, days_of(POLLING_DAY), least, varies="start")
    sign = "<=" if part.operator in (">", ">=") else ">"
    return f"{_column(worked.arguments[0])} {sign} {edge}"


def _column(operand: Operand) -> str:
    assert isinstance(operand, Named)
    return f"person({operand.fact.fact!r}, period)"


def rule_engine_side(persons: list[dict[str, Value]]) -> Callable[[], list[int]] | None:
    """Each person's mask of the rules that do not match. None where it is not there."""
    try:
        engine = importlib.import_module("rule_engine")
    except ImportError:
        return None
    context = engine.Context(resolver=engine.resolve_item)
    rules = [engine.Rule(_text(c.expression), context=context) for c in CONDITIONS]
    told = [_told(person) for person in persons]

    def match() -> list[int]:
        return [
            sum(1 << at for at, rule in enumerate(rules) if not rule.matches(person))
            for person in told
        ]

    return match


def _told(person: dict[str, Value]) -> dict[str, Any]:
    """A person as numbers, the ages among them."""
    told: dict[str, Any] = {word: _number(word, value) for word, value in person.items()}
    for condition in CONDITIONS:
        for worked in _worked(condition.expression):
            start, end = (_stated(each, person) for each in worked.arguments)
            told[_age_name(worked)] = WORKED[worked.function](start, end)
    return told


def _number(word: str, value: Value) -> int:
    fact = WORDS[word]
    return value if isinstance(value, bool) else number_of(value, fact.kind, fact.choices)


def _worked(part: Expression) -> list[Worked]:
    match part:
        case Not():
            return _worked(part.part)
        case Every() | Some():
            return [each for inner in part.parts for each in _worked(inner)]
        case Compared():
            return [side for side in (part.left, part.right) if isinstance(side, Worked)]
        case _:
            return []


def _stated(operand: Operand, person: dict[str, Value]) -> Any:
    assert isinstance(operand, Named)
    return person[operand.fact.fact]


def _age_name(worked: Worked) -> str:
    words = [each.fact.fact for each in worked.arguments if isinstance(each, Named)]
    return "_".join([worked.function, *words])


def _text(part: Expression) -> str:
    """A condition in rule-engine's language."""
    match part:
        case Holds():
            return part.fact.fact
        case Not():
            return f"not ({_text(part.part)})"
        case Every():
            return " and ".join(f"({_text(each)})" for each in part.parts)
        case Some():
            return " or ".join(f"({_text(each)})" for each in part.parts)
        case OneOf():
            among = [number_of(value, part.kind, part.words) for value in part.listed]
            return f"{_symbol(part.value, part)} in {among}"
        case Compared():
            return f"{_symbol(part.left, part)} {part.operator} {_symbol(part.right, part)}"


def _symbol(operand: Operand, part: Compared | OneOf) -> str:
    match operand:
        case Named():
            return operand.fact.fact
        case Known():
            return str(number_of(operand.value, part.kind, part.words))
    return _age_name(operand)


def version_of(package: str) -> str:
    """A peer with its version."""
    return f"{package} {importlib.metadata.version(package)}"
