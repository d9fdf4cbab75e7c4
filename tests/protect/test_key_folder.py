"""The key folder: made once, whole or not at all, and never overwritten."""

from __future__ import annotations

import base64
import shutil
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from huanjie.door.fault import BadInput
from huanjie.protect.keys import KeyRing, default_folder, open_or_create, read_archive_key
from huanjie.protect.seal import open_seal, seal
from huanjie.protect.signature import matches_fingerprint, verify_signature

FILES = ["archive.pem", "archive.pub", "signing.pem", "signing.pub"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with keys in it."""
    open_or_create(tmp_path / "keys")
    return tmp_path / "keys"


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_first_use_makes_the_keys_and_the_second_finds_them(tmp_path: Path) -> None:
    first = open_or_create(tmp_path / "config" / "huanjie" / "keys")
    second = open_or_create(first.folder)
    assert (first.created, second.created) == (True, False)
    assert first.signing_public_key == second.signing_public_key
    assert first.archive_private_key == second.archive_private_key
    assert sorted(files(first.folder)) == FILES


def test_a_folder_with_other_files_in_it_can_hold_keys_too(tmp_path: Path) -> None:
    (tmp_path / "dossier.zip").write_bytes(b"x")
    assert open_or_create(tmp_path).created
    assert not open_or_create(tmp_path).created
    assert sorted(files(tmp_path)) == sorted([*FILES, "dossier.zip"])


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
@pytest.mark.parametrize("there", [True, False])
def test_only_the_owner_may_read_the_private_keys(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "keys"
    if there:
        folder.mkdir()
    open_or_create(folder)
    for name in ("signing.pem", "archive.pem"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_the_signing_key_signs_and_its_fingerprint_names_it(folder: Path) -> None:
    ring = open_or_create(folder)
    signer = ring.signer("huanjie.local/village")
    assert verify_signature(ring.signing_public_key, b"text", signer.sign(b"text"))
    assert (signer.name, signer.public_key) == ("huanjie.local/village", ring.signing_public_key)
    assert matches_fingerprint(ring.signing_public_key, ring.fingerprint)
    assert matches_fingerprint(ring.signing_public_key, (folder / "signing.pub").read_text())


def test_the_archive_key_file_opens_what_was_sealed_to_it(folder: Path) -> None:
    public = base64.b64decode((folder / "archive.pub").read_text())
    sealed = seal(b"records", public)
    assert open_seal(sealed, read_archive_key(folder / "archive.pem")) == b"records"


def test_a_key_ring_does_not_show_its_private_keys(folder: Path) -> None:
    ring = open_or_create(folder)
    assert repr(ring.archive_private_key) not in repr(ring)
    assert "_private" not in repr(ring.signer())


@pytest.mark.parametrize("name", FILES)
def test_a_folder_that_lacks_a_file_is_refused_and_not_filled_up(folder: Path, name: str) -> None:
    (folder / name).unlink()
    before = files(folder)
    with pytest.raises(BadInput, match="缺少") as refused:
        open_or_create(folder)
    assert refused.value.file == str(folder / name)
    assert "备份" in refused.value.remedy
    assert files(folder) == before


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"-----BEGIN PRIVATE KEY-----\n", b"AAAA\n"])
def test_a_corrupt_file_is_refused_and_left_as_it_is(folder: Path, name: str, raw: bytes) -> None:
    (folder / name).write_bytes(raw)
    before = files(folder)
    with pytest.raises(BadInput) as refused:
        open_or_create(folder)
    assert refused.value.file == str(folder / name)
    assert refused.value.remedy
    assert files(folder) == before


@pytest.mark.parametrize("use", ["signing", "archive"])
def test_a_public_key_of_another_pair_is_refused(folder: Path, tmp_path: Path, use: str) -> None:
    open_or_create(tmp_path / "other")
    shutil.copy(tmp_path / "other" / f"{use}.pub", folder)
    with pytest.raises(BadInput, match="不是一对") as refused:
        open_or_create(folder)
    assert refused.value.file == str(folder / f"{use}.pub")


def test_keys_in_each_others_place_are_refused(folder: Path) -> None:
    shutil.copy(folder / "archive.pem", folder / "signing.pem")
    with pytest.raises(BadInput, match="应为 Ed25519"):
        open_or_create(folder)


@pytest.mark.parametrize("name", ["signing.pem", "signing.pub", "missing.pem"])
def test_another_file_is_no_archive_key(folder: Path, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_archive_key(folder / name)
    assert refused.value.file == str(folder / name)


@pytest.mark.parametrize("below", ["", "keys"])
def test_a_folder_that_cannot_be_written_is_a_clear_fault(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadInput, match="写不进去") as refused:
        open_or_create(tmp_path / "file" / below)
    assert "--keys" in refused.value.remedy


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_half_way_leaves_no_key_behind(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "keys"
    if there:
        folder.mkdir()
    move, moves = Path.rename, []

    def fail(path: Path, target: Path) -> Path:
        moves.append(target)
        if not there or len(moves) == 3:
            raise OSError(28, "No space left on device")
        return move(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(BadInput, match="No space left"):
        open_or_create(folder)
    assert not folder.exists() or files(folder) == {}
    assert [path.name for path in tmp_path.iterdir()] == (["keys"] if there else [])


def test_an_interrupted_making_is_told_and_can_be_cleared(tmp_path: Path) -> None:
    (tmp_path / ".huanjie-keys-new").mkdir()
    with pytest.raises(BadInput, match="中断") as refused:
        open_or_create(tmp_path)
    assert refused.value.file == str(tmp_path / ".huanjie-keys-new")
    (tmp_path / ".huanjie-keys-new").rmdir()
    assert open_or_create(tmp_path).created


def test_two_programs_at_once_end_with_the_same_keys(tmp_path: Path) -> None:
    def make(_: int) -> KeyRing:
        return open_or_create(tmp_path / "keys")

    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(make, range(8)))
    assert len({ring.signing_public_key for ring in rings}) == 1
    assert [ring.created for ring in rings].count(True) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_CONFIG_HOME", "set/huanjie/keys"),
        ("linux", None, "home/.config/huanjie/keys"),
        ("win32", "APPDATA", "set/huanjie/keys"),
        ("win32", None, "home/AppData/Roaming/huanjie/keys"),
        ("darwin", None, "home/Library/Application Support/huanjie/keys"),
    ],
)
def test_keys_live_in_the_users_configuration_folder(
    monkeypatch: pytest.MonkeyPatch, platform: str, variable: str | None, expected: str
) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "set")
    monkeypatch.setattr(Path, "home", lambda: Path("home"))
    monkeypatch.setattr(sys, "platform", platform)
    assert default_folder() == Path(expected)
