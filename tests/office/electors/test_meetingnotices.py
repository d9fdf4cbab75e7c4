"""Notice of the meeting (会议通知): who was told, how, when, and by whom as a role; nobody twice on
the sheet, and nobody who has no vote.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, on
from tests.office.electors.conftest import Published
from tests.office.roll.conftest import invented, load, party_csv, publish

from huanjie.domain.cycle import Stage
from huanjie.domain.meetingnotice import Teller, Way
from huanjie.door.fault import BadInput
from huanjie.office.deeds.models import Entry
from huanjie.office.electors.meetingnoticelist import coverage
from huanjie.office.electors.meetingnotices import MeetingNotice, enter_told, take_told_back
from huanjie.office.electors.models import Told
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry

Browse = Callable[[User], Client]
DAY = datetime.timedelta(days=1)


def notice(*numbers: int, **changes: Any) -> MeetingNotice:
    values: dict[str, Any] = {
        "numbers": numbers,
        "way": Way.TELEPHONE,
        "told_by": Teller.GROUP_HEAD,
        "told_on": OPENED_ON,
    }
    return MeetingNotice(**(values | changes))


def tell(cast: Cast, election: Election, of: MeetingNotice) -> int:
    return enter_told(acting_user=act(cast.clerk), election=election, notice=of)


def test_everybody_told_counts_once_and_the_sheet_has_the_first_time(
    cast: Cast, published: Published
) -> None:
    assert tell(cast, published.election, notice(1, 2)) == 2
    with on(OPENED_ON + DAY):
        again = notice(2, way=Way.IN_PERSON, told_on=OPENED_ON + DAY)
        assert tell(cast, published.election, again) == 1
    found = coverage(published.election)
    assert (found.told, found.people) == (2, 12)
    lines = [line for group in found.groups for line in group.lines if line.told]
    assert {line.entry.number: line.told.way for line in lines if line.told} == {
        1: Way.TELEPHONE,
        2: Way.TELEPHONE,
    }
    assert Told.objects.count() == 3


def test_who_told_is_kept_as_a_role_and_the_log_names_nobody(
    cast: Cast, published: Published
) -> None:
    tell(cast, published.election, notice(1, told_by=Teller.ELECTION_STAFF))
    assert Told.objects.get().told_by == Teller.ELECTION_STAFF
    payload = Entry.objects.filter(log_id=published.election.log_name).latest("sequence").payload
    assert '"told":1' in (payload or "").replace(" ", "")
    assert published.people[0].name not in (payload or "")


@pytest.mark.parametrize(
    ("of", "field", "says"),
    [
        (notice(), "numbers", "还没有选人"),
        (notice(1, 99), "numbers", "编号 99 不在名册上"),
        (notice(1, told_on=OPENED_ON + DAY), "told_on", "今天以后"),
        (notice(1, told_on=OPENED_ON - DAY), "told_on", "开始办理以前"),
    ],
)
def test_what_cannot_be_is_refused_whole(
    cast: Cast, published: Published, of: MeetingNotice, field: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        tell(cast, published.election, of)
    assert refused.value.at == field
    assert not Told.objects.exists()


def test_the_polling_day_itself_is_the_last_on_which_somebody_is_told(
    cast: Cast, published: Published
) -> None:
    with on(POLLING_DAY + DAY):
        tell(cast, published.election, notice(1, told_on=POLLING_DAY))
        with pytest.raises(BadInput, match="选举日以后"):
            tell(cast, published.election, notice(2, told_on=POLLING_DAY + DAY))


@pytest.mark.parametrize("stage", list(Stage))
def test_notices_are_entered_from_the_published_roll_to_the_first_paper(
    cast: Cast, published: Published, stage: Stage
) -> None:
    Election.objects.update(stage=stage)
    if stage in (Stage.ROLL_PUBLISHED, Stage.READY):
        assert tell(cast, published.election, notice(1))
        return
    with pytest.raises(BadInput, match="不能登记会议通知"):
        tell(cast, published.election, notice(1))


def test_only_those_who_keep_the_roll_enter_them(cast: Cast, published: Published) -> None:
    for user in (cast.county, cast.town, cast.teller, cast.observer, cast.stranger):
        with pytest.raises(PermissionDenied):
            enter_told(acting_user=act(user), election=published.election, notice=notice(1))


def test_a_slip_is_taken_back_with_all_entries_of_that_person_and_only_once(
    cast: Cast, published: Published
) -> None:
    for _ in range(2):
        tell(cast, published.election, notice(1, 2))
    clerk = act(cast.clerk)
    assert take_told_back(acting_user=clerk, election=published.election, number=1) == 2
    assert coverage(published.election).told == 1
    with pytest.raises(BadInput, match="没有登记过通知"):
        take_told_back(acting_user=act(cast.clerk), election=published.election, number=1)


def test_in_a_branch_those_with_the_vote_are_told_and_no_others(
    cast: Cast, party_election: Election
) -> None:
    standings = ("正式党员", "预备党员", "正式党员", "停止党员权利")
    load(cast, party_election, party_csv(invented(4), *standings))
    publish(cast, party_election)
    assert coverage(party_election).people == 2
    with pytest.raises(BadInput, match="编号 2 不在名册上，或者没有选举权"):
        tell(cast, party_election, notice(1, 2, told_by=Teller.PARTY_GROUP_HEAD))
    tell(cast, party_election, notice(1, 3, told_by=Teller.PARTY_GROUP_HEAD))
    assert coverage(party_election).told == 2


def test_whoever_leaves_the_roll_is_to_be_told_no_more(cast: Cast, published: Published) -> None:
    tell(cast, published.election, notice(1))
    published.entry(1).delete()
    found = coverage(published.election)
    assert (found.told, found.people) == (0, 11)


def test_a_clerk_ticks_a_group_and_sees_who_is_left(
    cast: Cast, published: Published, browse: Browse
) -> None:
    RollEntry.objects.update(group="第1村民小组")
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/notices/"
    form = {
        "key": "k",
        "numbers": ["1", "3"],
        "way": "telephone",
        "told_by": "group-head",
        "told_on": OPENED_ON.isoformat(),
    }
    assert client.post(f"{root}1/", form).status_code == 302
    page = client.get(root).content.decode()
    assert "2 / 12" in page
    assert "还有人没有通知" in page
    group = client.get(f"{root}1/").content.decode()
    assert group.count('name="numbers"') == 10
    assert client.get(f"{root}2/").status_code == 404
    client.post(f"{root}1/back/", {"key": "b"})
    assert "1 / 12" in client.get(root).content.decode()


def test_nobody_ticked_comes_back_with_what_was_chosen(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/notices/"
    form = {"key": "k", "way": "written", "told_by": "group-head", "told_on": "2026-05-18"}
    page = client.post(f"{root}1/", form)
    assert page.status_code == 422
    text = page.content.decode()
    assert "还没有选人" in text
    assert '<option value="written" selected' in text


def test_the_sheet_has_everybody_with_room_to_sign(
    cast: Cast, published: Published, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{published.election.pk}/notices/"
    tell(cast, published.election, notice(1, way=Way.WRITTEN))
    document = docx.Document(io.BytesIO(client.get(f"{root}sheet.docx").content))
    said = "".join(p.text for p in document.paragraphs)
    assert "投票日：2026年6月28日（周日）。应通知 12 人，已通知 1 人" in said
    rows = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
    own = next(row for row in rows if row[0] == "1")
    assert own == [
        "1",
        published.people[0].name,
        "书面送达",
        "5月18日",
        "村（居）民小组组长",
        own[-1],
    ]
    assert own[-1].strip() == ""
    told = next(table for table in document.tables if table.cell(1, 0).text == "1")
    number, *_rest, signature = (column.width for column in told.columns)
    assert signature > 1.5 * number  # beside the longest role there is still room to sign
    assert len([row for row in rows if row[0] != "编号"]) == 12


def test_before_the_roll_is_published_there_is_nothing_to_tell(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client, root = browse(cast.clerk), f"/elections/{election.pk}/notices/"
    assert "名册还没有公布" in client.get(root).content.decode()
    assert client.get(f"{root}sheet.docx").status_code == 422
