"""Administrators of the county and of another town, each in their own browser."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from tests.office.conftest import Cast

from huanjie.domain.permission import Role
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
Enter = Callable[[str, str], Client]
DEEDS = ("password", "close", "reopen", "unlock", "second-factor", "roles")


@dataclass(frozen=True, slots=True)
class Keepers:
    """The three administrators of the county, and two of the town."""

    system: User
    security: User
    audit: User
    town_system: User
    town_security: User
    county: Unit
    town: Unit


def holder(name: str, role: Role, unit: Unit) -> User:
    """Somebody with a role; the password is the account."""
    user = User.objects.create_user(name, name=f"管理员{name}", password=name)
    Assignment.objects.create(user=user, role=role, unit=unit)
    return user


@pytest.fixture
def keepers(cast: Cast) -> Keepers:
    """Everybody who keeps accounts."""
    county, town = cast.county.assignments.get().unit, cast.town.assignments.get().unit
    return Keepers(
        system=holder("system", Role.SYSTEM_ADMIN, county),
        security=holder("security", Role.SECURITY_ADMIN, county),
        audit=holder("audit", Role.AUDIT_ADMIN, county),
        town_system=holder("town-system", Role.SYSTEM_ADMIN, town),
        town_security=holder("town-security", Role.SECURITY_ADMIN, town),
        county=county,
        town=town,
    )


@pytest.fixture
def enter() -> Callable[[str, str], Client]:
    """Signs in by account and password."""

    def entered(name: str, password: str) -> Client:
        client = Client()
        client.post("/sign-in/", {"username": name, "password": password})
        return client

    return entered


def post(client: Client, address: str, **form: str) -> Any:
    """Send a form with a number of its own."""
    return client.post(address, {"key": uuid.uuid4().hex, **form})


def is_in(client: Client) -> bool:
    """Whether somebody has signed in."""
    return "_auth_user_id" in client.session


def new(client: Client, unit: Unit, username: str = "lan", **more: str) -> Any:
    """Make an account at a place."""
    return post(client, "/accounts/new/", name="蓝文书", username=username, place=unit.pk, **more)


def shown_password(page: Any) -> str:
    """The start password that a page shows."""
    found = re.search(r'class="code">([A-Z0-9-]{14})<', page.content.decode())
    assert found
    return found[1]
