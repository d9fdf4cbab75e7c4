"""A small county on a day on which something is late, something is near, and something is done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pytest
from tests.office.conftest import Cast, act, plan

from huanjie.domain.cycle import Stage
from huanjie.domain.permission import Role
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Assignment, Unit

ROLL_EDGE = datetime.date(2026, 6, 8)


@dataclass(frozen=True, slots=True)
class County:
    """A village whose roll is awaited, one that is sealed, a community with nothing opened, and a
    village of another county.
    """

    village: Unit
    sealed: Unit
    community: Unit
    elsewhere: Unit
    awaited: Election
    finished: Election


@pytest.fixture
def county(cast: Cast, village: Unit, next_village: Unit, community: Unit) -> County:
    """The county, its places findable by their pinyin."""
    for unit, pinyin in ((village, "slcwh"), (next_village, "xpcwh"), (community, "xbsq")):
        unit.pinyin = pinyin
        unit.save()
    opened = [
        open_election(acting_user=act(cast.town), unit=unit, plan=plan())
        for unit in (village, next_village)
    ]
    awaited, finished = (Election.objects.get(pk=pk) for pk in opened)
    finished.stage = Stage.SEALED
    finished.save()
    return County(
        village=village,
        sealed=next_village,
        community=community,
        elsewhere=_elsewhere(),
        awaited=awaited,
        finished=finished,
    )


def _elsewhere() -> Unit:
    city = Unit.objects.get(level="city")
    other = Unit.objects.create(
        code="330328000000", name="文成县", level="county", parent=city, path=f"{city.path}o/"
    )
    town = Unit.objects.create(
        code="330328100000", name="大峃镇", level="town", parent=other, path=f"{other.path}t/"
    )
    return Unit.objects.create(
        code="330328100200", name="外县村委会", level="unit", parent=town, path=f"{town.path}u/"
    )


@pytest.fixture
def other_county(county: County) -> User:
    """An officer of the county next door."""
    user = User.objects.create_user("other-county", name="文成县办", password="x")
    place = Unit.objects.get(pk="330328000000")
    Assignment.objects.create(user=user, role=Role.COUNTY_OFFICE, unit=place)
    return user
