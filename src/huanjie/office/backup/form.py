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
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Protocol

from huanjie.door import jsontext
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.protect.signature import Signer, verify_signature
from huanjie.protect.verifierkey import decode_base64

VERSION: Final = 1
FILE_PIECE: Final = 3 * 2**18
_SIGNED: Final = b"huanjie-backup/1\n"
_SPEED: Final = 1
"""zlib's quickest: encrypted columns do not shrink, and the rest shrinks well enough"""
_BLOCK: Final = 2**18
_LONGEST_LINE: Final = 2**29
_BROKEN: Final = "备份的内容不完整，或已被改动"

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
        signature = signer.sign(_SIGNED + jsontext.canonical(manifest))
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


def parts(content: Iterator[bytes]) -> Iterator[Part]:
    """Every part in its order; each table and file is held against the manifest at the end, so
    that nothing of it may be used before the last part has come.
    """
    checking = _Checking()
    for number, raw in enumerate(_lines(content)):
        yield checking.part(raw, first=number == 0)
    if not checking.ended:
        raise BadInput(_BROKEN, remedy="用另一份备份")


class _Checking:
    """Reads lines into parts, and recomputes the manifest on the way."""

    def __init__(self) -> None:
        self.ended = False
        self._found: dict[str, dict[str, Any]] = {"tables": {}, "files": {}}
        self._open: tuple[str, str] | None = None
        self._digest, self._number = sha256(), 0

    def part(self, raw: bytes, *, first: bool) -> Part:
        value = _loaded(raw)
        if first or self.ended:
            return _head(value, expected=first)
        if isinstance(value, list):
            return self._row(raw, value)
        if isinstance(value, str):
            return self._piece(value)
        return self._begins(raw, value)

    def _row(self, raw: bytes, values: list[Any]) -> Row:
        self._within("tables")
        self._digest.update(raw)
        self._number += 1
        return Row(values)

    def _piece(self, text: str) -> Piece:
        self._within("files")
        content = decode_base64(text)
        self._digest.update(content)
        self._number += len(content)
        return Piece(content)

    def _begins(self, raw: bytes, value: Any) -> Part:
        self._close()
        if isinstance(value, dict) and "table" in value:
            table = _table(value)
            self._begin("tables", table.name)
            self._digest.update(raw)
            return table
        if isinstance(value, dict) and "file" in value:
            path = Cursor(value).get("file").text()
            self._begin("files", path)
            return File(path)
        self.ended = True
        return _end(value, self._found)

    def _begin(self, kind: str, name: str) -> None:
        if name in self._found[kind]:
            raise BadInput(_BROKEN)
        self._open = (kind, name)

    def _within(self, kind: str) -> None:
        if self._open is None or self._open[0] != kind:
            raise BadInput(_BROKEN)

    def _close(self) -> None:
        if self._open:
            kind, name = self._open
            counted = "rows" if kind == "tables" else "bytes"
            self._found[kind][name] = {counted: self._number, "sha256": self._digest.hexdigest()}
        self._open, self._digest, self._number = None, sha256(), 0


def _lines(content: Iterator[bytes]) -> Iterator[bytes]:
    """The lines of the content, grown in blocks: however much it holds, little is in memory."""
    waiting: list[bytes] = []
    for block in _grown(content):
        first, *more = block.split(b"\n")
        waiting.append(first)
        for line in more:
            yield b"".join((*waiting, b"\n"))
            waiting = [line]
        if len(waiting) > _LONGEST_LINE // _BLOCK:
            raise BadInput(_BROKEN)
    if b"".join(waiting):
        raise BadInput(_BROKEN, remedy="用另一份备份")


def _grown(content: Iterator[bytes]) -> Iterator[bytes]:
    grow = zlib.decompressobj()
    for raw in content:
        left = raw
        while left:
            try:
                yield grow.decompress(left, _BLOCK)
            except zlib.error:
                raise BadInput(_BROKEN) from None
            left = grow.unconsumed_tail
    if not grow.eof or grow.unused_data:
        raise BadInput(_BROKEN, remedy="用另一份备份")


def _loaded(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise BadInput(_BROKEN) from None


def _head(value: Any, *, expected: bool) -> Head:
    if not expected or not isinstance(value, dict) or value.get("huanjie-backup") != VERSION:
        raise BadInput("这不是备份，或来自更新的版本")
    at = Cursor(value)
    pairs = [[part.text() for part in pair.items()] for pair in at.get("migrations").items()]
    if any(len(pair) != 2 for pair in pairs):
        raise BadInput(_BROKEN)
    return Head(
        version=at.get("version").text(),
        made_at=at.get("made_at").text(),
        migrations=tuple((app, name) for app, name in pairs),
    )


def _table(value: Any) -> Table:
    at = Cursor(value)
    columns = [[part.text() for part in pair.items()] for pair in at.get("columns").items()]
    if not columns or any(len(pair) != 2 for pair in columns):
        raise BadInput(_BROKEN)
    number = value.get("next")
    return Table(
        name=at.get("table").text(),
        columns=tuple((name, kind) for name, kind in columns),
        next=None if number is None else at.get("next").whole(),
    )


def _end(value: Any, found: dict[str, Any]) -> End:
    at = Cursor(value)
    manifest = at.get("end").value if isinstance(value, dict) else None
    if not isinstance(manifest, dict) or set(manifest) != {"tables", "files", "logs"}:
        raise BadInput(_BROKEN)
    for kind in ("tables", "files"):
        for name in sorted({*manifest[kind], *found[kind]}):
            if manifest[kind].get(name) != found[kind].get(name):
                raise BadInput("备份的这一部分和清单不符", at=name, remedy="用另一份备份")
    signer = decode_base64(at.get("signer").text())
    signature = decode_base64(at.get("signature").text())
    if not verify_signature(signer, _SIGNED + jsontext.canonical(manifest), signature):
        raise BadInput("备份清单上的签名不成立", remedy="用另一份备份")
    return End(**manifest, signer=signer)
