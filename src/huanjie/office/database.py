"""The database (数据库): a file of SQLite for a village or a town, PostgreSQL for a county or more.

Which one is a setting of the site; everything above it is the same on both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from huanjie.door.fault import BadInput
from huanjie.office import environment

SQLITE_FILE: Final = "huanjie.sqlite3"
OLDEST_POSTGRES: Final = 15
_SCHEMES: Final = ("postgresql://", "postgres://")
_NAMES: Final = {
    "dbname": "NAME",
    "user": "USER",
    "password": "PASSWORD",
    "host": "HOST",
    "port": "PORT",
}
_EXAMPLE: Final = "postgresql://huanjie@db.example:5432/huanjie"
_WAIT_SECONDS: Final = 20
_THREADS: Final = 4
_MOST_THREADS: Final = 64
_REMEMBERED: Final = 10_000
"""what one process remembers at most: who asked in this minute, and which codes were used"""
_TO_SPARE: Final = 12
"""connections of one process beyond its threads, for those that end late"""


def database(data: Path, address: str) -> dict[str, Any]:
    """Django's entry for the database of this address (连接设置); without one, a file in `data`.

    BadInput where the address is none, or the packages for it are not installed.
    """
    return _postgres(address) if address else _sqlite(data / SQLITE_FILE)


def cache(address: str) -> dict[str, Any]:
    """Django's entry for what is remembered for a moment (缓存设置): the processes of a site on
    PostgreSQL remember together; a site on SQLite is one process, and remembers in its memory.
    """
    if address:
        return {"BACKEND": "huanjie.office.sharedcache.backend.DatabaseCache"}
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": _REMEMBERED},
    }


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        # The last connection that closes folds the whole write-ahead log back: not at each request.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # The default, DEFERRED, loses writes to “database is locked” when two people write.
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT_SECONDS,
            # FULL, not NORMAL: what was told to be done is on the disk, a power cut included.
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
        },
    }


def _postgres(address: str) -> dict[str, Any]:
    found = _parts(address)
    ours = {ours: str(found.pop(theirs, "")) for theirs, ours in _NAMES.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **ours,
        # Without a pool every request opens a connection of its own: a third of the speed.
        "OPTIONS": {**found, "pool": _pool()},
    }


def threads() -> int:
    """How many requests one process answers at once; each of them may hold a connection."""
    return environment.number("HUANJIE_THREADS", _THREADS, least=1, most=_MOST_THREADS)


def _pool() -> dict[str, int]:
    return {"min_size": 1, "max_size": threads() + _TO_SPARE, "timeout": _WAIT_SECONDS}


def _parts(address: str) -> dict[str, Any]:
    """What an address says, by the database's own names."""
    if not address.startswith(_SCHEMES):
        raise _no_address("不是 PostgreSQL 的地址")
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise BadInput(
            "这里没有装 PostgreSQL 需要的组件", remedy="安装 huanjie[site,postgres]"
        ) from None
    try:
        found = conninfo_to_dict(address)
    except ProgrammingError as fault:
        raise _no_address(f"读不懂数据库的地址（{str(fault).strip()}）") from None
    if not found.get("dbname"):
        raise _no_address("数据库的地址里没有库名")
    return found


def _no_address(says: str) -> BadInput:
    """A refusal that does not repeat the address: there may be a password in it."""
    return BadInput(f"HUANJIE_DATABASE：{says}", remedy=f"写成 {_EXAMPLE}，不写就用 SQLite")
