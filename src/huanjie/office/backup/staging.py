"""Where a restore is built (恢复的临时位置): beside what is there, and put in its place only when
it is whole. In the data folder a hidden folder, on a server a schema of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from huanjie.door.fault import BadInput
from huanjie.door.files import reason

SCHEMA: Final = "huanjie_restoring"
_FOLDER: Final = ".restoring"
_BEFORE: Final = "before_"
_NOT_OURS: Final = frozenset({"lost+found"})
_TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"


@dataclass(frozen=True, slots=True)
class Staging:
    """A place to build the restored site in."""

    data: Path
    """the data folder that it will be"""
    address: str
    """the database that it will be; empty: SQLite in the data folder"""

    @property
    def folder(self) -> Path:
        """The data folder while it is built."""
        return self.data / _FOLDER

    @property
    def environment(self) -> dict[str, str]:
        """The settings by which the site is this place."""
        return {"HUANJIE_DATA": str(self.folder), "HUANJIE_DATABASE": _with_schema(self.address)}

    def need_empty(self) -> None:
        """Refuse a place where something is already."""
        if any(_inside(self.data)):
            raise _taken(str(self.data))
        if self.address:
            with _connected(self.address) as database:
                if _tables(database, _current(database)):
                    raise _taken("HUANJIE_DATABASE")

    @contextmanager
    def built(self) -> Iterator[None]:
        """Make the place, empty; take it away again when it did not come to its end."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            self._clear()
            self.folder.mkdir(mode=0o700)
        except OSError as error:
            raise BadInput(f"写不进去（{reason(error)}）", file=str(self.data)) from None
        if self.address:
            with _connected(self.address) as database:
                database.execute(f"CREATE SCHEMA {SCHEMA}")
        try:
            yield
        finally:
            self._clear()

    def put_in_place(self, stamp: str) -> str:
        """Put what was built in its place; the answer says where that is which was there before,
        empty where nothing was.
        """
        aside = f"{_BEFORE}{stamp}"
        old = list(_inside(self.data))
        kept = []
        if self.address and _swap_schemas(self.address, aside):
            kept.append(f"数据库的 {aside} 模式")
        if old:
            kept.append(str(self.data / f".{aside}"))
            (self.data / f".{aside}").mkdir(mode=0o700)
        for path in old:
            path.rename(self.data / f".{aside}" / path.name)
        for path in list(self.folder.iterdir()):
            path.rename(self.data / path.name)
        return "、".join(kept)

    def _clear(self) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)
        if self.address:
            with _connected(self.address) as database:
                database.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def _inside(folder: Path) -> Iterator[Path]:
    """What counts in a data folder."""
    if folder.exists():
        for path in folder.iterdir():
            if not path.name.startswith(".") and path.name not in _NOT_OURS:
                yield path


def _taken(where: str) -> BadInput:
    return BadInput(
        "这里已经有数据，没有恢复",
        file=where,
        remedy="换一个空的地方；确实要替换，先停下网站，再加 --replace",
    )


def _with_schema(address: str) -> str:
    """The address of a server, told to use the schema that is being built."""
    if not address:
        return ""
    parts = urlsplit(address)
    words = dict(parse_qsl(parts.query))
    words["options"] = f"{words.get('options', '')} -csearch_path={SCHEMA}".strip()
    return parts._replace(query=urlencode(words).replace("+", "%20")).geturl()


def _swap_schemas(address: str, aside: str) -> bool:
    """Put the tables that are there aside, and the new ones in their place, in one transaction;
    whether there were any.
    """
    with _connected(address) as database, database.transaction():
        current = _current(database)
        old = _tables(database, current)
        if old:
            database.execute(f'CREATE SCHEMA "{aside}"')
        for name in old:
            database.execute(f'ALTER TABLE "{current}"."{name}" SET SCHEMA "{aside}"')
        for name in _tables(database, SCHEMA):
            database.execute(f'ALTER TABLE {SCHEMA}."{name}" SET SCHEMA "{current}"')
    return bool(old)


def _tables(database: Any, schema: str) -> list[str]:
    return [name for (name,) in database.execute(_TABLES, [schema])]


def _current(database: Any) -> str:
    return str(database.execute("SELECT current_schema()").fetchone()[0])


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    from psycopg import Error, connect

    try:
        with connect(address, autocommit=True) as database:
            yield database
    except Error as error:
        says = f"数据库不能用（{str(error).strip().splitlines()[0]}）"
        raise BadInput(says, file="HUANJIE_DATABASE", remedy="检查数据库的地址和权限") from None
