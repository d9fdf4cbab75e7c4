"""The history of an election or of a place (记录): its log in words, recomputed, searched, sorted.

Each deed is one sentence with its particulars; where their period is over and they were deleted,
it says so. Nothing of any sheet is told.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from huanjie.domain.cycle import DEED_NAMES
from huanjie.domain.machinedeeds import EVERY_DEED, MACHINE_DEEDS
from huanjie.domain.memberroll import MemberRoll
from huanjie.domain.permission import Action
from huanjie.door import jsontext
from huanjie.door.fault import BadInput
from huanjie.office.command import Place
from huanjie.office.deeds import journal
from huanjie.office.deeds.models import Entry as Row
from huanjie.office.deeds.models import Log
from huanjie.office.overview import past
from huanjie.office.overview.particulars import in_words
from huanjie.office.planning.models import Election
from huanjie.record.entry import Entry, read_entry
from huanjie.record.merkle import EMPTY_ROOT

_MOST_SINCE: Final = 10
_STAND_STILL: Final = (
    *(Action.UPLOAD_ROLL, Action.ENTER_SHEET, Action.SHOW_NUMBER),
    *(Action.EXPORT_ROLL, Action.EXPORT_FINDINGS),
    *(Action.FIND_PERSON, Action.HOLD_DATA, Action.MAKE_TOKEN, Action.REVOKE_TOKEN),
    *(Action.CREATE_ACCOUNT, Action.CLOSE_ACCOUNT, Action.REOPEN_ACCOUNT, Action.RENEW_PASSWORD),
    *(Action.ASSIGN_ROLE, Action.WITHDRAW_ROLE, Action.UNLOCK_ACCOUNT, Action.RESET_SECOND_FACTOR),
    *(Action.UNLINK_IDENTITY, Action.HAND_OUT_CARD, Action.REVOKE_CARD),
    *(Action.KEEP_DEPARTMENTS, Action.SEND_REVIEW, Action.WITHDRAW_REVIEW),
    *(Action.RESUBMIT_REVIEW, Action.REMIND_REVIEW, Action.TAKE_LIST, Action.DRAFT_ANSWER),
    *(Action.RETURN_QUESTION, Action.SIGN_ANSWER, Action.TAKE_BACK_SIGNATURE),
)
_MOVE_NOTHING: Final = {*(DEED_NAMES[each] for each in _STAND_STILL), *MACHINE_DEEDS.values()}
"""Deeds that make no form stale: nothing that others are looking at changes by them."""
_CLOSE_LEVELS: Final = {DEED_NAMES[each] for each in (Action.SIGN_ANSWER, Action.RESUBMIT_REVIEW)}
"""Of those, the ones that do where they stand in an election's own log: a level of a joint review
closed by them, and wrote down facts there.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deed (一条记录): when, what, by which role, with its particulars."""

    number: int | None
    """its place in the log, from 1; None: it stands in the log of the place"""
    when: datetime.datetime | None
    deed: str
    role: str
    says: str = ""
    is_deleted: bool = False
    """whether its particulars are gone because their period is over"""
    is_readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """记录: the lines, the newest first, and what recomputing the log said."""

    lines: tuple[Line, ...]
    root: str
    """the recomputed root (根值); empty where the log is broken"""
    fault: str = ""
    """where it is broken, in a sentence; empty where it is whole"""

    @property
    def deeds(self) -> list[str]:
        """The kinds of deed in it, for choosing one."""
        return sorted({line.deed for line in self.lines if line.deed})


def history_of(place: Place) -> History:
    """The history of an election, with the entry that opened it, or of a place."""
    rows = _rows(place)
    members = _members(place)
    lines = [_line(row, members) for row in rows]
    if isinstance(place, Election) and (opening := _opening(place)):
        lines.append(opening)
    try:
        root = journal.check(place.log_name).root
    except Log.DoesNotExist:
        if (isinstance(place, Election) and place.version) or rows:
            return History(lines=tuple(lines), root="", fault="办过的事的日志不见了")
        root = EMPTY_ROOT
    except BadInput as fault:
        return History(lines=tuple(lines), root="", fault=fault.says)
    return History(lines=tuple(lines), root=root.hex())


def done_since(place: Place, deeds: int | None) -> list[Line]:
    """The last deeds that made older forms stale, the newest first: so many of them, or the last
    one where nobody knows how many.
    """
    wanted = min(deeds, _MOST_SINCE) if deeds and 0 < deeds <= place.version else 1
    members = _members(place)
    lines = (_line(row, members) for row in _rows(place, most=_MOST_SINCE + wanted))
    still = _MOVE_NOTHING - _CLOSE_LEVELS if isinstance(place, Election) else _MOVE_NOTHING
    moving = [line for line in lines if line.is_readable and line.deed not in still]
    return moving[:wanted]


def found(
    lines: Iterable[Line], *, query: str = "", deed: str = "", oldest: bool = False
) -> list[Line]:
    """The lines that hold what was asked, in the order that was asked for."""
    asked = query.strip().lower()
    kept = [
        line
        for line in lines
        if (not deed or line.deed == deed)
        and asked in f"{_(line.deed)} {_(line.role)} {line.says}".lower()
    ]
    return kept[::-1] if oldest else kept


def _rows(place: Place, *, most: int | None = None) -> list[Row]:
    """The entries of a log, the newest first; `most` of them where it says so."""
    return _read(Row.objects.filter(log_id=place.log_name).order_by("-sequence"), most)


def _read(rows: QuerySet[Row], most: int | None = None) -> list[Row]:
    """Entries, without their particulars where one of them cannot be opened: the page says then
    that the log is broken, and still tells what was done.
    """
    try:
        return list(rows.defer("salt")[:most])
    except BadInput:
        return list(rows.defer("salt", "payload")[:most])


def _opening(election: Election) -> Line | None:
    rows = _read(Row.objects.filter(deed__in=past.openings_of(election)))
    return _told(rows[0], read_entry(bytes(rows[0].leaf)), number=None) if rows else None


def _members(place: Place) -> MemberRoll | None:
    """In whose words a log tells of its roll (党员、团员); None where it has no such roll."""
    return place.member_roll if isinstance(place, Election) else None


def _line(row: Row, members: MemberRoll | None) -> Line:
    """A line that cannot be read is shown as such: the page is needed most when a log is broken."""
    try:
        return _told(row, read_entry(bytes(row.leaf)), number=row.sequence + 1, members=members)
    except BadInput:
        return Line(number=row.sequence + 1, when=None, deed="", role="", is_readable=False)


def _told(row: Row, entry: Entry, *, number: int | None, members: MemberRoll | None = None) -> Line:
    is_open = "payload" not in row.get_deferred_fields()
    payload = row.payload if is_open else None
    return Line(
        number=number,
        when=past.moment_of(entry),
        deed=EVERY_DEED.get(entry.deed, entry.deed),
        role=entry.role,
        says=in_words(entry.deed, _particulars(payload), members),
        is_deleted=is_open and payload is None,
    )


def _particulars(payload: str | None) -> Mapping[str, Any]:
    """What an entry's payload says; nothing where it was deleted, or is none of ours."""
    says = jsontext.loads(payload) if payload is not None else {}
    return says if isinstance(says, dict) else {}
