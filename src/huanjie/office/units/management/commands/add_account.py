"""`huanjie manage add_account`: an account with a role at a place (账号).

For whoever operates the site: the first accounts have nobody who could give them a role. It is
entered in the place's own log.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from huanjie.domain.machinedeeds import OPERATOR
from huanjie.domain.permission import ROLE_NAMES, Role, clash
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.people.start_passwords import give_start_password, new_password, shown_once
from huanjie.office.units.models import Assignment, Unit
from huanjie.office.units.permission import in_force


class Command(BaseCommand):
    """Make an account, or give a known one another role; a new password is shown once."""

    help = "添加账号 add an account with a role at a place"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, which role, where."""
        roles = "、".join(f"{role.value}（{ROLE_NAMES[role]}）" for role in Role)
        parser.add_argument("username", help="账号 what to sign in with")
        parser.add_argument("--name", help="姓名 full name; for a new account")
        parser.add_argument("--role", required=True, choices=[r.value for r in Role], help=roles)
        parser.add_argument("--at", required=True, metavar="CODE", help="单位代码 the place's code")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and say how to sign in."""
        role, code = Role(options["role"]), options["at"]
        unit = Unit.objects.filter(pk=code).first()
        if unit is None:
            raise CommandError(f"没有代码是 {code} 的单位。改法：先 load_units，或者核对代码")
        with transaction.atomic():
            unit.lock()
            user, password = self._account(options["username"], options["name"])
            held = [Role(each.role) for each in user.assignments.filter(in_force())]
            if other := clash(role, held):
                raise CommandError(f"这个账号已经是{ROLE_NAMES[other]}，管理员不能兼任别的角色")
            try:
                with transaction.atomic():
                    Assignment.objects.create(user=user, role=role, unit=unit)
            except IntegrityError:
                raise CommandError("这个账号在这里已经有这个角色") from None
            journal.append(
                unit.log_name,
                region=unit.code,
                deed="assign-role",
                role=OPERATOR,
                payload={"user": user.pk, "role": role.value},
            )
        self.stdout.write(f"{user.username}：{unit.short_name} {ROLE_NAMES[role]}")
        if password:
            self.stdout.write(shown_once(password))

    def _account(self, username: str, name: str | None) -> tuple[User, str | None]:
        known = User.objects.filter(username=username).first()
        if known:
            return known, None
        if not name:
            raise CommandError("新账号要写姓名。改法：加 --name 姓名")
        password = new_password()
        user = User.objects.create_user(username, name=name, password=None)
        give_start_password(user, password)
        return user, password
