"""Many chosen people and many proxies for machines (成批登记推选的人、委托的接口)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from huanjie.domain.permission import Action
from huanjie.office.command import ActingUser
from huanjie.office.electors.api import ChoiceIn
from huanjie.office.electors.choosing import enter_many_chosen
from huanjie.office.electors.proxies import register_many_proxies
from huanjie.office.electors.proxy_api import ProxyIn
from huanjie.office.electors.proxyfacts import check_asked
from huanjie.office.endpoint import In
from huanjie.office.manyapi import ManyChecked, ManyDone, check_many, refuse_what_is_seen
from huanjie.office.manydone import MOST_ROWS
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.operation import on_election

router = Router(tags=["选举人"])
_CHOSEN, _PROXIES = "/chosen/many", "/proxies/many"


class ChoicesIn(In):
    """Several who were chosen (成批登记推选的人)."""

    rows: Annotated[list[ChoiceIn], Field(min_length=1, max_length=MOST_ROWS, title="推选的人")]


class ProxiesIn(In):
    """Several proxies (成批登记委托)."""

    rows: Annotated[list[ProxyIn], Field(min_length=1, max_length=MOST_ROWS, title="委托")]


@on_election(
    router.post,
    f"{_CHOSEN}/check",
    Action.KEEP_CHOSEN,
    response=ManyChecked,
    summary="试登记推选的一批人",
)
def chosen_many_check(own: Election, request: HttpRequest, said: ChoicesIn) -> ManyChecked:
    """Which of these may not be entered, each upon those before it; nothing is entered."""
    return check_many(own, request, said.rows, partial(_choose, own))


@on_election(
    router.post,
    _CHOSEN,
    Action.KEEP_CHOSEN,
    response={201: ManyDone},
    summary="登记推选的一批人",
)
def chosen_many(own: Election, who: ActingUser, said: ChoicesIn) -> ManyDone:
    """Enter all of these who were chosen, or nobody."""
    return ManyDone(rows=_choose(own, who, said.rows), version=own.version)


@on_election(
    router.post,
    f"{_PROXIES}/check",
    Action.KEEP_PROXIES,
    response=ManyChecked,
    summary="试登记一批委托",
)
def proxies_many_check(own: Election, request: HttpRequest, said: ProxiesIn) -> ManyChecked:
    """Which of these proxies may not be registered, each upon those before it; none is."""
    return check_many(own, request, said.rows, partial(_register, own), look=_look_at(own))


@on_election(
    router.post,
    _PROXIES,
    Action.KEEP_PROXIES,
    response={201: ManyDone},
    summary="登记一批委托",
)
def proxies_many(own: Election, who: ActingUser, said: ProxiesIn) -> ManyDone:
    """Register all of these proxies, or none."""
    refuse_what_is_seen(said.rows, look=_look_at(own))
    return ManyDone(rows=_register(own, who, said.rows), version=own.version)


def _choose(own: Election, who: ActingUser, rows: Sequence[ChoiceIn]) -> int:
    choices = [each.as_choice for each in rows]
    return enter_many_chosen(acting_user=who, election=own, choices=choices)


def _look_at(own: Election) -> Callable[[ProxyIn], None]:
    """Refuses a proxy that states what the law does not ask, as the single one."""
    pack = law_of(own).pack
    return lambda row: check_asked(pack, row.stated)


def _register(own: Election, who: ActingUser, rows: Sequence[ProxyIn]) -> int:
    asked = [each.as_asked for each in rows]
    return register_many_proxies(acting_user=who, election=own, proxies=asked)
