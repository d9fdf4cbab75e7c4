"""The last checkpoint of each log in the data folder (公布过的检查点), `published/*.txt`: it
outlives the database, so that a restore knows how far a log had been published.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

from huanjie.door.files import write_whole

FOLDER: Final = "published"


def keep(log: str, note: bytes) -> None:
    """Put a signed checkpoint in the place of the log's last one."""
    folder = Path(settings.HUANJIE_DATA) / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = log.partition("/")[2].replace("/", "_")
    write_whole({folder / f"{name}.txt": note})


def kept(data: Path) -> Iterator[Path]:
    """The files of a data folder that hold one."""
    yield from sorted((data / FOLDER).glob("*.txt"))
