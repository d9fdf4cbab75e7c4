"""Somebody on two rolls, the other of a sealed election (那里的选举已经封存): that roll never
changes again, and that election is over. Who came since then votes here, once the unit has written
why; until then they are open like anybody on two rolls.

Whoever "has already registered" takes part in no other place's election (the pack names the
article): nobody is counted twice in silence, and nobody loses the vote of a by-election for where
they lived before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Exists, OuterRef, Q

from huanjie.domain.cycle import Stage
from huanjie.domain.rollchange import KINDS
from huanjie.office.planning.models import Election
from huanjie.office.roll.elsewhere import entries_around
from huanjie.office.roll.models import RollChange, RollEntry

COMING: Final = tuple(kind for kind, row in KINDS.items() if row.comes_here)
"""The changes that say by themselves that somebody came here (迁入)."""


def settled(election: Election) -> Q:
    """Whether somebody on a roll is settled by a written reason (已写明理由): every other roll that
    they are on is of a sealed election, and the unit has said why they vote here, or added them by
    a change that says so.
    """
    around = entries_around(election).filter(id_index=OuterRef("id_index"))
    claims = election.claims.filter(id_index=OuterRef("id_index"))
    changes = RollChange.objects.filter(entry=OuterRef("pk"), kind__in=COMING)
    changing = Q(Exists(around.exclude(election__stage=Stage.SEALED)))
    return ~changing & (Q(Exists(claims)) | Q(Exists(changes)))


def has_reasons(election: Election) -> bool:
    """Whether any reason is written on a roll at all: else nobody has to be looked for."""
    coming = election.roll_changes.filter(kind__in=COMING)
    return election.claims.exists() or coming.exists()


def is_written(election: Election, index: bytes, entry: RollEntry | None = None) -> bool:
    """Whether the unit has said why somebody of this number votes here, or the entry came by a
    change that says so.
    """
    return election.claims.filter(id_index=index).exists() or bool(
        entry and changes_of_coming([entry])
    )


def changes_of_coming(entries: Iterable[RollEntry]) -> Mapping[int, RollChange]:
    """By which change somebody came here (迁入), by their entry; one question for all."""
    found = RollChange.objects.filter(entry__in={each.pk for each in entries}, kind__in=COMING)
    return {change.entry_id: change for change in found.order_by("number")}
