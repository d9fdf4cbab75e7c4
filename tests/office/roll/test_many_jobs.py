"""A file for many units on the site (网站上的成批导入): checked at once, loaded by the tick, never
twice and never half.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests.domain.numbers import number, spoiled
from tests.exchange.workbooks import csv_file
from tests.office.conftest import Cast, act, plan
from tests.office.roll.conftest import HEADINGS, invented, line, load, newcomer, roll_csv

from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.deeds.models import Entry
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.roll import manyjobs, manyrolls
from huanjie.office.roll.columns import Raw
from huanjie.office.roll.lastbulk import last_bulk
from huanjie.office.roll.manycheck import check_many
from huanjie.office.roll.manyjobs import (
    forget_imports,
    keep_file,
    load_waiting,
    rejected_workbook,
    start_loading,
    withdraw_file,
)
from huanjie.office.roll.models import RollImport
from huanjie.office.roll.people import add_person
from huanjie.office.units.models import Unit

BODY = "villagers-committee"
HEADS = ("单位", *HEADINGS)
ZHAO = number()


@pytest.fixture
def next_election(cast: Cast, election: Election, next_village: Unit) -> Election:
    pk = open_election(acting_user=act(cast.county), unit=next_village, plan=plan())
    return Election.objects.get(pk=pk)


def file(*villages: str) -> bytes:
    """Two people of each village, one bad row of the first, and one of nowhere."""
    people = iter(invented(2 * len(villages) + 1))
    rows = [(name, *line(next(people))) for name in villages for _ in range(2)]
    bad = (villages[0], "赵一", spoiled(ZHAO), *[""] * 4)
    return csv_file(HEADS, *rows, bad, ("无名村", *line(next(people))))


def keep(cast: Cast, raw: bytes, *, way: Any = "replace", user: User | None = None) -> RollImport:
    county = Unit.objects.get(level="county")
    acting = act(user or cast.county)
    pk = keep_file(
        acting_user=acting, unit=county, body=BODY, name="全县.csv", way=way, raw=Raw(raw)
    )
    return RollImport.objects.get(pk=pk)


def start(cast: Cast, job: RollImport) -> None:
    county = Unit.objects.get(level="county")
    start_loading(acting_user=act(cast.county), unit=county, number=job.pk)


def test_a_file_is_checked_at_once_and_nobody_is_on_a_roll(cast: Cast, election: Election) -> None:
    job = keep(cast, file("三联村"))
    assert (job.rows, job.rejected, job.loaded, job.state) == (4, 2, 0, "checked")
    assert not election.roll.exists()
    assert load_waiting() == 0


def test_a_file_is_checked_before_the_door_and_kept_once(
    cast: Cast, election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[int] = []

    def check(*asked: Any, **more: Any) -> Any:
        checks.append(len(connection.savepoint_ids))
        return check_many(*asked, **more)

    monkeypatch.setattr(manyjobs, "check_many", check)
    county, raw = Unit.objects.get(level="county"), file("三联村")
    asked = {"unit": county, "body": BODY, "name": "全县.csv", "way": "replace"}
    acting = act(cast.county)
    first = keep_file(acting_user=acting, raw=Raw(raw), **asked)  # type: ignore[arg-type]
    assert keep_file(acting_user=acting, raw=Raw(raw), **asked) == first  # type: ignore[arg-type]
    assert checks == [len(connection.savepoint_ids)]
    with pytest.raises(BadInput, match="这次的内容和上次不同"):
        keep_file(acting_user=acting, raw=Raw(file("溪坪村")), **asked)  # type: ignore[arg-type]
    assert RollImport.objects.count() == 1


def test_the_tick_loads_a_file_that_was_started_once(
    cast: Cast, election: Election, next_election: Election
) -> None:
    job = keep(cast, file("三联村", "溪坪村"))
    start(cast, job)
    assert load_waiting() == 1
    assert load_waiting() == 0
    job.refresh_from_db()
    assert (job.state, job.rows, job.loaded, job.rejected) == ("finished", 6, 4, 2)
    assert job.content is None
    assert (election.roll.count(), next_election.roll.count()) == (2, 2)
    entry = Entry.objects.filter(log_id=Unit.objects.get(level="county").log_name).latest("pk")
    assert '"loaded":4' in (entry.payload or "")


def test_a_roll_keeps_the_notice_of_a_file_from_above_until_another_is_loaded(
    cast: Cast, election: Election
) -> None:
    assert last_bulk(election) is None
    load(cast, election, roll_csv(invented(3, seed=7)))
    start(cast, keep(cast, file("三联村")))
    load_waiting()
    found = last_bulk(election)
    assert found is not None
    assert (found.file_name, found.loaded, found.replaced) == ("全县.csv", 2, 3)
    election.refresh_from_db()
    add_person(acting_user=act(cast.clerk), election=election, cells=newcomer(8))  # type: ignore[arg-type]
    assert last_bulk(election) == found
    election.refresh_from_db()
    load(cast, election, roll_csv(invented(3, seed=7)))
    assert last_bulk(election) is None


def test_loading_that_was_interrupted_goes_on_and_does_nothing_twice(
    cast: Cast, election: Election, next_election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = keep(cast, file("三联村", "溪坪村"))
    start(cast, job)
    first, last = sorted((election, next_election), key=lambda each: each.pk)
    whole = manyrolls.import_roll

    def killed(**asked: Any) -> Any:
        if asked["election"].pk == last.pk:
            raise KeyboardInterrupt
        return whole(**asked)

    monkeypatch.setattr(manyrolls, "import_roll", killed)
    with pytest.raises(KeyboardInterrupt):
        load_waiting()
    monkeypatch.undo()
    entries = Entry.objects.filter(log_id=first.log_name).count()
    assert (first.roll.count(), last.roll.count()) == (2, 0)
    assert load_waiting() == 1
    job.refresh_from_db()
    assert (job.loaded, job.rejected) == (4, 2)
    assert (first.roll.count(), last.roll.count()) == (2, 2)
    assert Entry.objects.filter(log_id=first.log_name).count() == entries


def test_people_added_before_an_interruption_are_not_sent_back_after_it(
    cast: Cast, election: Election, next_election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = keep(cast, file("三联村", "溪坪村"), way="add")
    start(cast, job)
    first, last = sorted((election, next_election), key=lambda each: each.pk)
    whole = manyrolls.import_roll

    def killed(**asked: Any) -> Any:
        if asked["election"].pk == last.pk:
            raise KeyboardInterrupt
        return whole(**asked)

    monkeypatch.setattr(manyrolls, "import_roll", killed)
    with pytest.raises(KeyboardInterrupt):
        load_waiting()
    assert (first.roll.count(), last.roll.count()) == (2, 0)
    monkeypatch.undo()
    assert load_waiting() == 1
    job.refresh_from_db()
    assert (job.loaded, job.rejected) == (4, 2)
    assert (first.roll.count(), last.roll.count()) == (2, 2)


def test_who_has_lost_the_role_loads_nothing_and_the_page_says_why(
    cast: Cast, election: Election
) -> None:
    job = keep(cast, file("三联村"))
    start(cast, job)
    cast.county.assignments.all().delete()
    load_waiting()
    job.refresh_from_db()
    assert job.state == "checked"
    assert "没有办理这件事的权限" in job.failed_because
    assert not election.roll.exists()


def test_a_file_taken_back_is_gone_and_not_loaded(cast: Cast, election: Election) -> None:
    job = keep(cast, file("三联村"))
    county = Unit.objects.get(level="county")
    withdraw_file(acting_user=act(cast.county), unit=county, number=job.pk)
    job.refresh_from_db()
    assert (job.state, job.content, job.report) == ("withdrawn", None, None)
    with pytest.raises(BadInput, match="已经撤回"):
        start(cast, job)


def test_adding_sends_back_who_is_there(cast: Cast, election: Election) -> None:
    load(cast, election, roll_csv(invented(1)))
    job = keep(cast, file("三联村"), way="add")
    start(cast, job)
    load_waiting()
    job.refresh_from_db()
    assert (job.loaded, job.rejected) == (1, 3)


def test_a_file_of_units_that_nobody_knows_is_refused(cast: Cast, election: Election) -> None:
    with pytest.raises(BadInput, match="没有一个单位能导入") as refused:
        keep(cast, file("别的村"))
    assert refused.value.at == "file"
    assert not RollImport.objects.exists()


def test_a_clerk_may_not(cast: Cast, election: Election) -> None:
    with pytest.raises(PermissionDenied):
        keep(cast, file("三联村"), user=cast.clerk)


def test_the_rejected_rows_come_back_with_their_reasons(cast: Cast, election: Election) -> None:
    job = keep(cast, file("三联村"))
    start(cast, job)
    load_waiting()
    job.refresh_from_db()
    sheet = openpyxl.load_workbook(io.BytesIO(rejected_workbook(job)))["退回的行"]
    said = [str(row[-1]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert "校验码" in said[0]
    assert "没有这个单位" in said[1]


def test_what_nobody_loads_is_forgotten_when_its_period_is_over(
    cast: Cast, election: Election
) -> None:
    import datetime

    job = keep(cast, file("三联村"))
    assert forget_imports() == 0
    with clock.acting_at(clock.now() + datetime.timedelta(days=4000)):
        assert forget_imports() == 1
    job.refresh_from_db()
    assert (job.content, job.report) == (None, None)


def test_the_pages_lead_from_the_file_to_the_end(
    cast: Cast, election: Election, browse: Callable[[User], Client]
) -> None:
    client = browse(cast.county)
    county = Unit.objects.get(level="county")
    form = {"key": "a", "body": BODY, "place": county.pk, "way": "replace"}
    sent = client.post(
        "/rolls/import/", form | {"file": SimpleUploadedFile("全县.csv", file("三联村"))}
    )
    page = sent["Location"]
    assert "这些单位的行没有收下" in client.get(page).content.decode()
    assert client.post(page, {"key": "b", "confirm": "1"}).status_code == 302
    assert "正在导入" in client.get(page).content.decode()
    load_waiting()
    done = client.get(page).content.decode()
    assert "已导入" in done
    assert ZHAO[:17] not in done
    assert client.post(f"{page}rejected.xlsx", {"key": "c"}).status_code == 200
    assert "全县.csv" in client.get("/rolls/import/").content.decode()
    assert browse(cast.clerk).get("/rolls/import/").status_code == 403
    assert browse(cast.clerk).get(page).status_code == 404
