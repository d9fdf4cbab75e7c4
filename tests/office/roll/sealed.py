"""Villages whose people stood on the roll of another, whose election is sealed (已封存)."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.domain.numbers import number
from tests.office.conftest import act
from tests.office.roll.conftest import RESIDENT
from tests.office.roll.far import (
    NEXT_DOOR,
    SANLIAN,
    Far,
    village_of,
)

from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.changes import Addition, add_to_roll, correct_on_roll, strike_off
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
ZHAO, QIAN, SUN = (number(sequence=each) for each in ("101", "102", "103"))
THERE = "那里的选举已经封存"
WHY = "那次选举以后户口迁入"


def county() -> Unit:
    return Unit.objects.get(pk="330329000000")


def seal(far: Far) -> None:
    stand_at(far, "sealed")


def stand_at(far: Far, stage: str) -> None:
    Election.objects.filter(pk=far.election.pk).update(
        stage=stage, roll_published_on=far.election.start_day
    )


def moved() -> tuple[Far, Far]:
    """赵一 is number 1 of a roll in making, and on that of a village whose election is sealed."""
    there, here = village_of(*NEXT_DOOR), village_of(*SANLIAN)
    there.load(("赵一", ZHAO), ("孙三", SUN))
    here.load(("赵一", ZHAO), ("钱二", QIAN))
    seal(there)
    return here, there


def posted() -> tuple[Far, Far]:
    """A posted roll without 赵一, who was on that of a village whose election is sealed."""
    there, here = village_of(*NEXT_DOOR), village_of(*SANLIAN)
    there.load(("赵一", ZHAO), ("孙三", SUN))
    here.load(("钱二", QIAN))
    here.publish()
    seal(there)
    return here, there


def add(here: Far, kind: str = "moved-in", id_number: str = ZHAO, because: str = "") -> int:
    return add_to_roll(
        acting_user=act(here.clerk),
        election=here.fresh(),
        who=Addition(
            kind=kind,
            cells={"name": "赵一", "id_number": id_number},
            stated=RESIDENT,
            because=because,
        ),
    )


def correct(here: Far, at: int, id_number: str) -> int:
    return correct_on_roll(
        acting_user=act(here.clerk),
        election=here.fresh(),
        number=at,
        cells={"id_number": id_number},
    )


def strike(here: Far, at: int) -> None:
    strike_off(acting_user=act(here.clerk), election=here.fresh(), kind="declined", number=at)
