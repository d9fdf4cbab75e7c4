"""The roll (名册) of one election: what was uploaded, who is on it, what was objected to it, and
how it changed after it was published.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models

from huanjie.domain.objection import KIND_NAMES, STATE_NAMES, State
from huanjie.domain.rollappeal import ROLL_APPEAL_STATES, RollAppealState
from huanjie.domain.rollchange import KINDS, LONGEST_DOCUMENT
from huanjie.office.fields import EncryptedTextField
from huanjie.office.planning.models import Election
from huanjie.office.units.models import CODE_LENGTH

NAME_LENGTH: Final = 60
BECAUSE_LENGTH: Final = 200


class Upload(models.Model):
    """A spreadsheet that was checked (上传的名册); nothing of it is on the roll until it is loaded.

    Rows and findings hold personal data: encrypted, and gone when the roll is published.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="uploads")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    uploaded_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    good = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    content = EncryptedTextField(null=True)
    """the good rows and every finding, as JSON; of a file whose columns are not known, the file"""
    needs_columns = models.BooleanField(default=False)
    """nobody has said yet what its columns are"""
    loaded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "上传的名册"
        ordering = ("-uploaded_at",)

    def __str__(self) -> str:
        return self.file_name


class RollImport(models.Model):
    """A file for the rolls of many units (成批导入的文件): checked at once, loaded by the tick.

    It holds personal data: encrypted, and gone when it is loaded, withdrawn or forgotten.
    """

    class State(models.TextChoices):
        """What has become of it (进展)."""

        CHECKED = "checked", "已核对"
        LOADING = "loading", "正在导入"
        FINISHED = "finished", "已导入"
        WITHDRAWN = "withdrawn", "已撤回"

    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    """the code of the place below which the units lie"""
    body = models.CharField(max_length=40)
    way = models.CharField(max_length=10)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    rows = models.PositiveIntegerField()
    loaded = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    """rows that are dealt with, while it is loaded"""
    failed_because = models.CharField(max_length=300, default="", blank=True)
    """why the last try ended early; what was loaded by then stays"""
    report = EncryptedTextField(null=True)
    """units and rejected rows, as JSON"""
    content = EncryptedTextField(null=True)
    """the file, until it is loaded"""

    class Meta:
        verbose_name = "成批导入的文件"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.file_name


class ColumnMatch(models.Model):
    """What the headings of a unit's files mean (列的对应): said once, and remembered."""

    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    fingerprint = models.CharField(max_length=64)
    """of the headings, in their order"""
    columns = models.JSONField()
    """our column by each heading that has one"""
    matched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    matched_at = models.DateTimeField()

    class Meta:
        verbose_name = "列的对应"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("region", "fingerprint"), name="one_match_of_headings"),
        )

    def __str__(self) -> str:
        return "、".join(self.columns)


class Claim(models.Model):
    """A unit's word that somebody who is on two rolls votes here (主张在本单位登记), and why."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="claims")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    id_index = models.BinaryField()
    """of the identity number, as on the roll: a roll that is loaded anew keeps its claims"""
    because = models.CharField("理由", max_length=BECAUSE_LENGTH)
    beside = models.PositiveIntegerField("写明时已封存的名册", default=0)
    """beside how many other rolls it was said, the elections of all of them sealed; 0: one of them
    could still change
    """
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    claimed_at = models.DateTimeField()

    class Meta:
        verbose_name = "重复登记的主张"
        constraints = (
            models.UniqueConstraint(fields=("election", "id_index"), name="one_claim_a_person"),
        )

    def __str__(self) -> str:
        return self.because


class OnRoll(models.Manager["RollEntry"]):
    """Who is on the roll (现在名册上的人): those struck off after it was published are not, nor who
    may only stand.
    """

    def get_queryset(self) -> models.QuerySet[RollEntry]:
        """Everybody who was not struck off, and who does not stand from outside."""
        return super().get_queryset().filter(struck_on=None, off_roll=False)


class RollEntry(models.Model):
    """Somebody on the roll (名册上的一人). `election.roll` and `objects` are who is on it now;
    `ever` has those, too, who were struck off: what was decided about them stays; and who stands
    without being on it.
    """

    # The largest table: an index that no question needs costs every import. `one_entry_a_number`
    # begins with the election, and nobody asks for people by region.
    election = models.ForeignKey(Election, models.CASCADE, related_name="roll", db_index=False)
    region = models.CharField(max_length=CODE_LENGTH)
    number = models.PositiveIntegerField("编号")
    name = models.CharField("姓名", max_length=NAME_LENGTH)
    sex = models.CharField("性别", max_length=1, blank=True)
    """m, f, or empty where nobody said"""
    birth_date = models.DateField("出生日期", null=True)
    id_number = EncryptedTextField("证件号码", null=True)
    id_index = models.BinaryField(null=True, db_index=True)
    """finds an equal identity number without opening any (盲索引)"""
    phone = EncryptedTextField("手机号", null=True)
    household = models.CharField("户号", max_length=40, blank=True)
    group = models.CharField("小组", max_length=40, blank=True)
    standing = models.CharField("党员类别", max_length=30, blank=True)
    source = models.CharField(max_length=80, blank=True)
    """sheet and row that it was loaded from; of somebody who only stands, the other roll"""
    struck_on = models.DateField("移出日期", null=True)
    """when it was struck off a roll that was published already; None: it is on the roll"""
    off_roll = models.BooleanField("名册以外的人选", default=False, db_default=False)
    """somebody who does not vote here, and may be elected (会议以外的人); counted nowhere"""

    objects = OnRoll()
    ever: models.Manager[RollEntry] = models.Manager()

    class Meta:
        verbose_name = "名册"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("election", "number"), name="one_entry_a_number"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def index(self) -> bytes:
        """What an equal identity number is found by (盲索引); empty where there is none."""
        return bytes(self.id_index or b"")

    @property
    def is_on_a_roll(self) -> bool:
        """Whether a published roll names the person (公布的名册上的人): this one, or the one that
        an entry beside it was copied from. Of whoever was only written down no roll says anything.
        """
        return self.struck_on is None and (not self.off_roll or bool(self.source))


class Objection(models.Model):
    """An objection to the published roll (对名单的异议). Who raised it is encrypted: nobody needs
    to search by it, and the list of decisions does not name them.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="objections")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveIntegerField("编号")
    kind = models.CharField(
        "种类", max_length=20, choices=[(each.value, name) for each, name in KIND_NAMES.items()]
    )
    entry = models.ForeignKey(RollEntry, models.PROTECT, null=True, related_name="objections")
    """whom it is about; None: somebody who was left out"""
    name = EncryptedTextField("漏登的人", null=True)
    """the name of whoever was left out"""
    raised_by = EncryptedTextField("提出人", null=True)
    phone = EncryptedTextField("提出人手机号", null=True)
    ground = models.CharField("理由", max_length=40, blank=True)
    """the condition of registration that it rests on, by the pack's key"""
    note = EncryptedTextField("事实", null=True)
    received_on = models.DateField("收到日期")
    state = models.CharField(
        max_length=12,
        choices=[(each.value, name) for each, name in STATE_NAMES.items()],
        default=State.RAISED.value,
    )
    decided_on = models.DateField("决定日期", null=True)
    reasons = models.JSONField("决定的理由", default=list)
    """the conditions of registration that decided, by the pack's keys"""
    unsaid = models.JSONField("未写明的理由", null=True)
    """those of them that are taken as met because nothing was said (未写明，视为符合)"""
    appeal_state = models.CharField(
        max_length=12,
        choices=[(each.value, name) for each, name in ROLL_APPEAL_STATES.items()],
        default=RollAppealState.NONE.value,
    )
    appealed_by = EncryptedTextField("申诉人", null=True)
    appealed_on = models.DateField("收到申诉的日期", null=True)
    appeal_decided_on = models.DateField("申诉决定日期", null=True)
    appeal_decision = models.CharField("申诉决定书", max_length=LONGEST_DOCUMENT, blank=True)
    """its name and number; nothing of what it says"""

    class Meta:
        verbose_name = "异议"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("election", "number"), name="one_objection_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it yet (还没有决定)."""
        return self.state == State.RAISED


class RollChange(models.Model):
    """A change to the published roll (名册变动): what changed, why, and how many may vote since."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="roll_changes")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveIntegerField("第几次")
    kind = models.CharField(
        "原因", max_length=20, choices=[(each.value, row.name) for each, row in KINDS.items()]
    )
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="changes")
    objection = models.OneToOneField(
        Objection, models.PROTECT, null=True, related_name="change", db_index=True
    )
    """the objection that made it; None: nobody objected"""
    appeal = models.OneToOneField(
        Objection, models.PROTECT, null=True, related_name="appeal_change", db_index=True
    )
    """the objection whose decision was changed above (申诉决定)"""
    made_on = models.DateField("变动日期")
    reasons = models.JSONField(default=list)
    """the conditions of registration that decided, by the pack's keys"""
    document = models.CharField("材料名称和编号", max_length=LONGEST_DOCUMENT, blank=True)
    """of a transfer the letter (介绍信), of a standing the decision; nothing of what it says"""
    paper_on = models.DateField("材料的日期", null=True)
    before = EncryptedTextField(null=True)
    after = EncryptedTextField(null=True)
    """of a correction or another standing: the columns that changed, as JSON"""
    was = models.PositiveIntegerField("变动前可以投票的人数")
    registered = models.PositiveIntegerField("变动后可以投票的人数")
    in_making = models.BooleanField(default=False)
    """whether the roll was not published yet: no supplement notice has it"""
    after_freeze = models.BooleanField(default=False)
    """whether the roll was frozen already (异议期满以后)"""

    class Meta:
        verbose_name = "名册变动"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("election", "number"), name="one_change_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number}"

    @property
    def of_objection(self) -> Objection | None:
        """The objection that it goes back to (由哪件异议引起): decided here, or above."""
        return self.objection or self.appeal
