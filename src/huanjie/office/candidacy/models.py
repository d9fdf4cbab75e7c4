"""Nominees and candidates (初步人选、候选人), and who of them are near relatives."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_noop as noop

from huanjie.domain.appeal import APPEAL_STATES, AppealState
from huanjie.domain.departure import REASON_NAMES, STRUCK, Reason, state_name
from huanjie.domain.nominee import NOMINEE_STATES, NomineeState
from huanjie.office.fields import EncryptedTextField
from huanjie.office.incumbents.models import PERSON_LENGTH
from huanjie.office.planning.models import Contest, Election
from huanjie.office.roll.models import NAME_LENGTH, RollEntry
from huanjie.office.units.models import CODE_LENGTH

STROKES_LENGTH: Final = 200
"""Enough for a name none of whose characters the table of strokes holds."""
FACT_LENGTH: Final = 60
RELATION_LENGTH: Final = 60
REFERENCE_LENGTH: Final = 120
"""A document's name and number (材料的名称和文号)."""


class Nominee(models.Model):
    """Somebody nominated for one post (提名人选)."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="nominees")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    contest = models.ForeignKey(Contest, models.CASCADE, related_name="nominees")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="nominations")
    person = models.CharField(max_length=20)
    """the id on the paper and in the count: one person has one, whatever the post"""
    name = models.CharField("姓名", max_length=NAME_LENGTH)
    sex = models.CharField("性别", max_length=1)
    strokes = models.CharField("笔画编码", max_length=STROKES_LENGTH, blank=True)
    """typed in where the name has a character that the table of strokes lacks"""
    state = models.CharField(
        max_length=12,
        choices=[(each.value, NOMINEE_STATES[each]) for each in NomineeState],
        default=NomineeState.NOMINEE,
    )
    route = models.CharField("提名途径", max_length=40, blank=True)
    """a word of `law.bodyrules.NOMINATION_ROUTES`; empty where nobody noted it"""
    nominators = models.PositiveIntegerField("联名人数", null=True)
    """how many nominated; who they were stays on the paper"""
    declined_by = models.CharField("书面退出的材料", max_length=REFERENCE_LENGTH, blank=True)
    """the paper by which they stepped back: its name and number; empty: they did not"""
    preselected = models.PositiveIntegerField("预选得票", null=True)
    """the votes of the pre-selection (预选), where one was held for the post"""
    place = models.PositiveSmallIntegerField("名单上的位次", null=True)
    """on the posted list, the first is 1; None before, and on one that an earlier edition of this
    program posted by strokes
    """

    class Meta:
        verbose_name = "人选"
        constraints = (
            models.UniqueConstraint(fields=("contest", "entry"), name="one_nomination_a_post"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def state_name(self) -> str:
        """How far they have come, as a page calls it: of whoever died, that they did (状态)."""
        left = self.departures.last()
        return state_name(NomineeState(self.state), Reason(left.reason) if left else None)


class NearRelatives(models.Model):
    """Two nominees who are near relatives (近亲属), by their ids on the paper."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="near_relatives")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    one = models.CharField(max_length=20)
    other = models.CharField(max_length=20)
    said_of = models.CharField(max_length=20, blank=True)
    """the one of the two whose relative the other is called by the term"""
    relation = models.CharField("称谓", max_length=RELATION_LENGTH, blank=True)
    """a kin term; empty where the pair was marked before terms were entered"""

    class Meta:
        verbose_name = "近亲属"
        constraints = (
            models.UniqueConstraint(fields=("election", "one", "other"), name="one_pair"),
        )

    def __str__(self) -> str:
        return f"{self.one} {self.other}"


class OutsideRelative(models.Model):
    """A nominee's near relative in another body of the same place (其他组织的近亲属): only where a
    pack bars the two from serving beside one another.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="outside_relatives")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    person = models.CharField(max_length=20)
    """the nominee's id on the paper"""
    holder = models.CharField(max_length=PERSON_LENGTH)
    """the person of a holding (任职的人)"""
    relation = models.CharField("称谓", max_length=RELATION_LENGTH)
    """what the holder is to the nominee"""

    class Meta:
        verbose_name = "其他组织的近亲属"
        constraints = (
            models.UniqueConstraint(
                fields=("election", "person", "holder"), name="one_relation_a_holder"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.holder}"


class Source(models.TextChoices):
    """Where a fact was stated (事实的来源)."""

    ROLL = "roll", noop("名册")
    DECLARATION = "declaration", noop("本人声明")
    DOCUMENT = "document", noop("书面材料")
    DEPARTMENT = "department", noop("联审")


class StatedFact(models.Model):
    """One fact of one nominee that a condition of the pack names (写明的事实), and nothing else;
    a later statement supersedes an earlier one, both kept in order.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="stated_facts")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    person = models.CharField(max_length=20)
    """the id on the paper (选票上的编号)"""
    fact = models.CharField("事实", max_length=FACT_LENGTH)
    """a word of the pack's `[[fact]]` that a condition of eligibility names"""
    value = EncryptedTextField("内容")
    """as JSON: true, 12, "2026-06-28" """
    source = models.CharField("来源", max_length=12, choices=Source)
    reference = models.CharField("材料名称和文号", max_length=REFERENCE_LENGTH)
    """the document's name and number; nothing of what it says"""
    stated_on = models.DateField("日期")

    class Meta:
        verbose_name = "写明的事实"
        ordering = ("pk",)
        indexes = (models.Index(fields=("election", "person"), name="facts_of_a_person"),)

    def __str__(self) -> str:
        return f"{self.person} {self.fact}"


class Exemption(models.Model):
    """A condition relaxed for one nominee (放宽条件的批准), by the organ whose decision it is."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="exemptions")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    person = models.CharField(max_length=20)
    """the id on the paper"""
    condition = models.CharField("条件", max_length=FACT_LENGTH)
    """the key of a condition whose effect is exemption-needed"""
    approved_by = models.CharField("批准机构", max_length=NAME_LENGTH)
    document = models.CharField("批准文件的名称和文号", max_length=REFERENCE_LENGTH)
    approved_on = models.DateField("批准日期")

    class Meta:
        verbose_name = "放宽条件"
        constraints = (
            models.UniqueConstraint(
                fields=("election", "person", "condition"), name="one_exemption_a_condition"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.condition}"


class Barring(models.Model):
    """A nominee found not to meet the conditions (认定不符合条件): when, by whom, by which
    articles, and until when it may be appealed against.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="barrings")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    person = models.CharField(max_length=20)
    """the id on the paper"""
    struck_because = models.CharField(
        "公布名单以后取消资格的原因",
        max_length=12,
        blank=True,
        choices=[(each.value, REASON_NAMES[each]) for each in (*STRUCK, Reason.OBJECTION)],
    )
    """why somebody lost a place on a list that was published; empty: the review found it before"""
    found_on = models.DateField("认定日期")
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appeal_until = models.DateField("申诉最后一天")
    grounds = EncryptedTextField("依据", null=True)
    """as JSON: of each condition that is not met its name, law, article, sentence and reason"""
    appeal_state = models.CharField(
        max_length=12,
        choices=[(each.value, APPEAL_STATES[each]) for each in AppealState],
        default=AppealState.NONE,
    )
    filed_on = models.DateField("收到申诉的日期", null=True)
    decided_on = models.DateField("决定日期", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decision = models.CharField("决定书的名称和文号", max_length=REFERENCE_LENGTH, blank=True)

    class Meta:
        verbose_name = "不符合条件的认定"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.person} {self.found_on}"

    @property
    def is_cancellation(self) -> bool:
        """Whether the candidacy was lost by what the person did while standing (取消候选人资格),
        and not because a condition is not met.
        """
        return self.struck_because == Reason.CANCELLED


class ToldBy(models.TextChoices):
    """Which list says that somebody left it (由哪一份名单写明)."""

    SAME = "same", "离开的那一份，重新张贴"
    NEXT = "next", "补足以后公布的那一份"
    EARLIER = "earlier", "现在这一份以前的"


class Departure(models.Model):
    """A candidate who left the published list (公布以后离开候选人名单), for one post; the list was
    posted anew on that day, or, where it was being filled up, once it was whole.
    """

    election = models.ForeignKey(Election, models.CASCADE, related_name="departures")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    nominee = models.ForeignKey(Nominee, models.CASCADE, related_name="departures")
    reason = models.CharField(
        "原因",
        max_length=12,
        choices=[(each.value, REASON_NAMES[each]) for each in Reason],
    )
    document = models.CharField("材料名称和文号", max_length=REFERENCE_LENGTH)
    """the paper's name and number; nothing of what it says"""
    left_on = models.DateField("离开名单的日期")
    announced_on = models.DateField("公告的日期", null=True)
    """when the list was posted that says so; None: it is still being filled up"""
    told_by = models.CharField("写明的名单", max_length=8, blank=True, choices=ToldBy)
    """which list that is, of several on one day, too; empty: it is still being filled up"""

    class Meta:
        verbose_name = "离开候选人名单"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.nominee} {self.left_on}"
