"""What deleting does (删除的内容), kind by kind: the data go, what proves something stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.db.models import Q

from huanjie.office.candidacy.models import Barring, OutsideRelative, StatedFact
from huanjie.office.countylog.collecting import COLLECT
from huanjie.office.deeds.models import Deed, Entry
from huanjie.office.notices.models import NomineeObjection, Statement
from huanjie.office.planning.models import Election
from huanjie.office.polling.models import RecordFile
from huanjie.office.review.models import Case
from huanjie.office.roll.models import RollEntry
from huanjie.office.scanning.models import GivenRuling, ScanFile, ScannedPage, Spellings
from huanjie.record.entry import read_entry
from huanjie.record.epoch import BEGINS

DELETE: Final = "delete-data"
"""the deed as the log names it (到期删除)"""
_STAYS: Final = frozenset({DELETE, COLLECT, BEGINS})
"""Entries whose particulars are about nobody: how much was deleted, other logs' roots, and what an
epoch began with.
"""


def wipe_numbers(election: Election) -> int:
    """Identity numbers and phones of a roll, with what finds them, and the codes by which cards
    asked; why who stood on a sealed roll votes here; who objected to it, with what they wrote; and
    what corrections replaced. How many rows had any: what was decided stays.
    """
    has_any = Q(id_number__isnull=False) | Q(id_index__isnull=False) | Q(phone__isnull=False)
    people = RollEntry.ever.filter(has_any, election=election)
    gone = people.update(id_number=None, id_index=None, phone=None)
    gone += election.look_up_codes.all().delete()[0] + election.claims.all().delete()[0]
    said = Q(raised_by__isnull=False) | Q(name__isnull=False) | Q(note__isnull=False)
    asked = Q(phone__isnull=False) | Q(appealed_by__isnull=False)
    objections = election.objections.filter(said | asked)
    gone += objections.update(raised_by=None, name=None, phone=None, note=None, appealed_by=None)
    corrected = Q(before__isnull=False) | Q(after__isnull=False)
    return gone + election.roll_changes.filter(corrected).update(before=None, after=None)


def wipe_uploads(election: Election) -> int:
    """What is left of uploaded rolls."""
    return election.uploads.filter(content__isnull=False).update(content=None)


def wipe_particulars(election: Election) -> int:
    """Payload and salt of its log's entries, and what the deeds answered: leaf and proof stay."""
    rows = Entry.objects.filter(log_id=election.log_name, payload__isnull=False)
    leaves = rows.values_list("pk", "leaf")
    wiped = [pk for pk, leaf in leaves if read_entry(bytes(leaf)).deed not in _STAYS]
    Deed.objects.filter(entry__in=wiped).update(answer=None, asked=b"")
    return Entry.objects.filter(pk__in=wiped).update(payload=None, salt=None)


def wipe_facts(election: Election) -> int:
    """What was stated of nominees, by departments too, their near relatives in other bodies, why
    somebody was barred, who objected to one with what they wrote, and what candidates had posted of
    themselves; that it was found, and what became of an appeal or an objection, stays.
    """
    gone = StatedFact.objects.filter(election=election).delete()[0]
    gone += Case.objects.filter(election=election.pk).delete()[0]
    gone += OutsideRelative.objects.filter(election=election).delete()[0]
    said = Q(raised_by__isnull=False) | Q(phone__isnull=False) | Q(note__isnull=False)
    raised = NomineeObjection.objects.filter(said, election=election)
    gone += raised.update(raised_by=None, phone=None, note=None)
    gone += Statement.objects.filter(election=election).delete()[0]
    told = Barring.objects.filter(election=election, grounds__isnull=False)
    return gone + told.update(grounds=None)


def wipe_ballots(election: Election) -> int:
    """Pictures of papers, what was read on them and decided of them, and the records that lead to
    them; the sealed part of the dossier stays.
    """
    rounds = Q(round__election=election)
    files = ScanFile.objects.filter(rounds, content__isnull=False)
    gone = files.update(content=None, content_key=None)
    gone += ScannedPage.objects.filter(file__round__election=election).delete()[0]
    for kept in (GivenRuling, Spellings, RecordFile):
        gone += kept.objects.filter(rounds).delete()[0]
    return gone


WIPERS: Final[Mapping[str, Callable[[Election], int]]] = {
    "roll-numbers": wipe_numbers,
    "uploads": wipe_uploads,
    "eligibility-facts": wipe_facts,
    "ballot-pictures": wipe_ballots,
    "log-particulars": wipe_particulars,
}
"""Each kind that goes when an election's period ends, and how."""
