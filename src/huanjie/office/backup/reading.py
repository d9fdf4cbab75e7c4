"""Reads a backup (备份的读取) part by part, and holds it against its signed manifest."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from huanjie.door import jsontext
from huanjie.door.cursor import Cursor
from huanjie.door.fault import BadInput
from huanjie.office.backup.form import SIGNED, VERSION, End, File, Head, Part, Piece, Row, Table
from huanjie.protect.signature import verify_signature
from huanjie.protect.verifierkey import decode_base64

_BLOCK: Final = 2**18
_LONGEST_LINE: Final = 2**29
_BROKEN: Final = "备份的内容不完整，或已被改动"


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
    if not verify_signature(signer, SIGNED + jsontext.canonical(manifest), signature):
        raise BadInput("备份清单上的签名不成立", remedy="用另一份备份")
    return End(**manifest, signer=signer)
