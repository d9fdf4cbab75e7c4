"""Backup → wipe → restore: everything that was there is there again, or nothing changes."""

from __future__ import annotations

import base64
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from tests.office.backup.conftest import Place
from tests.office.databases import SERVER, own_database

from huanjie.door.fault import BadInput
from huanjie.office.backup.checking import Checked, check
from huanjie.office.database import SQLITE_FILE
from huanjie.protect.keys import open_or_create, read_archive_key
from huanjie.protect.recoverykey import make_recovery_key
from huanjie.protect.sealedstream import WithKey
from huanjie.record.checkpoint import Checkpoint, sign_checkpoint

pytestmark = pytest.mark.database

LOG = "huanjie.local/330329100257"
"""the log of the village itself"""


def checked(file: Path, key: Path) -> Checked:
    return check(file, WithKey(read_archive_key(key)))


def note(site: Place, origin: str, size: int, root: bytes, to: Path) -> Path:
    """A checkpoint as the site publishes it."""
    signer = open_or_create(site.data / "keys" / "dossiers").signer()
    to.write_bytes(sign_checkpoint(Checkpoint(origin, size, root), signer).raw)
    return to


def test_everything_is_there_again(made: Any, backup: Path, key: Path, elsewhere: Place) -> None:
    told = elsewhere.done("restore", backup, "--key", key)
    assert "根值都相符" in told
    after = elsewhere.state()
    assert after == made
    assert made["people"][0][1], "证件号码要能解开"
    assert set(after["pages"]) == {200}


def test_nobody_is_signed_in_after_a_restore(backup: Path, key: Path) -> None:
    assert "django_session" not in checked(backup, key).end.tables


def test_a_backup_moves_from_one_database_to_the_other(
    made: Any, backup: Path, key: Path, tmp_path: Path
) -> None:
    if not SERVER:
        pytest.skip("这一遍在 SQLite 上 · this pass is on SQLite")
    village = Place(tmp_path / "village", {})
    village.done("restore", backup, "--key", key)
    back = tmp_path / "back.huanjie"
    village.done("backup", "-o", back, "--to", f"{key}.pub")
    assert checked(back, key).end.tables == checked(backup, key).end.tables
    assert village.state() == made
    with own_database() as database:
        county = Place(tmp_path / "county", database)
        county.done("restore", back, "--key", key)
        assert county.state() == made


def test_the_next_number_is_not_one_that_was_given_before(made: Any, restored: Place) -> None:
    restored.done("more", module="tests.office.backup.site")
    assert restored.state()["roles"] == made["roles"] + 1


def test_where_something_is_already_nothing_is_restored(
    made: Any, site: Place, backup: Path, key: Path
) -> None:
    assert "已经有数据" in site.refused("restore", backup, "--key", key)
    assert site.state() == made


def test_replacing_puts_aside_what_was_there(
    made: Any, backup: Path, key: Path, restored: Place
) -> None:
    restored.done("more", module="tests.office.backup.site")
    told = restored.done("restore", backup, "--key", key, "--replace")
    assert ".before_" in told
    assert restored.state() == made
    (aside,) = restored.data.glob(".before_*")
    assert (aside / "keys" / "session.key").exists()


def test_one_changed_byte_restores_nothing(
    backup: Path, key: Path, elsewhere: Place, tmp_path: Path
) -> None:
    raw = bytearray(backup.read_bytes())
    raw[len(raw) // 2] ^= 1
    changed = tmp_path / "changed.huanjie"
    changed.write_bytes(raw)
    assert "打不开" in elsewhere.refused("restore", changed, "--key", key)
    assert not list(elsewhere.data.glob("*"))


def test_whatever_is_changed_or_cut_off_the_check_says_so(
    backup: Path, key: Path, tmp_path: Path
) -> None:
    whole, changed = backup.read_bytes(), tmp_path / "changed.huanjie"
    for place in range(0, len(whole), len(whole) // 40):
        raw = bytearray(whole)
        raw[place] ^= 1
        changed.write_bytes(raw)
        with pytest.raises(BadInput):
            checked(changed, key)
    for length in (0, 10, 200, len(whole) // 2, len(whole) - 1):
        changed.write_bytes(whole[:length])
        with pytest.raises(BadInput):
            checked(changed, key)


def test_another_key_opens_nothing(backup: Path, tmp_path: Path) -> None:
    make_recovery_key(tmp_path / "other.key")
    with pytest.raises(BadInput, match="打不开"):
        checked(backup, tmp_path / "other.key")


def test_a_passphrase_will_do(made: Any, site: Place, elsewhere: Place, tmp_path: Path) -> None:
    words, file = tmp_path / "words", tmp_path / "p.huanjie"
    words.write_text("三联村的樟树底下\n".replace("\n", "有一口老井\n"), "utf-8")
    site.done("backup", "-o", file, "--passphrase", words)
    elsewhere.done("restore", file, "--passphrase", words)
    assert elsewhere.state() == made
    words.write_text("三联村的樟树底下没有老井啊", "utf-8")
    assert "打不开" in elsewhere.refused("backup", "--check", file, "--passphrase", words)


def test_a_short_passphrase_is_refused(site: Place, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("12345678901", "utf-8")
    assert "太短" in site.refused(
        "backup", "-o", tmp_path / "x", "--passphrase", tmp_path / "words"
    )
    assert not (tmp_path / "x").exists()


def test_without_anybody_to_seal_it_to_no_backup_is_made(site: Place, tmp_path: Path) -> None:
    assert "--new-key" in site.refused("backup", "-o", tmp_path / "x")


def test_only_the_newest_are_kept(site: Place, key: Path, tmp_path: Path) -> None:
    for name in ("huanjie-20250101-000000", "huanjie-20250102-000000", "mine"):
        (tmp_path / f"{name}.huanjie").write_bytes(b"")
    site.done("backup", "-o", tmp_path, "--to", f"{key}.pub", "--keep", "2")
    left = sorted(path.name for path in tmp_path.glob("*.huanjie"))
    assert left[0] == "huanjie-20250102-000000.huanjie"
    assert left[-1] == "mine.huanjie"
    assert len(left) == 3


def test_what_ends_like_a_folder_is_made_one_and_never_a_file_of_that_name(
    site: Place, key: Path, tmp_path: Path
) -> None:
    for _time in range(2):
        said = site.done("backup", "-o", f"{tmp_path}/new/backups/", "--to", f"{key}.pub")
        assert " kB" in said
    folder = tmp_path / "new" / "backups"
    assert folder.is_dir()
    assert all(path.name.startswith("huanjie-") for path in folder.iterdir())


def test_a_log_behind_what_was_published_begins_a_new_epoch(
    made: Any, backup: Path, key: Path, restored: Place, tmp_path: Path
) -> None:
    restored.done("more", module="tests.office.backup.site")
    state = restored.state()
    size, root = state["logs"][LOG], bytes.fromhex(state["roots"][LOG])
    published = note(restored, LOG, size, root, tmp_path / "published")
    told = restored.done("restore", backup, "--key", key, "--replace", "--checkpoint", published)
    assert f"{LOG} 公布过 {size} 条，备份里只有 {size - 1} 条" in told
    after = restored.state()
    assert after["logs"][LOG] == size
    assert after["roots"][LOG] != state["roots"][LOG]
    assert {**after["logs"], LOG: 0} == {**made["logs"], LOG: 0}


def test_a_log_that_is_not_behind_goes_on(
    made: Any, site: Place, backup: Path, key: Path, elsewhere: Place, tmp_path: Path
) -> None:
    stated = checked(backup, key).end.logs[LOG]
    root = base64.b64decode(stated["root"])
    published = note(site, LOG, stated["size"], root, tmp_path / "published")
    told = elsewhere.done("restore", backup, "--key", key, "--checkpoint", published)
    assert "新纪元" not in told
    assert elsewhere.state()["logs"] == made["logs"]


def test_a_backup_that_contradicts_what_was_published_is_refused(
    site: Place, backup: Path, key: Path, elsewhere: Place, tmp_path: Path
) -> None:
    size = checked(backup, key).end.logs[LOG]["size"]
    published = note(site, LOG, size, bytes(32), tmp_path / "published")
    told = elsewhere.refused("restore", backup, "--key", key, "--checkpoint", published)
    assert "矛盾" in told
    assert not list(elsewhere.data.glob("*"))


def test_a_checkpoint_of_another_site_is_refused(
    backup: Path, key: Path, elsewhere: Place, tmp_path: Path
) -> None:
    signer = open_or_create(tmp_path / "keys").signer()
    other = tmp_path / "published"
    other.write_bytes(sign_checkpoint(Checkpoint(LOG, 9, bytes(32)), signer).raw)
    told = elsewhere.refused("restore", backup, "--key", key, "--checkpoint", other)
    assert "不是这个网站签的" in told


@pytest.mark.skipif(bool(SERVER), reason="SQLite 的文件 · SQLite's file")
def test_a_log_that_does_not_hold_is_not_backed_up(
    key: Path, restored: Place, tmp_path: Path
) -> None:
    with sqlite3.connect(restored.data / SQLITE_FILE) as database:
        database.execute("UPDATE deeds_entry SET leaf = CAST(leaf || ' ' AS BLOB) WHERE id = 3")
    told = restored.refused("backup", "-o", tmp_path / "x", "--to", f"{key}.pub")
    assert "对不上" in told
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(bool(SERVER), reason="SQLite 的文件 · SQLite's file")
def test_a_backup_waits_for_nobody_and_keeps_nobody_waiting(
    backup: Path, key: Path, restored: Place, tmp_path: Path
) -> None:
    database = sqlite3.connect(restored.data / SQLITE_FILE, isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    database.execute("UPDATE units_unit SET name = '没有写完'")
    file = tmp_path / "meanwhile.huanjie"
    restored.done("backup", "-o", file, "--to", f"{key}.pub")
    database.execute("ROLLBACK")
    database.close()
    ours, theirs = checked(file, key).end.tables, checked(backup, key).end.tables
    assert ours["units_unit"] == theirs["units_unit"]


def test_migrating_backs_up_first(restored: Place) -> None:
    restored.done("manage", "migrate", "roll", "zero", "--no-backup")
    told = restored.run("manage", "migrate")
    assert told.returncode == 0, told.stderr
    (file,) = (restored.data / "backups").glob("before-migrate-*.huanjie")
    assert str(file) in told.stderr
    assert "完好" in restored.done("backup", "--check", file), "用自己的归档钥匙打得开"


def test_with_nothing_to_migrate_nothing_is_backed_up(restored: Place) -> None:
    restored.done("manage", "migrate")
    assert not (restored.data / "backups").exists()
