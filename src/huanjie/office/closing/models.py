"""What is left when an election is over (结果文件): the sealed dossier."""

from __future__ import annotations

from django.db import models

from huanjie.office.planning.models import Election
from huanjie.office.units.models import CODE_LENGTH


class Dossier(models.Model):
    """The sealed dossier (卷宗): published as it is, never written again."""

    election = models.OneToOneField(Election, models.PROTECT)
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    content = models.BinaryField()
    sealed = models.BinaryField(null=True)
    """sealed.zip (封存部分): the records of scanned papers, which the archive key alone opens"""
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = "卷宗"

    def __str__(self) -> str:
        return self.sha256
