"""A small county with two villages and a community, its people by role, and days to act on."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from huanjie.domain.permission import Role
from huanjie.office import clock
from huanjie.office.command import ActingUser
from huanjie.office.people.models import User
from huanjie.office.pinyin import initials
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import Plan, open_election
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.search import index

OPENED_ON = datetime.date(2026, 5, 18)
POLLING_DAY = datetime.date(2026, 6, 28)

_PLACES = (
    ("330000000000", "浙江省", "province"),
    ("330300000000", "温州市", "city"),
    ("330329000000", "泰顺县", "county"),
    ("330329100000", "罗阳镇", "town"),
    ("330329100257", "三联村委会", "unit"),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part at the village, by role; and somebody from the village next door."""

    county: User
    town: User
    chair: User
    clerk: User
    teller: User
    other_teller: User
    scrutineer: User
    observer: User
    stranger: User


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """PostgreSQL counts ids on from test to test: they begin so high that none is ever taken for
    a number that was counted.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequences = "SELECT oid::regclass FROM pg_class WHERE relkind = 'S'"
            cursor.execute(f"SELECT setval(oid, 1000000) FROM ({sequences}) AS of_ids")


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """No page that was asked for in English leaves its language to the next test."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def acting_day() -> Iterator[None]:
    """Nothing in these tests rests on the day they are run on."""
    with on(OPENED_ON):
        yield


def on(day: datetime.date) -> AbstractContextManager[None]:
    """Act at ten in the morning of a day in China."""
    return clock.acting_at(datetime.datetime(day.year, day.month, day.day, 10, tzinfo=clock.CHINA))


@pytest.fixture
def village(db: None) -> Unit:
    """三联村, with the places above it."""
    above: Unit | None = None
    for code, name, level in _PLACES:
        above = _unit(code, name, level, above)
    assert above
    return above


@pytest.fixture
def next_village(village: Unit) -> Unit:
    """The village next door, of the same town."""
    return _unit("330329100258", "溪坪村委会", "unit", village.parent)


@pytest.fixture
def community(village: Unit) -> Unit:
    """A community of the same town."""
    return _unit("330329100005", "新北社区", "unit", village.parent)


def _unit(code: str, name: str, level: str, above: Unit | None) -> Unit:
    path = f"{above.path if above else ''}{code}/"
    unit = Unit(code=code, name=name, level=level, parent=above, path=path, pinyin=initials(name))
    unit.save(force_insert=True)
    index([unit])
    return unit


@pytest.fixture
def cast(village: Unit, next_village: Unit) -> Cast:
    """Everybody; the password of each is their account."""
    town = village.parent
    assert town
    assert town.parent
    return Cast(
        county=_user("county", "县办", Role.COUNTY_OFFICE, town.parent),
        town=_user("town", "镇办", Role.TOWN_OFFICE, town),
        chair=_user("chair", "蓝主任", Role.CHAIR, village),
        clerk=_user("clerk", "钟文书", Role.CLERK, village),
        teller=_user("teller", "雷一", Role.TELLER, village),
        other_teller=_user("other-teller", "雷二", Role.TELLER, village),
        scrutineer=_user("scrutineer", "吴监票", Role.SCRUTINEER, village),
        observer=_user("observer", "林监督", Role.OBSERVER, village),
        stranger=_user("stranger", "邻村文书", Role.CLERK, next_village),
    )


def _user(username: str, name: str, role: Role, unit: Unit) -> User:
    user = User.objects.create_user(username, name=name, password=username)
    Assignment.objects.create(user=user, role=role, unit=unit)
    return user


def act(user: User, *, key: str | None = None, seen: int | None = None) -> ActingUser:
    """Somebody acting by a form of their own."""
    return ActingUser(user=user, key=key or uuid.uuid4().hex, seen=seen)


@pytest.fixture
def browse() -> Callable[[User], Client]:
    """A browser in which somebody has signed in."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


def plan(**changes: object) -> Plan:
    """The plan of a village: a chair, two members, and the line that lists women alone."""
    values: dict[str, object] = {
        "body": "villagers-committee",
        "polling_day": POLLING_DAY,
        "start_day": OPENED_ON,
        "seats": {"chair": 1, "vice-chair": 0, "member": 2, "妇女委员": 1},
        "method": "voters",
        "style": "choice",
        "adopted_by": "村民代表会议",
        "adopted_on": OPENED_ON,
    }
    return Plan(**(values | changes))  # type: ignore[arg-type]


def party_plan(**changes: object) -> Plan:
    """The plan of a Party branch: three members of the committee."""
    values: dict[str, object] = {
        "body": "party-branch",
        "polling_day": datetime.date(2026, 6, 12),
        "seats": {"member": 3},
        "style": "approve-oppose-abstain",
        "adopted_by": "党员大会",
    }
    return plan(**(values | changes))


@pytest.fixture
def election(cast: Cast, village: Unit) -> Election:
    """The village's committee election, just opened."""
    opened = open_election(acting_user=act(cast.clerk), unit=village, plan=plan())
    return Election.objects.get(pk=opened)


@pytest.fixture
def party_election(cast: Cast, village: Unit) -> Election:
    """The Party branch's election, just opened."""
    opened = open_election(acting_user=act(cast.clerk), unit=village, plan=party_plan())
    return Election.objects.get(pk=opened)
