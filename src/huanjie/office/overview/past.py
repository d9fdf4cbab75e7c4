"""What was done (已办的事): by which role, and when, from the logs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db.models import QuerySet

from huanjie.domain.permission import Action
from huanjie.office import clock
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Deed
from huanjie.office.overview.task import DoneBy
from huanjie.office.planning.models import Election
from huanjie.record.entry import Entry, read_entry


def day_of(moment: datetime.datetime) -> datetime.date:
    """The day of a moment in China."""
    return moment.astimezone(clock.CHINA).date()


def moment_of(entry: Entry) -> datetime.datetime:
    """When an entry was made."""
    return datetime.datetime.fromisoformat(entry.time)


def opening_of(election: Election) -> Entry | None:
    """The entry that opened an election."""
    leaf = openings_of(election).values_list("entry__leaf", flat=True).first()
    return read_entry(bytes(leaf)) if leaf is not None else None


def openings_of(election: Election) -> QuerySet[Deed]:
    """The deed that opened an election: its entry stands in the log of its place."""
    own = election.unit.log_name
    return Deed.objects.filter(entry__log=own, action=Action.OPEN_ELECTION, answer=election.pk)


def deeds_of(election: Election) -> Mapping[Action, DoneBy]:
    """The last deed of each kind in an election."""
    done: dict[Action, DoneBy] = {}
    opening = opening_of(election)
    entries = [*journal.history(election.log_name), *([opening] if opening else [])]
    known = set(Action)
    for entry in (each for each in entries if each.deed in known):  # the site itself acts, too
        done.setdefault(Action(entry.deed), DoneBy(role=entry.role, on=day_of(moment_of(entry))))
    return done
