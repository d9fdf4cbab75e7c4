"""The logs in the database (数据库中的日志): append under the caller's lock, recheck, read."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office import clock
from huanjie.office.deeds.models import Entry, Log
from huanjie.office.prepared import Prepared
from huanjie.record.entry import SALT_BYTES, Draft, Opening, commit, opens, read_entry
from huanjie.record.entry import Entry as LogEntry
from huanjie.record.merkle import Frontier, leaf_hashes

_LOG: Final = Prepared(
    Log._meta.get_field("name"),
    ask=lambda name: Log.objects.select_for_update().filter(name=name),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A log that was recomputed (复核过的日志): its entries and its root."""

    entries: tuple[LogEntry, ...]
    root: bytes


def append(name: str, *, region: str, deed: str, role: str, payload: Mapping[str, Any]) -> Entry:
    """Enter one deed; the caller holds the lock of the place that the log belongs to."""
    log = _LOG.first(name) or Log.objects.create(name=name, region=region)
    salt = secrets.token_bytes(SALT_BYTES)
    commitment = commit(salt, dict(payload))
    draft = Draft(deed=deed, role=role, time=clock.stamp(), commitment=commitment)
    before = Frontier.stored(log.size, bytes(log.peaks))
    leaf = draft.leaf_at(before.size)
    after = before.plus(leaf_hashes([leaf]))
    entry = Entry.objects.create(
        log=log,
        sequence=before.size,
        leaf=leaf,
        salt=salt,
        payload=jsontext.canonical(dict(payload)).decode(),
    )
    log.size, log.peaks = after.size, b"".join(after.peaks)
    log.save(update_fields=("size", "peaks"))
    return entry


def check(name: str) -> Checked:
    """Recompute a log from its leaves and hold its particulars against their commitments."""
    log = Log.objects.get(name=name)
    frontier = Frontier.stored(0, b"")
    entries: list[LogEntry] = []
    for row in log.entries.order_by("sequence"):
        entries.append(_checked(row, len(entries)))
        frontier = frontier.plus(leaf_hashes([bytes(row.leaf)]))
    if (frontier.size, b"".join(frontier.peaks)) != (log.size, bytes(log.peaks)):
        raise BadInput("日志的条目与它的根对不上", file=name, remedy="从备份恢复，并查明谁改动了它")
    return Checked(entries=tuple(entries), root=frontier.root())


def _checked(row: Entry, sequence: int) -> LogEntry:
    entry = read_entry(bytes(row.leaf))
    if not entry.sequence == row.sequence == sequence:
        raise BadInput(f"序号 {sequence} 处的日志条目缺失或被移动", file=row.log_id)
    if row.salt is None or row.payload is None:
        return entry  # its period is over: the particulars are gone, the proof stays
    if not opens(entry, Opening(bytes(row.salt), jsontext.loads(row.payload))):
        raise BadInput(f"序号 {sequence} 的内容与承诺不符", file=row.log_id)
    return entry


def history(name: str) -> Iterator[LogEntry]:
    """The entries of a log, the newest first, without their particulars; none where nothing was
    done yet.
    """
    leaves = Entry.objects.filter(log_id=name).order_by("-sequence").values_list("leaf", flat=True)
    yield from (read_entry(bytes(leaf)) for leaf in leaves)
