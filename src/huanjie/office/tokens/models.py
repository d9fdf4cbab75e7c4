"""A token (接口令牌): its account, what it may, where, until when. The secret itself is nowhere."""

from __future__ import annotations

import datetime
from typing import Final

from django.conf import settings
from django.db import models

from huanjie.domain.permission import Action
from huanjie.office.units.models import Unit

NAME_LENGTH: Final = 60
TAIL_LENGTH: Final = 4


class ApiToken(models.Model):
    """接口令牌, found by the hash of its secret."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField("名称", max_length=NAME_LENGTH)
    digest = models.BinaryField(max_length=32, unique=True)
    """SHA-256 of the secret, which is 32 random bytes and cannot be guessed from it"""
    tail = models.CharField(max_length=TAIL_LENGTH)
    """the secret's last signs, to tell one token from another (尾号)"""
    scopes = models.JSONField()
    """the actions, by their words (范围)"""
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_on = models.DateField("到期日")
    """the last day on which it is good"""
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "接口令牌"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name} …{self.tail}"

    @property
    def actions(self) -> frozenset[Action]:
        """What it may (范围); a word that is no action any more counts for nothing."""
        known = {each.value for each in Action}
        return frozenset(Action(word) for word in self.scopes if word in known)

    def is_good(self, today: datetime.date) -> bool:
        """Whether it opens anything on this day (是否有效)."""
        return self.revoked_at is None and today <= self.expires_on
