"""Records for the sealed part (封存的单票记录), out of the database and onto no disk."""

from __future__ import annotations

from huanjie.domain.rounds import CountFile
from huanjie.dossier.recount import groups
from huanjie.dossier.sealedpart import HeldRecords
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import RecordFile


def records_of(election: Election, count: CountFile) -> tuple[HeldRecords, ...]:
    """The records of every vote that stands in the count; a revote that another took the place of
    stands in it no more.
    """
    wanted = groups(count)
    rows = RecordFile.objects.filter(round__election=election).order_by("round__number")
    return tuple(
        HeldRecords(name=f"cvr-{row.pk}.jsonl", raw=(row.content or "").encode())
        for row in rows
        if row.sha256 in wanted
    )
