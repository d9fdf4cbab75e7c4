"""CVR.jsonl (单票记录文件): one ballot a line, a stream that is never held as a whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from huanjie.domain.tally import CastVoteRecord
from huanjie.door.cursor import Cursor
from huanjie.door.jsontext import canonical
from huanjie.exchange.jsonlines import each_line, lines_at_hand, open_file, unreadable
from huanjie.exchange.marks import papers_as_json, read_paper
from huanjie.exchange.names import read_by_post
from huanjie.exchange.pictures import picture_as_json, read_picture

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def read_records(path: Path) -> Iterator[CastVoteRecord]:
    """Every record in the order of the file; a fault names the file, the line and the place in it.

    A file may end with or without a line break; an empty line is refused, for a record may be lost.
    """
    return each_line(path, read_record)


def read_lines(lines: Iterable[bytes], *, file: str) -> Iterator[CastVoteRecord]:
    """The records of lines that are at hand already; a fault names the line."""
    return lines_at_hand(lines, read_record, file=file)


def read_record(cursor: Cursor) -> CastVoteRecord:
    """单票记录; which people and posts the paper may show is the election's question."""
    cursor.only("id", "batch", "source", "contests", "void")
    contests, void = cursor.get("contests"), cursor.find("void")
    if void and void.yes_no() and list(contests.entries()):
        contests.refuse("整张无效的选票不再写标记", "contests 写成 {}")
    return CastVoteRecord(
        id=cursor.get("id").text(),
        batch=cursor.get("batch").text(),
        source=tuple(read_picture(item) for item in cursor.get("source").items()),
        contests=read_by_post(contests, read_paper),
        void=bool(void and void.yes_no()),
    )


def record_as_json(record: CastVoteRecord) -> dict[str, Any]:
    """One record, with every key of the shape; `void` only where it is (整张无效)."""
    shown: dict[str, Any] = {
        "id": record.id,
        "batch": record.batch,
        "source": [picture_as_json(each) for each in record.source],
        "contests": papers_as_json(record.contests),
    }
    return {**shown, "void": True} if record.void else shown


def write_records(records: Iterable[CastVoteRecord]) -> Iterator[str]:
    """Each record as one line of canonical JSON, the line break included."""
    for record in records:
        yield canonical(record_as_json(record)).decode() + "\n"


def read_sha256(counted: Cursor) -> str | None:
    """The hash of the records that something was counted from; null for a hand count
    (手工计票).
    """
    stated = counted.find("cvr_sha256")
    if stated and not _SHA256.fullmatch(stated.text()):
        stated.refuse("应为六十四位小写的十六进制数")
    return stated.text() if stated else None


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes (散列值), by which COUNT.json names its records."""
    with open_file(path) as file:
        try:
            return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise unreadable(path, error) from None
