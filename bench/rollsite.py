"""A site that takes a province's roll (大名册的导入), in a process of its own.

python -m bench.rollsite make UNITS      a new site with so many villages that gather their rolls
python -m bench.rollsite import FILE     import the file; seconds and memory as JSON
"""

from __future__ import annotations

import datetime
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.bigroll import ON, unit_codes  # noqa: E402
from huanjie.domain.permission import Role  # noqa: E402
from huanjie.office import clock  # noqa: E402
from huanjie.office.command import ActingUser  # noqa: E402
from huanjie.office.people.models import User  # noqa: E402
from huanjie.office.planning.services import Plan, open_election  # noqa: E402
from huanjie.office.roll.models import RollEntry  # noqa: E402
from huanjie.office.units.models import Assignment, Unit  # noqa: E402

BODY: Final = "villagers-committee"
USER: Final = "county"
_OPENED: Final = datetime.datetime(2026, 5, 18, 10, tzinfo=clock.CHINA)
_COUNTY: Final = "990000000000"


def make(units: int) -> dict[str, Any]:
    """Villages with an election each, and the county office."""
    call_command("migrate", verbosity=0)
    county = Unit.objects.create(code=_COUNTY, name="某县", level="county", path=f"{_COUNTY}/")
    user = User.objects.create_user(USER, name="县办", password=None)
    Assignment.objects.create(user=user, role=Role.COUNTY_OFFICE, unit=county)
    plan = Plan(
        body=BODY,
        polling_day=ON,
        start_day=_OPENED.date(),
        seats={"chair": 1, "vice-chair": 0, "member": 2},
        method="voters",
        style="choice",
        adopted_by="村民代表会议",
        adopted_on=_OPENED.date(),
    )
    with clock.acting_at(_OPENED):
        for code in unit_codes(units):
            village = Unit.objects.create(
                code=code,
                name=f"第{int(code) - int(_COUNTY)}村",
                level="unit",
                parent=county,
                path=f"{county.path}{code}/",
            )
            open_election(acting_user=ActingUser(user=user, key=code), unit=village, plan=plan)
    return {"units": units}


def bring_in(file: Path) -> dict[str, Any]:
    """Import the file by the command; the bad rows make its exit status 1."""
    before = _megabytes()
    start = time.perf_counter()
    try:
        with clock.acting_at(_OPENED):
            call_command(
                "import_rolls", str(file), "--body", BODY, "--user", USER, stdout=sys.stderr
            )
        status = 0
    except SystemExit as ended:
        status = int(ended.code or 0)
    return {
        "seconds": time.perf_counter() - start,
        "status": status,
        "on_roll": RollEntry.objects.count(),
        "megabytes_before": before,
        "megabytes": _megabytes(),
    }


def _megabytes() -> float:
    """The most memory that this program ever held. What `getrusage` says begins with what held the
    process before the program was started in it, its parent: Linux tells the program's own.
    """
    own = Path("/proc/self/status")
    if not own.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = dict(line.split(":", 1) for line in own.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


def main(words: list[str]) -> None:
    """Do what is asked and say it in one line of JSON."""
    match words:
        case ["make", units]:
            answer = make(int(units))
        case ["import", file]:
            answer = bring_in(Path(file))
        case _:
            raise SystemExit(__doc__)
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
