"""W8, the log (日志): durable append, root and proofs, each beside its limit and beside pymerkle.

pymerkle is GPL: it is measured here where it can be installed, and never shipped. Both sides take
turns in one run; the fastest round counts where only the processor works; where the disk does, the
median of the rounds, each round compared with itself.
"""

from __future__ import annotations

import gc
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from bench.table import Row
from huanjie.record.entry import Draft, commit
from huanjie.record.merkle import Tree, leaf_hashes, root
from huanjie.record.store import SETTINGS, Log

IN_THE_WAY: Final = (
    "One event a transaction writes a second page, the frontier, which tells when the last entries "
    "were cut off; the disk's own sync is most of the rest, and differs from run to run."
)
EVENTS: Final = 100_000
PROOFS: Final = 5_000
ROUNDS: Final = 15
WARM: Final = 100_000
"""events that fill each write-ahead log once, so that both sides write where no file has to grow"""
TRANSACTIONS: Final = ((1, 150), (100, 30), (1_000, 20))
"""events a transaction, transactions a round"""

Work = Callable[[], object]


def run() -> list[Row]:
    """Measure W8."""
    drafts = _drafts(EVENTS)
    leaves = [draft.leaf_at(at) for at, draft in enumerate(drafts)]
    appends = [_append(drafts, each, times) for each, times in TRANSACTIONS]
    return [*appends, _root(leaves), _proofs(leaves)]


def _append(drafts: Sequence[Draft], each: int, times: int) -> Row:
    """Durable appends beside bare inserts of the same bytes, settings and transaction sizes."""
    with TemporaryDirectory(prefix="huanjie-w8-") as folder:
        ours, limit, theirs = _append_turns(Path(folder), drafts, each, times)
    events = each * times
    ratio = statistics.median(bare / own for own, bare in zip(ours, limit, strict=True))
    return Row(
        workload="W8",
        measure=f"持久追加，每个事务 {each} 条",
        unit="events/s",
        ours=events / statistics.median(ours),
        peer=_peer_name("SQLite"),
        peer_value=events / statistics.median(theirs) if theirs else None,
        limit="bare SQLite insert",
        limit_value=events / statistics.median(limit),
        ratio=f"{ratio:.2f}x bare insert",
        goal=">= 0.8x bare insert",
        met=ratio >= 0.8,
    )


def _append_turns(
    folder: Path, drafts: Sequence[Draft], each: int, times: int
) -> tuple[list[float], ...]:
    bare = _bare(folder / "bare.sqlite")
    peer = _pymerkle("SqliteTree", str(folder / "peer.sqlite"))
    with Log(folder / "ours.sqlite") as log:
        log.append(drafts[:WARM])
        _append_bare(bare, drafts, WARM, 1)
        taken = _turns(
            lambda: _append_ours(log, drafts, each, times),
            lambda: _append_bare(bare, drafts, each, times),
            (lambda: _append_peer(peer, drafts, each, times)) if peer else None,
        )
    bare.close()
    return taken


def _root(leaves: Sequence[bytes]) -> Row:
    """The root of all leaves beside two bare SHA-256 an event, of the same lengths."""
    nodes = [bytes(65)] * len(leaves)
    ours, limit, theirs = _turns(
        lambda: root(leaves),
        lambda: ([sha256(at).digest() for at in leaves], [sha256(at).digest() for at in nodes]),
        (lambda: _root_peer(leaves)) if _pymerkle("InmemoryTree") else None,
    )
    return Row(
        workload="W8",
        measure=f"{len(leaves)} 条的根值",
        unit="events/s",
        ours=len(leaves) / min(ours),
        peer=_peer_name("memory"),
        peer_value=len(leaves) / min(theirs) if theirs else None,
        limit="two SHA-256 an event",
        limit_value=len(leaves) / min(limit),
        ratio=f"{min(ours) / min(limit):.2f}x the hash limit's time",
        goal="<= 1.5x the hash limit's time",
        met=min(ours) <= 1.5 * min(limit),
    )


def _proofs(leaves: Sequence[bytes]) -> Row:
    """Inclusion proofs of random entries, from a tree that is already there."""
    tree, peer = Tree.of(leaves), _pymerkle("InmemoryTree")
    if peer:
        peer.append_entries(leaves)
    chance = random.Random(8)
    asked = [chance.randrange(len(leaves)) for _ in range(PROOFS)]
    ours, _, theirs = _turns(
        lambda: [tree.inclusion_proof(at) for at in asked],
        lambda: None,
        (lambda: [peer.prove_inclusion(at + 1) for at in asked]) if peer else None,
    )
    rate = PROOFS / min(ours)
    peer_rate = PROOFS / min(theirs) if theirs else None
    return Row(
        workload="W8",
        measure=f"{len(leaves)} 条中的包含证明",
        unit="proofs/s",
        ours=rate,
        peer=_peer_name("memory"),
        peer_value=peer_rate,
        ratio=f"{rate / peer_rate:.1f}x pymerkle" if peer_rate else "",
        goal=">= 26 k/s",
        met=rate >= 26_000,
    )


def _turns(*sides: Work | None) -> tuple[list[float], ...]:
    """The seconds of each side, every round giving every side its turn, after one to warm up."""
    taken: tuple[list[float], ...] = tuple([] for _ in sides)
    for number in range(ROUNDS + 1):
        for side, seconds in zip(sides, taken, strict=True):
            if side:
                gc.collect()
                start = time.perf_counter()
                side()
                if number:
                    seconds.append(time.perf_counter() - start)
    return taken


def _append_ours(log: Log, drafts: Sequence[Draft], each: int, times: int) -> None:
    for at in range(0, each * times, each):
        log.append(drafts[at : at + each])


def _bare(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    for setting in SETTINGS:
        database.execute(setting)
    database.execute("CREATE TABLE entry (sequence INTEGER PRIMARY KEY, leaf BLOB, hash BLOB)")
    return database


def _append_bare(
    database: sqlite3.Connection, drafts: Sequence[Draft], each: int, times: int
) -> None:
    for leaves in _ready(drafts, each, times):
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO entry (leaf, hash) VALUES (?, ?)", leaves)
        database.execute("COMMIT")


def _append_peer(peer: Any, drafts: Sequence[Draft], each: int, times: int) -> None:
    for leaves in _ready(drafts, each, times):
        peer.append_entries(leaf for leaf, _ in leaves)


_READY: dict[tuple[int, int], list[list[tuple[bytes, bytes]]]] = {}


def _ready(drafts: Sequence[Draft], each: int, times: int) -> list[list[tuple[bytes, bytes]]]:
    """Leaves and hashes as the bare insert takes them: made once, and not on its time."""
    if (each, times) not in _READY:
        leaves = [draft.leaf_at(at) for at, draft in enumerate(drafts[: each * times])]
        rows = list(zip(leaves, leaf_hashes(leaves), strict=True))
        _READY[each, times] = [rows[at : at + each] for at in range(0, len(rows), each)]
    return _READY[each, times]


def _root_peer(leaves: Sequence[bytes]) -> object:
    peer = _pymerkle("InmemoryTree")
    peer.append_entries(leaves)
    return peer.get_state()


def _pymerkle(name: str, *arguments: str) -> Any:
    """One of pymerkle's trees, or None where it cannot be installed."""
    try:
        import pymerkle
    except ImportError:
        return None
    return getattr(pymerkle, name)(*arguments)


def _peer_name(where: str) -> str:
    try:
        return f"pymerkle {version('pymerkle')} ({where})"
    except PackageNotFoundError:
        return "pymerkle (cannot be installed)"


def _drafts(count: int) -> list[Draft]:
    """Events like those of an election; the salt is counted up, for a benchmark has no chance."""
    return [
        Draft(
            deed="ballots-collected",
            role="选举委员会主任",
            time="2026-06-28T09:30:00Z",
            commitment=commit(at.to_bytes(32), {"box": at}),
        )
        for at in range(count)
    ]
