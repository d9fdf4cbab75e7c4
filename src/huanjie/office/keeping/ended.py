"""When an election was over (选举结束的日子): the day from which its periods count."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from huanjie.domain.permission import Action
from huanjie.domain.retention import Retention, retention
from huanjie.law.retention import load_retention
from huanjie.office.clock import CHINA
from huanjie.office.deeds.models import Deed
from huanjie.office.planning.models import Election
from huanjie.record.entry import read_entry

_ENDS = (Action.SEAL, Action.CANCEL_ELECTION)
OF_THE_SITE = "security-log"
"""the one kind whose periods count from each event, not from an election's end"""


def ended_on(election: Election) -> datetime.date | None:
    """The day in China on which it was sealed or cancelled, as its log says; None while it runs."""
    deeds = Deed.objects.filter(entry__log_id=election.log_name, action__in=_ENDS)
    leaf = deeds.order_by("entry__sequence").values_list("entry__leaf", flat=True).last()
    if leaf is None or not election.is_over:
        return None
    moment = datetime.datetime.fromisoformat(read_entry(bytes(leaf)).time)
    return moment.astimezone(CHINA).date()


def periods_of(election: Election) -> Mapping[str, Retention]:
    """What holds for each kind of an election that is over, by its word; none while it runs."""
    day = ended_on(election)
    if day is None:
        return {}
    kinds = (each for each in load_retention() if each.kind != OF_THE_SITE)
    return {each.kind: retention(each, day) for each in kinds}


def is_held(election: Election) -> bool:
    """Whether somebody holds it (保全)."""
    return election.holds.filter(lifted_at=None).exists()
