"""The log file: it only grows, outlives a crash of its writer, and tells when it was edited."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huanjie.door.fault import BadInput
from huanjie.record.entry import Draft, commit
from huanjie.record.merkle import EMPTY_ROOT, leaf_hash, root, verify_inclusion
from huanjie.record.store import Log

Edit = Callable[[sqlite3.Connection], object]


def drafts(count: int, deed: str = "box-opened") -> list[Draft]:
    """So many openings of ballot boxes."""
    return [
        Draft(
            deed=deed,
            role="监票人",
            time="2026-06-28T09:30:00Z",
            commitment=commit(bytes(32), at),
        )
        for at in range(count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log of seven entries in transactions of 1, 4 and 2."""
    path = tmp_path / "election.log"
    with Log(path) as log:
        for count in (1, 4, 2):
            log.append(drafts(count))
    return path


def edit(path: Path, *statements: str) -> None:
    """Edit the file as somebody would who may write it and removes its triggers first."""
    database = sqlite3.connect(path, isolation_level=None)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        statements = (f"DROP TRIGGER {name}", *statements)
    for statement in statements:
        database.execute(statement)
    database.close()


def test_a_new_log_is_empty(tmp_path: Path) -> None:
    with Log(tmp_path / "new.log") as log:
        assert (len(log), log.root(), list(log.entries())) == (0, EMPTY_ROOT, [])
        assert log.append([]) == range(0)


def test_entries_get_the_next_places_in_order(path: Path) -> None:
    with Log(path) as log:
        assert log.append(drafts(3)) == range(7, 10)
        entries = list(log.entries())
    assert [entry.sequence for entry in entries] == list(range(10))
    assert entries[9] == drafts(3)[2].at(9)


@pytest.mark.parametrize("start", range(9))
def test_entries_can_be_read_from_any_place(path: Path, start: int) -> None:
    with Log(path) as log:
        assert [entry.sequence for entry in log.entries(start)] == list(range(start, 7))


def test_reopening_goes_on_where_the_log_ended(path: Path) -> None:
    with Log(path) as log:
        log.append(drafts(5))
    with Log(path) as log:
        assert log.root() == root([entry.leaf for entry in log.entries()])
        assert len(log) == 12


def test_the_tree_of_a_log_proves_its_entries(path: Path) -> None:
    with Log(path) as log:
        tree, top, entries = log.tree(), log.root(), list(log.entries())
    for entry in entries:
        proof = tree.inclusion_proof(entry.sequence)
        assert verify_inclusion(entry.leaf, entry.sequence, 7, proof, top)


def test_its_checkpoint_says_its_size_and_root(path: Path) -> None:
    with Log(path) as log:
        checkpoint = log.checkpoint("huanjie.local/village")
        assert (checkpoint.size, checkpoint.root) == (7, log.root())


@given(st.lists(st.integers(1, 5), max_size=6))
def test_the_root_does_not_depend_on_the_transactions(counts: list[int]) -> None:
    with Log(Path(":memory:")) as log:
        for count in counts:
            log.append(drafts(count))
        leaves = [draft.at(at) for at, draft in enumerate(d for c in counts for d in drafts(c))]
        assert list(log.entries()) == leaves
        assert log.root() == root([entry.leaf for entry in leaves])
        log.check()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET leaves = x'00'",
        "DELETE FROM entries WHERE first = 5",
        "DELETE FROM entries",
        "INSERT INTO entries VALUES (9, x'', x'')",
        "INSERT INTO entries VALUES (0, x'', x'')",
        "INSERT OR REPLACE INTO entries VALUES (5, x'', x'')",
        "UPDATE frontier SET size = 5",
        "UPDATE frontier SET peaks = x''",
        "DELETE FROM frontier",
    ],
)
def test_the_file_itself_refuses_to_forget(path: Path, statement: str) -> None:
    database = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)
    database.close()
    with Log(path) as log:
        assert len(log) == 7


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE entries SET leaves = CAST(replace(CAST(leaves AS TEXT),"
            " '\"sequence\":3', '\"sequence\":4') AS BLOB) WHERE first = 1",
            "序号 3 的",
        ),
        ("UPDATE entries SET leaves = x'7b7d0a' WHERE first = 5", "序号 5 的"),
        ("UPDATE entries SET leaves = 'text' WHERE first = 5", "序号 5 起"),
        ("UPDATE entries SET leaves = leaves || x'7b7d0a' WHERE first = 5", "序号 5 "),
        ("UPDATE entries SET hashes = substr(hashes, 1, 32) WHERE first = 1", "序号 2 的"),
        ("DELETE FROM entries WHERE first = 1", "缺少序号 1 "),
        ("DELETE FROM entries WHERE first = 5", "缺少序号 5 "),
        ("DELETE FROM entries", "缺少序号 0 "),
        ("UPDATE entries SET first = 8 WHERE first = 5", "缺少序号 5 "),
        ("INSERT INTO entries SELECT 7, leaves, hashes FROM entries WHERE first = 0", "序号 7 起"),
        ("UPDATE frontier SET size = 3", "前沿"),
        ("UPDATE frontier SET peaks = 'x'", "前沿"),
        ("UPDATE frontier SET peaks = zeroblob(96)", "序号 0 至 3 "),
        ("DELETE FROM frontier", "前沿"),
        ("DROP TABLE entries", "序号 0 起"),
    ],
)
def test_an_edited_file_is_refused_and_the_entry_is_named(
    path: Path, statement: str, says: str
) -> None:
    edit(path, statement)
    with pytest.raises(BadInput, match=says) as refused:
        Log(path)
    assert refused.value.file == str(path)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("sequence", "says"), [(0, "序号 0 至 3 "), (5, "序号 4 至 5 "), (6, "序号 6 至 6 ")]
)
def test_an_edit_that_also_mends_the_hash_is_told_by_the_root(
    path: Path, sequence: int, says: str
) -> None:
    database = sqlite3.connect(path)
    (first, leaves, hashes) = database.execute(
        "SELECT * FROM entries WHERE first <= ? ORDER BY first DESC", (sequence,)
    ).fetchone()
    database.close()
    lines, at = leaves.split(b"\n"), sequence - first
    lines[at] = lines[at].replace(b"box-opened", b"box-closed")
    mended = hashes[: 32 * at] + leaf_hash(lines[at]) + hashes[32 * at + 32 :]
    changed = b"\n".join(lines)
    edit(
        path,
        f"UPDATE entries SET leaves = x'{changed.hex()}', hashes = x'{mended.hex()}'"
        f" WHERE first = {first}",
    )
    with pytest.raises(BadInput, match=says):
        Log(path)


def test_a_torn_file_is_refused(path: Path) -> None:
    with Log(path) as log:
        log.append(drafts(400))
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(BadInput):
        Log(path)


def test_a_damaged_page_is_told_with_the_entry_where_the_file_breaks_off(path: Path) -> None:
    with Log(path) as log:
        for _ in range(60):
            log.append(drafts(5))
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b'"sequence":200,')
    start = at - at % 4096
    raw[start : start + 4096] = bytes(4096)
    path.write_bytes(raw)
    with pytest.raises(BadInput, match=r"序号 1[0-9]{2} ") as refused:
        Log(path)
    assert refused.value.file == str(path)


@pytest.mark.parametrize("raw", [b"not a database, but long enough to be one" * 50, b"PK\x03\x04"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(raw)
    with pytest.raises(BadInput):
        Log(path)
    assert path.read_bytes() == raw


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE entries (first)")
    database.commit()
    database.close()
    before = path.read_bytes()
    with pytest.raises(BadInput, match="不是日志文件"):
        Log(path)
    assert path.read_bytes() == before


def test_a_log_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="日志文件"):
        Log(tmp_path / "missing" / "election.log")


def test_a_trusted_log_opens_without_the_recheck(path: Path) -> None:
    edit(path, "UPDATE entries SET leaves = x'7b7d0a' WHERE first = 5")
    with Log(path, recheck=False) as log:
        assert len(log) == 7
        with pytest.raises(BadInput, match="序号 5 "):
            log.check()


def test_an_append_that_fails_leaves_nothing_behind(path: Path) -> None:
    with Log(path) as log:
        before = log.root()
        with pytest.raises(AttributeError):
            log.append([*drafts(2), None])  # type: ignore[list-item]
        assert (len(log), log.root()) == (7, before)
        assert log.append(drafts(1)) == range(7, 8)
        log.check()


def test_writers_at_the_same_time_take_turns_and_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "busy.log"

    def write(name: int) -> list[range]:
        with Log(path) as log:
            return [log.append(drafts(3, f"writer-{name}")) for _ in range(10)]

    with ThreadPoolExecutor(8) as pool:
        places = [one for ranges in pool.map(write, range(8)) for one in ranges]
    with Log(path) as log:
        entries = list(log.entries())
    assert sorted(at for place in places for at in place) == list(range(240))
    assert [entry.sequence for entry in entries] == list(range(240))
    for place in places:
        assert len({entries[at].deed for at in place}) == 1


def test_a_killed_writer_loses_nothing_that_it_was_told_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "killed.log"
    script = (
        "import os, sys; from pathlib import Path; from huanjie.record.store import Log\n"
        "from huanjie.record.entry import Draft\n"
        "draft = Draft(deed='d', role='r', time='2026-06-28T09:30:00Z', commitment=bytes(32))\n"
        "log = Log(Path(sys.argv[1]))\n"
        "for _ in range(20): log.append([draft] * 2)\n"
        "print(len(log), log.root().hex(), flush=True); os.kill(os.getpid(), 9)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert told.returncode != 0
    with Log(path) as log:
        assert [str(len(log)), log.root().hex()] == told.stdout.split()
