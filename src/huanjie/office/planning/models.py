"""An election (一次选举) of one unit: its pack, its own decisions, and the stage it has reached."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.db.models import F

from huanjie.domain.cycle import OVER, STAGE_NAMES, Stage, after
from huanjie.domain.memberroll import MEMBER_ROLLS, MemberRoll
from huanjie.domain.permission import Action
from huanjie.office.units.models import CODE_LENGTH, ELECTION_LENGTH, Unit


class Election(models.Model):
    """一次选举: everything that belongs to it hangs on it; its deeds have a log of their own."""

    id = models.CharField(max_length=ELECTION_LENGTH, primary_key=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="elections")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    """the code of its place: the column that rows are spread by"""
    body = models.CharField("组织", max_length=40)
    body_name = models.CharField(max_length=40)
    pack = models.CharField("规则包", max_length=120)
    """the resolved version that decides this election, by its date"""
    pack_sha256 = models.CharField(max_length=64)
    calendar_sha256 = models.CharField(max_length=64, default="", blank=True)
    """the working days that its dates are counted by; empty: what the shelf holds"""
    polling_day = models.DateField("选举日")
    start_day = models.DateField("最早办理日")
    method = models.CharField("选举方式", max_length=20)
    style = models.CharField("选票样式", max_length=30)
    adopted_by = models.CharField("决定机构", max_length=60)
    adopted_on = models.DateField("决定日期")
    stage = models.CharField(
        max_length=20, choices=[(s.value, STAGE_NAMES[s]) for s in Stage], default=Stage.OPENED
    )
    version = models.PositiveIntegerField(default=0)
    registered = models.PositiveIntegerField(null=True)
    """how many may vote, fixed when the roll was published (登记参加选举的人数、应到会人数)"""
    roll_published_on = models.DateField(null=True)
    candidates_published_on = models.DateField(null=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "选举"
        ordering = ("-polling_day", "body")

    def __str__(self) -> str:
        return f"{self.unit.name}{self.body_name}选举"

    @property
    def log_name(self) -> str:
        """The name of this election's own log."""
        return f"huanjie.local/{self.unit_id}/{self.body}/{self.id}"

    @property
    def place(self) -> Unit:
        """The unit whose election it is."""
        return self.unit

    @property
    def running_election(self) -> str:
        """Its own id while it runs: a role in this election alone ends with it."""
        return "" if self.is_over else self.id

    def lock(self) -> None:
        """Take the row's lock and read it again."""
        rows = Election.objects.select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=rows.select_related("unit"))

    def move(self) -> None:
        """Count the version on."""
        Election.objects.filter(pk=self.pk).update(version=F("version") + 1)
        self.version += 1

    def advance(self, deed: Action) -> None:
        """Go to the stage that this deed leads to; refused where the deed is not open now."""
        self.stage = after(Stage(self.stage), deed)
        self.save(update_fields=("stage",))

    @property
    def member_roll(self) -> MemberRoll | None:
        """What its roll is called where an organisation's members vote by their standing
        (党员名册、团员名册); None where the roll is posted (选民名单、成员名单).
        """
        return MEMBER_ROLLS.get(self.body)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is done: sealed, or cancelled."""
        return Stage(self.stage) in OVER

    @property
    def is_sealed(self) -> bool:
        """Whether its dossier is sealed and nothing can be done any more."""
        return self.stage == Stage.SEALED


class LawText(models.Model):
    """The full text of a pack, or of a calendar's years, that decides elections (法律全文): a
    corrected edition on the shelf, or a holiday notice that comes out, moves no running election
    until somebody accepts it.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=120)
    document = models.JSONField()

    class Meta:
        verbose_name = "法律全文"

    def __str__(self) -> str:
        return f"{self.name} {self.sha256[:16]}"


PARTY_BRANCH: Final = "party-branch"


class Contest(models.Model):
    """One post on the first paper (一项职务), with the seats that the unit decided on."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="contests")
    place = models.PositiveSmallIntegerField()
    post = models.CharField("职务", max_length=40)
    name = models.CharField(max_length=40)
    seats = models.PositiveSmallIntegerField("职数")
    women_only = models.BooleanField(default=False)
    """the line that lists women alone (单列的妇女委员)"""

    class Meta:
        verbose_name = "职务"
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("election", "post"), name="one_contest_a_post"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.seats}"


class StepDone(models.Model):
    """The day on which a step was done off the site (线下办结的日期), as somebody entered it; taken
    back it is gone, and the log tells of both.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="steps_done")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    event = models.CharField(max_length=40)
    """the step of the schedule"""
    done_on = models.DateField("办结的日期")

    class Meta:
        verbose_name = "线下办结的步骤"
        constraints = (
            models.UniqueConstraint(fields=("election", "event"), name="one_day_a_step"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.done_on}"
