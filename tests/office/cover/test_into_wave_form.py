"""Into a wave (安排批次): whoever presses at once takes nobody out of their wave."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.office.conftest import Cast, act

from huanjie.office.cover.models import WaveUnit
from huanjie.office.cover.services import WaveFacts, keep_wave, put_into_wave
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]


@pytest.fixture
def wave(cast: Cast, village: Unit) -> str:
    """A wave with the village in it."""
    county = cast.county.assignments.get().unit
    facts = WaveFacts(name="试点", place=1)
    made = keep_wave(acting_user=act(cast.county), unit=county, facts=facts)
    put_into_wave(acting_user=act(cast.county), unit=county, codes=[village.pk], wave=made)
    return made


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize(("chosen", "status", "left"), [("", 422, 1), ("none", 302, 0)])
def test_a_unit_leaves_its_wave_only_where_somebody_says_so(
    browse: Browse, cast: Cast, village: Unit, chosen: str, status: int, left: int
) -> None:
    client = browse(cast.county)
    form = {"key": "k", "code": village.pk, "wave": chosen}
    assert client.post("/waves/into/", form).status_code == status
    assert WaveUnit.objects.count() == left


def test_the_form_begins_with_no_choice(
    browse: Browse, cast: Cast, village: Unit, wave: str
) -> None:
    page = browse(cast.county).get(f"/waves/into/?code={village.pk}").content.decode()
    assert '<option value="" selected' in page
    assert "（可不填）" not in page.partition("<main")[2]
