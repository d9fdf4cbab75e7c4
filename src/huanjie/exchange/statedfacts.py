"""Stated facts (写明的事实) of a person or a case as JSON, by the pack's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from huanjie.domain.evaluation import Stated
from huanjie.door.cursor import Cursor
from huanjie.law.expression import Fact, Kind, Value
from huanjie.law.shelffacts import facts_asked

WORDS_OF_THE_QUESTION: Final[Mapping[str, Mapping[str, Kind | None]]] = {
    "eligibility": {"education": "choice", "certificates": None, "months_experience": "whole"},
}
"""Words of the question itself (问题自己的词), asked for by a pack or not; None: of any kind."""

_FILLED: Final = ("polling_day", "method")
"""Facts that a question states once for all, never of one person."""


def read_stated(
    table: Cursor, facts: Iterable[Fact], *, question: str, given: Stated | None = None
) -> Stated:
    """What is stated of one person or case; `given` are the facts that the question itself fills.

    A fact that only another pack asks for is left out (用不着的事实). An unknown word, a value of
    another kind and a fact that the question fills are refused.
    """
    filled = given or {}
    asked = {fact.fact: fact for fact in facts if fact.fact not in filled}
    if any(word not in asked for word, _ in table.entries()):
        _check_left_out(table, asked, question)
    stated: dict[str, Value] = dict(filled)
    for word, fact in asked.items():
        if value := table.find(word):
            stated[word] = read_value(value, fact.kind, fact.choices)
    return stated


def _check_left_out(table: Cursor, asked: Mapping[str, Fact], question: str) -> None:
    """Refuse what no pack on the shelf asks for under this question."""
    elsewhere = {word: fact.kind for word, fact in facts_asked(question).items()}
    known = {**WORDS_OF_THE_QUESTION.get(question, {}), **elsewhere}
    left_out = {word: known[word] for word in known if word not in (*asked, *_FILLED)}
    table.only(*asked, *left_out)
    for word, kind in left_out.items():
        value = table.find(word)
        if value and kind in ("grade", "choice"):
            value.text()  # another pack's words: this one does not know them
        elif value and kind:
            read_value(value, kind)


def read_value(value: Cursor, kind: Kind, choices: tuple[str, ...] = ()) -> Value:
    """One value of a kind."""
    match kind:
        case "yes-no":
            return value.yes_no()
        case "whole":
            return value.whole()
        case "date":
            return value.date()
        case "grade" | "choice":
            return value.one_of(*choices)


def given_of(facts: Iterable[Fact], **values: Value | None) -> Stated:
    """The values that a question itself states, where the pack declares such facts."""
    declared = {fact.fact for fact in facts}
    return {word: value for word, value in values.items() if value is not None and word in declared}
