"""Giving roles (指定角色) within a deed: to one account or to many, all of them or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from huanjie.domain.permission import ROLE_NAMES, Action, Role, clash, fits
from huanjie.door.fault import BadInput
from huanjie.office.accounts.models import AskedRole
from huanjie.office.accounts.reach import seats_of
from huanjie.office.command import ActingUser
from huanjie.office.people.models import User
from huanjie.office.units.models import Assignment, Level, Unit
from huanjie.office.units.permission import in_force, need


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role that somebody is to hold at a place (任命)."""

    user: User
    role: Role
    unit: Unit


def give_roles(acting: ActingUser, grants: Sequence[Grant]) -> None:
    """Write that people hold these roles; what was asked for is answered."""
    users = {grant.user.pk for grant in grants}
    seats, held = seats_of(users), _held(users)
    for grant in grants:
        if seat := seats.get(grant.user.pk):
            need(acting.user, Action.ASSIGN_ROLE, seat)
        check_fits(grant.role, grant.unit)
        _check_clash(grant, held[grant.user.pk])
        held[grant.user.pk].append(grant.role)
    try:
        with transaction.atomic():
            Assignment.objects.bulk_create(
                Assignment(user=grant.user, role=grant.role, unit=grant.unit) for grant in grants
            )
    except IntegrityError:
        raise BadInput(
            "这个账号在这里已经有这个角色", at="role", remedy="回到账号页看现在的角色"
        ) from None
    given = {(grant.user.pk, grant.role, grant.unit.pk) for grant in grants}
    asked = AskedRole.objects.filter(user__in=users)
    done = [row.pk for row in asked if (row.user_id, row.role, row.unit_id) in given]
    AskedRole.objects.filter(pk__in=done).delete()


def check_fits(role: Role, unit: Unit) -> None:
    """Refuse a role that does not belong at such a place."""
    if not fits(role, at_a_unit=unit.level == Level.UNIT):
        raise BadInput(
            f"{unit.short_name}不能指定{ROLE_NAMES[role]}", at="role", remedy="换一个角色或者单位"
        )


def _held(users: Iterable[int]) -> defaultdict[int, list[Role]]:
    held: defaultdict[int, list[Role]] = defaultdict(list)
    for row in Assignment.objects.filter(in_force(), user__in=users):
        held[row.user_id].append(Role(row.role))
    return held


def _check_clash(grant: Grant, held: Iterable[Role]) -> None:
    if other := clash(grant.role, held):
        user = grant.user
        raise BadInput(
            f"{user.name}（{user.username}）已经是{ROLE_NAMES[other]}，管理员不能兼任别的角色",
            at="role",
            remedy="先收回原来的角色，或者另开一个账号",
        )
