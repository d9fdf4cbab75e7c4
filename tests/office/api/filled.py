"""A town with elections at every stage (一个镇的选举), and one of another town."""

from __future__ import annotations

from dataclasses import dataclass

from tests.office.api.conftest import Program, program
from tests.office.closing import counts
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on, party_plan, plan
from tests.office.polling.conftest import VILLAGERS, Evening, choice, publish
from tests.office.roll.conftest import invented, keep, party_csv

from huanjie.domain.permission import Role
from huanjie.office.closing.services import seal
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll.models import Objection, RollEntry
from huanjie.office.units.models import Assignment, Unit

ELSEWHERE = "外镇外村委会"
STRANGER = "欧阳外人"


@dataclass(frozen=True, slots=True)
class Filled:
    """What there is to ask about, and by whom it is asked."""

    program: Program
    elections: tuple[Election, ...]
    foreign: Election
    units: tuple[Unit, ...]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no answer to this program may hold."""
        own = self.foreign
        return (own.pk, own.unit_id, own.unit.name, own.unit.short_name, STRANGER)


def filled(cast: Cast, village: Unit, next_village: Unit, community: Unit) -> Filled:
    """Sealed, just opened with a file that waits, nominating, and counting with one sheet in; asked
    by somebody who holds every role that a token can use, at the town.
    """
    assert village.parent
    town = village.parent
    asking = User.objects.create_user("all", name="全能", password=None)
    for role in (Role.TOWN_OFFICE, Role.CHAIR, Role.TELLER):
        Assignment.objects.create(user=asking, role=role, unit=town)
    return Filled(
        program=program(asking, town),
        elections=(
            sealed(cast, village, asking),
            waiting(cast, village, asking),
            nominating(community, asking),
            counting(next_village, cast, asking),
        ),
        foreign=foreign(cast, town),
        units=(town, village, next_village, community),
    )


def opened(unit: Unit, by: User, **changes: object) -> Election:
    pk = open_election(acting_user=act(by), unit=unit, plan=plan(**changes))
    return Election.objects.select_related("unit").get(pk=pk)


def sealed(cast: Cast, village: Unit, asking: User) -> Election:
    election = opened(village, asking)
    with on(POLLING_DAY):
        counts.declared(election, counts.complete(election))
        seal(acting_user=act(asking), election=election)
    day = {"roll_published_on": OPENED_ON, "candidates_published_on": OPENED_ON}
    Election.objects.filter(pk=election.pk).update(registered=900, **day)
    election.refresh_from_db()
    return election


def waiting(cast: Cast, village: Unit, asking: User) -> Election:
    pk = open_election(acting_user=act(asking), unit=village, plan=party_plan())
    election = Election.objects.select_related("unit").get(pk=pk)
    keep(cast, election, party_csv(invented(3), "正式党员", "预备党员", ""))
    return election


def nominating(community: Unit, asking: User) -> Election:
    seats = {"chair": 1, "vice-chair": 0, "member": 2}
    election = opened(community, asking, body="residents-committee", seats=seats)
    few = {post: VILLAGERS[post] for post in ("chair", "member")}
    publish(election, few)
    Election.objects.filter(pk=election.pk).update(
        stage="roll-published", candidates_published_on=None
    )
    election.nominees.update(state="nominee")
    election.refresh_from_db()
    own = {"election": election, "region": election.region, "received_on": OPENED_ON}
    Objection.objects.create(**own, number=1, kind="omitted", name="钟漏登", raised_by="蓝小田")
    return election


def counting(next_village: Unit, cast: Cast, asking: User) -> Election:
    election = opened(next_village, asking)
    publish(election, VILLAGERS)
    evening = Evening(election, Cast(**dict.fromkeys(CAST, asking)))
    with on(POLLING_DAY):
        evening.issue(620)
        evening.collect(610, voters=610)
        evening.enter(
            choice(
                600,
                10,
                chair={"p1": 400, "p2": 200},
                member={"p3": 450, "p4": 400, "p5": 200, "p6": 100},
                妇女委员={"p7": 400, "p8": 200},
            )
        )
    return election


CAST = tuple(Cast.__slots__)


def foreign(cast: Cast, town: Unit) -> Election:
    """An election of another town, with somebody on its roll."""
    assert town.parent
    county = town.parent
    other = Unit.objects.create(
        code="330329109000",
        name="外镇",
        level="town",
        parent=county,
        path=f"{county.path}330329109000/",
    )
    unit = Unit.objects.create(
        code="330329109999",
        name=ELSEWHERE,
        level="unit",
        parent=other,
        path=f"{other.path}330329109999/",
    )
    election = opened(unit, cast.county)
    RollEntry.objects.create(
        election=election, region=election.region, number=1, name=STRANGER, sex="m"
    )
    return election
