"""What keeping keeps (保管的记录): holds, and what was deleted when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from huanjie.office.planning.models import Election
from huanjie.office.reading import LONGEST_REASON


class Hold(models.Model):
    """A hold (保全): while a complaint or a recount is open nothing of the election is deleted."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="holds")
    because = models.CharField("原因", max_length=LONGEST_REASON)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "保全"
        ordering = ("placed_at",)

    def __str__(self) -> str:
        return f"{self.election_id} {self.because}"


class Deletion(models.Model):
    """Something that was deleted when its period ended (到期删除的记录): which kind, how much."""

    kind = models.CharField(max_length=30)
    election = models.ForeignKey(Election, models.PROTECT, related_name="deletions")
    done_on = models.DateField()
    rows = models.PositiveIntegerField()

    class Meta:
        verbose_name = "到期删除"
        constraints = (
            models.UniqueConstraint(fields=("election", "kind"), name="one_deletion_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.kind}"
