"""Many accounts at once (成批开账号), and the roles asked for with them (待指定的角色): the system
administrator makes the accounts, the security administrator gives the roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from huanjie.domain.permission import Action, Role
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.accounts import names
from huanjie.office.accounts.granting import Grant, check_fits, give_roles
from huanjie.office.accounts.incoming import MOST_AT_ONCE
from huanjie.office.accounts.models import AskedRole, Home
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.people.models import NAME_LENGTH, User
from huanjie.office.units.models import Unit, within


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedAccount:
    """One of many accounts to be made (要开的账号): whose, where, for which role."""

    username: str
    name: str
    unit: str
    """the code of the place that it belongs to"""
    role: Role | None
    password: str
    """as it is kept"""


@command(Action.CREATE_ACCOUNT)
def create_accounts(
    *, acting_user: ActingUser, unit: Unit, accounts: Sequence[WantedAccount]
) -> Done[list[int]]:
    """Make every one of them, or none; the answer is their numbers, in the same order."""
    if not 0 < len(accounts) <= MOST_AT_ONCE:
        raise BadInput(f"一次开 1 到 {MOST_AT_ONCE} 个账号", at="file", remedy="分成几个文件")
    places = Unit.objects.filter(within(unit), ended_on=None).in_bulk(
        {each.unit for each in accounts}
    )
    _check(accounts, places, unit)
    users = _made(accounts)
    Home.objects.bulk_create(
        Home(user=user, unit=places[each.unit]) for user, each in zip(users, accounts, strict=True)
    )
    now = clock.now()
    AskedRole.objects.bulk_create(
        AskedRole(user=user, role=each.role, unit=places[each.unit], asked_at=now)
        for user, each in zip(users, accounts, strict=True)
        if each.role
    )
    numbers = [user.pk for user in users]
    return Done(answer=numbers, says={"users": numbers}, moves=False)


def _check(accounts: Sequence[WantedAccount], places: dict[str, Unit], unit: Unit) -> None:
    known = names.taken(each.username for each in accounts)
    for each in accounts:
        if fault := names.fault_of_username(each.username):
            raise fault
        if each.username.lower() in known:
            raise BadInput(
                f"已经有人用账号“{each.username}”", at="file", remedy="重新上传文件，再核对一次"
            )
        if not each.name or len(each.name) > NAME_LENGTH:
            raise BadInput(f"姓名要有一至 {NAME_LENGTH} 个字", at="file")
        if each.unit not in places:
            raise BadInput(f"{unit.short_name}下面没有单位 {each.unit}", at="file")
        if each.role:
            check_fits(each.role, places[each.unit])


def _made(accounts: Sequence[WantedAccount]) -> list[User]:
    try:
        with transaction.atomic():
            return User.objects.bulk_create(
                User(
                    username=each.username,
                    name=each.name,
                    password=each.password,
                    has_start_password=True,
                )
                for each in accounts
            )
    except IntegrityError:
        raise BadInput(
            "有两行的账号一样，或者刚被别人用了", at="file", remedy="重新上传文件，再核对一次"
        ) from None


@command(Action.ASSIGN_ROLE)
def give_asked_roles(*, acting_user: ActingUser, unit: Unit, asked: Sequence[int]) -> Done[int]:
    """Give every one of the roles that were asked for (全部指定), or none of them where one cannot
    be; the answer is how many.
    """
    rows = _asked(unit, asked)
    if any(row.user_id == acting_user.user.pk for row in rows):
        raise BadInput("不能给自己指定角色", remedy="请另一名管理员办理")
    grants = [Grant(user=row.user, role=Role(row.role), unit=row.unit) for row in rows]
    give_roles(acting_user, grants)
    given = [{"user": g.user.pk, "role": g.role.value, "unit": g.unit.pk} for g in grants]
    return Done(answer=len(given), says={"given": given}, moves=False)


@command(Action.ASSIGN_ROLE)
def strike_asked_roles(*, acting_user: ActingUser, unit: Unit, asked: Sequence[int]) -> Done[int]:
    """Give none of these (不指定): the accounts stay, and nothing waits any more."""
    rows = _asked(unit, asked)
    struck = [{"user": row.user_id, "role": row.role, "unit": row.unit_id} for row in rows]
    AskedRole.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return Done(answer=len(struck), says={"struck": struck}, moves=False)


def _asked(unit: Unit, numbers: Sequence[int]) -> list[AskedRole]:
    """Those that wait below a place."""
    below = Unit.objects.filter(within(unit)).values("pk")
    rows = list(
        AskedRole.objects.select_for_update()
        .select_related("user", "unit")
        .filter(pk__in=numbers, unit__in=below)
    )
    if not rows or len(rows) < len(set(numbers)):
        raise BadInput("有的已经办过，或者不归您管理", remedy="重新打开这一页再选")
    return rows
