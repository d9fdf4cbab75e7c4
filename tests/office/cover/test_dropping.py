"""Taking a wave away (删去批次): an empty one alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast, act

from huanjie.office.cover.models import Wave
from huanjie.office.cover.services import WaveFacts, keep_wave, put_into_wave
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


@pytest.mark.parametrize(("units", "status", "left"), [(0, 302, 0), (1, 422, 1)])
def test_a_wave_goes_only_where_no_unit_is_in_it(
    browse: Browse, cast: Cast, village: Unit, units: int, status: int, left: int
) -> None:
    county = cast.county.assignments.get().unit
    facts = WaveFacts(name="试点", place=1)
    wave = keep_wave(acting_user=act(cast.county), unit=county, facts=facts)
    if units:
        put_into_wave(acting_user=act(cast.county), unit=county, codes=[village.pk], wave=wave)
    client = browse(cast.county)
    page = client.get(f"/waves/{wave}/").content.decode()
    assert (f"/waves/{wave}/drop/" in page) is not bool(units)
    assert client.post(f"/waves/{wave}/drop/", {"key": "k"}).status_code == status
    assert Wave.objects.count() == left


def test_a_wave_that_is_not_there_cannot_go(browse: Browse, cast: Cast) -> None:
    assert browse(cast.county).post("/waves/nowhere/drop/", {"key": "k"}).status_code == 422
