"""Scanning by several at one moment (同时扫描和认定), on a database in a file: run by test_races.py
as a program of its own. Prints as JSON what each race was answered, and what it left.
"""

from __future__ import annotations

import json
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tests.office import conftest as office  # noqa: E402
from tests.office.polling import conftest as polling  # noqa: E402
from tests.office.races import race, village  # noqa: E402
from tests.office.scanning import papers  # noqa: E402
from tests.office.scanning.browsing import ruled  # noqa: E402

from huanjie.domain.permission import Role  # noqa: E402
from huanjie.office.people.models import User  # noqa: E402
from huanjie.office.planning.models import Election  # noqa: E402
from huanjie.office.planning.services import open_election  # noqa: E402
from huanjie.office.polling import services  # noqa: E402
from huanjie.office.polling.models import RecordFile  # noqa: E402
from huanjie.office.scanning import machine  # noqa: E402
from huanjie.office.scanning.models import GivenRuling, ScanFile, ScanPlace  # noqa: E402
from huanjie.office.scanning.work import word_of, work_of  # noqa: E402


def main() -> None:
    """Files, rulings and the declaration, every deed by more than one at once."""
    call_command("migrate", verbosity=0)
    machine.install(papers.FakePapers)
    place = village()
    roles = {"chair": Role.CHAIR, "clerk": Role.CLERK, "scrutineer": Role.SCRUTINEER}
    roles |= dict.fromkeys(("one", "two", "three"), Role.TELLER)
    hall = {name: office._user(name, name, role, place) for name, role in roles.items()}
    with office.on(office.OPENED_ON):
        plan = office.plan()
        opened = open_election(acting_user=office.act(hall["clerk"]), unit=place, plan=plan)
    election = Election.objects.get(pk=opened)
    polling.publish(election, polling.VILLAGERS, registered=20)
    _collected(election, hall)
    print(json.dumps(_raced(election, hall)))


def _collected(election: Election, hall: dict[str, User]) -> None:
    clerk, taken = hall["clerk"], services.Taken(collected=12, voters=12)
    with office.on(office.POLLING_DAY):
        services.issue_papers(acting_user=office.act(clerk), election=election, number=1, issued=20)
        services.collect_papers(
            acting_user=office.act(clerk), election=election, number=1, taken=taken
        )


def _raced(election: Election, hall: dict[str, User]) -> dict[str, Any]:
    vote = f"/elections/{election.pk}/rounds/1/"
    scans, doubtful = f"{vote}scans/", f"{vote}scans/doubtful/"
    pages = [papers.sure(f"c{number}", **papers.FULL) for number in range(11)]
    raw = papers.scan(papers.doubtful("c11"), *pages)

    def file() -> dict[str, Any]:
        return {"batch": "中心票箱", "pictures": SimpleUploadedFile("a.pdf", raw)}

    told: dict[str, Any] = {
        "one file by three": race(*((hall[who], scans, file()) for who in ("one", "two", "three")))
    }
    told["files"] = [ScanFile.objects.count(), ScanPlace.objects.count()]
    round_ = election.rounds.get()
    word = word_of(work_of(election, round_).items[0].key)
    own = {key: value for key, value in ruled("p1").items() if key != "key"} | {"item": word}
    told["one person twice"] = race((hall["one"], doubtful, own), (hall["one"], doubtful, own))
    told["three more rule"] = race(
        *((hall[who], doubtful, own) for who in ("two", "three", "scrutineer"))
    )
    told["rulings"] = list(GivenRuling.objects.values_list("place", flat=True))
    told["declared"] = race(*[(hall["chair"], f"{vote}declare/", {})] * 3)
    told["records"] = RecordFile.objects.count()
    return told


if __name__ == "__main__":
    main()
