"""Signals that the security log hears (登录、退出、锁定): what Django and the lock say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.signals import social_account_added, social_account_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from huanjie.office.people import devices
from huanjie.office.people.models import User
from huanjie.office.security.models import Kind
from huanjie.office.security.noting import note


def connect() -> None:
    """Listen; once, however often it is called."""
    user_logged_in.connect(_signed_in, dispatch_uid="security-signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="security-signed-out")
    user_login_failed.connect(_failed, dispatch_uid="security-failed")
    user_locked_out.connect(_locked_out, dispatch_uid="security-locked-out")
    password_changed.connect(_password_changed, dispatch_uid="security-password")
    social_account_added.connect(_identity_linked, dispatch_uid="security-identity")
    social_account_removed.connect(_identity_unlinked, dispatch_uid="security-unlinked")
    devices.ended.connect(_sessions_ended, dispatch_uid="security-sessions-ended")
    authenticator_added.connect(_factor_added, dispatch_uid="security-factor-added")
    authenticator_removed.connect(_factor_removed, dispatch_uid="security-factor-removed")


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


def _locked_out(*, request: HttpRequest | None = None, **_: Any) -> None:
    tried: Mapping[str, Any] = getattr(request, "axes_credentials", None) or {}
    note(Kind.LOCKED_OUT, user=_named(tried.get("username")))


def _password_changed(*, user: User, **_: Any) -> None:
    note(Kind.OWN_ACCOUNT, user=user, detail="改密码")


def _identity_linked(*, sociallogin: SocialLogin, **_: Any) -> None:
    note(Kind.OWN_ACCOUNT, user=sociallogin.user, detail="关联统一身份认证")


def _identity_unlinked(*, socialaccount: SocialAccount, **_: Any) -> None:
    note(Kind.OWN_ACCOUNT, user=socialaccount.user, detail="解除统一身份认证的关联")


def _sessions_ended(*, user: User, detail: str, **_: Any) -> None:
    note(Kind.OWN_ACCOUNT, user=user, detail=detail)


def _factor_added(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    note(Kind.OWN_ACCOUNT, user=user, detail=f"设置第二重验证 {authenticator.type}")


def _factor_removed(*, user: User, authenticator: Authenticator, **_: Any) -> None:
    note(Kind.OWN_ACCOUNT, user=user, detail=f"停用第二重验证 {authenticator.type}")


def _named(username: Any) -> User | None:
    return User.objects.filter(username=str(username or "")).first()
