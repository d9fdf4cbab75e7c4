"""Writing files (写文件): whole or not at all, several of them together."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, Final

from huanjie.door.fault import BadInput

_MODE = 0o644
_REASONS: Final = {
    errno.ENOENT: "没有这个文件或者文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名过长",
}


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place, then rename them all: nothing is half-written."""
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    try:
        for place, raw in files.items():
            if _is_a_device(place):
                place.write_bytes(raw)
            else:
                waiting.append((_beside(place.resolve(), raw), place.resolve()))
        while waiting:
            made, place = waiting[0]
            made.replace(place)
            waiting.pop(0)
    except OSError as error:
        raise unwritable(place, error) from None
    except ValueError:
        raise BadInput("文件名中有不能用的字符", remedy="换一个文件名") from None
    finally:
        for made, _ in waiting:
            made.unlink(missing_ok=True)


@contextmanager
def writing_whole(path: Path, *, mode: int = _MODE) -> Iterator[BinaryIO]:
    """A file to be written little by little: it appears whole when the block ends well, and not at
    all when it does not. A device is written to as the pieces come.
    """
    made: Path | None = None
    try:
        if _is_a_device(path):
            with path.open("wb") as file:
                yield file
            return
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        handle, name = mkstemp(prefix=f".{path.name}.", dir=path.resolve().parent)
        made = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        made.chmod(mode)
        made.replace(path.resolve())
        made = None
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        if made:
            made.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> BadInput:
    """The refusal of a file or a folder that the system does not let be written (写不进去)."""
    says = f"写不进去（{reason(error)}）"
    return BadInput(says, file=str(path), remedy="检查路径、权限和磁盘空间")


def reason(error: OSError) -> str:
    """Why the system refused a file, in Chinese where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


def _is_a_device(path: Path) -> bool:
    """A terminal, a pipe or /dev/null: written to as it is, and never replaced by a file."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _beside(path: Path, raw: bytes) -> Path:
    """The bytes, safe on disk, in the same folder under another name."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(_MODE)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return made
