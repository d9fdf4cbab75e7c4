"""The site that is killed (被强行停止的网站): made and looked at by a program of its own.

python -m tests.office.killed make          elections to write in, and who writes, as JSON
python -m tests.office.killed audit FILE    what does not hold, given what was acknowledged
"""

from __future__ import annotations

import datetime
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huanjie.office.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from huanjie.domain.cycle import Stage  # noqa: E402
from huanjie.domain.permission import Action  # noqa: E402
from huanjie.exchange.unitfile import read_units  # noqa: E402
from huanjie.office import clock  # noqa: E402
from huanjie.office.deeds import journal  # noqa: E402
from huanjie.office.deeds.models import Deed, Entry, Log  # noqa: E402
from huanjie.office.demo.accounts import HALL, HOME, Team, make_accounts  # noqa: E402
from huanjie.office.demo.county import COUNTY_FILE  # noqa: E402
from huanjie.office.demo.course import Course  # noqa: E402
from huanjie.office.demo.invented import Inventor  # noqa: E402
from huanjie.office.people.models import User  # noqa: E402
from huanjie.office.planning.models import Election  # noqa: E402
from huanjie.office.polling.models import Round, Sheet  # noqa: E402
from huanjie.office.polling.sheetform import as_typed  # noqa: E402
from huanjie.office.polling.stored import opened  # noqa: E402
from huanjie.office.roll.models import RollEntry  # noqa: E402
from huanjie.office.units.models import Level, Unit  # noqa: E402
from huanjie.office.units.services import plant  # noqa: E402

TOWN: Final = "330329100000"
ROLLS: Final = ("330329100251", "330329100252", "330329100253")
COUNTS: Final = ("330329100254", "330329100255")
PEOPLE: Final = 30
POSTS: Final = 1000


def make() -> dict[str, Any]:
    """Elections that take people onto their rolls, and elections that count; who may, signed in."""
    call_command("migrate", verbosity=0)
    kept = {TOWN, HOME, HALL, *ROLLS, *COUNTS}
    rows = read_units(COUNTY_FILE.read_bytes(), file=COUNTY_FILE.name)
    plant(row for row in rows if row.code in kept or row.level in ("province", "city", "county"))
    county = Unit.objects.get(level=Level.COUNTY)
    town = Unit.objects.get(pk=TOWN)
    villages = list(Unit.objects.filter(pk__in=(*ROLLS, *COUNTS)))
    team = make_accounts(county, town, villages)
    chance = random.Random(9)
    inventor = Inventor(chance, on=clock.today())
    rolls = [_run(code, Stage.OPENED, 31, team, inventor) for code in ROLLS]
    counts = [_run(code, Stage.COUNTING, 0, team, inventor) for code in COUNTS]
    return {
        "people": [
            {"name": each.name, "id_number": each.identity_number, "group": each.group}
            for each in inventor.people(POSTS)
        ],
        "rolls": rolls,
        "sheets": {pk: _sheet(pk) for pk in counts},
        "sessions": {name: _session(name) for name in ("chair", "clerk", "teller1", "teller2")},
    }


def _run(code: str, until: Stage, days: int, team: Team, inventor: Inventor) -> str:
    course = Course(
        unit=Unit.objects.get(pk=code),
        body="villagers-committee",
        polling_day=clock.today() + datetime.timedelta(days=days),
        until=until,
        people=inventor.people(PEOPLE),
        sheets=1,
    )
    return course.run(team, random.Random(code)).pk


def _sheet(pk: str) -> dict[str, str]:
    """A sheet as a teller types it, that of the course; it is taken away again."""
    round_ = Round.objects.get(election_id=pk)
    row = Sheet.objects.get(round=round_)
    typed = as_typed(opened(row))
    row.delete()
    return {**typed, "collected": str(round_.collected), "confirm": "1"}


def _session(username: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client.cookies["sessionid"].value


def audit(acknowledged: dict[str, Any]) -> Iterator[str]:
    """Everything that does not hold."""
    for name in Log.objects.values_list("name", flat=True):
        journal.check(name)
    deeds = {deed.key: deed for deed in Deed.objects.select_related("entry")}
    for key in acknowledged["keys"]:
        if key not in deeds:
            yield f"acknowledged, not there: {key}"
    yield from _halves()
    yield from _people(acknowledged["people"])
    yield from _sheets(acknowledged["sheets"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if (found := cursor.fetchone()[0]) != "ok":
                yield f"integrity: {found}"


def _halves() -> Iterator[str]:
    """A deed without its entry, an entry without its deed, a size that is not its entries'."""
    entries, deeds = Entry.objects.count(), Deed.objects.count()
    if entries != deeds:
        yield f"{entries} entries, {deeds} deeds"
    for log in Log.objects.all():
        if log.size != log.entries.count():
            yield f"{log.name}: size {log.size}"


def _people(acknowledged: list[str]) -> Iterator[str]:
    """Everybody who was acknowledged is on a roll once; every row has a deed that put it there."""
    rows = Counter(
        (each.election_id, str(each.id_number))
        for each in RollEntry.objects.filter(election__stage=Stage.OPENED, source="")
    )
    yield from (f"twice on the roll: {who}" for who, times in rows.items() if times > 1)
    numbers = {number for _, number in rows}
    yield from (f"not on the roll: {who}" for who in acknowledged if who not in numbers)
    for election in Election.objects.filter(stage=Stage.OPENED):
        added = election.roll.filter(source="").count()
        done = Deed.objects.filter(
            action=Action.LOAD_ROLL, entry__log_id=election.log_name, user__is_active=True
        ).count()
        if added != done:
            yield f"{election.pk}: {added} people, {done} deeds"


def _sheets(acknowledged: dict[str, Any]) -> Iterator[str]:
    """Each teller's sheet is whole, and the last that was acknowledged or one sent after it."""
    for place, allowed in acknowledged.items():
        pk, username = place.split(" ")
        row = Sheet.objects.filter(round__election_id=pk, teller__username=username).first()
        found = as_typed(opened(row)) if row else None
        if allowed and (found is None or _figures(found) not in map(_figures, allowed)):
            yield f"{place}: {found}"


def _figures(typed: dict[str, str]) -> dict[str, str]:
    """The numbers of a sheet alone."""
    own = ("collected", "confirm", "key")
    return {name: text for name, text in typed.items() if text and name not in own}


if __name__ == "__main__":
    if sys.argv[1] == "make":
        print(json.dumps(make()))
    else:
        print(json.dumps(list(audit(json.loads(Path(sys.argv[2]).read_text("utf-8"))))))
