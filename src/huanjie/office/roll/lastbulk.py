"""The import of many units' rolls that wrote a roll last (最近的成批导入): a unit sees on its own
page that a file from above took the place of its own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.deeds.models import Deed
from huanjie.office.planning.models import Election
from huanjie.office.roll.models import RollImport
from huanjie.record.entry import read_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBulk:
    """What such a file did to this roll (对本名册做了什么)."""

    file_name: str
    """empty where it came by the command line"""
    moment: datetime.datetime
    loaded: int
    replaced: int


def key_of(job: RollImport, election: Election) -> str:
    """The form's number under which a file is loaded into one election."""
    return f"rolls-{job.pk}-{election.pk}"


def last_bulk(election: Election) -> LastBulk | None:
    """The import of many units' rolls that loaded this one; None where it was another file's
    loading that came last, or where the period of the records is over.
    """
    deeds = Deed.objects.filter(
        entry__log=election.log_name, action__in=(Action.LOAD_ROLL, Action.IMPORT_ROLLS)
    )
    deed = deeds.select_related("entry").order_by("-entry__sequence").first()
    if deed is None or deed.action != Action.IMPORT_ROLLS or not isinstance(deed.answer, dict):
        return None
    written = read_entry(bytes(deed.entry.leaf)).time
    return LastBulk(
        file_name=_file_of(deed, election),
        moment=datetime.datetime.fromisoformat(written).astimezone(clock.CHINA),
        loaded=deed.answer["loaded"],
        replaced=deed.answer.get("replaced", 0),
    )


def _file_of(deed: Deed, election: Election) -> str:
    """The name of the file, by the number that its deed carries."""
    number = deed.key.removeprefix("rolls-").removesuffix(f"-{election.pk}")
    if not number.isdecimal():
        return ""
    job = RollImport.objects.filter(pk=int(number)).only("file_name").first()
    return job.file_name if job and key_of(job, election) == deed.key else ""
