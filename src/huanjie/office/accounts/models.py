"""Where accounts belong (账号归属), and one-time cards (一次性卡)."""

from __future__ import annotations

from typing import ClassVar, Final

from django.conf import settings
from django.db import models

from huanjie.domain.permission import ROLE_NAMES, Role
from huanjie.office.planning.models import Election
from huanjie.office.units.models import CODE_LENGTH, Unit

CARD_ROLES: Final = (Role.TELLER, Role.SCRUTINEER)
"""What people are chosen for in the hall."""
_HEX_LENGTH: Final = 64


class Home(models.Model):
    """The place that an account belongs to (归属): where it was made, before it holds any role."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="accounts")

    class Meta:
        verbose_name = "账号归属"

    def __str__(self) -> str:
        return f"{self.user} {self.unit}"


class AskedRole(models.Model):
    """A role that was asked for when an account was made (待指定的角色): one administrator makes
    the account, another gives the role or strikes it out; then nothing of this is left.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="asked_roles")
    role = models.CharField(max_length=20, choices=[(r.value, ROLE_NAMES[r]) for r in Role])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = "待指定的角色"
        ordering = ("unit__path", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "role", "unit"], name="asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {ROLE_NAMES[Role(self.role)]}"


class Card(models.Model):
    """A card (一次性卡) with which somebody chosen in the hall signs in once, on one device."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="cards")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cards")
    """the account that exists for this card and those that replace it"""
    role = models.CharField(max_length=20, choices=[(r.value, ROLE_NAMES[r]) for r in CARD_ROLES])
    code = models.CharField(max_length=_HEX_LENGTH, unique=True)
    """what is printed on it, as a blind index (盲索引)"""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "一次性卡"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.user} {ROLE_NAMES[Role(self.role)]}"
