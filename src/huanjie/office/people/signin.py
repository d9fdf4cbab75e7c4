"""Signing in (登录): by account and password; what somebody may do is asked elsewhere."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from huanjie.office.people.models import User
from huanjie.office.prepared import Prepared

_ACTIVE: Final = Prepared(
    User._meta.get_field("id"), ask=lambda pk: User.objects.filter(pk=pk, is_active=True)
)


class PasswordBackend(BaseBackend):
    """Account and password (账号密码)."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> User | None:
        """The account, where the password is its own; an unknown account takes as long."""
        user = User.objects.filter(username=username or "").first()
        if user is None:
            User().set_password(password)
            return None
        is_theirs = user.check_password(password or "")  # asked of a closed account too: as slow
        return user if is_theirs and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, while it is active."""
        return _ACTIVE.first(user_id)
