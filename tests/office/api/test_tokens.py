"""令牌: what one opens, what it never opens, and when it opens nothing any more."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.office.api.conftest import YEAR_END, Program, program
from tests.office.conftest import OPENED_ON, Cast, act, on

from huanjie.domain.permission import Action, Role
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.planning.models import Election
from huanjie.office.tokens.models import ApiToken
from huanjie.office.tokens.scopes import BY_TOKEN
from huanjie.office.tokens.services import Grant, make_token, new_secret, revoke_token
from huanjie.office.units.models import Assignment, Unit

PERSONAL = {
    Action.SHOW_NUMBER,
    Action.SETTLE_SHEETS,
    Action.DECLARE,
    Action.SEAL,
    Action.ACCEPT_LAW,
    Action.MAKE_TOKEN,
    Action.REVOKE_TOKEN,
    Action.SEE_TOKENS,
}


def grant(*actions: Action, expires_on: datetime.date = YEAR_END, name: str = "程序") -> Grant:
    return Grant(name=name, actions=frozenset(actions), expires_on=expires_on)


def test_the_secret_is_kept_nowhere(clerk: Program) -> None:
    whole = repr(list(ApiToken.objects.values())) + repr(list(Deed.objects.values()))
    whole += repr([each.payload for each in Entry.objects.all()])
    assert clerk.secret not in whole
    assert len(clerk.secret) > 40


def test_making_and_revoking_are_in_the_log_of_the_place(cast: Cast, village: Unit) -> None:
    made = program(cast.clerk, village)
    revoke_token(acting_user=act(cast.clerk), unit=village, token=made.token.pk)
    deeds = [each.deed for each in journal.history(village.log_name)]
    assert deeds == ["revoke-token", "make-token"]
    assert journal.check(village.log_name)


@pytest.mark.parametrize("action", sorted(PERSONAL))
def test_what_wants_a_person_is_given_to_no_token(
    cast: Cast, village: Unit, action: Action
) -> None:
    assert action not in BY_TOKEN
    for user in (cast.chair, cast.scrutineer, cast.county):
        with pytest.raises(BadInput, match="要由人来办"):
            make_token(
                acting_user=act(user), unit=village, grant=grant(action), secret=new_secret()
            )


def test_nobody_gives_a_token_what_they_may_not_do_themselves(cast: Cast, village: Unit) -> None:
    with pytest.raises(BadInput, match="没有“公布名单”的权限") as refused:
        make_token(
            acting_user=act(cast.clerk),
            unit=village,
            grant=grant(Action.PUBLISH_ROLL),
            secret=new_secret(),
        )
    assert refused.value.at == "scopes"
    assert not ApiToken.objects.exists()


def test_nor_for_a_place_that_is_not_theirs(cast: Cast, village: Unit, next_village: Unit) -> None:
    for place in (next_village, village.parent):
        assert place
        with pytest.raises(PermissionDenied):
            make_token(acting_user=act(cast.clerk), unit=place, grant=grant(), secret=new_secret())


@pytest.mark.parametrize(("days", "is_good"), [(-1, False), (0, True), (366, True), (367, False)])
def test_a_token_is_made_for_a_year_at_most(
    cast: Cast, village: Unit, days: int, is_good: bool
) -> None:
    until = OPENED_ON + datetime.timedelta(days=days)

    def make() -> int:
        return make_token(
            acting_user=act(cast.clerk),
            unit=village,
            grant=grant(expires_on=until),
            secret=new_secret(),
        )

    if is_good:
        assert make()
    else:
        with pytest.raises(BadInput, match="一年以内"):
            make()


def test_it_is_good_on_its_last_day_and_not_on_the_next(clerk: Program) -> None:
    with on(YEAR_END):
        assert clerk.get("/me").status_code == 200
    with on(YEAR_END + datetime.timedelta(days=1)):
        assert clerk.get("/me").status_code == 401


def test_a_revoked_token_opens_nothing(cast: Cast, village: Unit, clerk: Program) -> None:
    revoke_token(acting_user=act(cast.clerk), unit=village, token=clerk.token.pk)
    assert clerk.get("/me").status_code == 401
    with pytest.raises(BadInput, match="已经撤销"):
        revoke_token(acting_user=act(cast.clerk), unit=village, token=clerk.token.pk)


def test_an_officer_above_revokes_it_and_a_colleague_does_not(
    cast: Cast, village: Unit, clerk: Program
) -> None:
    with pytest.raises(PermissionDenied):
        revoke_token(acting_user=act(cast.chair), unit=village, token=clerk.token.pk)
    revoke_token(acting_user=act(cast.town), unit=village, token=clerk.token.pk)
    assert clerk.get("/me").status_code == 401


def test_a_closed_accounts_token_opens_nothing(cast: Cast, clerk: Program) -> None:
    cast.clerk.is_active = False
    cast.clerk.save()
    assert clerk.get("/me").status_code == 401


def test_a_token_can_never_do_more_than_its_account_at_that_moment(
    cast: Cast, clerk: Program, election: Election
) -> None:
    assert clerk.get(f"/elections/{election.pk}").status_code == 200
    cast.clerk.assignments.all().delete()
    assert clerk.get(f"/elections/{election.pk}").status_code == 404
    assert clerk.get("/me").json()["usable"] == []


def test_nor_more_than_it_was_made_for_when_the_account_may_more(
    cast: Cast, village: Unit, next_village: Unit, election: Election
) -> None:
    made = program(cast.clerk, village, [Action.SEE_UNIT])
    Assignment.objects.create(user=cast.clerk, role=Role.CHAIR, unit=next_village)
    Assignment.objects.create(user=cast.clerk, role=Role.CHAIR, unit=village)
    codes = [each["code"] for each in made.get("/units").json()["items"]]
    assert codes == [village.pk]
    refused = made.get(f"/elections/{election.pk}/roll")
    assert refused.status_code == 403
    assert "看名册" in refused.json()["says"]


def test_whoever_is_signed_in_counts_for_nothing(
    cast: Cast, village: Unit, next_village: Unit, election: Election
) -> None:
    browser = Client()
    browser.force_login(cast.chair)
    address = f"/api/v1/elections/{election.pk}"
    assert browser.get(address).status_code == 401
    stranger = program(cast.stranger, next_village)
    assert browser.get(address, headers=stranger.headers).status_code == 404


@pytest.mark.parametrize(
    "said", ["", "Bearer", "Bearer ", "Bearer hj_x", "Basic YTpi", "Bearer " + "9" * 9999]
)
def test_anything_else_is_no_token(db: None, said: str) -> None:
    answer = Client().get("/api/v1/me", headers={"Authorization": said})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_the_last_day_of_use_is_noted(clerk: Program) -> None:
    clerk.get("/me")
    clerk.token.refresh_from_db()
    assert clerk.token.last_used_on == OPENED_ON


def test_a_deed_says_by_which_token_it_came(clerk: Program, election: Election) -> None:
    clerk.post(f"/elections/{election.pk}/roll/uploads/1/withdraw")  # nothing there: nothing done
    done = clerk.post(f"/units/{election.unit_id}/elections", party())
    assert done.status_code == 201, done.content
    latest = Entry.objects.latest("pk")
    assert f'"token":{clerk.token.pk}' in (latest.payload or "")


def party() -> dict[str, object]:
    return {
        "body": "party-branch",
        "polling_day": "2026-06-12",
        "start_day": "2026-05-18",
        "seats": {"member": 3},
        "method": "voters",
        "style": "approve-oppose-abstain",
        "adopted_by": "党员大会",
        "adopted_on": "2026-05-18",
    }
