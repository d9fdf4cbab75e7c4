"""What is remembered for a moment (短期记忆的内容)."""

from __future__ import annotations

import time
from typing import Final

from django.db import models

KEY_LENGTH: Final = 250


class Remembered(models.Model):
    """One thing until a moment (记到某一刻). No backup holds it."""

    key = models.CharField(max_length=KEY_LENGTH, primary_key=True)
    value = models.TextField()
    """as JSON"""
    until = models.FloatField()
    """seconds of the machine's clock, as `time.time` counts them"""

    class Meta:
        verbose_name = "短期记忆"

    def __str__(self) -> str:
        return self.key


def forget_expired() -> int:
    """Delete what is over; how much there was."""
    return Remembered.objects.filter(until__lte=time.time()).delete()[0]
