"""Pictures of papers (选票图像), what was read on each page, and what people decided (认定)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from huanjie.office.fields import EncryptedTextField
from huanjie.office.polling.models import Round
from huanjie.office.units.models import CODE_LENGTH

NAME_LENGTH = 200
"""signs of a file's name with its batch before it"""
BATCH_LENGTH = 20
"""signs of a batch's name"""


class ScanFile(models.Model):
    """A file of pictures (选票图像文件), kept once by its content wherever it came from."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="scan_files")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=NAME_LENGTH)
    """what a record's source calls it: its first batch and its own name"""
    batch = models.CharField("批次", max_length=BATCH_LENGTH)
    pages = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    """the file, sealed piece by piece under a key of its own"""
    content_key = EncryptedTextField(null=True)
    """that key; without it nothing opens the content"""

    class Meta:
        verbose_name = "选票图像文件"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("round", "sha256"), name="one_file_a_content"),
            models.UniqueConstraint(fields=("round", "name"), name="one_file_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class ScanPlace(models.Model):
    """Where a file came from (上传的出处); one that was sent twice has two."""

    file = models.ForeignKey(ScanFile, models.CASCADE, related_name="places")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    batch = models.CharField(max_length=BATCH_LENGTH)
    file_name = models.CharField(max_length=NAME_LENGTH)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    uploaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "上传的出处"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.batch}/{self.file_name}"


class ScannedPage(models.Model):
    """What was read on one page (读出的一页), without the code on its paper."""

    file = models.ForeignKey(ScanFile, models.CASCADE, related_name="read")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    page = models.PositiveIntegerField()
    content = EncryptedTextField()

    class Meta:
        verbose_name = "读出的一页"
        ordering = ("file", "page")
        constraints = (models.UniqueConstraint(fields=("file", "page"), name="one_reading_a_page"),)

    def __str__(self) -> str:
        return f"{self.file_id} {self.page}"


class PaperCode(models.Model):
    """Which pages are of one paper (同一张选票的页), by a keyed hash of its code (盲索引).

    It joins pages that come in later, and goes when the vote is declared: from then on nothing
    leads from a paper to its record.
    """

    page = models.OneToOneField(ScannedPage, models.CASCADE, related_name="paper")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    code = models.BinaryField()

    class Meta:
        verbose_name = "选票编号的盲索引"

    def __str__(self) -> str:
        return str(self.page_id)


class GivenRuling(models.Model):
    """One person's ruling (一人的认定). Nobody but that person sees it before two differ."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="rulings")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    item = models.CharField(max_length=64)
    """the doubtful paper, by a hash of its pictures"""
    place = models.PositiveSmallIntegerField()
    """1 and 2 in the order in which they came in, 3 of whoever decided between them"""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    given_at = models.DateTimeField()
    content = EncryptedTextField()

    class Meta:
        verbose_name = "疑票认定"
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "item", "place"), name="three_rulings_a_paper"
            ),
            models.UniqueConstraint(fields=("round", "item", "by"), name="one_ruling_a_person"),
            models.CheckConstraint(condition=models.Q(place__in=(1, 2, 3)), name="two_and_a_third"),
        )

    def __str__(self) -> str:
        return f"{self.item[:16]} {self.place}"


class Spellings(models.Model):
    """Which spellings are one person (写法合并), of those who were written in."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="spellings")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    content = EncryptedTextField()
    """spelling to name, as JSON"""

    class Meta:
        verbose_name = "写法合并"

    def __str__(self) -> str:
        return str(self.round)
