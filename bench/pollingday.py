"""The site on its polling day (选举日的网站), made for W7: villages that count, a teller signed in.

python -m bench.pollingday make PLACES POSTS    the requests, as JSON
python -m bench.pollingday count                how many deeds there are
"""

from __future__ import annotations

import datetime
import json
import os
import random
import sys
from typing import Any, Final
from urllib.parse import urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from huanjie.domain.cycle import Stage  # noqa: E402
from huanjie.domain.permission import Role  # noqa: E402
from huanjie.exchange.unitfile import read_units  # noqa: E402
from huanjie.office import clock  # noqa: E402
from huanjie.office.deeds.models import Deed  # noqa: E402
from huanjie.office.demo.accounts import make_accounts  # noqa: E402
from huanjie.office.demo.county import COUNTY_FILE  # noqa: E402
from huanjie.office.demo.course import Course  # noqa: E402
from huanjie.office.demo.invented import Inventor  # noqa: E402
from huanjie.office.people.models import User  # noqa: E402
from huanjie.office.planning.models import Election  # noqa: E402
from huanjie.office.polling.models import Sheet  # noqa: E402
from huanjie.office.polling.sheetform import as_typed  # noqa: E402
from huanjie.office.polling.stored import opened  # noqa: E402
from huanjie.office.units.models import Assignment, Level, Unit  # noqa: E402
from huanjie.office.units.services import plant  # noqa: E402

TOKEN: Final = "t" * 32
PEOPLE: Final = 40
SEALED: Final = 5


def make(places: int, posts: int) -> dict[str, Any]:
    """The county, villages that count today, some that are sealed; the requests to send."""
    call_command("migrate", verbosity=0)
    plant(read_units(COUNTY_FILE.read_bytes(), file=COUNTY_FILE.name))
    county = Unit.objects.get(level=Level.COUNTY)
    units = [each for each in Unit.objects.filter(level=Level.UNIT) if each.name.endswith("村委会")]
    villages = units[:places]
    assert villages[0].parent
    team = make_accounts(county, villages[0].parent, villages[:1])
    inventor = Inventor(random.Random(7), on=clock.today())
    for at, unit in enumerate(units[: places + SEALED]):
        course = Course(
            unit=unit,
            body="villagers-committee",
            polling_day=clock.today() - datetime.timedelta(days=0 if at < places else 5),
            until=Stage.COUNTING if at < places else Stage.SEALED,
            people=inventor.people(PEOPLE),
            sheets=1,
        )
        course.run(team, random.Random(at))
    sessions = [_teller(at, unit) for at, unit in enumerate(villages)]
    ids = [unit.elections.get().pk for unit in villages]
    sheets = [_typed(pk) for pk in ids]
    return {
        "pages": [_get(f"/elections/{pk}/rounds/1/", s) for pk, s in zip(ids, sessions)],  # noqa: B905
        "posts": [
            _post(f"/elections/{ids[n % places]}/rounds/1/sheet/", sessions[n % places], form)
            for n in range(posts)
            for form in [{**sheets[n % places], "key": f"{n:032x}"}]
        ],
        "public": [_get("/dossiers/", "")],
        "deeds": Deed.objects.count(),
    }


def _teller(at: int, unit: Unit) -> str:
    """A teller of this village alone, signed in; the session's cookie."""
    user = User.objects.create_user(f"t{at}", name=f"计票人{at}", password=None)
    Assignment.objects.create(user=user, role=Role.TELLER, unit=unit)
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def _typed(pk: str) -> dict[str, str]:
    """The sheet that the course handed in, as it is typed; it is taken away again."""
    row = Sheet.objects.get(round__election_id=pk)
    typed = {name: text for name, text in as_typed(opened(row)).items() if text}
    collected = row.round.collected
    row.delete()
    return {**typed, "collected": str(collected), "confirm": "1", "csrfmiddlewaretoken": TOKEN}


def _get(address: str, session: str) -> str:
    cookie = f"Cookie: sessionid={session}\r\n" if session else ""
    return f"GET {address} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n"


def _post(address: str, session: str, form: dict[str, str]) -> str:
    body = urlencode(form)
    return (
        f"POST {address} HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: sessionid={session}; csrftoken={TOKEN}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


if __name__ == "__main__":
    if sys.argv[1] == "make":
        print(json.dumps(make(int(sys.argv[2]), int(sys.argv[3]))))
    else:
        print(Deed.objects.count(), Election.objects.count())
