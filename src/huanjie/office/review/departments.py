"""Departments and their people (联审部门): set up by an office, at a town, a county or above it,
once for every place below that has none of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from huanjie.domain.permission import REVIEW_ROLES, ROLE_NAMES, Action
from huanjie.door.fault import BadInput
from huanjie.office.command import ActingUser, Done, command
from huanjie.office.people.models import User
from huanjie.office.review.models import Department, Seat
from huanjie.office.units.models import Assignment, Level, Unit


@command(Action.KEEP_DEPARTMENTS)
def keep_departments(*, acting_user: ActingUser, unit: Unit, names: Mapping[str, str]) -> Done[int]:
    """Set up departments by their keys in ladders (设部门); the answer is how many are new. Those
    of a city or a province answer for every county below that has set up none of the same key.
    """
    check_may_hold(unit)
    there = set(Department.objects.filter(region=unit.pk).values_list("key", flat=True))
    new = [
        Department(region=unit.pk, key=key, name=name)
        for key, name in names.items()
        if key not in there
    ]
    Department.objects.bulk_create(new)
    return Done(answer=len(new), says={"departments": [each.key for each in new]}, moves=False)


@command(Action.KEEP_DEPARTMENTS)
def seat_person(
    *, acting_user: ActingUser, unit: Unit, department: int, username: str
) -> Done[int]:
    """Let somebody answer for a department (安排联审人员); the answer is the seat's number. They
    hold the role of a reviewer or a signer here or above, which the security administrator gives.
    """
    row = _department(unit, department)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise BadInput(f"没有账号“{username}”", at="username", remedy="核对账号")
    held = Assignment.objects.filter(
        user=user, role__in=REVIEW_ROLES, unit__in=unit.codes, election=""
    )
    if not held.exists():
        roles = "、".join(f"“{ROLE_NAMES[role]}”" for role in REVIEW_ROLES)
        raise BadInput(f"这个账号没有{roles}的角色", at="username", remedy="请安全管理员先指定角色")
    if user.review_seats.exclude(department=row).exists():
        raise BadInput("这个账号已经在另一个部门", at="username", remedy="一个账号只在一个部门")
    seat, is_new = Seat.objects.get_or_create(
        department=row, user=user, defaults={"region": unit.pk}
    )
    if not is_new:
        raise BadInput("这个账号已经在这个部门", at="username", remedy="不用再安排")
    return Done(answer=seat.pk, says={"department": row.key, "user": user.pk}, moves=False)


@command(Action.KEEP_DEPARTMENTS)
def unseat_person(*, acting_user: ActingUser, unit: Unit, seat: int) -> Done[None]:
    """Let somebody answer no more (撤下联审人员); what they signed stays."""
    row = Seat.objects.filter(pk=seat, region=unit.pk).select_related("department").first()
    if row is None:
        raise BadInput("没有这个席位，或者已经撤下", remedy="回到联审部门页")
    says = {"department": row.department.key, "user": row.user_id, "left": True}
    row.delete()
    return Done(answer=None, says=says, moves=False)


def check_may_hold(unit: Unit) -> None:
    """Refuse a place that holds no departments: a village or a community."""
    if not may_hold(unit):
        raise BadInput("村、社区不设联审部门", remedy="到乡镇、县或者它们的上级的“联审部门”页")


def may_hold(unit: Unit) -> bool:
    """Whether departments may be set up at a place (可以设联审部门)."""
    return unit.level != Level.UNIT


def _department(unit: Unit, number: int) -> Department:
    found = Department.objects.filter(pk=number, region=unit.pk).first()
    if found is None:
        raise BadInput("没有这个部门", at="department", remedy="回到联审部门页")
    return found
