"""Conditions read by Python itself (条件): the slow, obvious reading of an expression.

The language of conditions is a part of Python's; what the packs ask is tested here without the
reader that the questions use.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from huanjie.law.condition import Condition
from huanjie.law.pack import RulePack

POLL = date(2026, 12, 20)


def age_on(born: date, day: date) -> int:
    """Completed years; somebody born on 29 February completes one on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def unmet(conditions: Iterable[Condition], **facts: object) -> list[str]:
    """The keys of the conditions that do not hold; every fact that they name must be stated."""
    scope = {"age_on": age_on, "polling_day": POLL, **facts}
    return [each.key for each in conditions if not eval(each.when, {}, scope)]


def met(conditions: Iterable[Condition], **facts: object) -> list[str]:
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
