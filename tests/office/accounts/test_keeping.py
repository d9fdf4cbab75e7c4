"""What is done to accounts (账号的办理): closing, passwords, unlocking, second factors; by the
administrator whose part it is, to no account beyond their own place, and to nobody's own.
"""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from tests.office.accounts.conftest import (
    DEEDS,
    Browse,
    Enter,
    Keepers,
    is_in,
    post,
    shown_password,
)
from tests.office.conftest import Cast, act

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.accounts import services
from huanjie.office.accounts.reach import kept_by
from huanjie.office.deeds import journal
from huanjie.office.units.models import Assignment, Unit


@pytest.mark.parametrize("deed", DEEDS)
def test_no_administrator_reaches_an_account_that_can_do_more_than_they_could_give(
    keepers: Keepers, cast: Cast, browse: Browse, village: Unit, deed: str
) -> None:
    """The clerk of a village who is also the county's observer is the county's to keep."""
    Assignment.objects.create(user=cast.clerk, role=Role.OBSERVER, unit=keepers.county)
    for who in (keepers.town_system, keepers.town_security):
        client = browse(who)
        assert client.get(f"/accounts/{cast.clerk.pk}/").status_code == 404
        assert post(client, f"/accounts/{cast.clerk.pk}/{deed}/").status_code == 404
        assert "clerk" not in {kept.user.username for kept in kept_by(who)}


@pytest.mark.parametrize("deed", ["password", "close", "second-factor", "roles"])
def test_nobody_does_it_to_themselves(
    keepers: Keepers, browse: Browse, village: Unit, deed: str
) -> None:
    for who in (keepers.system, keepers.security):
        page = post(
            browse(who), f"/accounts/{who.pk}/{deed}/", role="audit-admin", place=keepers.county.pk
        )
        assert page.status_code in (403, 404, 422)
    assert [a.role for a in keepers.security.assignments.all()] == ["security-admin"]
    assert keepers.system.check_password("system")


def test_an_administrators_own_page_offers_nothing(keepers: Keepers, browse: Browse) -> None:
    page = browse(keepers.security).get(f"/accounts/{keepers.security.pk}/").content.decode()
    assert "要由另一名管理员办理" in page
    assert "/roles/" not in page


def test_a_closed_account_is_out_at_once_and_comes_back_with_its_password(
    keepers: Keepers, cast: Cast, browse: Browse, enter: Enter
) -> None:
    client = browse(cast.clerk)
    assert post(browse(keepers.system), f"/accounts/{cast.clerk.pk}/close/").status_code == 302
    assert client.get("/account/").status_code == 302
    assert not is_in(enter("clerk", "clerk"))
    assert post(browse(keepers.system), f"/accounts/{cast.clerk.pk}/close/").status_code == 422
    assert post(browse(keepers.system), f"/accounts/{cast.clerk.pk}/reopen/").status_code == 302
    assert client.get("/account/").status_code == 302
    assert is_in(enter("clerk", "clerk"))


def test_a_new_start_password_ends_sessions_unlocks_and_opens_one_page(
    keepers: Keepers, cast: Cast, browse: Browse, enter: Enter
) -> None:
    client = browse(cast.clerk)
    for _ in range(10):
        enter("clerk", "wrong")
    password = shown_password(post(browse(keepers.system), f"/accounts/{cast.clerk.pk}/password/"))
    assert client.get("/account/").status_code == 302
    assert not is_in(enter("clerk", "clerk"))
    assert enter("clerk", password).get("/account/")["Location"] == "/account/password/"


def test_no_administrator_takes_over_another_of_the_same_place(
    keepers: Keepers, browse: Browse
) -> None:
    page = post(browse(keepers.system), f"/accounts/{keepers.security.pk}/password/")
    assert page.status_code == 422
    assert "manage renew_password" in page.content.decode()
    below = post(browse(keepers.system), f"/accounts/{keepers.town_security.pk}/password/")
    assert below.status_code == 200


def test_the_operator_renews_an_administrators_password(
    keepers: Keepers, enter: Enter, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("renew_password", "security")
    password = re.search(r"password: (\S+?)（", capsys.readouterr().out)
    assert password
    assert enter("security", password[1]).get("/")["Location"] == "/account/password/"
    assert "renew-password" in [e.deed for e in journal.check(keepers.county.log_name).entries]
    with pytest.raises(CommandError, match="没有账号"):
        call_command("renew_password", "nobody")


def test_an_account_is_unlocked_by_the_security_administrator(
    keepers: Keepers, cast: Cast, browse: Browse, enter: Enter
) -> None:
    for _ in range(10):
        enter("clerk", "wrong")
    page = browse(keepers.security).get(f"/accounts/{cast.clerk.pk}/").content.decode()
    assert "已锁定" in page
    assert post(browse(keepers.security), f"/accounts/{cast.clerk.pk}/unlock/").status_code == 302
    assert is_in(enter("clerk", "clerk"))


def test_a_second_factor_that_was_reset_is_gone_and_so_are_the_sessions(
    keepers: Keepers, cast: Cast, browse: Browse, enter: Enter
) -> None:
    TOTP.activate(cast.clerk, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = browse(cast.clerk)
    assert not is_in(enter("clerk", "clerk"))
    address = f"/accounts/{cast.clerk.pk}/second-factor/"
    assert post(browse(keepers.security), address).status_code == 302
    assert client.get("/account/").status_code == 302
    assert is_in(enter("clerk", "clerk"))
    assert post(browse(keepers.security), address).status_code == 422


def test_a_service_does_not_close_its_own_caller(keepers: Keepers) -> None:
    with pytest.raises(BadInput, match="不能停用自己的账号"):
        services.close_account(
            acting_user=act(keepers.system), unit=keepers.county, account=keepers.system.pk
        )
