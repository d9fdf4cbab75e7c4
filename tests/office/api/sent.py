"""What a program sends (程序发来的内容), for the tests: the plan of an election, and the file of a
roll.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.office.api.conftest import Program
from tests.office.roll.conftest import invented, roll_csv

from huanjie.office.planning.models import Election

PLAN: dict[str, Any] = {
    "body": "villagers-committee",
    "polling_day": "2026-06-28",
    "start_day": "2026-05-18",
    "seats": {"chair": 1, "vice-chair": 0, "member": 2, "妇女委员": 1},
    "method": "voters",
    "style": "choice",
    "adopted_by": "村民代表会议",
    "adopted_on": "2026-05-18",
}

PERSONS = invented(3)
"""whom the file of the roll names, besides one whose row is refused"""


def roll_file() -> SimpleUploadedFile:
    """The file of a roll: three people, and one row without a number."""
    return SimpleUploadedFile("名册.csv", roll_csv(PERSONS, ("没有号码的人",)))


def upload(made: Program, election: Election, *, key: str = "file-1") -> Any:
    """A program sends the file of a roll."""
    return Client().post(
        f"/api/v1/elections/{election.pk}/roll/uploads",
        {"file": roll_file()},
        headers=made.headers | {"Idempotency-Key": key},
    )
