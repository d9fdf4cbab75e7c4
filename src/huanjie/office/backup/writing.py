"""Making a backup (备份): one instant of the site, while it goes on serving, as one sealed file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from huanjie import __version__
from huanjie.door.fault import BadInput
from huanjie.door.files import reason, writing_whole
from huanjie.office import clock
from huanjie.office.backup.form import FILE_PIECE, End, Head, Writer
from huanjie.office.backup.logroots import LogRoots
from huanjie.office.backup.snapshot import Snapshot, snapshot
from huanjie.office.database import SQLITE_FILE
from huanjie.office.keys import key_ring, log_ring
from huanjie.protect.sealedstream import Recipient, SealedWriter

FOLDER: Final = "backups"
"""where backups made before a migration lie; no backup holds another"""
ENDING: Final = ".huanjie"
_OWNERS: Final = 0o600
_TELL_EVERY: Final = 5_000

Tell = Callable[[int, int], None]
"""how many rows are done, of how many"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made (做好的备份)."""

    file: Path
    bytes: int
    end: End
    unknown: tuple[str, ...]
    """tables of the database that are none of ours, and not in it"""


def write_backup(file: Path, recipients: Sequence[Recipient], tell: Tell) -> Made:
    """Back the site up. BadInput where a log does not hold: then no file is made, so that nobody
    puts an older, whole backup away for one that cannot be trusted.
    """
    ring = key_ring()
    log_ring()  # made before its first use: no backup lacks what a later checkpoint is signed with
    with snapshot() as taken, writing_whole(file, mode=_OWNERS) as target:
        writer = Writer(SealedWriter(target, recipients))
        writer.head(Head(version=__version__, made_at=clock.stamp(), migrations=taken.migrations))
        for path in data_files(settings.HUANJIE_DATA):
            _write_file(writer, path)
        roots = _write_tables(writer, taken, tell)
        end = writer.end(roots.roots(), ring.signer())
        unknown = tuple(taken.unknown)
        size = target.tell()
    return Made(file=file, bytes=size, end=end, unknown=unknown)


def data_files(folder: Path) -> Iterator[Path]:
    """Every file of the data folder but the database's own and other backups, in a fixed order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        if Path(place) == folder:
            folders[:] = [each for each in folders if each != FOLDER]
            names = [each for each in names if not each.startswith(SQLITE_FILE)]
        for name in sorted(names):
            path = Path(place) / name
            if path.is_file() and not name.startswith(".") and not name.endswith(ENDING):
                yield path


def _write_file(writer: Writer, path: Path) -> None:
    writer.file(path.relative_to(settings.HUANJIE_DATA).as_posix())
    try:
        with path.open("rb") as file:
            while piece := file.read(FILE_PIECE):
                writer.piece(piece)
    except OSError as error:
        raise BadInput(f"读不到文件（{reason(error)}）", file=str(path)) from None


def _write_tables(writer: Writer, taken: Snapshot, tell: Tell) -> LogRoots:
    roots, done = LogRoots(), 0
    tables = taken.tables
    total = sum(taken.count(table) for table in tables)
    for table in tables:
        writer.table(table)
        look = roots.reader(table)
        for row in taken.rows(table):
            writer.row(row)
            look(row)
            done += 1
            if done % _TELL_EVERY == 0:
                tell(done, total)
    tell(total, total)
    return roots
