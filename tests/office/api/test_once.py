"""A program's deeds, each done once and on what was read (同一个请求只办一次；在读到的版本上办)."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.office.api.conftest import Program
from tests.office.api.sent import PLAN, upload
from tests.office.conftest import POLLING_DAY, Cast, act

from huanjie.office.deeds.models import Entry
from huanjie.office.planning.changes import postpone
from huanjie.office.planning.models import Election
from huanjie.office.units.models import Unit

POSTPONED = {"polling_day": "2026-07-05", "because": "名单未能按期公布"}


def test_the_same_request_again_gets_the_first_answer_and_does_nothing(
    chair: Program, village: Unit
) -> None:
    first = chair.post(f"/units/{village.pk}/elections", PLAN, key="open-2026")
    entries = Entry.objects.count()
    again = chair.post(f"/units/{village.pk}/elections", PLAN, key="open-2026")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert (Election.objects.count(), Entry.objects.count()) == (1, entries)


def test_the_same_number_for_something_else_is_refused(chair: Program, village: Unit) -> None:
    chair.post(f"/units/{village.pk}/elections", PLAN, key="open-2026")
    other = PLAN | {"adopted_by": "村民会议"}
    refused = chair.post(f"/units/{village.pk}/elections", other, key="open-2026")
    assert refused.status_code == 422
    assert "没有办理" in refused.json()["says"]
    assert Election.objects.count() == 1


def test_a_file_that_comes_again_is_kept_once(clerk: Program, election: Election) -> None:
    first, again = upload(clerk, election), upload(clerk, election)
    assert first.json() == again.json()
    assert election.uploads.count() == 1


@pytest.mark.parametrize("key", [None, "", "含中文", "a" * 65, "two words"])
def test_without_a_number_nothing_is_done(
    chair: Program, election: Election, key: str | None
) -> None:
    headers = chair.headers | ({} if key is None else {"Idempotency-Key": key})
    refused = Client().post(
        f"/api/v1/elections/{election.pk}/cancel",
        {"because": "试"},
        content_type="application/json",
        headers=headers,
    )
    assert (refused.status_code, refused.json()["where"]) == (422, "Idempotency-Key")


def test_on_an_older_version_nothing_is_done_and_what_changed_is_told(
    cast: Cast, chair: Program, election: Election
) -> None:
    seen = chair.get(f"/elections/{election.pk}").json()["version"]
    day = POLLING_DAY.replace(month=7, day=12)
    postpone(acting_user=act(cast.town), election=election, polling_day=day, because="台风")
    refused = chair.post(f"/elections/{election.pk}/cancel", {"because": "合并"}, seen=seen)
    assert refused.status_code == 409
    told = refused.json()
    assert told["version"] == seen + 1
    assert told["since"][0]["deed"] == "改选举日"
    election.refresh_from_db()
    assert election.stage == "opened"


def test_on_the_version_that_was_read_it_is_done(chair: Program, election: Election) -> None:
    seen = chair.get(f"/elections/{election.pk}").json()["version"]
    done = chair.post(f"/elections/{election.pk}/postpone", POSTPONED, seen=seen)
    assert (done.status_code, done.json()["version"]) == (200, seen + 1)
    assert done.json()["polling_day"] == "2026-07-05"


def test_what_a_day_would_move_is_told_before_it_is_moved(
    chair: Program, election: Election
) -> None:
    told = chair.post(f"/elections/{election.pk}/postpone/check", POSTPONED)
    assert {"roll-published"} <= {each["event"] for each in told.json()}
    election.refresh_from_db()
    assert election.polling_day == POLLING_DAY


def test_a_page_and_a_program_do_not_share_a_number_with_different_deeds(
    cast: Cast, chair: Program, election: Election
) -> None:
    day = POLLING_DAY.replace(month=7, day=12)
    acting = act(cast.chair, key="same")
    postpone(acting_user=acting, election=election, polling_day=day, because="台风")
    refused = chair.post(f"/elections/{election.pk}/cancel", {"because": "合并"}, key="same")
    assert refused.status_code == 422
