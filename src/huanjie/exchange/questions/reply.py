"""A reply (答复): the answer's JSON, the articles that decided it, and whether it is a plain no."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from huanjie.door.cursor import Cursor
from huanjie.law.applied import Law
from huanjie.law.citation import Citation
from huanjie.law.rules import METHODS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """答复; `is_no` where the law's answer is a plain no (未达到、无效、逾期、不合条件)."""

    answer: dict[str, Any]
    grounds: tuple[Citation, ...]
    is_no: bool = False


Question = Callable[[Law, Cursor], Reply]


def cited(*rules: object) -> tuple[Citation, ...]:
    """The citations of the rules that there are."""
    return tuple(rule.citation for rule in rules if rule is not None)  # type: ignore[attr-defined]


def known(facts: Cursor, keys: Iterable[str]) -> dict[str, int | None]:
    """Whole numbers that may be absent."""
    values = {key: facts.find(key) for key in keys}
    return {key: value.whole() if value else None for key, value in values.items()}


def method_of(law: Law, facts: Cursor, key: str = "method") -> str:
    """The way to elect (选举方式): as stated, else as the unit decided, else by all voters."""
    stated = facts.find(key)
    if stated:
        return stated.one_of(*METHODS)
    return law.pack.usual_method
