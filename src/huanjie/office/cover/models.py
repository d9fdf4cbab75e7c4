"""Who covers which unit (包联), and which units are in which wave (批次)."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models

from huanjie.domain.cover import COVER_NAMES, CoverKind, Duty
from huanjie.office.units.models import CODE_LENGTH, Unit

NAME_LENGTH: Final = 60
WAVE_LENGTH: Final = 12


class Cover(models.Model):
    """Somebody sent to a unit (包联关系), from day to day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cover")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    kind = models.CharField(
        "种类", max_length=12, choices=[(each.value, COVER_NAMES[each]) for each in CoverKind]
    )
    name = models.CharField("姓名或者组名", max_length=NAME_LENGTH)
    members = models.JSONField("成员", default=list)
    """the names of a group's people; empty where it is one person"""
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    from_on = models.DateField("开始日期")
    to_on = models.DateField("结束日期", null=True)

    class Meta:
        verbose_name = "包联"
        ordering = ("region", "kind", "pk")
        indexes = (models.Index(fields=("kind", "to_on", "region"), name="cover_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.region} {self.kind} {self.name}"

    @property
    def duty(self) -> Duty:
        """The same as the domain takes it."""
        return Duty(
            name=self.name,
            members=tuple(self.members),
            place=self.region,
            from_on=self.from_on,
            to_on=self.to_on,
        )


class Wave(models.Model):
    """A wave (批次) of a county: the pilot, the first, the second, with its window of days."""

    id = models.CharField(max_length=WAVE_LENGTH, primary_key=True)
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    name = models.CharField("批次", max_length=NAME_LENGTH)
    place = models.PositiveSmallIntegerField("次序")
    is_pilot = models.BooleanField("试点", default=False)
    first_day = models.DateField("最早选举日", null=True)
    last_day = models.DateField("最晚选举日", null=True)

    class Meta:
        verbose_name = "批次"
        ordering = ("region", "place", "name")

    def __str__(self) -> str:
        return self.name


class WaveUnit(models.Model):
    """The wave of a unit (单位的批次), by its code: no row hangs on another place's."""

    region = models.CharField(max_length=CODE_LENGTH, primary_key=True)
    wave = models.CharField(max_length=WAVE_LENGTH, db_index=True)

    class Meta:
        verbose_name = "单位的批次"

    def __str__(self) -> str:
        return f"{self.region} {self.wave}"
