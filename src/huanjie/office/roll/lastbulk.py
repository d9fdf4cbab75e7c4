"""The import of many units' rolls that wrote a roll last (最近的成批导入): a unit sees on its own
page that a file from above took the place of its own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.permission import Action
from huanjie.door import jsontext
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
    """The import of many units' rolls that loaded this one; None where another file or list was
    loaded after it, or where the period of the records is over. One person by hand is neither.
    """
    deeds = Deed.objects.filter(entry__log=election.log_name).order_by("-entry__sequence")
    bulk = deeds.filter(action=Action.IMPORT_ROLLS)
    deed = bulk.select_related("entry").first()
    if deed is None or not isinstance(deed.answer, dict):
        return None
    later = deeds.filter(action=Action.LOAD_ROLL, entry__sequence__gt=deed.entry.sequence)
    if any(map(_has_loaded, later.values_list("entry__payload", flat=True))):
        return None
    written = read_entry(bytes(deed.entry.leaf)).time
    return LastBulk(
        file_name=_file_of(deed, election),
        moment=datetime.datetime.fromisoformat(written).astimezone(clock.CHINA),
        loaded=deed.answer["loaded"],
        replaced=deed.answer.get("replaced", 0),
    )


def _has_loaded(payload: str | None) -> bool:
    """Whether the particulars of a deed have how many it loaded; also where they are gone."""
    return payload is None or "loaded" in jsontext.loads(payload)


def _file_of(deed: Deed, election: Election) -> str:
    """The name of the file, by the number that its deed carries."""
    number = deed.key.removeprefix("rolls-").removesuffix(f"-{election.pk}")
    if not number.isdecimal():
        return ""
    job = RollImport.objects.filter(pk=int(number)).only("file_name").first()
    return job.file_name if job and key_of(job, election) == deed.key else ""
