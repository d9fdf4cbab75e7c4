"""Roles (指定角色): given and taken by the security administrator, each within their own place."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from tests.office.accounts.conftest import Browse, Keepers, post
from tests.office.conftest import Cast, act

from huanjie.domain.permission import Role
from huanjie.office.accounts import services
from huanjie.office.accounts.reach import seat_of
from huanjie.office.units.models import Unit


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


def test_the_operator_gives_no_two_roles_that_do_not_go_together(keepers: Keepers) -> None:
    with pytest.raises(CommandError, match="不能兼任"):
        call_command("add_account", "system", "--role", "clerk", "--at", "330329100257")
