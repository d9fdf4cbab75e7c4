"""Proxies for machines (委托接口): the list, one more, one taken back, the list posted."""

from __future__ import annotations

import datetime
from typing import Any, Literal, cast

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.electors.api import PeopleDone, Place
from huanjie.office.electors.models import Proxy
from huanjie.office.electors.proxies import post_list, register_proxy, take_back
from huanjie.office.electors.proxyfacts import Asked, check_asked
from huanjie.office.electors.proxylist import proxies_of
from huanjie.office.endpoint import Day, In, Out, Page, Slice, page_of
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election
from huanjie.office.roll.change_api import Number, Stated
from huanjie.office.security.noting import note_shown
from huanjie.office.web import signed_in

router = Router(tags=["选举人"])
_PROXIES = "/proxies"
_State = Literal["standing", "ended"]


class ProxyOut(Out):
    """A proxy (委托)."""

    number: int = Field(title="第几份")
    state: _State = Field(title="standing 有效，ended 已经终止")
    principal: int = Field(title="委托人在名册上的编号")
    principal_name: str = Field(title="委托人")
    holder: int = Field(title="受委托人在名册上的编号")
    holder_name: str = Field(title="受委托人")
    asked_on: datetime.date = Field(title="提出的日期")
    posted_on: datetime.date | None = Field(title="公布的日期；没有公布的是 null")
    ended_on: datetime.date | None = Field(title="终止的日期")


class ProxyIn(In):
    """A proxy by the paper in hand (登记委托)."""

    principal: Number = Field(title="委托人在名册上的编号")
    holder: Number = Field(title="受委托人在名册上的编号")
    asked_on: Day = Field(title="提出的日期", examples=["2026-06-03"])
    stated: Stated = Field(
        default_factory=dict, title="要说明的情况，规则包里的 fact", examples=[{"written": True}]
    )

    @property
    def as_asked(self) -> Asked:
        """The same, as the deed takes it."""
        return Asked(**self.model_dump())


class ProxyDone(Out):
    """A proxy was dealt with (办理的委托)."""

    number: int = Field(title="第几份")
    version: int = Field(title="版本")


@on_election(router.get, _PROXIES, Action.SEE_ROLL, response=Page[ProxyOut], summary="委托投票")
def proxies(own: Election, request: HttpRequest, part: Query[Slice]) -> dict[str, Any]:
    """Every proxy: those that stand first, then those that are over."""
    found = proxies_of(own)
    rows = [("standing", each) for each in found.standing]
    rows += [("ended", each) for each in found.ended]
    page = page_of(rows, part, lambda some: (_proxy(state, each) for state, each in some))
    note_shown(signed_in(request), region=own.unit_id, people=2 * len(page["items"]))
    return page


@on_election(
    router.post, _PROXIES, Action.KEEP_PROXIES, response={201: ProxyDone}, summary="登记委托"
)
def proxy_register(own: Election, who: ActingUser, said: ProxyIn) -> ProxyDone:
    """Register one proxy; a refusal names every condition that is not met, with its article."""
    check_asked(law_of(own).pack, said.stated)
    number = register_proxy(acting_user=who, election=own, asked=said.as_asked)
    return ProxyDone(number=number, version=own.version)


@on_election(
    router.post,
    f"{_PROXIES}/{{number}}/take-back",
    Action.KEEP_PROXIES,
    response=ProxyDone,
    summary="收回委托",
)
def proxy_take_back(own: Election, who: ActingUser, number: Place) -> ProxyDone:
    """End a proxy because its principal takes it back."""
    ended = take_back(acting_user=who, election=own, number=number)
    return ProxyDone(number=ended, version=own.version)


@on_election(
    router.post,
    f"{_PROXIES}/post",
    Action.KEEP_PROXIES,
    response=PeopleDone,
    summary="公布委托名单",
)
def proxies_post(own: Election, who: ActingUser) -> PeopleDone:
    """Say that the list of proxies is posted today."""
    return PeopleDone(people=post_list(acting_user=who, election=own), version=own.version)


def _proxy(state: str, proxy: Proxy) -> ProxyOut:
    return ProxyOut(
        number=proxy.number,
        state=cast(_State, state),
        principal=proxy.principal.number,
        principal_name=proxy.principal.name,
        holder=proxy.holder.number,
        holder_name=proxy.holder.name,
        asked_on=proxy.asked_on,
        posted_on=proxy.posted_on,
        ended_on=proxy.ended_on,
    )
