"""Programs that come with tokens: the town's, the clerk's, the chair's, a teller's."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.office.conftest import OPENED_ON, Cast, act

from huanjie.domain.permission import Action
from huanjie.office.people.models import User
from huanjie.office.tokens.models import ApiToken
from huanjie.office.tokens.scopes import open_to
from huanjie.office.tokens.services import Grant, make_token, new_secret
from huanjie.office.units.models import Unit

YEAR_END = OPENED_ON + datetime.timedelta(days=200)


@dataclass(frozen=True, slots=True)
class Program:
    """Another program: its token, and how it asks."""

    secret: str
    token: ApiToken

    def get(self, address: str, **query: str) -> Any:
        return Client().get(f"/api/v1{address}", query, headers=self.headers)

    def send(
        self,
        method: str,
        address: str,
        said: object = None,
        *,
        key: str | None = None,
        seen: int | None = None,
    ) -> Any:
        headers = self.headers | {"Idempotency-Key": key or uuid.uuid4().hex}
        if seen is not None:
            headers["If-Match"] = str(seen)
        body = b"" if said is None else json.dumps(said)
        return Client(raise_request_exception=False).generic(
            method, f"/api/v1{address}", body, content_type="application/json", headers=headers
        )

    def post(self, address: str, said: object = None, **how: Any) -> Any:
        return self.send("POST", address, said, **how)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


def program(user: User, place: Unit, actions: Iterable[Action] | None = None) -> Program:
    """A program of somebody's, good for all that they may do there or for these actions."""
    secret = new_secret()
    granted = frozenset(open_to(user, place) if actions is None else actions)
    grant = Grant(name="统计程序", actions=granted, expires_on=YEAR_END)
    number = make_token(acting_user=act(user), unit=place, grant=grant, secret=secret)
    return Program(secret.text, ApiToken.objects.get(pk=number))


Make = Callable[..., Program]


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> None:
    """No test has used up the rate of the next."""
    cache.clear()


@pytest.fixture
def clerk(cast: Cast, village: Unit) -> Program:
    return program(cast.clerk, village)


@pytest.fixture
def chair(cast: Cast, village: Unit) -> Program:
    return program(cast.chair, village)


@pytest.fixture
def town(cast: Cast, village: Unit) -> Program:
    assert village.parent
    return program(cast.town, village.parent)
