"""Conditions and provisions of a pack (条件、其他规定), looked up the way its tests ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from huanjie.domain.evaluation import truth_of
from huanjie.law.condition import Condition
from huanjie.law.expression import Value
from huanjie.law.pack import RulePack

POLL = date(2026, 12, 20)


def unmet(conditions: Iterable[Condition], **facts: Value) -> list[str]:
    """The keys of the conditions that do not hold; every fact that they name must be stated."""
    stated = {"polling_day": POLL, **facts}
    truths = {each.key: truth_of(each.expression, stated) for each in conditions}
    assert None not in truths.values(), "a fact is not stated"
    return [key for key, truth in truths.items() if not truth]


def met(conditions: Iterable[Condition], **facts: Value) -> list[str]:
    """The keys of the conditions that hold."""
    listed = tuple(conditions)
    failing = unmet(listed, **facts)
    return [each.key for each in listed if each.key not in failing]


def article_of(conditions: Iterable[Condition], key: str) -> str:
    """The article of one condition."""
    return next(each.citation.article for each in conditions if each.key == key)


def provision(pack: RulePack, key: str) -> str:
    """The article of one provision (其他规定)."""
    return next(each.citation.article for each in pack.provisions if each.key == key)
