"""Villages of other counties, cities and provinces, each with an election and its clerk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.exchange.workbooks import csv_file
from tests.office.conftest import act, plan
from tests.office.roll.conftest import HEADINGS

from huanjie.domain.permission import Role
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import Plan, open_election
from huanjie.office.roll.publication import publish_roll
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import keep_upload, load_roll
from huanjie.office.roll.settling import claim_here
from huanjie.office.units.models import Assignment, Unit

Above = tuple[tuple[str, str], ...]
"""places from the top down, each by what its code says and its name"""

_LEVELS: Final = {2: "province", 4: "city", 6: "county", 9: "town", 12: "unit"}
"""the level of a place by the length of what its code says"""


@dataclass(frozen=True, slots=True)
class Far:
    """A village, its election in the making, and who keeps its roll."""

    election: Election
    clerk: User

    @property
    def unit(self) -> Unit:
        """The village."""
        return self.election.unit

    def load(self, *rows: tuple[str, str]) -> None:
        """Put these people on the roll: name and identity number."""
        raw, by = csv_file(HEADINGS[:2], *rows), act(self.clerk)
        checked = check_file(self.election, name="名册.csv", raw=raw)
        upload = keep_upload(acting_user=by, election=self.election, checked=checked)
        load_roll(acting_user=act(self.clerk), election=self.election, upload=upload, way="replace")

    def claim(self, number: int = 1) -> None:
        """Say that somebody votes here."""
        claim_here(
            acting_user=act(self.clerk), election=self.election, number=number, because="住在本村"
        )

    def publish(self) -> int:
        """Publish the roll; how many are on it."""
        return publish_roll(acting_user=act(self.clerk), election=self.fresh())

    def fresh(self) -> Election:
        """The election as it is now."""
        return Election.objects.select_related("unit").get(pk=self.election.pk)


def village_of(*above: tuple[str, str]) -> Far:
    """The last of these places, with an election; places that are there already are taken."""
    unit: Unit | None = None
    for code, name in above:
        unit = _place(code, name, unit)
    assert unit
    clerk = officer(unit, Role.CLERK)
    Assignment.objects.create(user=clerk, role=Role.CHAIR, unit=unit)
    pk = open_election(acting_user=act(clerk), unit=unit, plan=_plan(above[0] in ZHEJIANG))
    return Far(Election.objects.select_related("unit").get(pk=pk), clerk)


def _plan(women_s_line: bool) -> Plan:
    """What a village decides; Zhejiang alone asks for a line that lists women."""
    seats = {"chair": 1, "vice-chair": 0, "member": 2}
    return plan(seats={**seats, "妇女委员": 1} if women_s_line else seats)


def officer(unit: Unit, role: Role) -> User:
    """Somebody who holds a role at a place."""
    user = User.objects.create_user(f"{role.value}-{unit.code}", name=unit.name, password="x")
    Assignment.objects.create(user=user, role=role, unit=unit)
    return user


def _place(code: str, name: str, above: Unit | None) -> Unit:
    whole = code.ljust(12, "0")
    found, _ = Unit.objects.get_or_create(
        code=whole,
        defaults={
            "name": name,
            "level": _LEVELS[len(code)],
            "parent": above,
            "path": f"{above.path if above else ''}{whole}/",
        },
    )
    return found


ZHEJIANG: Final = (("33", "浙江省"),)
WENZHOU: Final = (*ZHEJIANG, ("3303", "温州市"))
TAISHUN: Final = (*WENZHOU, ("330329", "泰顺县"), ("330329100", "罗阳镇"))
SANLIAN: Final = (*TAISHUN, ("330329100257", "三联村委会"))
NEXT_DOOR: Final = (*TAISHUN, ("330329100258", "溪坪村委会"))
NEXT_COUNTY: Final = (
    *(*WENZHOU, ("330381", "瑞安市")),
    *(("330381102", "塘下镇"), ("330381102201", "鲍田村委会")),
)
NEXT_CITY: Final = (
    *(*ZHEJIANG, ("3311", "丽水市"), ("331127", "景宁畲族自治县")),
    *(("331127101", "沙湾镇"), ("331127101201", "七里村委会")),
)
NEXT_PROVINCE: Final = (
    *(("35", "福建省"), ("3509", "宁德市"), ("350924", "寿宁县")),
    *(("350924100", "鳌阳镇"), ("350924100201", "茗溪村委会")),
)
DONGGUAN: Final = (("44", "广东省"), ("4419", "东莞市"))
"""a city without counties"""
DONGCHENG: Final = (*DONGGUAN, ("441900003", "东城街道"))
