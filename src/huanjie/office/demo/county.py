"""The demo's county (演示的县): Taishun with every unit at some stage, and invented people."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from huanjie.domain.cycle import Stage
from huanjie.exchange.unitfile import read_units
from huanjie.office import clock, units
from huanjie.office.demo.accounts import HALL, HOME, make_accounts, remove_team
from huanjie.office.demo.course import Course
from huanjie.office.demo.invented import AREA, Inventor
from huanjie.office.demo.organisation import Organisation
from huanjie.office.demo.reviewing import begin_review
from huanjie.office.people.models import User
from huanjie.office.planning.laws import bodies_of
from huanjie.office.planning.models import PARTY_BRANCH, Election
from huanjie.office.units.models import Level, Unit
from huanjie.office.units.services import plant

COUNTY_FILE: Final = Path(units.__file__).parent / "data" / "taishun.csv"
SEED: Final = 20260628
_VOTERS: Final = (40, 90)
_MEMBERS: Final = (20, 36)

Plan = tuple[int, Stage, str]
"""days from today to the polling day, how far it has come, and how the count went"""

_COMMITTEES: Final[tuple[Plan, ...]] = (
    (-30, Stage.SEALED, "clear"),
    (-22, Stage.SEALED, "clear"),
    (-15, Stage.SEALED, "clear"),
    (-9, Stage.SEALED, "clear"),
    (-3, Stage.DECLARED, "clear"),
    (-2, Stage.DECLARED, "tie"),
    (-1, Stage.DECLARED, "short"),
    (0, Stage.COUNTING, "clear"),
    (0, Stage.READY, "clear"),
    (2, Stage.READY, "clear"),
    (4, Stage.READY, "clear"),
    (6, Stage.READY, "clear"),
    (9, Stage.ROLL_PUBLISHED, "clear"),
    (11, Stage.ROLL_PUBLISHED, "clear"),
    (16, Stage.ROLL_PUBLISHED, "clear"),
    (19, Stage.ROLL_PUBLISHED, "clear"),
    (22, Stage.OPENED, "clear"),
    (27, Stage.OPENED, "clear"),
    (31, Stage.OPENED, "clear"),
)
_LATE: Final[tuple[Plan, ...]] = (
    (18, Stage.OPENED, "clear"),
    (4, Stage.ROLL_PUBLISHED, "clear"),
)
"""a roll and a list that were not published in time"""
_EVERY_LATE: Final = 37
_EVERY_UNOPENED: Final = 13
_SEAT: Final = "330329100000"
"""the county town: all its branches have voted; elsewhere those of finished villages alone"""
_BEFORE: Final = 120
"""days before today on which people were sent out, before any election was opened"""
_REVIEWED: Final = 13
"""the unit, in their order, whose nominees are in joint review"""
_APART: Final = 300
"""areas between the numbers of those who sat before and those on the rolls"""
_PARTY_AHEAD: Final = 25
"""days by which a branch votes before the committee"""

Tell = Callable[[int, int], None]


def make_county(tell: Tell) -> int:
    """Make everything; `tell` is called with how many units are done, of how many. The answer is
    how many elections there are.
    """
    plant(read_units(COUNTY_FILE.read_bytes(), file=COUNTY_FILE.name))
    county = Unit.objects.get(level=Level.COUNTY)
    home, hall = Unit.objects.get(pk=HOME), Unit.objects.get(pk=HALL)
    assert home.parent
    team = make_accounts(county, home.parent, [home, hall])
    chance = random.Random(SEED)
    inventor = Inventor(chance, on=clock.today())
    all_units = [unit for unit in Unit.objects.filter(level=Level.UNIT) if unit.holds_elections]
    office = User.objects.get(username="county")
    organisation = Organisation(county, office, random.Random(SEED))
    others = Inventor(random.Random(SEED), on=clock.today(), area=AREA + _APART)
    organisation.incumbents(all_units, others, _day(-_BEFORE))
    organisation.cover(all_units, others, _day(-_BEFORE))
    for place, unit in enumerate(all_units):
        for course in _courses(unit, place, inventor, chance):
            election = course.run(team, chance)
            if course.nominated:
                begin_review(county, office, election)
        tell(place + 1, len(all_units))
    organisation.waves(clock.today())
    remove_team()
    return Election.objects.count()


def _courses(unit: Unit, place: int, inventor: Inventor, chance: random.Random) -> Iterator[Course]:
    """The elections of one unit: the branch's first, then the committee's."""
    committee, branch, *_others = bodies_of(unit)
    assert branch == PARTY_BRANCH
    days, stage, outcome = _plan_of(unit, place)
    if stage == Stage.SEALED or unit.parent_id == _SEAT:
        yield Course(
            unit=unit,
            body=branch,
            polling_day=_day(days - _PARTY_AHEAD),
            until=Stage.SEALED if days < _PARTY_AHEAD else Stage.READY,
            people=inventor.people(chance.randint(*_MEMBERS)),
        )
    if unit.pk == HOME or place % _EVERY_UNOPENED == _EVERY_UNOPENED - 1:
        return
    yield Course(
        unit=unit,
        body=committee,
        polling_day=_day(days),
        until=stage,
        people=inventor.people(chance.randint(*_VOTERS)),
        outcome=outcome,  # type: ignore[arg-type]
        nominated=place == _REVIEWED,
        sheets=0 if unit.pk == HALL else 1,
    )


def _plan_of(unit: Unit, place: int) -> Plan:
    if unit.pk == HALL:
        return (0, Stage.COUNTING, "clear")
    if place % _EVERY_LATE == _EVERY_LATE - 1:
        return _LATE[place // _EVERY_LATE % len(_LATE)]
    return _COMMITTEES[place % len(_COMMITTEES)]


def _day(days: int) -> datetime.date:
    return clock.today() + datetime.timedelta(days=days)
