"""The history of an election (记录): its log in words, recomputed. No particulars are shown, so
nothing of any sheet either.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.permission import Action
from huanjie.door.fault import BadInput
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry as Row
from huanjie.office.deeds.models import Log
from huanjie.office.overview import past
from huanjie.office.planning.models import Election
from huanjie.record.entry import Entry, read_entry
from huanjie.record.merkle import EMPTY_ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deed (一条记录): when, what, by which role."""

    number: int | None
    """its place in the log, from 1; None: it stands in the log of the place"""
    when: datetime.datetime | None
    deed: str
    role: str
    is_readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """记录: the lines, the newest first, and what recomputing the log said."""

    lines: tuple[Line, ...]
    root: str
    """the recomputed root (根值); empty where the log is broken"""
    fault: str = ""
    """where it is broken, in a sentence; empty where it is whole"""


def history_of(election: Election) -> History:
    """The history of an election, from its log and the entry that opened it."""
    lines = [_line(row) for row in _rows(election)]
    opening = past.opening_of(election)
    if opening:
        lines.append(_read(opening, number=None))
    try:
        root = journal.check(election.log_name).root
    except Log.DoesNotExist:
        if election.version or _rows(election):
            return History(lines=tuple(lines), root="", fault="办过的事的日志不见了")
        root = EMPTY_ROOT
    except BadInput as fault:
        return History(lines=tuple(lines), root="", fault=fault.says)
    return History(lines=tuple(lines), root=root.hex())


def _rows(election: Election) -> list[Row]:
    rows = Row.objects.filter(log_id=election.log_name).defer("salt", "payload")
    return list(rows.order_by("-sequence"))


def _line(row: Row) -> Line:
    """A line that cannot be read is shown as such: the page is needed most when a log is broken."""
    try:
        return _read(read_entry(bytes(row.leaf)), number=row.sequence + 1)
    except BadInput:
        return Line(number=row.sequence + 1, when=None, deed="", role="", is_readable=False)


def _read(entry: Entry, *, number: int | None) -> Line:
    known = entry.deed in set(DEED_NAMES)
    return Line(
        number=number,
        when=past.moment_of(entry),
        deed=DEED_NAMES[Action(entry.deed)] if known else entry.deed,
        role=entry.role,
    )
