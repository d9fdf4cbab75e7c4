"""A county whose log took in an election and was signed, and what anybody asks of it."""

from __future__ import annotations

import base64
import datetime
import json
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from tests.office.conftest import Cast

from huanjie.office import clock
from huanjie.office.countylog.collecting import collect
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.countylog.signing import sign_due
from huanjie.office.planning.models import Election

COUNTY = "330329000000"
COUNTY_LOG = f"huanjie.local/{COUNTY}"
NOON = datetime.datetime(2026, 5, 18, 12, tzinfo=clock.CHINA)


def at(minutes: int) -> AbstractContextManager[None]:
    """Act so many minutes after noon."""
    return clock.acting_at(NOON + datetime.timedelta(minutes=minutes))


def get(name: str, **asked: str | int) -> dict[str, object]:
    """A proof of the county's log, as anybody asks for it."""
    answer = Client().get(f"/log/{COUNTY}/{name}.json", asked)
    assert answer.status_code == 200, answer.content.decode()
    return json.loads(answer.content)  # type: ignore[no-any-return]


def raw(text: object) -> bytes:
    return base64.b64decode(str(text))


@pytest.fixture
def signed(cast: Cast, election: Election) -> Checkpoint:
    """An election was opened, its root taken in, and the county log signed."""
    with at(0):
        collect()
        sign_due()
    return Checkpoint.objects.get()
