"""What the tests of every region's overlay need: its law, one dated step, and what it replaces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from huanjie.domain.schedule import ScheduledStep, schedule
from huanjie.law.bodyrules import Provision
from huanjie.law.calendar import load_calendar
from huanjie.law.pack import RulePack
from huanjie.law.shelf import load
from huanjie.law.vocabulary import GROUPS, LISTS, SINGLE

DAY: Final = date(2026, 12, 20)
"""选举日, a Sunday."""


def law_of(region: str | None) -> RulePack:
    """The law of a region on the polling day; without a region the national one."""
    return load("villagers-committee", on=DAY, today=DAY, region=region)


NATIONAL: Final = law_of(None)


def step_of(law: RulePack, event: str, start: date | None = None) -> ScheduledStep:
    """One dated step; `start` is the first day on which anything may be done."""
    dated = schedule(law, polling_day=DAY, calendar=load_calendar(), start=start)
    return next(step for step in dated.steps if step.event == event)


def provision(law: RulePack, key: str) -> Provision:
    """One of the rules that no arithmetic needs (其他规定)."""
    return next(each for each in law.provisions if each.key == key)


def replaced(law: RulePack) -> set[str]:
    """The national rules in whose place the overlay puts its own, by table and word."""
    return {name for name, rule in rules(NATIONAL) if dict(rules(law)).get(name, rule) != rule}


def added(law: RulePack) -> set[str]:
    """The rules that the national version does not have, provisions left out."""
    national = dict(rules(NATIONAL))
    return {name for name, _ in rules(law) if name not in national and "provision" not in name}


def rules(law: RulePack) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every rule of a resolved document by its name."""
    document = law.document
    yield from ((name, document[name]) for name in SINGLE if name in document)
    for name in GROUPS:
        yield from ((f"{name}.{word}", rule) for word, rule in document.get(name, {}).items())
    for name, listed in LISTS.items():
        yield from ((f"{name}.{item[listed.key]}", item) for item in document.get(name, ()))
