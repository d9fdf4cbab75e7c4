"""What is kept of electors (选举人) besides the roll itself."""

from __future__ import annotations

from django.db import models

from huanjie.office.fields import EncryptedTextField
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollEntry
from huanjie.office.units.models import CODE_LENGTH


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
