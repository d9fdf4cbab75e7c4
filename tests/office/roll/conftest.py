"""Files of invented people, and the way from a file onto a published roll."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.exchange.workbooks import csv_file
from tests.office.conftest import POLLING_DAY, Cast, act, on

from huanjie.domain.objection import Kind
from huanjie.law.shelf import load as load_pack
from huanjie.office.deeds.models import Entry
from huanjie.office.demo.invented import InventedPerson, Inventor
from huanjie.office.planning.laws import keep_pack
from huanjie.office.planning.models import Election
from huanjie.office.roll.checked import from_text
from huanjie.office.roll.models import Upload
from huanjie.office.roll.objections import (
    Remedy,
    Said,
    dismiss_objection,
    raise_objection,
    uphold_objection,
)
from huanjie.office.roll.publication import publish_roll
from huanjie.office.roll.reading import check_file
from huanjie.office.roll.services import Way, keep_upload, load_roll

EDGE_DAY = datetime.date(2026, 6, 8)
"""the twentieth day before the village votes"""

Answer = Any
"""what the test client answers with"""

HEADINGS = ("姓名", "身份证号", "性别", "户号", "小组", "手机号")
PARTY_HEADINGS = ("姓名", "身份证号", "党员类别", "小组")


def invented(number: int, *, seed: int = 1) -> tuple[InventedPerson, ...]:
    """So many people who do not exist."""
    return Inventor(random.Random(seed), on=POLLING_DAY).people(number)


def line(person: InventedPerson) -> tuple[str, ...]:
    """A person as a row of a village's roll."""
    sex = "女" if person.sex == "f" else "男"
    number, phone = person.identity_number, person.phone
    return (person.name, number, sex, person.household, person.group, phone)


def roll_csv(people: Sequence[InventedPerson], *more: Sequence[str]) -> bytes:
    """A village's roll as a CSV file; `more` are rows as they are."""
    rows = [(*row, *[""] * (len(HEADINGS) - len(row))) for row in chain(map(line, people), more)]
    return csv_file(HEADINGS, *rows)


def party_csv(people: Sequence[InventedPerson], *standings: str) -> bytes:
    """A branch's roll as a CSV file, each person with a standing."""
    rows = [
        (person.name, person.identity_number, standing, "第一党小组")
        for person, standing in zip(people, standings, strict=True)
    ]
    return csv_file(PARTY_HEADINGS, *rows)


def keep(cast: Cast, election: Election, raw: bytes, *, name: str = "名册.csv") -> Upload:
    """Check a file and keep it, by the clerk."""
    checked = check_file(election, name=name, raw=raw)
    pk = keep_upload(acting_user=act(cast.clerk), election=election, checked=checked)
    return Upload.objects.get(pk=pk)


def load(cast: Cast, election: Election, raw: bytes, *, way: Way = "replace") -> dict[str, int]:
    """Put a file on the roll, by the clerk."""
    upload = keep(cast, election, raw)
    return load_roll(acting_user=act(cast.clerk), election=election, upload=upload.pk, way=way)


def publish(cast: Cast, election: Election, *, leave_out: int | None = None) -> int:
    """Publish the roll, by the chair."""
    return publish_roll(acting_user=act(cast.chair), election=election, leave_out=leave_out)


def send(client: Client, election: Election, name: str, raw: bytes, key: str = "k") -> Answer:
    """A file through the page's form."""
    form = {"key": key, "file": SimpleUploadedFile(name, raw)}
    return client.post(f"/elections/{election.pk}/roll/uploads/", form)


POSTED = datetime.date(2026, 6, 1)
"""a Monday: the fifth day after it is a Saturday, and the period runs on to Monday the 8th"""
LAST_DAY = datetime.date(2026, 6, 8)
DECIDED = datetime.date(2026, 6, 4)
RESIDENT: Mapping[str, bool] = {"hukou_here": True, "lives_here": True}
"""the facts that register somebody of the village"""


def posted_roll(cast: Cast, election: Election, people: int = 5) -> Election:
    """A roll of so many people, published on the first of June."""
    with on(POSTED):
        load(cast, election, roll_csv(invented(people)))
        publish(cast, election)
    election.refresh_from_db()
    return election


def under(election: Election, region: str | None) -> Election:
    """The election under the law of a province, or of the nation alone."""
    pack = load_pack("villagers-committee", on=POLLING_DAY, today=POLLING_DAY, region=region)
    keep_pack(pack)
    Election.objects.filter(pk=election.pk).update(pack=pack.id, pack_sha256=pack.sha256)
    election.refresh_from_db()
    return election


def newcomer(seed: int = 7) -> dict[str, str]:
    """Somebody who is not on the roll, as the cells of a row."""
    person = invented(1, seed=seed)[0]
    return {"name": person.name, "id_number": person.identity_number, "group": "第一小组"}


def objection(**changes: Any) -> Said:
    """An objection that number 2 is wrongly on the roll."""
    values: dict[str, Any] = {
        "kind": Kind.WRONGLY_LISTED,
        "number": 2,
        "raised_by": "蓝小田",
        "phone": "13800001234",
        "received_on": datetime.date(2026, 6, 3),
        "ground": "once",
        "note": "已在邻村登记参加选举",
    }
    return Said(**(values | changes))


def raise_one(cast: Cast, election: Election, **changes: Any) -> int:
    """Enter an objection, by the clerk, on the day on which it was received."""
    said = objection(**changes)
    with on(said.received_on):
        return raise_objection(acting_user=act(cast.clerk), election=election, said=said)


@pytest.fixture
def published(cast: Cast, election: Election) -> Election:
    return posted_roll(cast, election)


def uphold(cast: Cast, election: Election, number: int, **remedy: Any) -> int:
    with on(DECIDED):
        return uphold_objection(
            acting_user=act(cast.chair),
            election=election,
            objection=number,
            remedy=Remedy(**remedy),
        )


def dismiss(cast: Cast, election: Election, number: int, *reasons: str) -> int:
    with on(DECIDED):
        return dismiss_objection(
            acting_user=act(cast.chair), election=election, objection=number, reasons=reasons
        )


def said_last() -> dict[str, Any]:
    payload = Entry.objects.latest("pk").payload
    assert payload
    said: dict[str, Any] = json.loads(payload)
    return said


def went_back(upload: Upload) -> list[tuple[int, str]]:
    """The rows that went back, each with its first reason."""
    checked = from_text(upload.content or "")
    return [(row.row, row.problems[0].kind) for row in checked.rejected]
