"""Writing files (写文件): whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from huanjie.door.fault import BadInput


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first and move them there last: nothing is left
    half-written.
    """
    made: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            made[path] = _beside(path, content)
        for path, temporary in made.items():
            temporary.replace(path)
    except OSError as error:
        raise BadInput(f"写不了文件（{error.strerror or error}）", file=str(path)) from None
    finally:
        for temporary in made.values():
            with contextlib.suppress(OSError):
                temporary.unlink()


def _beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary = Path(name)
    temporary.chmod(0o644)
    return temporary
