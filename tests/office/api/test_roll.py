"""A roll by programs (用接口办名册): its file checked, loaded and published, and what is told of
its people.
"""

from __future__ import annotations

from django.test import Client
from tests.office.api.conftest import Program
from tests.office.api.sent import PERSONS, upload
from tests.office.api.test_refusals import sent

from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.security.models import Kind, SecurityEvent


def test_a_roll_is_checked_loaded_and_published(chair: Program, election: Election) -> None:
    found = upload(chair, election)
    assert found.status_code == 201, found.content
    checked = found.json()
    assert checked["rows"] == checked["good"] + checked["bad"] == 4
    assert [each["name"] for each in checked["rejected"]] == ["没有号码的人"]
    assert not RollEntry.objects.exists()
    address = f"/elections/{election.pk}/roll"
    loaded = chair.post(f"{address}/uploads/{checked['upload']}/load", {"way": "replace"})
    assert loaded.status_code == 200, loaded.content
    assert loaded.json()["loaded"] == checked["good"]
    people = chair.get(f"{address}/people").json()
    assert people["total"] == checked["good"]
    assert chair.get(f"{address}/posted").status_code == 409
    done = chair.post(f"{address}/publish")
    assert done.json()["registered"] == checked["good"]
    assert [p["name"] for p in chair.get(f"{address}/posted").json()[0]["people"]]


def test_a_roll_is_not_published_over_people_who_wait_to_be_loaded(
    chair: Program, election: Election
) -> None:
    address = f"/elections/{election.pk}/roll"
    first = upload(chair, election).json()["upload"]
    chair.post(f"{address}/uploads/{first}/load", {"way": "replace"})
    waiting = upload(chair, election, key="file-2").json()["upload"]
    for body in (None, {}, {"leave_out": first}):
        refused = chair.post(f"{address}/publish", body)
        assert (refused.status_code, refused.json()["where"]) == (422, "leave_out")
        assert "人还没有导入" in refused.json()["says"]
        assert str(waiting) in refused.json()["says"]
    assert chair.post(f"{address}/publish", {"leave_out": str(waiting)}).status_code == 422
    assert chair.post(f"{address}/publish", {"left_out": waiting}).status_code == 422
    done = chair.post(f"{address}/publish", {"leave_out": waiting})
    assert (done.status_code, done.json()["registered"]) == (200, 3)


def test_a_body_that_may_be_left_is_of_its_kind_where_it_is_sent(
    chair: Program, election: Election
) -> None:
    address = f"/elections/{election.pk}/roll"
    number = upload(chair, election).json()["upload"]
    chair.post(f"{address}/uploads/{number}/load", {"way": "replace"})
    refused = sent(chair, f"{address}/publish", "leave_out=1", "text/plain")
    assert refused.status_code == 415
    done = sent(chair, f"{address}/publish", "", "application/octet-stream")
    assert done.status_code == 200


def test_no_identity_number_leaves_whole(chair: Program, election: Election) -> None:
    number = upload(chair, election).json()["upload"]
    address = f"/elections/{election.pk}/roll"
    chair.post(f"{address}/uploads/{number}/load", {"way": "replace"})
    told = "".join(
        chair.get(f"{address}{end}").content.decode()
        for end in ("", "/people", f"/uploads/{number}")
    )
    for person in PERSONS:
        assert person.name in told
        assert person.identity_number[6:14] not in told
        assert person.phone[3:9] not in told


def test_whoever_reads_many_people_is_noted(clerk: Program, election: Election) -> None:
    upload(clerk, election)
    number = election.uploads.get().pk
    address = f"/elections/{election.pk}/roll"
    clerk.post(f"{address}/uploads/{number}/load", {"way": "replace"})
    clerk.get(f"{address}/people", limit="2")
    noted = SecurityEvent.objects.filter(kind=Kind.READ).latest("pk")
    assert (noted.people, noted.user, noted.region) == (2, clerk.token.user, election.unit_id)
    assert noted.address == "api-roll-people"


def test_an_oversize_file_is_refused_before_it_is_read(clerk: Program, election: Election) -> None:
    client = Client()
    refused = client.generic(
        "POST",
        f"/api/v1/elections/{election.pk}/roll/uploads",
        b"",
        content_type="multipart/form-data; boundary=x",
        headers=clerk.headers | {"Idempotency-Key": "k"},
        CONTENT_LENGTH=str(64 * 2**20),
    )
    assert (refused.status_code, refused["Content-Type"]) == (413, "application/problem+json")
    assert not election.uploads.exists()
