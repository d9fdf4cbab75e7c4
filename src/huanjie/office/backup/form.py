"""The form of a backup (备份文件的形式): lines of JSON, compressed, inside a sealed stream.

    {"huanjie-backup": 1, "version", "made_at", "migrations": [[app, name], …]}
    {"file": path}            and lines of base64: keys first of all
    {"table": name, "columns": [[column, kind], …], "next": number or null}
                              and a line a row, an array in the order of the columns
    {"end": {"tables": {name: {"rows", "sha256"}}, "files": {path: {"bytes", "sha256"}},
             "logs": {name: {"size", "root"}}}, "signer", "signature"}

Nothing in it belongs to one database: what SQLite wrote, PostgreSQL reads. The end is signed with
the site's own key: sealing keeps strangers out, the signature tells who made it.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Protocol

from huanjie.door import jsontext
from huanjie.protect.signature import Signer

VERSION: Final = 1
FILE_PIECE: Final = 3 * 2**18
SIGNED: Final = b"huanjie-backup/1\n"
"""what stands before the manifest where it is signed"""
_SPEED: Final = 1
"""zlib's quickest: encrypted columns do not shrink, and the rest shrinks well enough"""

Migrations = tuple[tuple[str, str], ...]
"""which migrations the tables had (数据库结构的版本): app and name"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a backup says of itself first (备份的开头)."""

    version: str
    made_at: str
    migrations: Migrations


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that begins (一张表): its columns with their kinds, and its next number."""

    name: str
    columns: tuple[tuple[str, str], ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table that began last, as JSON has it."""

    values: list[Any]


@dataclass(frozen=True, slots=True)
class File:
    """A file that begins (一个文件), by its path in the data folder."""

    path: str


@dataclass(frozen=True, slots=True)
class Piece:
    """More of the file that began last."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What everything must agree with (清单), and who signed it."""

    tables: dict[str, Any]
    files: dict[str, Any]
    logs: dict[str, Any]
    signer: bytes


Part = Head | Table | Row | File | Piece | End


class Sink(Protocol):
    """Where a backup is written to."""

    def write(self, content: bytes, /) -> None: ...
    def close(self) -> None: ...


class Writer:
    """Writes a backup, part by part, and keeps its manifest."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._shrink = sink, zlib.compressobj(_SPEED)
        self._tables: dict[str, Any] = {}
        self._files: dict[str, Any] = {}
        self._open: tuple[str, dict[str, Any]] | None = None
        self._digest = sha256()

    def head(self, head: Head) -> None:
        """The first line."""
        migrations = [list(each) for each in head.migrations]
        says = {"version": head.version, "made_at": head.made_at, "migrations": migrations}
        self._line({"huanjie-backup": VERSION, **says})

    def table(self, table: Table) -> None:
        """Begin a table."""
        self._begin()
        self._open = ("rows", self._tables.setdefault(table.name, {"rows": 0}))
        columns = [list(each) for each in table.columns]
        self._line({"table": table.name, "columns": columns, "next": table.next}, counts=True)

    def row(self, values: list[Any]) -> None:
        """A row of it."""
        self._count(1)
        self._line(values, counts=True)

    def file(self, path: str) -> None:
        """Begin a file."""
        self._begin()
        self._open = ("bytes", self._files.setdefault(path, {"bytes": 0}))
        self._line({"file": path})

    def piece(self, content: bytes) -> None:
        """More of it."""
        self._count(len(content))
        self._digest.update(content)
        self._line(base64.b64encode(content).decode())

    def end(self, logs: dict[str, Any], signer: Signer) -> End:
        """The last line, signed; and the seal's last piece."""
        self._begin()
        manifest = {"tables": self._tables, "files": self._files, "logs": logs}
        signature = signer.sign(SIGNED + jsontext.canonical(manifest))
        self._line(
            {
                "end": manifest,
                "signer": base64.b64encode(signer.public_key).decode(),
                "signature": base64.b64encode(signature).decode(),
            }
        )
        self._sink.write(self._shrink.flush())
        self._sink.close()
        return End(**manifest, signer=signer.public_key)

    def _begin(self) -> None:
        if self._open:
            self._open[1]["sha256"] = self._digest.hexdigest()
        self._open, self._digest = None, sha256()

    def _count(self, more: int) -> None:
        assert self._open
        self._open[1][self._open[0]] += more

    def _line(self, value: Any, *, counts: bool = False) -> None:
        raw = jsontext.canonical(value) + b"\n"
        if counts:
            self._digest.update(raw)
        self._sink.write(self._shrink.compress(raw))
