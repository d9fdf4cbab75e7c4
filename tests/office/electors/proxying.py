"""Proxies as a clerk registers them (登记委托投票), for the tests."""

from __future__ import annotations

from typing import Any

from tests.office.conftest import OPENED_ON, Cast, act

from huanjie.office.electors.proxies import register_proxy
from huanjie.office.electors.proxyfacts import Asked
from huanjie.office.planning.models import Election

AWAY = {"principal_absent": True, "written": True, "proxy_is_near_relative": False}
"""what a paper states that nothing in the law stands against"""


def asked(principal: int, holder: int, **stated: Any) -> Asked:
    """The paper of a proxy, by somebody who is away, or with these facts."""
    facts = AWAY | stated
    return Asked(principal=principal, holder=holder, asked_on=OPENED_ON, stated=facts)


def register(cast: Cast, election: Election, principal: int, holder: int, **stated: Any) -> int:
    """One proxy, by the clerk."""
    of = asked(principal, holder, **stated)
    return register_proxy(acting_user=act(cast.clerk), election=election, asked=of)


def form(principal: int, holder: int, **more: str) -> dict[str, str]:
    """The form of a proxy as it is filled in."""
    return {
        "key": "k",
        "principal": str(principal),
        "holder": str(holder),
        "asked_on": OPENED_ON.isoformat(),
        "principal_absent": "yes",
        "written": "yes",
        "proxy_is_near_relative": "no",
        "proxy_is_competitor": "no",
        **more,
    }
