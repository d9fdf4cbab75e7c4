"""Law and dates of many elections (批量取法律和日程): each pack and each schedule is made once."""

from __future__ import annotations

import datetime
from functools import lru_cache

from huanjie.domain.schedule import Schedule, schedule
from huanjie.law.applied import Law
from huanjie.law.shelf import load
from huanjie.office import clock
from huanjie.office.planning.laws import law_of
from huanjie.office.planning.models import Election

_MANY = 4096


def law_for(election: Election) -> Law:
    """The law that an election was opened under; BadInput where its pack has changed since."""
    return _law(election.pack, election.pack_sha256, election.polling_day, clock.today())


def schedule_for(election: Election, *, start: datetime.date | None = None) -> Schedule:
    """Its dated steps, from its own first day or from another."""
    law_for(election)  # refused where the pack has changed, whatever was dated before
    return _schedule(
        election.pack, election.pack_sha256, election.polling_day, start or election.start_day
    )


@lru_cache(maxsize=_MANY)
def body_name(body: str) -> str:
    """What a body is called by the newest law (组织名称)."""
    today = clock.today()
    return load(body, on=today, today=today).name


@lru_cache(maxsize=_MANY)
def _law(pack: str, sha256: str, polling_day: datetime.date, today: datetime.date) -> Law:
    return law_of(Election(pack=pack, pack_sha256=sha256, polling_day=polling_day))


@lru_cache(maxsize=_MANY)
def _schedule(pack: str, sha256: str, polling_day: datetime.date, start: datetime.date) -> Schedule:
    law = _law(pack, sha256, polling_day, clock.today())
    return schedule(law.pack, polling_day=polling_day, calendar=law.calendar, start=start)
