"""Accounts (账号): a name to sign in with and a name to be called by; what they may do is a role
at a place.
"""

from __future__ import annotations

from typing import ClassVar, Final

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

NAME_LENGTH: Final = 60
CARD_PREFIX: Final = "card-"
"""how the accounts begin that exist for a card alone (一次性卡)"""
_SESSION_SALT: Final = "huanjie.office.people.session"


class UserManager(BaseUserManager["User"]):
    """How accounts are made."""

    def create_user(self, username: str, *, name: str, password: str | None) -> User:
        """A new account; without a password nobody can sign in with it."""
        user = self.model(username=username, name=name)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in (登录人)."""

    username = models.CharField("账号", max_length=NAME_LENGTH, unique=True)
    name = models.CharField("姓名", max_length=NAME_LENGTH)
    is_active = models.BooleanField(default=True)
    has_start_password = models.BooleanField(default=False)
    """whether the password was set by somebody else, and is to be changed (初始密码)"""
    sign_outs = models.PositiveIntegerField(default=0)
    """how often this account was signed out everywhere: a session of an earlier one is over"""

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_a_card(self) -> bool:
        """Whether it exists for a one-time card alone (一次性卡的账号): it signs in once."""
        return self.username.startswith(CARD_PREFIX)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must carry to be this account's: another after a new password, and after
        it was signed out everywhere.
        """
        said = f"{self.password}|{self.sign_outs}"
        return salted_hmac(_SESSION_SALT, said, secret=secret, algorithm="sha256").hexdigest()
