"""CSV files of any size (大文件), part by part: no more than one part is in memory at a time.

What a file is, is found out in a first pass over its bytes. Where no cell is quoted a line is a
record and the file can be cut at any line end; else the csv module reads it record by record.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from huanjie.door.fault import BadInput
from huanjie.exchange.csvsheet import (
    MARKS,
    refuse_control_bytes,
    refuse_controls,
    separator_of,
    unpaired,
    unreadable,
    utf16_without_mark,
)
from huanjie.exchange.rawsheet import MEGABYTE

Opener = Callable[[], BinaryIO]
"""opens the file at its beginning"""

PART_BYTES: Final = 262_144
"""Bytes of a part: what the processor's own memory holds."""
PART_RECORDS: Final = 2048
"""Records of a part that the csv module reads."""
_LONGEST_LINE: Final = MEGABYTE
_HEAD: Final = 200
"""lines in which the header is looked for: more than the rows, for some are empty"""
_BYTES: Final = ("utf-8", "utf-8-sig", "gb18030")
"""encodings in which a byte 0A is a line end and nothing else"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """Some records of a file (一段): `text` where nothing is quoted, else `records`."""

    first: int
    """the number of the first record, from 1, as a spreadsheet counts"""
    text: str = ""
    records: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nature:
    """What the bytes show of a whole file."""

    encoding: str
    plain: bool
    """nothing is quoted, and lines end in the usual way"""
    lines: int


class CsvParts:
    """A CSV file and where its parts begin (文字表格)."""

    def __init__(self, open_file: Opener) -> None:
        """BadInput where it is no text table."""
        self._open: Final = open_file
        self._nature: Final = _nature_of(open_file)
        self._starts: list[tuple[int, int]] = []
        """of each part that was read, its place in the file and its first record"""
        self.head: Final = self._read_head()
        """the text of the first records"""
        self.separator: Final = separator_of(self.head)

    @property
    def lines(self) -> int:
        """About how many records there are, for a progress bar; 0 where nobody counted."""
        return self._nature.lines

    def parts(self, wanted: Collection[int] | None = None) -> Iterator[tuple[int, TextPart]]:
        """The parts with their places from 0; all of them, or those wanted."""
        parts = self._plain(wanted) if self._nature.plain else self._quoted()
        for at, part in parts:
            if wanted is None or at in wanted:
                yield at, part

    def _plain(self, wanted: Collection[int] | None) -> Iterator[tuple[int, TextPart]]:
        with self._open() as file:
            known = bool(self._starts) and wanted is not None
            order: Iterator[int] = iter(sorted(wanted or ())) if known else _counted()
            place, first = 0, 1
            for at in order:
                if known:
                    place, first = self._starts[at]
                    file.seek(place)
                raw = file.read(PART_BYTES)
                raw += file.readline(_LONGEST_LINE) if raw else b""
                if not raw:
                    return
                part = TextPart(first=first, text=self._decoded(raw, first))
                if at == len(self._starts):
                    self._starts.append((place, first))
                yield at, part
                place += len(raw)
                first += raw.count(b"\n")

    def _decoded(self, raw: bytes, first: int) -> str:
        encoding = "utf-8" if first > 1 and self._is_marked else self._nature.encoding
        try:
            # A line end is one byte in each of these encodings, and bytes are fewer than signs.
            text = raw.replace(b"\r\n", b"\n").decode(encoding)
        except UnicodeDecodeError as error:
            raise unreadable(first + raw[: error.start].count(b"\n")) from None
        refuse_control_bytes(raw)
        return text

    @property
    def _is_marked(self) -> bool:
        return self._nature.encoding == "utf-8-sig"

    def _quoted(self) -> Iterator[tuple[int, TextPart]]:
        for at, records in enumerate(self._records()):
            yield at, TextPart(first=at * PART_RECORDS + 1, records=records)

    def _records(self) -> Iterator[list[list[str]]]:
        with io.TextIOWrapper(self._open(), self._nature.encoding, newline="") as lines:
            reader = csv.reader(self._checked(lines), delimiter=self.separator, strict=True)
            records: list[list[str]] = []
            try:
                for record in reader:
                    records.append(record)
                    if len(records) == PART_RECORDS:
                        yield records
                        records = []
            except csv.Error:
                raise unpaired(reader.line_num) from None
            except UnicodeDecodeError:
                raise unreadable(reader.line_num + 1) from None
            if records:
                yield records

    def _checked(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            refuse_controls(line)
            yield line

    def _read_head(self) -> str:
        """As many lines as the header must stand in, and some more."""
        with io.TextIOWrapper(self._open(), self._nature.encoding, newline="") as lines:
            try:
                head = "".join(lines.readline(_LONGEST_LINE) for _ in range(_HEAD))
            except UnicodeDecodeError:
                raise unreadable(1) from None
        refuse_controls(head)
        return head


def _counted() -> Iterator[int]:
    at = 0
    while True:
        yield at
        at += 1


def _nature_of(open_file: Opener) -> _Nature:
    """Encoding and quotes, by every byte of the file."""
    with open_file() as file:
        head = file.read(MEGABYTE)
        encoding = next((name for mark, name in MARKS if head.startswith(mark)), "")
        if not encoding and b"\0" in head:
            encoding = utf16_without_mark(head)
        if encoding.startswith("utf-16"):
            return _Nature(encoding=encoding, plain=False, lines=0)
        watch = _Watch()
        while head:
            watch.see(head)
            head = file.read(MEGABYTE)
        watch.see(b"", final=True)
    encoding = encoding or ("utf-8" if watch.is_utf8 else "gb18030")
    plain = watch.is_plain and encoding in _BYTES
    return _Nature(encoding=encoding, plain=plain, lines=watch.lines)


class _Watch:
    """What is seen of a file as it goes by."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._quotes = self._returns = self._pairs = 0
        self._last = b""
        self.is_utf8 = True
        self.lines = 0

    def see(self, raw: bytes, *, final: bool = False) -> None:
        """Take in the next bytes."""
        if self.is_utf8:
            try:
                self._decoder.decode(raw, final)
            except UnicodeDecodeError:
                self.is_utf8 = False
        self._quotes += raw.count(b'"')
        self.lines += raw.count(b"\n")
        self._returns += raw.count(b"\r")
        self._pairs += raw.count(b"\r\n") + (self._last == b"\r" and raw.startswith(b"\n"))
        self._last = raw[-1:]

    @property
    def is_plain(self) -> bool:
        """Nothing is quoted, and no line ends with a carriage return alone."""
        return not self._quotes and self._returns == self._pairs


def refuse_empty(head: str) -> None:
    """Refuse a file in which nothing is written."""
    if not head.strip():
        raise BadInput("文件里没有一行内容", remedy="检查是不是选错了文件，或者没有保存")
