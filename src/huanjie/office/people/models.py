"""Accounts (账号): a name to sign in with and a name to be called by; what they may do is a role
at a place.
"""

from __future__ import annotations

from typing import ClassVar, Final

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

NAME_LENGTH: Final = 60


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

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name
