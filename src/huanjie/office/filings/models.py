"""Documents to those above (请示、备案), and every turn of them."""

from __future__ import annotations

from typing import Final

from django.db import models

from huanjie.domain.filing import DEED_NAMES, STATE_NAMES, Deed, State
from huanjie.office.planning.models import Election
from huanjie.office.units.models import CODE_LENGTH

ORGAN_LENGTH: Final = 60
NUMBER_LENGTH: Final = 40
MISSING_LENGTH: Final = 200


class Filing(models.Model):
    """A document about one matter of an election (一份请示或者备案)."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="filings")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    event = models.CharField(max_length=40)
    """the step of the schedule on which it is sent"""
    state = models.CharField(
        max_length=12, choices=[(s.value, STATE_NAMES[s]) for s in State], default=State.UNSENT
    )
    to = models.CharField("主送机关", max_length=ORGAN_LENGTH)

    class Meta:
        verbose_name = "请示、备案"
        constraints = (
            models.UniqueConstraint(fields=("election", "event"), name="one_filing_a_matter"),
        )

    def __str__(self) -> str:
        return f"{self.election_id} {self.event}"


class Turn(models.Model):
    """One turn of a document (报送或者答复一次): turns are added, and none is changed."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="turns")
    region = models.CharField(max_length=CODE_LENGTH, db_index=True)
    deed = models.CharField(max_length=12, choices=[(d.value, DEED_NAMES[d]) for d in Deed])
    on = models.DateField("日期")
    number = models.CharField("发文字号", max_length=NUMBER_LENGTH, blank=True)
    organ = models.CharField("机关", max_length=ORGAN_LENGTH, blank=True)
    missing = models.CharField("要补正的", max_length=MISSING_LENGTH, blank=True)
    nominees = models.JSONField("报送的人选", default=list)
    """the keys of those whom a request for nominees named, in order: consent is to them alone"""
    members = models.JSONField("选举委员会成员", default=list)
    """of a filing of the election committee its members in order, each by post and name: the site
    keeps them nowhere else
    """

    class Meta:
        verbose_name = "报送和答复"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.deed}"
