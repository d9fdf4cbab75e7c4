"""What the county log keeps (县级日志的记录): which root was entered where, and what was signed."""

from __future__ import annotations

from typing import Final

from django.db import models

from huanjie.office.deeds.models import Entry, Log

WITNESS_LENGTH: Final = 120


class CollectedRoot(models.Model):
    """A log's root as it was entered in the county log (汇入的根值): finds the entry again; what
    proves it is the entry itself.
    """

    log = models.ForeignKey(Log, models.PROTECT, related_name="collected")
    size = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="collected")

    class Meta:
        verbose_name = "汇入的根值"
        constraints = (models.UniqueConstraint(fields=("log", "size"), name="one_root_a_size"),)

    def __str__(self) -> str:
        return f"{self.log_id} {self.size}"


class Epoch(models.Model):
    """A later epoch of a log (纪元): finds the entry that it began with; what proves it is
    the entry itself.
    """

    log = models.ForeignKey(Log, models.PROTECT, related_name="epochs")
    number = models.PositiveIntegerField()
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="epoch")

    class Meta:
        verbose_name = "纪元"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("log", "number"), name="one_epoch_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.log_id} {self.number}"


class Checkpoint(models.Model):
    """A signed checkpoint (检查点), as it was published."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints")
    size = models.PositiveIntegerField()
    note = models.TextField()
    """the signed note, with the log's own signature alone"""
    signed_at = models.DateTimeField()

    class Meta:
        verbose_name = "检查点"
        ordering = ("-size",)
        constraints = (
            models.UniqueConstraint(fields=("log", "size"), name="one_checkpoint_a_size"),
        )

    def __str__(self) -> str:
        return f"{self.log_id} {self.size}"


class Cosignature(models.Model):
    """A witness's line under a checkpoint (见证签名), checked before it was stored."""

    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=WITNESS_LENGTH)
    line = models.TextField()
    seen_at = models.DateTimeField()
    """when the witness says that it saw the checkpoint"""

    class Meta:
        verbose_name = "见证签名"
        ordering = ("witness",)
        constraints = (
            models.UniqueConstraint(
                fields=("checkpoint", "witness"), name="one_cosignature_a_witness"
            ),
        )

    def __str__(self) -> str:
        return f"{self.checkpoint} {self.witness}"
