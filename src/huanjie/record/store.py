"""The log in a file (日志文件): SQLite, append-only, durable, one writer at a time.

A row holds the entries of one transaction and their hashes: a thousand entries cost one insert.
Triggers refuse to change or delete a row, and a single row keeps the running frontier, so that
appending rereads nothing. The file can still be edited by whoever may write it: opening the log
recomputes everything and names what does not hold. Against one who rewrites the frontier as well
stand the signed checkpoints that others keep.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn, Self

from huanjie.door.fault import BadInput
from huanjie.record.checkpoint import Checkpoint
from huanjie.record.entry import Draft, Entry, read_entry
from huanjie.record.merkle import Frontier, Tree, leaf_hashes, split_hashes
from huanjie.record.recheck import Transaction, recheck, split_leaves

_APPLICATION: Final = 0x484A4C47  # "HJLG"
SETTINGS: Final = ("PRAGMA synchronous = FULL", "PRAGMA wal_autocheckpoint = 4000")
"""what is told is on the disk; the write-ahead log is folded back every 16 MB, not every 4"""
_WAIT_SECONDS, _PAUSE_SECONDS = 60.0, 0.01
_RESTORE = "从备份恢复这个文件，并查明谁改动了它"
_TABLES = (
    "CREATE TABLE entries (first INTEGER PRIMARY KEY, leaves BLOB NOT NULL, hashes BLOB NOT NULL)",
    "CREATE TABLE frontier"
    " (only INTEGER PRIMARY KEY CHECK (only = 1), size INTEGER NOT NULL, peaks BLOB NOT NULL)",
    "INSERT INTO frontier VALUES (1, 0, x'')",
    "CREATE TRIGGER entries_kept BEFORE UPDATE ON entries"
    " BEGIN SELECT RAISE(ABORT, '日志不可改'); END",
    "CREATE TRIGGER entries_stay BEFORE DELETE ON entries"
    " BEGIN SELECT RAISE(ABORT, '日志不可删'); END",
    "CREATE TRIGGER entries_follow BEFORE INSERT ON entries"
    " WHEN NEW.first != (SELECT size FROM frontier)"
    " BEGIN SELECT RAISE(ABORT, '日志条目的序号不连续'); END",
    "CREATE TRIGGER frontier_stays BEFORE DELETE ON frontier"
    " BEGIN SELECT RAISE(ABORT, '日志不可删'); END",
    "CREATE TRIGGER frontier_grows BEFORE UPDATE ON frontier WHEN NEW.size <= OLD.size"
    " BEGIN SELECT RAISE(ABORT, '日志不可改'); END",
    f"PRAGMA application_id = {_APPLICATION}",
)


class Log:
    """An open log file (日志); close it, or use it in a `with`."""

    def __init__(self, path: Path, *, recheck: bool = True) -> None:
        """Open the log, or begin one; `recheck=False` trusts the file and opens at once."""
        self.path = path
        self._faults = _Faults(path)
        with self._faults:
            self._database = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            self._prepare()
            if recheck:
                self.check()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self.frontier().size

    def append(self, drafts: Sequence[Draft]) -> range:
        """Append all of these or none, durably; the answer is the sequence that each has got."""
        if not drafts:
            return range(0)
        with self._faults, self._database:
            self._database.execute("BEGIN IMMEDIATE")
            before = self._stored()
            leaves = [draft.leaf_at(at) for at, draft in enumerate(drafts, start=before.size)]
            hashes = leaf_hashes(leaves)
            after = before.plus(hashes)
            self._database.execute(
                "INSERT INTO entries VALUES (?, ?, ?)",
                (before.size, b"\n".join([*leaves, b""]), b"".join(hashes)),
            )
            self._database.execute(
                "UPDATE frontier SET size = ?, peaks = ? WHERE only = 1",
                (after.size, b"".join(after.peaks)),
            )
        return range(before.size, after.size)

    def frontier(self) -> Frontier:
        """The running frontier."""
        with self._faults:
            return self._stored()

    def root(self) -> bytes:
        """The root of the log."""
        return self.frontier().root()

    def checkpoint(self, origin: str) -> Checkpoint:
        """The state of the log under its name, ready to be signed."""
        frontier = self.frontier()
        return Checkpoint(origin, frontier.size, frontier.root())

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """The entries from `start` on, read as they are asked for."""
        with self._faults:
            for first, leaves in self._database.execute(
                "SELECT first, leaves FROM entries WHERE first >="
                " (SELECT coalesce(max(first), 0) FROM entries WHERE first <= ?) ORDER BY first",
                (start,),
            ):
                for sequence, leaf in enumerate(split_leaves(leaves), start=first):
                    if sequence >= start:
                        yield _read(sequence, leaf)

    def tree(self) -> Tree:
        """The tree over the log, for its proofs."""
        with self._faults:
            rows = self._database.execute("SELECT hashes FROM entries ORDER BY first")
            return Tree(one for (hashes,) in rows for one in split_hashes(hashes))

    def check(self) -> None:
        """Recompute every hash and the root; refuse the file at the first that does not hold."""
        with self._faults, self._database:
            self._database.execute("BEGIN")
            recheck(self._transactions(), self._stored())

    def _transactions(self) -> Iterator[Transaction]:
        """Each row; where the file itself breaks off, the fault says at which entry."""
        following = 0
        try:
            for first, leaves, hashes in self._database.execute(
                "SELECT first, leaves, hashes FROM entries ORDER BY first"
            ):
                yield first, leaves, hashes
                following = first + len(split_hashes(hashes))
        except sqlite3.DatabaseError:
            self._refuse(f"日志文件已损坏，序号 {following} 起的条目读不出")

    def _stored(self) -> Frontier:
        row = self._database.execute("SELECT size, peaks FROM frontier").fetchone()
        if row is None or not isinstance(row[0], int) or not isinstance(row[1], bytes):
            self._refuse("日志前沿已被改动")
        return Frontier.stored(row[0], row[1])

    def _prepare(self) -> None:
        """Begin a new log in an empty file; leave any other program's file as it is."""
        with self._faults:
            if not self._is_ours("BEGIN"):
                self._write_ahead()
                self._is_ours("BEGIN IMMEDIATE", otherwise=_TABLES)
            for setting in SETTINGS:
                self._database.execute(setting)

    def _is_ours(self, begin: str, *, otherwise: Sequence[str] = ()) -> bool:
        """Whether the file is a log; an empty file gets these tables, anything else is refused."""
        with self._database:
            self._database.execute(begin)
            (found,) = self._database.execute("PRAGMA application_id").fetchone()
            if found == _APPLICATION:
                return True
            if self._database.execute("SELECT 1 FROM sqlite_master").fetchone():
                self._refuse("这不是日志文件", "另选一个文件")
            for statement in otherwise:
                self._database.execute(statement)
        return False

    def _write_ahead(self) -> None:
        """Turn on the write-ahead log; SQLite does not wait here while another program does."""
        last = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                self._database.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                    raise
                time.sleep(_PAUSE_SECONDS)

    def _refuse(self, says: str, remedy: str = _RESTORE) -> NoReturn:
        raise BadInput(says, file=str(self.path), remedy=remedy)


class _Faults:
    """What does not hold, or what SQLite says, as a fault that names the file (on every append:
    a class, for it costs less than a generator)."""

    def __init__(self, path: Path) -> None:
        self._file = str(path)

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, at: object) -> None:
        if isinstance(error, BadInput):
            raise BadInput(error.says, file=self._file, remedy=error.remedy or _RESTORE) from None
        if isinstance(error, sqlite3.OperationalError):
            raise BadInput(
                f"日志文件现在不能用（{error}）",
                file=self._file,
                remedy="检查磁盘空间、权限，以及是否有别的程序占用",
            ) from None
        if isinstance(error, sqlite3.DatabaseError):
            raise BadInput(f"日志文件不能用（{error}）", file=self._file, remedy=_RESTORE) from None


def _read(sequence: int, leaf: bytes) -> Entry:
    entry = read_entry(leaf)
    if entry.sequence != sequence:
        raise BadInput(f"序号 {sequence} 处的日志条目自称序号 {entry.sequence}")
    return entry
