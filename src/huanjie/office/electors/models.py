"""What is kept of electors (选举人) besides the roll itself."""

from __future__ import annotations

from typing import Final

from django.db import models

from huanjie.domain.choosing import CHOSEN_BY_NAMES, KIND_NAMES, Kind
from huanjie.domain.meetingnotice import TELLER_NAMES, WAY_NAMES
from huanjie.office.fields import EncryptedTextField
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import CODE_LENGTH

GROUP_LENGTH: Final = 40
"""as long as a group on the roll"""
GROUND_LENGTH: Final = 60


class Ended(models.TextChoices):
    """Why a proxy is over (委托终止的原因)."""

    TAKEN_BACK = "taken-back", "委托人收回"
    CANDIDATE = "candidate", "受委托人成为候选人"
    OFF_ROLL = "off-roll", "受委托人不在名册上了"


class LookUpCode(models.Model):
    """What a voter card says to ask by (名册查询码): random, one for each entry, the same on every
    print of the card. It goes with the entry: whoever leaves the roll is not found by it any more.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="look_up_codes")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="look_up_code")
    code = EncryptedTextField()
    """as it is printed, so that a card printed again is good as well"""
    index = models.BinaryField(unique=True)
    """what it is found by (盲索引)"""

    class Meta:
        verbose_name = "名册查询码"

    def __str__(self) -> str:
        return f"{self.election_id} {self.entry_id}"


class Proxy(models.Model):
    """One voter's vote, given to another in writing (委托投票). A proxy that has ended stays to be
    read; whoever leaves the roll votes neither for themselves nor for others, and theirs go.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="proxies")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveIntegerField()
    """in the order of registration (第几份)"""
    principal = models.ForeignKey(RollEntry, models.CASCADE, related_name="given_proxies")
    """who is away (委托人)"""
    holder = models.ForeignKey(RollEntry, models.CASCADE, related_name="held_proxies")
    """who votes for them (受委托人)"""
    near_relative = models.BooleanField(null=True)
    """whether the holder is a near relative, where the law asks"""
    asked_on = models.DateField("提出的日期")
    posted_on = models.DateField(null=True)
    """when the list was posted on which it stands (公布委托名单)"""
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=12, choices=Ended, blank=True)

    class Meta:
        verbose_name = "委托投票"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("election", "number"), name="one_proxy_a_number"),
            models.UniqueConstraint(
                fields=("election", "principal"),
                condition=models.Q(ended_on=None),
                name="one_proxy_a_principal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number}"


class Chosen(models.Model):
    """Somebody whom a group or some households chose (推选的组长和代表). Nobody who recommended or
    chose them is named: only which group, or how many households.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="chosen")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    entry = models.ForeignKey(RollEntry, models.CASCADE, related_name="chosen_as")
    kind = models.CharField(max_length=16, choices=[(k.value, n) for k, n in KIND_NAMES.items()])
    group = models.CharField("小组", max_length=GROUP_LENGTH)
    """which group chose, or in which the households are"""
    chosen_by = models.CharField(
        max_length=12, choices=[(k.value, n) for k, n in CHOSEN_BY_NAMES.items()]
    )
    households = models.PositiveSmallIntegerField("户数", null=True)
    """how many households chose; None: the group as a whole"""
    chosen_on = models.DateField("推选日期")
    posted_on = models.DateField(null=True)
    """when the list was posted on which they stand (公布组长和代表名单)"""

    class Meta:
        verbose_name = "推选的人"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("election", "kind", "entry"), name="chosen_once_as"),
            models.UniqueConstraint(
                fields=("election", "group"),
                condition=models.Q(kind=Kind.HEAD.value),
                name="one_head_a_group",
            ),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.kind} {self.entry_id}"


class Told(models.Model):
    """That one elector was told of the meeting (通知一人): how, when, and by whom as a role. Told
    again, there is another row; the sheet shows the first.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="told")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    entry = models.ForeignKey(RollEntry, models.CASCADE, related_name="told")
    way = models.CharField(max_length=12, choices=[(w.value, n) for w, n in WAY_NAMES.items()])
    told_by = models.CharField(
        max_length=20, choices=[(t.value, n) for t, n in TELLER_NAMES.items()]
    )
    told_on = models.DateField("通知日期")

    class Meta:
        verbose_name = "会议通知"
        ordering = ("told_on", "pk")

    def __str__(self) -> str:
        return f"{self.election_id} {self.entry_id} {self.told_on}"


class Registered(models.Model):
    """That somebody was put on the roll by a ground of the law (按情形登记): which one, and when.
    What was stated to judge it is not kept.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="registered_by_ground")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="registered_by")
    ground = models.CharField(max_length=GROUND_LENGTH)
    """the key of the ground in the pack"""
    registered_on = models.DateField("登记日期")

    class Meta:
        verbose_name = "按情形登记"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.election_id} {self.ground}"
