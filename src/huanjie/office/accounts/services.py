"""What is done to accounts (账号的办理): each by the administrator whose part it is, never by
anybody to themselves, and entered in the log of the place.
"""

from __future__ import annotations

from dataclasses import dataclass

from huanjie.domain.permission import ADMINISTRATORS, ROLE_NAMES, Action, Role
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.accounts.granting import Grant, check_fits, give_roles
from huanjie.office.accounts.models import AskedRole, Home
from huanjie.office.accounts.names import check_username
from huanjie.office.accounts.reach import seat_of
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.people.identity import forget_identity
from huanjie.office.people.lockout import forget_failures
from huanjie.office.people.models import User
from huanjie.office.people.second_factor import forget_second_factor
from huanjie.office.people.sessions import sign_out_everywhere
from huanjie.office.people.start_passwords import give_start_password
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.permission import in_force, need, places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account to be made (新账号)."""

    username: str
    name: str
    role: Role | None = None
    """the role that it is for, which another administrator gives (待指定的角色)"""


@command(Action.CREATE_ACCOUNT)
def create_account(
    *, acting_user: ActingUser, unit: Unit, account: NewAccount, password: str
) -> Done[int]:
    """Make an account that belongs to a place, without any role yet; the answer is its number."""
    check_username(account.username)
    if account.role:
        check_fits(account.role, unit)
    user = User.objects.create_user(account.username, name=account.name, password=None)
    give_start_password(user, password)
    Home.objects.create(user=user, unit=unit)
    if account.role:
        AskedRole.objects.create(user=user, role=account.role, unit=unit, asked_at=clock.now())
    return Done(answer=user.pk, says={"user": user.pk}, moves=False)


@command(Action.CLOSE_ACCOUNT)
def close_account(*, acting_user: ActingUser, unit: Unit, account: int) -> Done[None]:
    """Nobody signs in with it any more; whoever is, is out."""
    user = _other(acting_user, account, "停用自己的账号")
    if not user.is_active:
        raise BadInput("这个账号已经停用", remedy="还要用它，就恢复账号")
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_out_everywhere(user)
    return Done(answer=None, says={"user": user.pk}, moves=False)


@command(Action.REOPEN_ACCOUNT)
def reopen_account(*, acting_user: ActingUser, unit: Unit, account: int) -> Done[None]:
    """It may be signed in with again, by the password that it had."""
    user = _other(acting_user, account, "恢复自己的账号")
    if user.is_active:
        raise BadInput("这个账号没有停用", remedy="回到账号页看现在的情况")
    User.objects.filter(pk=user.pk).update(is_active=True)
    return Done(answer=None, says={"user": user.pk}, moves=False)


@command(Action.RENEW_PASSWORD)
def renew_password(
    *, acting_user: ActingUser, unit: Unit, account: int, password: str
) -> Done[None]:
    """Another start password, to be changed at once; whoever is signed in, is out. An
    administrator of one's own place gets theirs from whoever operates the site: else one part of
    the three could take another's.
    """
    user = _other(acting_user, account, "给自己重发密码")
    _check_lower_administrator(acting_user.user, user)
    give_start_password(user, password)
    return Done(answer=None, says={"user": user.pk}, moves=False)


@command(Action.ASSIGN_ROLE)
def assign_role(*, acting_user: ActingUser, unit: Unit, account: int, role: Role) -> Done[None]:
    """Give somebody a role here."""
    user = _other(acting_user, account, "给自己指定角色")
    give_roles(acting_user, [Grant(user=user, role=role, unit=unit)])
    return Done(answer=None, says={"user": user.pk, "role": role.value}, moves=False)


@command(Action.WITHDRAW_ROLE)
def withdraw_role(*, acting_user: ActingUser, unit: Unit, account: int, role: Role) -> Done[None]:
    """Take a role away here; the account stays where it belongs."""
    user = _other(acting_user, account, "收回自己的角色")
    seat = seat_of(user)
    if seat:
        need(acting_user.user, Action.WITHDRAW_ROLE, seat)
    gone, _by_kind = Assignment.objects.filter(user=user, role=role, unit=unit).delete()
    if not gone:
        raise BadInput("这个账号在这里没有这个角色", remedy="回到账号页看现在的角色")
    if seat:
        Home.objects.get_or_create(user=user, defaults={"unit": seat})
    return Done(answer=None, says={"user": user.pk, "role": role.value}, moves=False)


@command(Action.UNLOCK_ACCOUNT)
def unlock_account(*, acting_user: ActingUser, unit: Unit, account: int) -> Done[None]:
    """Forget the wrong passwords and codes."""
    user = _other(acting_user, account, "给自己的账号解锁")
    forget_failures(user)
    return Done(answer=None, says={"user": user.pk}, moves=False)


@command(Action.RESET_SECOND_FACTOR)
def reset_second_factor(*, acting_user: ActingUser, unit: Unit, account: int) -> Done[None]:
    """Take the second factor away, so that another is set up at the next signing in."""
    user = _other(acting_user, account, "重置自己的第二重验证")
    if not forget_second_factor(user):
        raise BadInput("这个账号没有设第二重验证", remedy="不用重置，请本人登录以后设置")
    sign_out_everywhere(user)
    return Done(answer=None, says={"user": user.pk}, moves=False)


@command(Action.UNLINK_IDENTITY)
def unlink_identity(*, acting_user: ActingUser, unit: Unit, account: int) -> Done[None]:
    """Take the link to an identity away (解除身份关联), for whoever got another one there: the next
    whom the provider calls so is linked.
    """
    user = _other(acting_user, account, "解除自己的身份关联")
    if not forget_identity(user):
        raise BadInput("这个账号没有关联统一身份认证")
    sign_out_everywhere(user)
    return Done(answer=None, says={"user": user.pk}, moves=False)


def _other(acting: ActingUser, account: int, what: str) -> User:
    """The account, locked; nobody does these things to themselves."""
    if account == acting.user.pk:
        raise BadInput(f"不能{what}", remedy="请另一名管理员办理")
    return User.objects.select_for_update().get(pk=account)


def _check_lower_administrator(admin: User, user: User) -> None:
    own = places_of(admin, Action.RENEW_PASSWORD)
    for held in user.assignments.filter(in_force(), role__in=ADMINISTRATORS).select_related("unit"):
        if not any(held.unit.is_within(p) and held.unit != p for p in own):
            raise BadInput(
                f"不能给同级的{ROLE_NAMES[Role(held.role)]}重发密码",
                remedy="请运维人员用 huanjie manage renew_password 办理",
            )
