"""Public notices of nominees (公示), whom each named, the objections that were raised; appraisals
and pledges.
"""

from __future__ import annotations

from typing import Final

from django.db import models

from huanjie.domain.listorder import ORDER_WORDS
from huanjie.domain.objection import STATE_NAMES, State
from huanjie.domain.pledge import SIGNER_NAMES
from huanjie.office.candidacy.models import FACT_LENGTH, REFERENCE_LENGTH, Nominee
from huanjie.office.fields import EncryptedTextField
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import NAME_LENGTH, RollEntry
from huanjie.office.units.models import CODE_LENGTH

MONTH_LENGTH: Final = 7
"""1980-02"""


class Notice(models.Model):
    """A posted notice (一次公示): from when until when, by whose word. What it named stands in its
    lines and does not change after.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="public_notices")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveIntegerField("第几次")
    posted_on = models.DateField("张贴日期")
    days = models.PositiveSmallIntegerField("工作日数", null=True)
    """None: it hangs up to the poll, as the law says of published candidates"""
    last_day = models.DateField("最后一天")
    decision = models.CharField("决定公示天数和答复期限的文件", max_length=REFERENCE_LENGTH)
    answer_days = models.PositiveSmallIntegerField("答复的工作日数")
    """within how many working days of its receipt an objection is answered, as the body decided"""
    ordered_by = models.TextField("按什么排列", default=ORDER_WORDS["strokes"])
    """what it says of the order of its names"""

    class Meta:
        verbose_name = "公示"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("election", "number"), name="one_notice_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number}"


class Line(models.Model):
    """Somebody as a notice named them (公示的一人): only what is posted."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="lines")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    place = models.PositiveIntegerField("次序")
    """as it was posted"""
    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="notice_lines")
    person = models.CharField(max_length=20)
    """the id on the paper"""
    name = models.CharField("姓名", max_length=NAME_LENGTH)
    sex = models.CharField("性别", max_length=1)
    born = models.CharField("出生年月", max_length=MONTH_LENGTH, blank=True)
    post = models.CharField("拟任职务", max_length=NAME_LENGTH)

    class Meta:
        verbose_name = "公示的人"
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("notice", "nominee"), name="one_line_a_nomination"),
        )

    def __str__(self) -> str:
        return self.name


class NomineeObjection(models.Model):
    """An objection to somebody posted (对人选的异议). Who raised it is encrypted, and not stored at
    all where they did not give their name.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="nominee_objections")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections")
    number = models.PositiveIntegerField("编号")
    person = models.CharField(max_length=20)
    """the id on the paper of whom it is about"""
    ground = models.CharField("涉及的条件", max_length=FACT_LENGTH)
    """the key of a condition of eligibility"""
    note = EncryptedTextField("事实", null=True)
    raised_by = EncryptedTextField("提出人", null=True)
    phone = EncryptedTextField("提出人手机号", null=True)
    received_on = models.DateField("收到日期")
    state = models.CharField(
        max_length=12,
        choices=[(each.value, name) for each, name in STATE_NAMES.items()],
        default=State.RAISED.value,
    )
    decided_on = models.DateField("决定日期", null=True)
    evidence = models.CharField("查明事实的材料", max_length=REFERENCE_LENGTH, blank=True)
    """the document by which an upheld one was found true: its name and number"""

    class Meta:
        verbose_name = "对人选的异议"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("election", "number"), name="one_nominee_objection_a_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet (还没有决定)."""
        return self.state == State.RAISED


class Appraisal(models.Model):
    """An appraisal of a nominee (考察): from when until when, how many were asked, by which organ,
    and its finding under a condition of the law. Nothing is written about the person.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="appraisals")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    person = models.CharField(max_length=20)
    """the id on the paper"""
    from_on = models.DateField("开始日期")
    to_on = models.DateField("结束日期")
    present = models.PositiveIntegerField("参加人数")
    """how many were present or asked; who they were is not stored"""
    organ = models.CharField("考察的组织", max_length=NAME_LENGTH)
    fails = models.CharField("不符合的条件", max_length=FACT_LENGTH, blank=True)
    """the key of the condition that the person fails; empty: meets the conditions"""

    class Meta:
        verbose_name = "考察"
        constraints = (
            models.UniqueConstraint(fields=("election", "person"), name="one_appraisal_a_nominee"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.person}"


class Statement(models.Model):
    """What somebody who stands wants posted (竞职陈述和照片): their own words and their picture,
    each only where they gave it.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="statements")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    person = models.CharField(max_length=20)
    """the id on the paper"""
    text = EncryptedTextField("竞职陈述", null=True)
    photo = models.BinaryField(null=True)
    """a JPEG, sealed under a key of its own"""
    photo_key = EncryptedTextField(null=True)
    """that key; without it nothing opens the picture"""

    class Meta:
        verbose_name = "竞职陈述"
        constraints = (
            models.UniqueConstraint(fields=("election", "person"), name="one_statement_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.person}"


class Pledge(models.Model):
    """Who is to sign a pledge of discipline (承诺书), and on which day they did: somebody on the
    roll, or by name whoever is not. The paper itself holds the signature.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="pledges")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    kind = models.CharField(
        max_length=12, choices=[(each.value, name) for each, name in SIGNER_NAMES.items()]
    )
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="pledges", null=True)
    name = models.CharField("姓名", max_length=NAME_LENGTH, blank=True, default="")
    """of a committee member or of staff who is not on the roll; else empty"""
    signed_on = models.DateField("签署日期", null=True)
    """None: named, and has not signed yet"""

    class Meta:
        verbose_name = "承诺书"
        constraints = (
            models.UniqueConstraint(
                fields=("election", "kind", "entry"), name="one_pledge_a_signer"
            ),
            models.UniqueConstraint(
                fields=("election", "kind", "name"),
                condition=models.Q(entry=None),
                name="one_pledge_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(entry=None) ^ models.Q(name=""), name="on_the_roll_or_by_name"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id or self.pk}"
