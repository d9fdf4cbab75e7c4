"""Two people at one moment (同时办理), on a database in a file: run by test_races.py as a program
of its own, since the tests' database in memory has no second connection.

Prints as JSON, race by race, the status of each answer and how many entries the logs grew by.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Mapping
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from tests.office import conftest as office  # noqa: E402
from tests.office.polling import conftest as polling  # noqa: E402

from huanjie.domain.permission import Role  # noqa: E402
from huanjie.office.deeds.models import Entry  # noqa: E402
from huanjie.office.people.models import User  # noqa: E402
from huanjie.office.planning.models import Election  # noqa: E402
from huanjie.office.planning.services import open_election  # noqa: E402
from huanjie.office.polling.sheetform import as_typed  # noqa: E402
from huanjie.office.units.models import Unit  # noqa: E402

Post = tuple[User, str, Mapping[str, str]]


def sheet(chair: int) -> Mapping[str, str]:
    """A sheet that differs from another in one number: what the first for the chair got."""
    counted = polling.choice(
        690,
        10,
        chair={"p1": chair, "p2": 190},
        member={"p3": 450, "p4": 400, "p5": 200, "p6": 100},
        妇女委员={"p7": 400, "p8": 280},
    )
    return as_typed(counted) | {"collected": "700"}


def race(*posts: Post) -> dict[str, Any]:
    """Send every form at one moment, each with a connection of its own."""
    start = threading.Barrier(len(posts))
    statuses: list[int] = []
    before = Entry.objects.count()

    def send(user: User, address: str, form: Mapping[str, str]) -> None:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        with office.on(office.POLLING_DAY):
            start.wait()
            page = client.post(address, {"key": uuid.uuid4().hex, "confirm": "1", **form})
        statuses.append(page.status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=post) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"statuses": sorted(statuses), "entries": Entry.objects.count() - before}


def village() -> Unit:
    """三联村, with the places above it."""
    above: Unit | None = None
    for code, name, level in office._PLACES:
        above = office._unit(code, name, level, above)
    assert above
    return above


def main() -> None:
    """From the first paper to the seal, every deed by more than one at once."""
    call_command("migrate", verbosity=0)
    place = village()
    chair, clerk, scrutineer, *tellers = (
        office._user(name, name, role, place)
        for name, role in (
            ("chair", Role.CHAIR),
            ("clerk", Role.CLERK),
            ("scrutineer", Role.SCRUTINEER),
            ("one", Role.TELLER),
            ("two", Role.TELLER),
            ("three", Role.TELLER),
        )
    )
    with office.on(office.OPENED_ON):
        opened = open_election(acting_user=office.act(clerk), unit=place, plan=office.plan())
    election = Election.objects.get(pk=opened)
    polling.publish(election, polling.VILLAGERS)
    root = f"/elections/{opened}/"
    vote = f"{root}rounds/1/"
    seen = str(election.version)
    sheets = [sheet(498), sheet(499), sheet(500)]
    one_key = {"issued": "750", "key": "k"}
    printed, out = f"{vote}stock/enter/printed/", f"{vote}stock/enter/issued/"
    told = {
        "printed in two windows": race(
            (clerk, printed, _line("800", "planned", seen=seen)),
            (chair, printed, _line("800", "planned", seen=seen)),
        ),
        "issued by a double click": race(*[(clerk, f"{vote}issue/", one_key)] * 4),
        "the last ballots handed out twice": race(
            (clerk, out, _line("30", "voters")), (chair, out, _line("30", "voters"))
        ),
        "destroyed": race((clerk, f"{vote}stock/enter/destroyed/", {"papers": "20"})),
        "watched twice": race(*[(scrutineer, f"{vote}stock/4/witness/", {"watched": "on"})] * 2),
        "collected from one page": race(
            (clerk, f"{vote}collect/", _taken("700", seen := str(int(seen) + 5))),
            (chair, f"{vote}collect/", _taken("700", seen)),
        ),
        "three sheets": race(
            *((who, f"{vote}sheet/", own) for who, own in zip(tellers, sheets, strict=True))
        ),
        "settled": race(
            (scrutineer, f"{vote}compare/", {"choice-0": "second"}),
            (scrutineer, f"{vote}compare/", {"choice-0": "second", "seen": "0"}),
        ),
        "declared": race(*[(chair, f"{vote}declare/", {})] * 4),
        "sealed": race(*[(chair, f"{root}seal/", {})] * 3),
    }
    print(json.dumps(told))


def _line(papers: str, reason: str, **more: str) -> dict[str, str]:
    return {"papers": papers, "reason": reason, "spot": "", "spot_number": "", **more}


def _taken(number: str, seen: str) -> dict[str, str]:
    return {"collected": number, "voters": number, "sheets_in": "0", "seen": seen}


if __name__ == "__main__":
    main()
