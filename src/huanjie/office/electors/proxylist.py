"""The proxies of an election as pages and papers tell them (委托名单)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.judgement import Judgement
from huanjie.domain.proxy import barred_for_all
from huanjie.domain.schedule import ScheduledStep
from huanjie.office.electors.models import Proxy
from huanjie.office.electors.proxyfacts import POSTED, standing_proxies
from huanjie.office.planning.events import PROXIES_END
from huanjie.office.planning.laws import law_of, schedule_of
from huanjie.office.planning.models import Election
from huanjie.paper.proxy_list import GivenProxy


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """委托投票: those that stand, those that are over, and what the law says to all of them."""

    standing: tuple[Proxy, ...]
    ended: tuple[Proxy, ...]
    barred: Judgement | None
    """the condition that none can meet; None where proxies are allowed"""
    is_ruled: bool
    """whether the pack says anything of proxies"""
    step: ScheduledStep | None
    """when the last may be registered"""
    counts_when_posted: bool
    """whether only a posted proxy is good (经公告)"""

    @property
    def unposted(self) -> int:
        """How many of them are on no posted list yet (还没有公布的)."""
        return sum(each.posted_on is None for each in self.standing)

    @property
    def posted_on(self) -> datetime.date | None:
        """When they were posted as they are; None while one is on no posted list."""
        days = [each.posted_on for each in self.standing]
        return max((day for day in days if day), default=None) if all(days) else None


def proxies_of(election: Election) -> Proxies:
    """Everything that is registered, in the order of registration."""
    pack = law_of(election).pack
    rows = tuple(election.proxies.select_related("principal", "holder"))
    good = set(standing_proxies(election).values_list("pk", flat=True))
    return Proxies(
        standing=tuple(each for each in rows if each.pk in good),
        ended=tuple(each for each in rows if each.pk not in good),
        barred=barred_for_all(pack, method=election.method),
        is_ruled=bool(pack.proxy),
        step=schedule_of(election).step(PROXIES_END),
        counts_when_posted=any(each.asks(POSTED) for each in pack.proxy),
    )


def given(proxies: Proxies) -> tuple[GivenProxy, ...]:
    """Those that stand, as the posted list has them."""
    return tuple(
        GivenProxy(
            principal=each.principal.name,
            principal_group=each.principal.group,
            holder=each.holder.name,
            holder_group=each.holder.group,
        )
        for each in proxies.standing
    )
