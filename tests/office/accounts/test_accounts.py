"""Keeping accounts (账号管理): each deed by the administrator whose part it is, and by no other."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from tests.office.accounts.conftest import Keepers, holder
from tests.office.conftest import Cast, act

from huanjie.domain.permission import Role
from huanjie.door.fault import BadInput
from huanjie.office.accounts import services
from huanjie.office.accounts.reach import kept_by, seat_of
from huanjie.office.accounts.services import NewAccount
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment, Unit

Browse = Callable[[User], Client]
Enter = Callable[[str, str], Client]


def post(client: Client, address: str, **form: str) -> Any:
    return client.post(address, {"key": uuid.uuid4().hex, **form})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def new(client: Client, unit: Unit, username: str = "lan", **more: str) -> Any:
    return post(client, "/accounts/new/", name="蓝文书", username=username, place=unit.pk, **more)


def shown_password(page: Any) -> str:
    found = re.search(r'class="code">([A-Z0-9-]{14})<', page.content.decode())
    assert found
    return found[1]


def test_an_account_is_made_by_one_and_gets_its_role_from_another(
    keepers: Keepers, village: Unit, browse: Browse, enter: Enter
) -> None:
    page = new(browse(keepers.system), village)
    password = shown_password(page)
    user = User.objects.get(username="lan")
    assert user.has_start_password
    assert seat_of(user) == village
    given = post(
        browse(keepers.security), f"/accounts/{user.pk}/roles/", role="clerk", place=village.pk
    )
    assert given.status_code == 302
    client = enter("lan", password)
    form = {"oldpassword": password, "password1": "mountain-42-x", "password2": "mountain-42-x"}
    client.post("/account/password/", form)
    assert client.get("/", follow=True).redirect_chain[-1][0] == f"/units/{village.pk}/"
    deeds = [entry.deed for entry in journal.check(village.log_name).entries]
    assert deeds == ["create-account", "assign-role"]


def test_the_log_holds_numbers_and_neither_names_nor_passwords(
    keepers: Keepers, village: Unit, browse: Browse
) -> None:
    page = new(browse(keepers.system), village)
    password = shown_password(page)
    rows = [
        str(row)
        for model in (User, *(m for m in _every_model()))
        for row in model._default_manager.values()
    ]
    assert not [row for row in rows if password in row or password.replace("-", "") in row]


def _every_model() -> list[Any]:
    from huanjie.office.deeds.models import Deed, Entry

    return [Deed, Entry]


def test_a_double_click_makes_one_account_and_shows_one_password(
    keepers: Keepers, village: Unit, browse: Browse
) -> None:
    client = browse(keepers.system)
    form = {"key": "k", "name": "蓝文书", "username": "lan", "place": village.pk}
    pages = [client.post("/accounts/new/", form) for _ in range(2)]
    assert len({shown_password(page) for page in pages}) == 1
    assert User.objects.filter(username="lan").count() == 1


@pytest.mark.parametrize(
    ("username", "says"),
    [
        ("clerk", "已经有人用这个账号"),
        ("CLERK", "已经有人用这个账号"),
        ("x", "至少两个字"),
        ("card-1", "不能以 card- 开头"),
        ("a b", "至少两个字"),
        ("*card*", "至少两个字"),
    ],
)
def test_an_account_that_cannot_be_is_refused_in_words(
    keepers: Keepers, village: Unit, browse: Browse, username: str, says: str
) -> None:
    before = User.objects.count()
    page = new(browse(keepers.system), village, username)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert User.objects.count() == before


def test_a_place_may_be_typed_as_its_name_and_must_be_ones_own(
    keepers: Keepers, village: Unit, browse: Browse
) -> None:
    client = browse(keepers.town_system)
    for typed, status in (
        ("三联村", 200),
        (f"{village.pk} 三联村", 200),
        ("泰顺县", 422),
        ("330329000000", 422),
        ("无此村", 422),
    ):
        page = post(
            client, "/accounts/new/", name="甲", username=f"a{uuid.uuid4().hex[:6]}", place=typed
        )
        assert page.status_code == status, typed


DEEDS = ("password", "close", "reopen", "unlock", "second-factor", "roles")


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


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("audit-admin", "不能兼任别的角色"),
        ("clerk", "已经有这个角色"),
        ("county-office", "不能指定县换届工作办公室"),
        ("system-admin", "不能指定系统管理员"),
    ],
)
def test_a_role_that_cannot_be_is_refused_in_words(
    keepers: Keepers, cast: Cast, browse: Browse, village: Unit, role: str, says: str
) -> None:
    place = keepers.county if role == "audit-admin" else village
    page = post(
        browse(keepers.security), f"/accounts/{cast.clerk.pk}/roles/", role=role, place=place.pk
    )
    assert page.status_code == 422
    assert says in page.content.decode()
    assert [a.role for a in cast.clerk.assignments.all()] == ["clerk"]


def test_no_role_is_given_beyond_ones_own_place(
    keepers: Keepers, cast: Cast, browse: Browse
) -> None:
    form = {"role": "county-office", "place": keepers.county.pk}
    page = post(browse(keepers.town_security), f"/accounts/{cast.clerk.pk}/roles/", **form)
    assert page.status_code == 422
    with pytest.raises(PermissionDenied):
        services.assign_role(
            acting_user=act(keepers.town_security),
            unit=keepers.county,
            account=cast.clerk.pk,
            role=Role.OBSERVER,
        )


def test_a_role_of_ones_place_is_not_given_to_an_account_that_is_not_theirs(
    keepers: Keepers, cast: Cast, village: Unit
) -> None:
    with pytest.raises(PermissionDenied):
        services.assign_role(
            acting_user=act(keepers.town_security),
            unit=village,
            account=cast.county.pk,
            role=Role.CHAIR,
        )


def test_whoever_loses_the_last_role_still_belongs_somewhere_and_sees_nothing(
    keepers: Keepers, cast: Cast, browse: Browse, village: Unit
) -> None:
    client = browse(cast.clerk)
    address = f"/accounts/{cast.clerk.pk}/roles/clerk/{village.pk}/"
    assert post(browse(keepers.security), address).status_code == 302
    assert client.get(f"/units/{village.pk}/").status_code == 404
    assert seat_of(cast.clerk) == village
    assert post(browse(keepers.security), address).status_code == 422


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


def test_the_operator_gives_no_two_roles_that_do_not_go_together(keepers: Keepers) -> None:
    with pytest.raises(CommandError, match="不能兼任"):
        call_command("add_account", "system", "--role", "clerk", "--at", "330329100257")


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


def test_the_list_shows_ones_own_accounts_and_is_a_spreadsheet_too(
    keepers: Keepers, browse: Browse
) -> None:
    client = browse(keepers.town_system)
    page = client.get("/accounts/").content.decode()
    assert "clerk" in page
    assert ">county<" not in page
    book = openpyxl.load_workbook(io.BytesIO(client.get("/accounts/accounts.xlsx").content))
    rows = list(book.active.values)  # type: ignore[union-attr]
    assert rows[0][:2] == ("姓名", "账号")
    assert {row[1] for row in rows[1:]} == {
        kept.user.username for kept in kept_by(keepers.town_system)
    }
    assert "county" not in {row[1] for row in rows}


def test_administrators_come_to_their_accounts_and_see_no_election(
    keepers: Keepers, browse: Browse, village: Unit
) -> None:
    for who in (keepers.system, keepers.security, keepers.audit):
        client = browse(who)
        assert client.get("/")["Location"] == "/accounts/"
        assert client.get(f"/units/{village.pk}/").status_code == 404
        assert client.get("/board/").status_code == 403


def test_a_site_of_many_accounts_asks_the_database_few_questions(
    keepers: Keepers, browse: Browse, village: Unit, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        holder(f"more-{number}", Role.CLERK, village)
    client = browse(keepers.system)
    client.get("/accounts/")
    with django_assert_max_num_queries(20):
        client.get("/accounts/")


def test_what_is_no_account_is_not_there(keepers: Keepers, browse: Browse) -> None:
    client = browse(keepers.system)
    for number in ("0", "9" * 18, "9" * 30, "x", "٣"):
        assert client.get(f"/accounts/{number}/").status_code == 404
    assert (
        post(
            browse(keepers.security), f"/accounts/{keepers.audit.pk}/roles/no-role/330329000000/"
        ).status_code
        == 404
    )


def test_the_audit_reads_what_was_done_by_whom_to_whom_and_changes_nothing(
    keepers: Keepers, cast: Cast, browse: Browse, village: Unit
) -> None:
    post(browse(keepers.system), f"/accounts/{cast.clerk.pk}/close/")
    form = {"role": "observer", "place": village.pk}
    post(browse(keepers.security), f"/accounts/{cast.teller.pk}/roles/", **form)
    client = browse(keepers.audit)
    page = client.get("/security/").content.decode()
    assert "停用账号 clerk" in page
    assert "指定角色 teller 监督人员" in page
    for deed in DEEDS:
        assert post(client, f"/accounts/{cast.clerk.pk}/{deed}/").status_code == 404
    for other in (keepers.system, keepers.security):
        assert browse(other).get("/security/").status_code == 403


def test_a_service_does_not_close_its_own_caller(keepers: Keepers) -> None:
    with pytest.raises(BadInput, match="不能停用自己的账号"):
        services.close_account(
            acting_user=act(keepers.system), unit=keepers.county, account=keepers.system.pk
        )


def test_a_chair_makes_no_account(cast: Cast, village: Unit) -> None:
    with pytest.raises(PermissionDenied):
        services.create_account(
            acting_user=act(cast.chair),
            unit=village,
            account=NewAccount(username="lan", name="蓝"),
            password="x",
        )
