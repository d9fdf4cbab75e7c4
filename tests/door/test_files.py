"""Writing files (写文件): whole or not at all, and no scrap left beside them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from huanjie.door.fault import BadInput
from huanjie.door.files import write_whole, writing_whole


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in the folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_every_file_is_written(tmp_path: Path) -> None:
    write_whole({tmp_path / "count.json": b"{}", tmp_path / "选举.json": "赵".encode()})
    assert contents(tmp_path) == {"count.json": b"{}", "选举.json": "赵".encode()}


def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "count.json"
    file.write_bytes(b"a long old content")
    write_whole({file: b"new"})
    assert contents(tmp_path) == {"count.json": b"new"}


def test_no_files_are_no_deed(tmp_path: Path) -> None:
    write_whole({})
    assert contents(tmp_path) == {}


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "count.json"
    write_whole({file: b"{}"})
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_where_the_second_file_cannot_be_written_the_first_is_not(tmp_path: Path) -> None:
    first, second = tmp_path / "good.csv", tmp_path / "nowhere" / "bad.csv"
    with pytest.raises(BadInput) as refusal:
        write_whole({first: b"1", second: b"2"})
    assert refusal.value.file == str(second)
    assert contents(tmp_path) == {}


def test_where_the_second_place_is_a_folder_the_first_is_not_touched(tmp_path: Path) -> None:
    first, second = tmp_path / "good.csv", tmp_path / "bad.csv"
    first.write_bytes(b"old")
    second.mkdir()
    with pytest.raises(BadInput) as refusal:
        write_whole({first: b"new", second: b"2"})
    assert refusal.value.file == str(second)
    assert contents(tmp_path) == {"good.csv": b"old"}


def test_a_disk_that_fills_up_leaves_the_old_file_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "count.json"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="磁盘已满"):
        write_whole({file: b"new"})
    assert contents(tmp_path) == {"count.json": b"old"}


def test_an_interrupted_writer_leaves_the_old_file_and_no_scrap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(path: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    file = tmp_path / "count.json"
    file.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole({file: b"new"})
    assert contents(tmp_path) == {"count.json": b"old"}


@pytest.mark.parametrize("name", ["x" * 5000, "a\x00b"], ids=["endless", "null"])
def test_a_name_that_no_file_can_have_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write_whole({tmp_path / name: b"{}"})
    assert contents(tmp_path) == {}


# Little by little


def test_what_is_written_little_by_little_appears_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "nist.json"
    file.write_bytes(b"old")
    with writing_whole(file, mode=0o600) as target:
        target.write(b"new, ")
        assert file.read_bytes() == b"old"
        target.write(b"and whole")
    assert contents(tmp_path) == {"nist.json": b"new, and whole"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_broken_off_leaves_the_old_file_and_no_scrap(tmp_path: Path) -> None:
    def half() -> None:
        with writing_whole(file) as target:
            target.write(b"half")
            raise BadInput("no record")

    file = tmp_path / "nist.json"
    file.write_bytes(b"old")
    with pytest.raises(BadInput, match="no record"):
        half()
    assert contents(tmp_path) == {"nist.json": b"old"}


def test_a_device_is_written_to_and_never_replaced_by_a_file(tmp_path: Path) -> None:
    """`-o /dev/null` once made an ordinary file of it, where the user may."""
    device = tmp_path / "null"
    device.symlink_to(os.devnull)
    with writing_whole(device) as target:
        target.write(b"whatever")
    assert device.is_symlink()
    assert device.is_char_device()
