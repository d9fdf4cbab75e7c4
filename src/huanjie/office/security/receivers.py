"""Signals that the security log hears (登录、退出、锁定): what Django and the lock say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from huanjie.office.people.models import User
from huanjie.office.security.models import Kind
from huanjie.office.security.noting import note


def connect() -> None:
    """Listen; once, however often it is called."""
    user_logged_in.connect(_signed_in, dispatch_uid="security-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="security-signed-out")
    user_login_failed.connect(_failed, dispatch_uid="security-failed")
    if apps.is_installed("axes"):
        from axes.signals import user_locked_out  # type: ignore[import-untyped]

        user_locked_out.connect(_locked_out, dispatch_uid="security-locked-out")


def _signed_in(*, user: User, **_: Any) -> None:
    note(Kind.SIGN_IN, user=user)


def _signed_out(*, user: User | None, **_: Any) -> None:
    if isinstance(user, User):
        note(Kind.SIGN_OUT, user=user)


def _failed(*, credentials: Mapping[str, Any], **_: Any) -> None:
    """What was typed is kept only as the account that it names: somebody may type a password
    where the name belongs.
    """
    note(Kind.SIGN_IN_FAILED, user=_named(credentials.get("username")))


def _locked_out(*, username: str | None = None, **_: Any) -> None:
    note(Kind.LOCKED_OUT, user=_named(username))


def _named(username: Any) -> User | None:
    return User.objects.filter(username=str(username or "")).first()
