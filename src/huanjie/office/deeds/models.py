"""What the one door keeps (办事记录): deeds with their answers, and the logs that they enter."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models

from huanjie.office.fields import EncryptedTextField

NAME_LENGTH: Final = 160


class Log(models.Model):
    """One log (日志): of one election, or of one place. Its name is the origin of its
    checkpoints in its first epoch.
    """

    name = models.CharField(max_length=NAME_LENGTH, primary_key=True)
    region = models.CharField(max_length=32, db_index=True)
    size = models.PositiveIntegerField(default=0)
    peaks = models.BinaryField(default=b"")

    class Meta:
        verbose_name = "日志"

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One entry of a log (日志条目): its leaf for good, its particulars until their period ends."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    leaf = models.BinaryField()
    salt = models.BinaryField(null=True)
    payload = EncryptedTextField(null=True)

    class Meta:
        verbose_name = "日志条目"
        constraints = (
            models.UniqueConstraint(fields=("log", "sequence"), name="one_entry_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.log_id} {self.sequence}"


class Deed(models.Model):
    """A deed that was done (办结的事项), by the key of the form that asked for it."""

    key = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    action = models.CharField(max_length=32)
    asked = models.BinaryField()
    """what the form asked for, as a blind index (盲索引): the same key with other content shows"""
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT)
    answer = models.JSONField(null=True)

    class Meta:
        verbose_name = "办结事项"
        constraints = (models.UniqueConstraint(fields=("user", "key"), name="one_deed_a_key"),)

    def __str__(self) -> str:
        return f"{self.action} {self.key}"
