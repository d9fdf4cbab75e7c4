"""Accounts (账号): how one is made, who sees which, and what the audit reads of it."""

from __future__ import annotations

import io
import uuid
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from tests.office.accounts.conftest import (
    DEEDS,
    Browse,
    Enter,
    Keepers,
    holder,
    new,
    post,
    shown_password,
)
from tests.office.conftest import Cast, act

from huanjie.domain.permission import Role
from huanjie.office.accounts import services
from huanjie.office.accounts.reach import kept_by, seat_of
from huanjie.office.accounts.services import NewAccount
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.units.models import Unit


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


def test_a_chair_makes_no_account(cast: Cast, village: Unit) -> None:
    with pytest.raises(PermissionDenied):
        services.create_account(
            acting_user=act(cast.chair),
            unit=village,
            account=NewAccount(username="lan", name="蓝"),
            password="x",
        )
