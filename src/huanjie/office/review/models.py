"""Joint review (联审): departments and their people, ladders, batches, cases, questions and
signatures. Every row stays with the office that sent the batch; an election is named by its id.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models

from huanjie.domain.reviewquestion import STANDING_NAMES, Standing
from huanjie.domain.reviewstates import (
    CASE_NAMES,
    QUESTION_NAMES,
    CaseState,
    QuestionState,
)
from huanjie.exchange.ladder import LONGEST_NAME
from huanjie.office.fields import EncryptedTextField
from huanjie.office.units.models import CODE_LENGTH, ELECTION_LENGTH

KEY_LENGTH: Final = 40
BATCH_LENGTH: Final = 12
PERSON_LENGTH: Final = 20
HALF_LENGTH: Final = 12
HASH_LENGTH: Final = 64


class Department(models.Model):
    """A department that is asked (参加联审的部门), where it was set up: at a town, a county, a city
    or a province. It answers for every place below that has no nearer one of the same key.
    """

    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    key = models.CharField("代号", max_length=KEY_LENGTH)
    """its key in ladders"""
    name = models.CharField("名称", max_length=LONGEST_NAME)

    class Meta:
        verbose_name = "联审部门"
        ordering = ("region", "key")
        constraints = (
            models.UniqueConstraint(fields=("region", "key"), name="one_department_a_key"),
        )

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """Somebody who answers for a department (联审经办人、签字人); whether they draft or sign, their
    role says.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="seats")
    region = models.CharField(max_length=CODE_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_seats")

    class Meta:
        verbose_name = "联审席位"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("department", "user"), name="one_seat_in_a_department"),
        )

    def __str__(self) -> str:
        return f"{self.department} {self.user}"


class KeptLadder(models.Model):
    """A ladder as it was sent with (联审阶梯), known by the hash of its document."""

    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    sha256 = models.CharField(max_length=HASH_LENGTH)
    name = models.CharField("名称", max_length=LONGEST_NAME)
    document = models.JSONField()

    class Meta:
        verbose_name = "联审阶梯"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("region", "sha256"), name="one_ladder_a_hash"),
        )

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """A batch (批次): people who were sent together, at the place of the office that sent them."""

    id = models.CharField(max_length=BATCH_LENGTH, primary_key=True)
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveIntegerField("第几批")
    ladder = models.ForeignKey(KeptLadder, models.PROTECT, related_name="batches")
    sent = models.CharField("送审时间", max_length=HALF_LENGTH)

    class Meta:
        verbose_name = "联审批次"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("region", "number"), name="one_batch_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.region} {self.number}"


class Case(models.Model):
    """A person of a batch (审查件): somebody nominated in one election, for whichever posts."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="cases")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    line = models.PositiveIntegerField("序号")
    """its number in the batch: what files and logs name"""
    election = models.CharField(max_length=ELECTION_LENGTH, db_index=True)
    person = models.CharField(max_length=PERSON_LENGTH)
    """the id on the paper (选票上的编号)"""
    state = models.CharField(
        "状态", max_length=12, choices=[(each.value, CASE_NAMES[each]) for each in CaseState]
    )
    level = models.PositiveSmallIntegerField()
    rungs = models.JSONField()
    """the levels that ask about this person: [place in the ladder, [keys of departments]] each"""
    prints = models.JSONField()
    """blind indices of the columns as they were sent, by column: whether one has changed since"""

    class Meta:
        verbose_name = "审查件"
        ordering = ("line",)
        constraints = (
            models.UniqueConstraint(fields=("batch", "line"), name="one_case_a_line"),
            models.UniqueConstraint(fields=("election", "person"), name="one_case_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.batch_id} {self.line}"


class Question(models.Model):
    """What one department is asked about one person (问题)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="questions")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    department = models.CharField("部门", max_length=KEY_LENGTH)
    state = models.CharField(
        "状态",
        max_length=12,
        choices=[(each.value, QUESTION_NAMES[each]) for each in QuestionState],
    )
    asked = models.CharField(max_length=HALF_LENGTH)
    """the half working day in which it was asked last"""
    ended = models.CharField(max_length=HALF_LENGTH, blank=True)
    """the half in which it was signed, returned or withdrawn last"""
    wrong = models.JSONField(default=list)
    """of one that was returned: the columns that are missing or wrong"""

    class Meta:
        verbose_name = "联审问题"
        ordering = ("case__line", "department")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "department"), name="one_question_a_department"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.department}"


class Signature(models.Model):
    """A signature under an answer (签字), kept for good: whoever takes it back is still there."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="signatures")
    region = models.CharField(max_length=CODE_LENGTH)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = EncryptedTextField("答复")
    """JSON: the keys of the conditions that bar; none: no bar"""
    is_draft = models.BooleanField("初核")
    standing = models.CharField(
        "是否有效",
        max_length=12,
        choices=[(each.value, STANDING_NAMES[each]) for each in Standing],
        default=Standing.STANDS,
    )

    class Meta:
        verbose_name = "联审签字"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.question_id} {self.standing}"


class Reminder(models.Model):
    """A reminder to a department (催办)."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="reminders")
    region = models.CharField(max_length=CODE_LENGTH)
    department = models.CharField("部门", max_length=KEY_LENGTH)
    on = models.DateField("日期")
    waiting = models.PositiveIntegerField("待答人数")

    class Meta:
        verbose_name = "催办"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.department} {self.on}"
