"""Writing files (写文件): whole or not at all, several of them together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp

from huanjie.door.fault import BadInput

_MODE = 0o644


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place, then rename them all: nothing is half-written."""
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    try:
        for place, raw in files.items():
            waiting.append((_beside(place, raw), place))
        while waiting:
            made, place = waiting[0]
            made.replace(place)
            waiting.pop(0)
    except OSError as error:
        says = f"写不进去（{error.strerror or error}）"
        raise BadInput(says, file=str(place), remedy="检查权限和磁盘空间") from None
    except ValueError:
        raise BadInput("文件名中有不能用的字符", remedy="换一个文件名") from None
    finally:
        for made, _ in waiting:
            made.unlink(missing_ok=True)


def _beside(path: Path, raw: bytes) -> Path:
    """The bytes, safe on disk, in the same folder under another name."""
    if path.is_dir():
        raise IsADirectoryError(None, "这是一个文件夹", str(path))
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
