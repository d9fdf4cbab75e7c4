"""Bodies (组织), and who holds which post in them (任职). Every row stays in its own place."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models

from huanjie.domain.incumbency import HOW_NAMES, How
from huanjie.office.fields import EncryptedTextField
from huanjie.office.units.models import CODE_LENGTH, Unit

NAME_LENGTH: Final = 60
PERSON_LENGTH: Final = 16
KIND_LENGTH: Final = 40


class Body(models.Model):
    """A body of a place (组织、班子), perhaps within another (党委下面的支部)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bodies")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    kind = models.CharField("种类", max_length=KIND_LENGTH)
    """its word on the shelf of packs"""
    name = models.CharField("名称", max_length=NAME_LENGTH)
    within = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    seats = models.PositiveSmallIntegerField("职数", null=True)
    elected_on = models.DateField("本届当选日期", null=True)
    ends_stated = models.DateField("另定的届满日期", null=True)
    """where the pack has no term, or a higher organ approved another day"""

    class Meta:
        verbose_name = "组织"
        ordering = ("region", "pk")

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A post that somebody holds or held (任职).

    No identity number is kept: `id_index` alone finds the same one again. Rows of one `person` are
    one person, found by an equal number or said to be by somebody who knows.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="holdings")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    post = models.CharField("职务", max_length=KIND_LENGTH)
    """by the pack's word, else as it is called"""
    name = models.CharField("姓名", max_length=NAME_LENGTH)
    sex = models.CharField("性别", max_length=1, blank=True)
    person = models.CharField(max_length=PERSON_LENGTH)
    id_index = models.BinaryField(null=True)
    from_on = models.DateField("任职日期")
    to_on = models.DateField("离任日期", null=True)
    how = models.CharField(
        "产生方式", max_length=12, choices=[(each.value, HOW_NAMES[each]) for each in How]
    )

    class Meta:
        verbose_name = "任职"
        ordering = ("pk",)
        indexes = (models.Index(fields=("region", "person"), name="holdings_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.name} {self.post}"


class IncumbentFile(models.Model):
    """A file of incumbents that was checked (上传的任职表): gone once it is loaded."""

    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    """the code of the place whose office sent it"""
    file_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="incumbent_files"
    )
    uploaded_at = models.DateTimeField()
    content = EncryptedTextField(null=True)
    """the lines of the file, as JSON; they hold identity numbers"""

    class Meta:
        verbose_name = "上传的任职表"

    def __str__(self) -> str:
        return self.file_name
