"""Files of a plan (日程的文件): each opens, says what the page says, and is nobody else's."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from xml.etree import ElementTree

import docx
import icalendar
import openpyxl
import pytest
from django.test import Client
from tests.office.conftest import POLLING_DAY, Cast, act, party_plan, plan

from huanjie.office.people.models import User
from huanjie.office.planning.changes import cancel_election, postpone
from huanjie.office.planning.laws import schedule_of
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
FILES = (
    "schedule.ics",
    "schedule.xlsx",
    "schedule.docx",
    "timeline.svg",
    "flow.svg",
    "handbook.docx",
)


@pytest.mark.parametrize("file", FILES)
def test_the_schedule_page_leads_to_every_file(
    cast: Cast, election: Election, browse: Browse, file: str
) -> None:
    client = browse(cast.observer)
    address = f"/elections/{election.pk}/{file}"
    assert address in client.get(f"/elections/{election.pk}/schedule/").content.decode()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_a_stranger_finds_none_of_them(
    cast: Cast, election: Election, browse: Browse, file: str
) -> None:
    address = f"/elections/{election.pk}/{file}"
    assert browse(cast.stranger).get(address).status_code == 404


def test_the_workbook_has_the_rows_of_the_page(
    cast: Cast, election: Election, browse: Browse
) -> None:
    raw = browse(cast.clerk).get(f"/elections/{election.pk}/schedule.xlsx").content
    _, *rows = openpyxl.load_workbook(io.BytesIO(raw))["日程"].iter_rows(values_only=True)
    assert [row[1] for row in rows] == [step.name for step in schedule_of(election).steps]


def test_the_posted_schedule_names_the_place(
    cast: Cast, election: Election, browse: Browse
) -> None:
    answer = browse(cast.clerk).get(f"/elections/{election.pk}/schedule.docx")
    document = docx.Document(io.BytesIO(answer.content))
    assert document.paragraphs[0].text.startswith(election.unit.short_name)
    assert f"schedule-{election.unit_id}-{election.body}-" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("registered", "shown"), [(None, "—"), (800, "401 以上"), (801, "401 以上")]
)
def test_the_handbook_knows_what_the_plan_and_the_roll_say(
    cast: Cast, election: Election, browse: Browse, registered: int | None, shown: str
) -> None:
    election.registered = registered
    election.save()
    raw = browse(cast.clerk).get(f"/elections/{election.pk}/handbook.docx").content
    rows = [
        [cell.text for cell in row.cells]
        for table in docx.Document(io.BytesIO(raw)).tables
        for row in table.rows
    ]
    assert next(row[2] for row in rows if row[0] == "参加投票至少") == shown
    assert any(row[0] == "主任候选人" and row[1].startswith("应选名额") for row in rows)


@pytest.mark.parametrize("file", ["timeline.svg", "flow.svg"])
def test_a_picture_is_shown_and_not_saved(
    cast: Cast, election: Election, browse: Browse, file: str
) -> None:
    answer = browse(cast.clerk).get(f"/elections/{election.pk}/{file}")
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "Content-Disposition" not in answer
    words = "".join(ElementTree.fromstring(answer.content.decode()).itertext())
    assert all(step.name in words for step in schedule_of(election).steps)


def test_a_place_with_two_elections_has_them_on_one_timeline(
    cast: Cast, election: Election, village: Unit, browse: Browse
) -> None:
    client, address = browse(cast.clerk), f"/units/{village.pk}/timeline.svg"
    assert address not in client.get(f"/units/{village.pk}/").content.decode()
    open_election(acting_user=act(cast.clerk), unit=village, plan=party_plan())
    assert address in client.get(f"/units/{village.pk}/").content.decode()
    words = "".join(ElementTree.fromstring(client.get(address).content.decode()).itertext())
    assert "党支部委员会" in words
    assert "村民委员会" in words


def test_a_place_without_an_election_has_no_timeline(
    cast: Cast, village: Unit, browse: Browse
) -> None:
    assert browse(cast.clerk).get(f"/units/{village.pk}/timeline.svg").status_code == 404


def events(client: Client, election: str) -> dict[str, datetime.date]:
    """The day of each event of an election's calendar file, by what a calendar knows it by."""
    raw = client.get(f"/elections/{election}/schedule.ics").content
    found = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return {str(event["UID"]): event.decoded("DTSTART") for event in found}


def test_a_calendar_that_takes_a_postponed_election_moves_its_events(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client = browse(cast.observer)
    was = events(client, election.pk)
    later = POLLING_DAY + datetime.timedelta(days=7)
    postpone(acting_user=act(cast.chair), election=election, polling_day=later, because="台风")
    now = events(client, election.pk)
    assert was.keys() == now.keys()
    assert all(was[uid] < now[uid] for uid in was)


def test_two_elections_of_one_body_have_no_event_in_common(
    cast: Cast, village: Unit, election: Election, browse: Browse
) -> None:
    cancel_election(acting_user=act(cast.chair), election=election, because="职数填错")
    another = open_election(acting_user=act(cast.clerk), unit=village, plan=plan())
    client = browse(cast.observer)
    assert not events(client, election.pk).keys() & events(client, another).keys()
