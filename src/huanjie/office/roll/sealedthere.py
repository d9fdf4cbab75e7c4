"""Somebody on two rolls, the other of a sealed election (那里的选举已经封存): that roll never
changes again, and that election is over. Who came since then votes here, once the unit has written
why; until then they are open like anybody on two rolls.

Whoever "has already registered" takes part in no other place's election (the pack names the
article): nobody is counted twice in silence, and nobody loses the vote of a by-election for where
they lived before.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from huanjie.domain.cycle import Stage
from huanjie.office import clock
from huanjie.office.people.models import User
from huanjie.office.planning.models import Election
from huanjie.office.roll.elsewhere import entries_around
from huanjie.office.roll.models import Claim, RollEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A unit's word that somebody votes here (为什么在这里投票), and who gives it."""

    by: User
    because: str


def settled(election: Election) -> Q:
    """Whether somebody on a roll is settled by a written reason (已写明理由): every other roll that
    they are on is of a sealed election, and the unit has said since why they vote here.
    """
    around = entries_around(election).filter(id_index=OuterRef("id_index"))
    can_change = Q(Exists(around.exclude(election__stage=Stage.SEALED)))
    words = _settling_on(election).filter(id_index=OuterRef("id_index"))
    return ~can_change & Q(Exists(words))


def is_written(election: Election, index: bytes) -> bool:
    """Whether the unit has said why somebody of this number votes here, since all the others were
    sealed.
    """
    return _settling_on(election).filter(id_index=index).exists()


def _settling_on(election: Election) -> QuerySet[Claim]:
    """The words that settle: written beside as many sealed rolls as there are others now. One that
    was written while another could still change settles nothing once that is sealed, too.
    """
    around = entries_around(election).filter(id_index=OuterRef("id_index")).order_by()
    number = around.values("id_index").annotate(rolls=Count("pk")).values("rolls")
    return election.claims.annotate(others=Subquery(number)).filter(beside__gte=F("others"))


def write(election: Election, entry: RollEntry, word: Word, *, beside: int) -> None:
    """Keep why somebody votes here (写明理由), `beside` so many rolls of sealed elections."""
    Claim.objects.update_or_create(
        election=election,
        id_index=entry.index,
        defaults={
            "region": election.region,
            "because": word.because,
            "beside": beside,
            "claimed_by": word.by,
            "claimed_at": clock.now(),
        },
    )
