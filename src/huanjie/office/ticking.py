"""The tick (定时任务): small jobs that the site does by itself, one command for all of them.

Each app registers its jobs when the site starts; `huanjie manage tick` does them in that order,
from a timer every few minutes. A job does what is due and nothing else, so that a tick too many
harms nobody; two ticks at once are kept apart by a lock that ends with its process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from huanjie.door.fault import BadInput
from huanjie.office.ownconnection import own_connection

_LOCK: Final = 0x4855414E
"""the number of PostgreSQL's lock: HUAN"""
_FILE: Final = "tick.lock"
_MAIN_CODE: Final = 0xFF
"""the part of SQLite's error codes that says which kind it is"""


@dataclass(frozen=True, slots=True)
class Job:
    """One job (一项任务): its name, and what it does; the answer is how much there was to do."""

    name: str
    run: Callable[[], int]


_jobs: dict[str, Job] = {}


def register(name: str, run: Callable[[], int]) -> None:
    """Do this at each tick, too; once, however often it is registered."""
    _jobs.setdefault(name, Job(name, run))


def jobs() -> tuple[Job, ...]:
    """Every job, in the order in which the apps registered."""
    return tuple(_jobs.values())


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no other tick is running, on this machine or another that uses the same database;
    none begins before the block ends.
    """
    with _in_postgres() if connection.vendor == "postgresql" else _in_file() as is_alone:
        yield is_alone


@contextmanager
def _in_postgres() -> Iterator[bool]:
    """A lock of the server, which ends with the connection that took it; so it is on one that no
    job closes.
    """
    with own_connection() as database, database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        yield bool(cursor.fetchone()[0])


@contextmanager
def _in_file() -> Iterator[bool]:
    """SQLite's own lock on a file beside the database: no process that dies leaves it behind."""
    path = Path(settings.HUANJIE_DATA) / _FILE
    try:
        file = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise _unusable(path, error) from None
    with closing(file):
        try:
            file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _MAIN_CODE != sqlite3.SQLITE_BUSY:
                raise _unusable(path, error) from None
            yield False
            return
        yield True


def _unusable(path: Path, error: Exception) -> BadInput:
    says = f"写不进这个文件（{error}）"
    return BadInput(says, file=str(path), remedy="用网站自己的账号运行定时任务")
