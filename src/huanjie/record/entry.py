"""Log entries (日志条目): what was done, by which role, when, and a commitment to the particulars.

The particulars (payload) are never in the log. Who holds them with their salt can show that they
belong to the entry; once both are deleted the entry says nothing about a person, yet the proof
stays. Officials appear by role (选举委员会主任), never by name.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any, Final

from huanjie.door import jsontext
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput

SALT_BYTES: Final = 32
_COMMITMENT_BYTES = 32
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry to be (待记条目): the log has not yet given it its place."""

    deed: str
    """what was done (事项), as `roll-published`"""
    role: str
    """the role that did it (角色), never a name"""
    time: str
    """UTC, as 2026-06-28T09:30:00Z"""
    commitment: bytes
    """`commit(salt, payload)` (承诺值)"""
    _before: bytes = field(init=False, repr=False, compare=False)
    _after: bytes = field(init=False, repr=False, compare=False)
    """the leaf before and after its sequence: written out here, so that no append waits for it"""

    def __post_init__(self) -> None:
        Cursor(self.deed, "/deed").text()
        Cursor(self.role, "/role").text()
        _check_time(self.time)
        if not isinstance(self.commitment, bytes) or len(self.commitment) != _COMMITMENT_BYTES:
            raise BadInput(f"承诺值应为 {_COMMITMENT_BYTES} 字节", at="/commitment")
        before = (
            f'{{"commitment":"{self.commitment.hex()}","deed":{encode_basestring(self.deed)},'
            f'"role":{encode_basestring(self.role)},"sequence":'
        )
        object.__setattr__(self, "_before", before.encode())
        object.__setattr__(self, "_after", f',"time":"{self.time}"}}'.encode())

    def at(self, sequence: int) -> Entry:
        """This draft at its place."""
        return Entry(
            sequence=sequence,
            deed=self.deed,
            role=self.role,
            time=self.time,
            commitment=self.commitment,
        )

    def leaf_at(self, sequence: int) -> bytes:
        """The leaf at its place: `jsontext.canonical` of the five fields."""
        return b"%b%d%b" % (self._before, sequence, self._after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Draft):
    """An entry (日志条目) of the log."""

    sequence: int
    """its place, counted from 0 (序号)"""

    def __post_init__(self) -> None:
        Draft.__post_init__(self)
        Cursor(self.sequence, "/sequence").whole()

    @property
    def leaf(self) -> bytes:
        """The bytes that the tree hashes."""
        return self.leaf_at(self.sequence)


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a commitment (开示): kept beside the log, and deleted when its period ends."""

    salt: bytes
    payload: Any


def commit(salt: bytes, payload: Any) -> bytes:
    """The salted commitment (承诺值): SHA-256 of 32 given random bytes and the payload."""
    if not isinstance(salt, bytes) or len(salt) != SALT_BYTES:
        raise BadInput(f"盐应为 {SALT_BYTES} 个随机字节")
    return sha256(salt + jsontext.canonical(payload)).digest()


def opens(entry: Draft, opening: Opening) -> bool:
    """Whether these particulars are the ones that the entry committed to."""
    try:
        return commit(opening.salt, opening.payload) == entry.commitment
    except (BadInput, TypeError, ValueError, RecursionError):
        return False


def read_entry(leaf: bytes) -> Entry:
    """Read a leaf back; any other spelling of the same values is refused."""
    at = Cursor(jsontext.loads(jsontext.decode(leaf)))
    at.only("commitment", "deed", "role", "sequence", "time")
    digits = at.get("commitment").text()
    if not _HEX.fullmatch(digits):
        at.get("commitment").refuse("承诺值应为 64 个小写十六进制数字")
    entry = Entry(
        sequence=at.get("sequence").whole(),
        deed=at.get("deed").text(),
        role=at.get("role").text(),
        time=at.get("time").text(),
        commitment=bytes.fromhex(digits),
    )
    if entry.leaf != leaf:
        raise BadInput("日志条目不是规范写法")
    return entry


def _check_time(text: str) -> None:
    try:
        if _UTC.fullmatch(text) and datetime.datetime.fromisoformat(text):
            return
    except (TypeError, ValueError):
        pass
    raise BadInput("时间不是 UTC 时刻", at="/time", remedy="写成 2026-06-28T09:30:00Z 这样的形式")
