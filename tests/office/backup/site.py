"""A small site in a data folder of its own (小网站), made by a program of its own: the tests' own
database lies in memory, where no second program finds it.

    python -m tests.office.backup.site make     a village's sealed election, and its branch's
    python -m tests.office.backup.site more     one deed more in the log of the village
    python -m tests.office.backup.site state    what is in it, as JSON
"""

from __future__ import annotations

import datetime
import json
import os
import random
import sys
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from huanjie.domain.cycle import Stage  # noqa: E402
from huanjie.exchange.unitfile import read_units  # noqa: E402
from huanjie.office import clock  # noqa: E402
from huanjie.office.closing.models import Dossier  # noqa: E402
from huanjie.office.deeds import journal  # noqa: E402
from huanjie.office.deeds.models import Log  # noqa: E402
from huanjie.office.demo.accounts import HALL, HOME, make_accounts  # noqa: E402
from huanjie.office.demo.county import COUNTY_FILE  # noqa: E402
from huanjie.office.demo.course import Course  # noqa: E402
from huanjie.office.demo.invented import Inventor  # noqa: E402
from huanjie.office.people.models import User  # noqa: E402
from huanjie.office.planning.models import Election  # noqa: E402
from huanjie.office.roll.models import RollEntry  # noqa: E402
from huanjie.office.units.models import Assignment, Level, Unit  # noqa: E402
from huanjie.office.units.services import plant  # noqa: E402

POLLING_DAY: Final = datetime.date(2026, 6, 28)
BRANCH_DAY: Final = datetime.date(2026, 6, 1)
TOWN: Final = "330329100000"
PEOPLE, MEMBERS = 24, 12


def make() -> None:
    """The county, its town and two villages; one of them has elected, its branch is about to."""
    call_command("migrate", verbosity=0)
    rows = read_units(COUNTY_FILE.read_bytes(), file=COUNTY_FILE.name)
    plant(row for row in rows if row.level in ("province", "city", "county") or _is_ours(row.code))
    county = Unit.objects.get(level=Level.COUNTY)
    home, hall = Unit.objects.get(pk=HOME), Unit.objects.get(pk=HALL)
    assert home.parent
    team = make_accounts(county, home.parent, [home, hall])
    chance = random.Random(1)
    inventor = Inventor(chance, on=POLLING_DAY)
    for body, day, until, number in (
        ("villagers-committee", POLLING_DAY, Stage.SEALED, PEOPLE),
        ("party-branch", BRANCH_DAY, Stage.READY, MEMBERS),
    ):
        people = inventor.people(number)
        course = Course(unit=home, body=body, polling_day=day, until=until, people=people)
        course.run(team, chance)


def more() -> None:
    """One role more at the village, which its own log keeps."""
    call_command("add_account", "more", name="新来的", role="observer", at=HOME, verbosity=0)


def state() -> dict[str, Any]:
    """What anybody would look at first; every log is recomputed on the way."""
    with clock.acting_at(datetime.datetime(2026, 7, 1, 10, tzinfo=clock.CHINA)):
        chair = User.objects.get(username="chair")
        client = Client(SERVER_NAME="localhost")
        client.force_login(chair)
        pages = [client.get(f"/elections/{pk}/").status_code for pk in _elections()]
    return {
        "logs": {name: len(journal.check(name).entries) for name in _logs()},
        "roots": {name: journal.check(name).root.hex() for name in _logs()},
        "people": [
            [each.name, each.id_number, each.phone]
            for each in RollEntry.objects.order_by("election", "number")
        ],
        "elections": [[each.stage, each.version] for each in Election.objects.order_by("pk")],
        "dossiers": list(Dossier.objects.values_list("sha256", flat=True)),
        "roles": Assignment.objects.count(),
        "pages": pages,
    }


def _is_ours(code: str) -> bool:
    return code in (TOWN, HOME, HALL)


def _elections() -> list[str]:
    return list(Election.objects.values_list("pk", flat=True))


def _logs() -> list[str]:
    return list(Log.objects.order_by("name").values_list("name", flat=True))


if __name__ == "__main__":
    if sys.argv[1] == "state":
        print(json.dumps(state()))
    else:
        {"make": make, "more": more}[sys.argv[1]]()
