"""Signing checkpoints (签检查点): at most one an hour, with a key that is not in the database."""

from __future__ import annotations

import datetime
from typing import Final

from huanjie.office import clock
from huanjie.office.countylog import publishing
from huanjie.office.countylog.collecting import collectors, root_of
from huanjie.office.countylog.epochs import history_of
from huanjie.office.countylog.models import Checkpoint
from huanjie.office.deeds.models import Log
from huanjie.office.keys import log_ring
from huanjie.record.checkpoint import Checkpoint as State
from huanjie.record.checkpoint import sign_checkpoint

EVERY: Final = datetime.timedelta(hours=1)


def sign_due() -> int:
    """Sign every collector's log that has grown since its last checkpoint, an hour after that one
    at the earliest; how many were signed.
    """
    names = [unit.log_name for unit in collectors()]
    return sum(_sign(log) for log in Log.objects.filter(name__in=names, size__gt=0))


def _sign(log: Log) -> bool:
    last = log.checkpoints.first()
    if last and (last.size >= log.size or clock.now() - last.signed_at < EVERY):
        return False
    origin = history_of(log.name).origin
    note = sign_checkpoint(State(origin, log.size, root_of(log)), log_ring().signer(origin))
    # Beside the database first: what a restore loses of it is known from here.
    publishing.keep(log.name, note.raw)
    Checkpoint.objects.create(log=log, size=log.size, note=note.raw.decode(), signed_at=clock.now())
    return True
