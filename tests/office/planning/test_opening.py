"""Opening an election (开启选举): the decisions, the law of the day, dates that fit, once."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.conftest import OPENED_ON, POLLING_DAY, Cast, act, plan

from huanjie.door.fault import BadInput
from huanjie.office.command import Stale
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.planning.services import open_election
from huanjie.office.units.models import Unit

Browse = Callable[[User], Client]
FORM = {
    "polling_day": POLLING_DAY.isoformat(),
    "start_day": OPENED_ON.isoformat(),
    "seats_chair": "1",
    "seats_vice-chair": "0",
    "seats_member": "2",
    "seats_妇女委员": "1",
    "method": "voters",
    "style": "choice",
    "adopted_by": "村民代表会议",
    "adopted_on": OPENED_ON.isoformat(),
    "key": "one-form",
}


def test_an_election_remembers_the_pack_that_is_in_force_on_its_polling_day(
    election: Election,
) -> None:
    assert election.pack == "villagers-committee@2026-01-01+zhejiang@2020-07-31"
    assert len(election.pack_sha256) == 64


def test_the_paper_holds_the_posts_with_seats_and_the_line_of_women_alone(
    election: Election,
) -> None:
    lines = [(c.post, c.seats, c.women_only) for c in election.contests.all()]
    assert lines == [("chair", 1, False), ("member", 2, False), ("妇女委员", 1, True)]


def test_the_deed_is_in_the_log_of_the_election_by_role_and_without_a_name(
    election: Election, village: Unit
) -> None:
    checked = journal.check(village.log_name)
    assert [(e.deed, e.role) for e in checked.entries] == [("open-election", "选举工作人员")]


def test_a_second_arrival_of_the_same_form_opens_nothing_more(cast: Cast, village: Unit) -> None:
    twice = [
        open_election(acting_user=act(cast.clerk, key="k"), unit=village, plan=plan())
        for _ in range(2)
    ]
    assert twice[0] == twice[1]
    assert Election.objects.count() == 1
    assert len(journal.check(village.log_name).entries) == 1


def test_a_key_that_did_another_thing_is_refused(
    cast: Cast, village: Unit, next_village: Unit
) -> None:
    open_election(acting_user=act(cast.town, key="k"), unit=village, plan=plan())
    with pytest.raises(BadInput, match="另一件事"):
        open_election(acting_user=act(cast.town, key="k"), unit=next_village, plan=plan())


def test_a_form_without_a_key_is_refused(cast: Cast, village: Unit) -> None:
    with pytest.raises(BadInput, match="编号"):
        open_election(acting_user=act(cast.clerk, key=" " * 65), unit=village, plan=plan())


def test_a_second_election_of_the_same_body_waits_for_the_first(
    cast: Cast, village: Unit, election: Election
) -> None:
    with pytest.raises(BadInput, match="正在进行"):
        open_election(acting_user=act(cast.clerk), unit=village, plan=plan())


def test_a_stale_form_opens_nothing(cast: Cast, village: Unit, party_election: Election) -> None:
    with pytest.raises(Stale):
        open_election(acting_user=act(cast.clerk, seen=0), unit=village, plan=plan())
    assert Election.objects.count() == 1


def test_the_clerk_of_another_village_may_not_open_it(cast: Cast, village: Unit) -> None:
    with pytest.raises(PermissionDenied):
        open_election(acting_user=act(cast.stranger), unit=village, plan=plan())


def test_a_teller_may_not_open_an_election(cast: Cast, village: Unit) -> None:
    with pytest.raises(PermissionDenied):
        open_election(acting_user=act(cast.teller), unit=village, plan=plan())


@pytest.mark.parametrize(("days", "fits"), [(20, True), (19, False)])
def test_the_roll_must_still_be_publishable_twenty_days_before_the_poll(
    cast: Cast, village: Unit, days: int, fits: bool
) -> None:
    soon = plan(polling_day=OPENED_ON + datetime.timedelta(days=days))
    if fits:
        open_election(acting_user=act(cast.clerk), unit=village, plan=soon)
        return
    with pytest.raises(BadInput, match="排不下") as refused:
        open_election(acting_user=act(cast.clerk), unit=village, plan=soon)
    assert refused.value.at == "polling_day"
    assert not Election.objects.exists()


def test_seats_for_nobody_are_refused(cast: Cast, village: Unit) -> None:
    with pytest.raises(BadInput, match="至少有一项"):
        open_election(acting_user=act(cast.clerk), unit=village, plan=plan(seats={"chair": 0}))


def test_a_post_that_no_paper_has_is_refused(cast: Cast, village: Unit) -> None:
    with pytest.raises(BadInput, match="没有“king”"):
        open_election(acting_user=act(cast.clerk), unit=village, plan=plan(seats={"king": 1}))


def test_a_village_elects_no_residents_committee(cast: Cast, village: Unit) -> None:
    other = plan(body="residents-committee")
    with pytest.raises(BadInput, match="没有这个组织"):
        open_election(acting_user=act(cast.clerk), unit=village, plan=other)


def test_the_form_shows_the_dates_before_anything_is_opened(
    cast: Cast, village: Unit, browse: Browse
) -> None:
    page = browse(cast.clerk).post(f"/units/{village.code}/open/villagers-committee/", FORM)
    assert "2026年6月8日（周一）" in page.content.decode()
    assert "第十七条第一款" in page.content.decode()
    assert not Election.objects.exists()


def test_confirming_the_form_opens_the_election(cast: Cast, village: Unit, browse: Browse) -> None:
    client = browse(cast.clerk)
    for _ in range(2):  # a double click
        page = client.post(
            f"/units/{village.code}/open/villagers-committee/", FORM | {"confirm": "1"}
        )
    assert page.status_code == 302
    assert Election.objects.count() == 1


def test_what_was_typed_is_still_there_where_the_form_is_refused(
    cast: Cast, village: Unit, browse: Browse
) -> None:
    page = browse(cast.clerk).post(
        f"/units/{village.code}/open/villagers-committee/", FORM | {"polling_day": "2026-05-20"}
    )
    assert page.status_code == 422
    assert 'value="2026-05-20"' in page.content.decode()
    assert "排不下" in page.content.decode()


def test_the_page_of_another_unit_is_not_there(
    cast: Cast, village: Unit, election: Election, browse: Browse
) -> None:
    client = browse(cast.stranger)
    assert client.get(f"/units/{village.code}/open/villagers-committee/").status_code == 404
    assert client.get(f"/elections/{election.pk}/schedule/").status_code == 404
    assert client.get(f"/elections/{election.pk}/schedule.ics").status_code == 404


def test_the_schedule_page_names_every_article_and_the_calendar_file_every_step(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client = browse(cast.observer)
    page = client.get(f"/elections/{election.pk}/schedule/").content.decode()
    assert "第十七条第一款" in page
    assert "早于2026年1月1日施行的国家法律" in page
    file = client.get(f"/elections/{election.pk}/schedule.ics").content.decode()
    assert file.count("BEGIN:VEVENT") == page.count("timeline-row")


def test_the_form_says_the_first_day_that_fits(cast: Cast, village: Unit, browse: Browse) -> None:
    page = browse(cast.clerk).get(f"/units/{village.code}/open/villagers-committee/")
    assert "最早可以定在 2026年6月7日（周日）" in page.content.decode()


def test_changes_are_offered_only_while_they_are_open(
    cast: Cast, election: Election, browse: Browse
) -> None:
    client = browse(cast.chair)
    assert "撤销选举" in client.get(f"/elections/{election.pk}/schedule/").content.decode()
    election.stage = "declared"
    election.save()
    assert "撤销选举" not in client.get(f"/elections/{election.pk}/schedule/").content.decode()


def test_the_line_of_women_alone_is_asked_for_where_the_law_lists_one(
    cast: Cast, village: Unit
) -> None:
    seats = {"chair": 1, "member": 3, "妇女委员": 0}
    with pytest.raises(BadInput, match="第二十一条第三款") as refused:
        open_election(acting_user=act(cast.clerk), unit=village, plan=plan(seats=seats))
    assert refused.value.at == "seats_妇女委员"


def test_going_back_from_the_dates_keeps_what_was_typed(
    cast: Cast, village: Unit, browse: Browse
) -> None:
    address = f"/units/{village.code}/open/villagers-committee/"
    page = browse(cast.clerk).post(address, FORM | {"edit": "1"}).content.decode()
    assert f'value="{POLLING_DAY.isoformat()}"' in page
    assert not Election.objects.exists()


def test_the_branch_is_asked_in_its_own_words(cast: Cast, village: Unit, browse: Browse) -> None:
    page = browse(cast.clerk).get(f"/units/{village.code}/open/party-branch/").content.decode()
    assert "党员大会投票" in page
    assert "村民投票" not in page
