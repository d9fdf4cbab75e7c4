"""One vote of an election (一轮投票): its paper, the papers out and in, the two sheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huanjie.domain.nextvotes import VOTE_NAMES, VoteKind
from huanjie.domain.rounds import ROUND_NAMES
from huanjie.domain.stock import KIND_NAMES as STOCK_NAMES
from huanjie.domain.stock import Kind, Line
from huanjie.office.fields import EncryptedTextField
from huanjie.office.planning.models import Election
from huanjie.office.units.models import CODE_LENGTH

KIND_NAMES: Final[Mapping[str, str]] = dict([*ROUND_NAMES.items(), *VOTE_NAMES.items()])
"""Each kind of vote as a page calls it (投票种类)."""


class CountedBy(models.TextChoices):
    """How the papers of a vote are counted (计票方式): never both ways at once."""

    SHEETS = "sheets", _("两名计票人各填计票单")
    SCAN = "scan", _("扫描选票")


class Round(models.Model):
    """一轮投票: what stood on the paper, how many papers went out and came back."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="rounds")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=list(KIND_NAMES.items()))
    paper = models.JSONField()
    """the contests as ELECTION.json states them (选票上的职务和候选人)"""
    held_on = models.DateField(null=True)
    issued = models.PositiveIntegerField("发出选票", null=True)
    """what the ledger adds up to (领出减交回), kept here for whoever reads many votes at once:
    `ledger.py` alone writes it
    """
    attended = models.PositiveIntegerField("实到人数", null=True)
    voters = models.PositiveIntegerField("投票人数", null=True)
    collected = models.PositiveIntegerField("收回选票", null=True)
    counted_by = models.CharField(
        "计票方式", max_length=10, choices=CountedBy, default=CountedBy.SHEETS
    )
    count = models.JSONField(null=True)
    """COUNT.json after this vote, once it is declared"""
    declared_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "投票"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("election", "number"), name="one_round_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number}"

    @property
    def later(self) -> VoteKind | None:
        """Which later vote it is (后来的投票); None: the first."""
        return next((kind for kind in VOTE_NAMES if kind == self.kind), None)

    @property
    def is_scanned(self) -> bool:
        """Whether it is counted from pictures of its papers (扫描计票)."""
        return self.counted_by == CountedBy.SCAN


class BallotPrint(models.Model):
    """印制的一批选票: how many sheets, in which form, and their codes."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="ballot_prints")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveSmallIntegerField()
    """which vote; printing comes before the first one begins"""
    batch = models.PositiveSmallIntegerField()
    size = models.CharField(max_length=2)
    symbols = models.BooleanField()
    second = models.JSONField(null=True)
    """SECOND.json as it was printed (第二种文字); NULL: Chinese alone"""
    papers = models.PositiveIntegerField()
    codes = EncryptedTextField(null=True)
    """a JSON list, in order; gone once the vote is declared and they have nothing more to prove"""
    printed_from = models.CharField(max_length=64, blank=True)
    """the digest of the posts and candidates that it was printed from (候选人名单的摘要); empty: an
    earlier edition of this program made it
    """
    taken = models.PositiveSmallIntegerField(default=0)
    """how often the file was handed out"""
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "印制的选票"
        ordering = ("number", "batch")
        constraints = (
            models.UniqueConstraint(
                fields=("election", "number", "batch"), name="one_print_a_batch"
            ),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number} {self.batch}"


class Sheet(models.Model):
    """One teller's count (计票单). Nobody but that teller sees it before both are in."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    place = models.PositiveSmallIntegerField()
    """1 or 2, in the order in which they came in"""
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    content = EncryptedTextField()
    """the sheet as JSON"""

    class Meta:
        verbose_name = "计票单"
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("round", "place"), name="two_sheets_a_round"),
            models.UniqueConstraint(fields=("round", "teller"), name="one_sheet_a_teller"),
            models.CheckConstraint(condition=models.Q(place__in=(1, 2)), name="first_or_second"),
        )

    def __str__(self) -> str:
        return f"{self.round} {self.place}"


class Settlement(models.Model):
    """What a scrutineer decided where the sheets differ (差异的认定)."""

    round = models.OneToOneField(Round, models.CASCADE)
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    scrutineer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    content = models.JSONField()
    """the settled sheet (认定后的计票单)"""

    class Meta:
        verbose_name = "认定"

    def __str__(self) -> str:
        return str(self.round)


class RecordFile(models.Model):
    """The records of a declared vote (单票记录): CVR.jsonl, byte for byte as it was counted."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="record_file")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    sha256 = models.CharField(max_length=64)
    content = EncryptedTextField()

    class Meta:
        verbose_name = "单票记录"

    def __str__(self) -> str:
        return self.sha256


class StockEntry(models.Model):
    """A line of the ballot ledger (选票台账的一笔): added, never changed. It belongs to a vote by
    its number: papers are printed before the first vote begins.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="stock")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    number = models.PositiveSmallIntegerField()
    """第几次投票"""
    line = models.PositiveIntegerField("笔")
    what = models.CharField(
        "事项", max_length=10, choices=[(each.value, name) for each, name in STOCK_NAMES.items()]
    )
    papers = models.PositiveIntegerField("张数")
    spot = models.CharField(max_length=10, blank=True)
    """a batch, a box or a box that is carried about; empty: of the whole vote"""
    spot_number = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField("原因", max_length=12)
    first_code = models.CharField("起始编码", max_length=32, blank=True)
    """the code on the first paper of a batch, where papers carry codes"""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    """who entered it; None for what was entered before there was a ledger"""
    at = models.DateTimeField(null=True)
    takes_back = models.OneToOneField(
        "self", models.RESTRICT, null=True, related_name="taken_back_by"
    )
    """the line that this one takes back (更正哪一笔)"""

    class Meta:
        verbose_name = "选票台账"
        ordering = ("line",)
        constraints = (
            models.UniqueConstraint(
                fields=("election", "number", "line"), name="one_stock_entry_a_line"
            ),
            models.CheckConstraint(condition=models.Q(papers__gte=1), name="some_papers_a_line"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.number} {self.line}"

    @property
    def taken_back(self) -> StockEntry | None:
        """The later line that takes this one back."""
        return getattr(self, "taken_back_by", None)

    @property
    def witnessed(self) -> Witnessing | None:
        """Who said that they watched the papers being destroyed."""
        return getattr(self, "witnessing", None)

    @property
    def as_line(self) -> Line:
        """This line as the sums read it; one that takes another back counts for nothing itself."""
        return Line(
            kind=Kind(self.what),
            papers=self.papers,
            taken_back=bool(self.taken_back) or self.takes_back_id is not None,
            witnessed=self.witnessed is not None,
        )


class Witnessing(models.Model):
    """Somebody who watched says that papers were destroyed (在场监督的人确认销毁)."""

    entry = models.OneToOneField(StockEntry, models.CASCADE)
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    role = models.CharField(max_length=20)
    """as whom: a scrutineer or an observer"""
    at = models.DateTimeField()

    class Meta:
        verbose_name = "销毁的确认"

    def __str__(self) -> str:
        return str(self.entry)
