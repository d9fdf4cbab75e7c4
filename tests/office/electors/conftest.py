"""A published roll whose people are known by name and number; and who works in a community."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from tests.office.conftest import Cast
from tests.office.roll.conftest import invented, load, publish, roll_csv

from huanjie.domain.permission import Role
from huanjie.office.demo.invented import InventedPerson
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import Assignment, Unit


@dataclass(frozen=True, slots=True)
class Published:
    """A village's roll on the day on which it was published, with its people in its order."""

    election: Election
    people: tuple[InventedPerson, ...]

    def entry(self, number: int) -> RollEntry:
        """Whoever has this number."""
        return self.election.roll.get(number=number)


@pytest.fixture(autouse=True)
def nobody_asked_yet(db: None) -> Iterator[None]:
    """What one test asked is not counted against the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def published(cast: Cast, election: Election) -> Published:
    """Twelve people on a roll that was published today."""
    people = invented(12)
    load(cast, election, roll_csv(people))
    publish(cast, election)
    election.refresh_from_db()
    return Published(election, people)


@pytest.fixture
def of_the_community(cast: Cast, community: Unit) -> None:
    """The clerk and the chair have the same work in the community (社区)."""
    for user, role in ((cast.clerk, Role.CLERK), (cast.chair, Role.CHAIR)):
        Assignment.objects.create(user=user, role=role, unit=community)
