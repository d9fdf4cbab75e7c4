"""Placing a key folder (落盘): all files or none, for their owner's eyes, nothing overwritten."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from huanjie.door.fault import BadInput

_MAKING = ".huanjie-keys-new"


def place(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write the files into the folder; False where another process made it in the meantime.

    A new folder appears whole, by one rename. Into a folder that is already there the files are
    moved one by one, while the folder of the making keeps every other process out.
    """
    with _faults(folder):
        if folder.exists():
            return _fill(folder, files)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return _appear(folder, files)


def _appear(folder: Path, files: Mapping[str, bytes]) -> bool:
    making = Path(mkdtemp(prefix=_MAKING, dir=folder.parent))
    try:
        _write(making, files)
        making.rename(folder)
    except OSError:
        if not folder.exists():
            raise
        return False
    finally:
        shutil.rmtree(making, ignore_errors=True)
    _settle(folder.parent)
    return True


def _fill(folder: Path, files: Mapping[str, bytes]) -> bool:
    making = folder / _MAKING
    try:
        making.mkdir(mode=0o700)
    except FileExistsError:
        raise BadInput(
            "另一个程序正在这里生成钥匙，或上次生成时中断",
            file=str(making),
            remedy="确认没有别的程序在运行后，删去这个临时文件夹再试",
        ) from None
    try:
        if any((folder / name).exists() for name in files):
            return False
        _write(making, files)
        _move(making, folder, list(files))
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return True


def _move(making: Path, folder: Path, names: list[str]) -> None:
    """Move every file; where one cannot be moved, take the others away again (none was used)."""
    moved: list[Path] = []
    try:
        for name in names:
            moved.append((making / name).rename(folder / name))
    except OSError:
        for path in moved:
            path.unlink()
        raise
    _settle(folder)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, raw in files.items():
        mode = 0o644 if name.endswith(".pub") else 0o600
        handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
    _settle(folder)


def _settle(folder: Path) -> None:
    """Make the names last a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadInput(
            f"钥匙文件夹写不进去（{error.strerror or error}）",
            file=str(folder),
            remedy="检查权限和磁盘空间，或用 --keys 另指一个文件夹",
        ) from None
