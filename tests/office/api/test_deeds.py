"""An election run by programs (用接口办选举): opened and read again, within the law and by whoever
may.
"""

from __future__ import annotations

from tests.office.api.conftest import Program, program
from tests.office.api.sent import PLAN
from tests.office.conftest import Cast

from huanjie.domain.permission import Role
from huanjie.office.planning.models import Election
from huanjie.office.security.models import Kind, SecurityEvent
from huanjie.office.units.models import Unit


def test_an_election_is_opened_and_read_again(chair: Program, village: Unit) -> None:
    dated = chair.post(f"/units/{village.pk}/elections/check", PLAN)
    assert dated.status_code == 200, dated.content
    assert not Election.objects.exists()
    opened = chair.post(f"/units/{village.pk}/elections", PLAN)
    assert opened.status_code == 201, opened.content
    pk = opened.json()["id"]
    assert chair.get(f"/elections/{pk}").json() == opened.json()
    assert chair.get(f"/elections/{pk}/schedule").json() == dated.json()
    assert chair.get(f"/elections/{pk}/next-step").json()["now"]["key"] == "load-roll"


def test_what_the_law_forbids_is_refused_at_its_field(chair: Program, village: Unit) -> None:
    refused = chair.post(f"/units/{village.pk}/elections", PLAN | {"polling_day": "2026-05-25"})
    assert refused.status_code == 422
    told = refused.json()
    assert told["where"] == "polling_day"
    assert "排不下" in told["says"]
    assert told["remedy"]
    assert not Election.objects.exists()


def test_what_a_token_may_not_do_is_noted(clerk: Program, election: Election) -> None:
    clerk.post(f"/elections/{election.pk}/roll/publish")
    noted = SecurityEvent.objects.get(kind=Kind.REFUSED)
    assert (noted.user, noted.address) == (clerk.token.user, "api-roll-publish")


def test_a_role_that_only_looks_does_nothing(cast: Cast, village: Unit, election: Election) -> None:
    assert Role(cast.observer.assignments.get().role) is Role.OBSERVER
    watcher = program(cast.observer, village)
    assert watcher.get(f"/elections/{election.pk}").status_code == 200
    refused = watcher.post(f"/elections/{election.pk}/cancel", {"because": "试"})
    assert refused.status_code == 403
    election.refresh_from_db()
    assert election.stage == "opened"
