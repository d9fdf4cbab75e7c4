"""What a proxy is judged by (委托的事实): what the site knows itself, and what the paper in the
clerk's hand says.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import QuerySet

from huanjie.law import expression
from huanjie.law.expression import Value
from huanjie.law.pack import RulePack
from huanjie.office.electors.models import Proxy
from huanjie.office.gates import who_stands
from huanjie.office.law.calculators.calculator import Fact
from huanjie.office.law.calculators.people import condition_facts
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.roll.registering import check_stated

NEAR: Final = "proxy_is_near_relative"
CANDIDATE: Final = "proxy_is_candidate"
POSTED: Final = "proxy_posted"
"""what comes after registration: a list is posted of those who are registered"""
_SAME_HOUSEHOLD: Final = "proxy_same_household"
_KNOWN: Final = frozenset(
    {"method", "proxy_is_voter", CANDIDATE, "held_before", "asked_days_before", POSTED}
)
"""what nobody is asked, for the site knows it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A proxy that is asked for (提出的委托): numbers on the roll, the day, what is stated."""

    principal: int
    holder: int
    asked_on: datetime.date
    stated: Mapping[str, Any]


def questions(pack: RulePack) -> list[Fact]:
    """What the clerk is asked (要说明的情况), in the order of the pack, each to be answered."""
    asked = (each for each in condition_facts(pack, pack.proxy) if each.key not in _KNOWN)
    return [replace(each, needed=True) for each in asked]


def check_asked(pack: RulePack, stated: Mapping[str, Value]) -> None:
    """Refuse what no condition asks of whoever states it, and what is not of its kind."""
    every = (fact for each in pack.proxy for fact in expression.facts_of(each.expression))
    check_stated((fact for fact in every if fact.fact not in _KNOWN), stated)


def facts_of(
    election: Election, principal: RollEntry, holder: RollEntry, asked: Asked
) -> dict[str, Value]:
    """Everything that this proxy is judged by. What is on the roll is not what somebody states."""
    stated = {key: value for key, value in asked.stated.items() if value is not None}
    known: dict[str, Value] = {
        "method": election.method,
        "proxy_is_voter": True,  # the holder is on the roll, else nobody came so far
        CANDIDATE: holder.pk in who_stands(election),
        "held_before": standing_proxies(election).filter(holder=holder).count(),
        "asked_days_before": (election.polling_day - asked.asked_on).days,
        POSTED: True,
    }
    if principal.household and holder.household:
        known[_SAME_HOUSEHOLD] = principal.household == holder.household
    return stated | known


def standing_proxies(election: Election) -> QuerySet[Proxy]:
    """The proxies that are good now (有效的委托): not ended, and both people still on the roll."""
    on_roll = election.roll.all()
    rows = Proxy.objects.filter(election=election, ended_on=None)
    return rows.filter(principal__in=on_roll, holder__in=on_roll)
