"""Pilots and waves (试点和批次): made by the county, filled in bulk, seen on the board."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import POLLING_DAY, Cast, act, plan
from tests.office.overview.reading import rows, shown

from huanjie.door.fault import BadInput
from huanjie.office.cover.models import Wave, WaveUnit
from huanjie.office.cover.services import WaveFacts, keep_wave, put_into_wave
from huanjie.office.people.models import User
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
VILLAGE, NEXT = "330329100257", "330329100258"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def county(cast: Cast) -> Unit:
    """The county whose office makes the waves."""
    return cast.county.assignments.get().unit


def wave(cast: Cast, county: Unit, name: str = "试点", **facts: Any) -> Wave:
    """A wave."""
    own = WaveFacts(name=name, place=1, is_pilot=True, **facts)
    return Wave.objects.get(pk=keep_wave(acting_user=act(cast.county), unit=county, facts=own))


def put(cast: Cast, county: Unit, into: str, *codes: str) -> int:
    """Units into a wave."""
    return put_into_wave(acting_user=act(cast.county), unit=county, codes=codes, wave=into)


def says(client: Client, address: str) -> str:
    """What a page says."""
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_unit_is_in_one_wave_at_most(cast: Cast, county: Unit) -> None:
    pilot, first = wave(cast, county), wave(cast, county, "第一批")
    put(cast, county, pilot.pk, VILLAGE, NEXT)
    put(cast, county, first.pk, NEXT)
    assert dict(WaveUnit.objects.values_list("region", "wave")) == {
        VILLAGE: pilot.pk,
        NEXT: first.pk,
    }
    put(cast, county, "", VILLAGE)
    assert not WaveUnit.objects.filter(region=VILLAGE).exists()


def test_two_waves_have_two_names_and_a_window_ends_after_it_begins(
    cast: Cast, county: Unit
) -> None:
    wave(cast, county, first_day=POLLING_DAY, last_day=POLLING_DAY)
    with pytest.raises(BadInput, match="已经有“试点”"):
        wave(cast, county)
    with pytest.raises(BadInput, match="早于"):
        wave(cast, county, "第一批", first_day=POLLING_DAY, last_day=POLLING_DAY - DAY)


def test_only_the_county_makes_and_fills_waves(cast: Cast, county: Unit) -> None:
    pilot = wave(cast, county)
    town = cast.town.assignments.get().unit
    with pytest.raises(PermissionDenied):
        put_into_wave(acting_user=act(cast.town), unit=town, codes=[VILLAGE], wave=pilot.pk)
    with pytest.raises(BadInput, match="没有这个批次"):
        put(cast, county, "nonsense", VILLAGE)


@pytest.mark.parametrize(
    ("window", "outside"),
    [
        ({"first_day": POLLING_DAY, "last_day": POLLING_DAY}, False),
        ({"first_day": POLLING_DAY + DAY}, True),
        ({"last_day": POLLING_DAY - DAY}, True),
        ({}, False),
    ],
)
def test_a_polling_day_outside_its_waves_window_is_shown(
    browse: Browse,
    cast: Cast,
    county: Unit,
    window: dict[str, Any],
    outside: bool,
) -> None:
    pilot = wave(cast, county, **window)
    put(cast, county, pilot.pk, VILLAGE)
    village = Unit.objects.get(pk=VILLAGE)
    open_election(acting_user=act(cast.county), unit=village, plan=plan())
    page = says(browse(cast.county), "/waves/?q=slc")
    assert ("选举日不在批次的日期内" in page) is outside


def test_board_and_lists_are_narrowed_to_a_wave(browse: Browse, cast: Cast, county: Unit) -> None:
    pilot = wave(cast, county)
    put(cast, county, pilot.pk, VILLAGE)
    client = browse(cast.county)
    assert "1 个村、社区" in says(client, f"/board/?wave={pilot.pk}")
    for address, table in (("/units/", "units"), ("/cover/", "cover"), ("/waves/", "waves")):
        page = says(client, f"{address}?wave={pilot.pk}")
        assert [row[0] for row in shown(page, table)] == ["三联村"]
        page = says(client, f"{address}?wave=none")
        assert [row[0] for row in shown(page, table)] == ["溪坪村"]
    _heads, line = rows(client, f"/waves.xlsx?wave={pilot.pk}")
    assert line[1:4] == ["三联村", VILLAGE, "试点"]


def test_a_wave_is_made_filled_and_changed_by_its_pages(browse: Browse, cast: Cast) -> None:
    client = browse(cast.county)
    assert "还没有批次" in says(client, "/waves/")
    fields = {"key": "a", "name": "试点", "place": "1", "is_pilot": "on"}
    assert client.post("/waves/new/", fields).status_code == 302
    pilot = Wave.objects.get()
    into = {"key": "b", "code": [VILLAGE, NEXT], "wave": pilot.pk}
    assert client.post("/waves/into/", into).status_code == 302
    assert WaveUnit.objects.count() == 2
    fields = {"key": "c", "name": "第一批", "place": "2", "first_day": "2026-06-01"}
    assert client.post(f"/waves/{pilot.pk}/", fields).status_code == 302
    pilot.refresh_from_db()
    assert (pilot.name, pilot.is_pilot) == ("第一批", False)


@pytest.mark.parametrize(
    "fields", [{}, {"name": "x", "place": "0"}, {"name": "x", "place": "1", "first_day": "x"}]
)
def test_a_wave_that_lacks_something_comes_back(
    browse: Browse, cast: Cast, fields: dict[str, str]
) -> None:
    answer = browse(cast.county).post("/waves/new/", {"key": "k", **fields})
    assert answer.status_code == 422
    assert not Wave.objects.exists()


def test_a_town_sees_the_countys_waves_and_changes_none(
    browse: Browse, cast: Cast, county: Unit
) -> None:
    pilot = wave(cast, county)
    client = browse(cast.town)
    page = says(client, "/waves/")
    assert "试点" in page
    assert "新设批次" not in page
    assert client.get(f"/waves/{pilot.pk}/").status_code == 403
