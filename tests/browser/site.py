"""A small site (小样站): one town of a real county, its villages, an account for every role.

    python -m tests.browser.site FOLDER [staged]

Some villages have no election yet; with `staged`, each of the others is at another stage, and which
election that is stands in staged.json.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from tests.browser.departments import seat_departments

from huanjie.cli.site_commands import set_up_site

VILLAGE, BRANCH = "330329100257", "330329100258"
"""where the tests elect a villagers' committee, and a Party branch's committee"""
LARGE = "330329100285"
"""where three thousand people are registered"""
TOGETHER = ("330329100261", "330329100262", "330329100263", "330329100265")
"""the villages whose nominees the town sends to joint review"""
STAGES = {
    "opened": "330329100256",
    "roll-published": "330329100255",
    "ready": "330329100254",
    "polling": "330329100253",
    "counting": "330329100252",
    "declared": "330329100251",
    "sealed": "330329100250",
}
TOWN = "330329100000"
STAGED = "staged.json"
SEED = 3


def prepare(folder: Path, *, staged: bool) -> None:
    """The data folder of a site that nobody has opened yet."""
    set_up_site(folder)
    from huanjie.exchange.unitfile import read_units
    from huanjie.office.demo.accounts import make_accounts, remove_team
    from huanjie.office.demo.county import COUNTY_FILE
    from huanjie.office.units.models import Unit
    from huanjie.office.units.services import plant

    kept = {VILLAGE, BRANCH, *STAGES.values(), TOWN}
    if not staged:
        kept |= {LARGE, *TOGETHER}
    rows = read_units(COUNTY_FILE.read_bytes(), file=COUNTY_FILE.name)
    plant(row for row in rows if row.code in kept or row.level in ("province", "city", "county"))
    town = Unit.objects.select_related("parent").get(pk=TOWN)
    assert town.parent
    villages = list(Unit.objects.filter(parent=town))
    team = make_accounts(town.parent, town, villages)
    if not staged:
        seat_departments(town.parent)
    else:
        elections = _stage(team)
        (folder / STAGED).write_text(json.dumps(elections), "utf-8")
    remove_team()


def _stage(team: object) -> dict[str, str]:
    """An election at every stage; the answer is the words that addresses are made of."""
    import datetime

    from tests.browser.rooms import fill_rooms

    from huanjie.domain.cycle import Stage
    from huanjie.office import clock
    from huanjie.office.demo.accounts import Team
    from huanjie.office.demo.course import Course
    from huanjie.office.demo.invented import Inventor
    from huanjie.office.people.models import User
    from huanjie.office.planning.models import Election
    from huanjie.office.roll.models import Upload
    from huanjie.office.units.models import Unit

    assert isinstance(team, Team)
    chance = random.Random(SEED)
    inventor = Inventor(chance, on=clock.today())
    days = {Stage.OPENED: 31, Stage.ROLL_PUBLISHED: 12, Stage.SEALED: -6}
    found: dict[str, str] = {}
    for stage, code in STAGES.items():
        course = Course(
            unit=Unit.objects.get(pk=code),
            body="villagers-committee",
            polling_day=clock.today() + datetime.timedelta(days=days.get(Stage(stage), 0)),
            until=Stage(stage),
            people=inventor.people(60),
            outcome="tie" if stage == "declared" else "clear",
        )
        found[stage] = course.run(team, chance).pk
    county = Unit.objects.get(level="county")
    filled = Election.objects.select_related("unit").get(pk=found["roll-published"])
    batch = fill_rooms(filled, team, county, chance)
    upload = Upload.objects.get(election=found["opened"])
    account = User.objects.get(username="clerk")
    own = {"upload": str(upload.pk), "village": VILLAGE, "account": str(account.pk)}
    own |= {"batch": batch, "county": county.pk}
    return {**found, **own}


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), staged="staged" in sys.argv[2:])
