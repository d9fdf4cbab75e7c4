"""`huanjie manage renew_password`: a new start password, for whoever operates the site (重发密码).

For administrators, whom no administrator of their own place may give one: it is entered in the log
of the place that they belong to.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from huanjie.domain.machinedeeds import OPERATOR
from huanjie.domain.permission import Action
from huanjie.office.accounts.reach import seat_of
from huanjie.office.deeds import journal
from huanjie.office.people.models import User
from huanjie.office.people.start_passwords import give_start_password, new_password, shown_once


class Command(BaseCommand):
    """Give an account a start password, shown once; its sessions end."""

    help = "重发初始密码 give an account a new start password"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose."""
        parser.add_argument("username", help="账号 the account")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it and say it."""
        password = new_password()
        with transaction.atomic():
            user = User.objects.filter(username=options["username"], cards=None).first()
            seat = seat_of(user) if user else None
            if user is None or seat is None:
                raise CommandError(
                    f"没有账号 {options['username']}。改法：核对账号，或者 add_account"
                )
            seat.lock()
            give_start_password(user, password)
            journal.append(
                seat.log_name,
                region=seat.code,
                deed=Action.RENEW_PASSWORD.value,
                role=OPERATOR,
                payload={"user": user.pk},
            )
        self.stdout.write(shown_once(password))
