"""RULINGS.jsonl (疑票认定文件): one person's ruling a line, on the pictures of one paper. What was
read for sure need not be copied into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huanjie.domain.adjudication import ItemKey, Marked, Ruling
from huanjie.domain.seen import SaidPaper
from huanjie.door.cursor import Cursor
from huanjie.exchange.jsonlines import each_line
from huanjie.exchange.pictures import read_picture
from huanjie.exchange.rulings import KINDS, read_ruling
from huanjie.exchange.said import read_said


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRuling:
    """One line (一行认定): who decided what, of which pictures."""

    pictures: ItemKey
    """in order, each once"""
    by: str
    ruling: Ruling | SaidPaper
    """the marks as far as they are said, where it is a paper of this vote"""


def read_rulings(path: Path) -> Iterator[WrittenRuling]:
    """Every ruling in the order of the file; a fault names the line."""
    return each_line(path, read_written)


def read_written(cursor: Cursor) -> WrittenRuling:
    """One ruling; whether it says enough is the paper's question."""
    cursor.only("pictures", "by", "ruling")
    pictures = [read_picture(item) for item in cursor.get("pictures").items()]
    if not pictures or len(set(pictures)) < len(pictures):
        cursor.get("pictures").refuse("写明这张选票的每一幅图像，各一次")
    return WrittenRuling(
        pictures=tuple(sorted(pictures)),
        by=cursor.get("by").text(),
        ruling=_read_ruling(cursor.get("ruling")),
    )


def _read_ruling(cursor: Cursor) -> Ruling | SaidPaper:
    if cursor.get("kind").one_of(*KINDS) != Marked.kind:
        return read_ruling(cursor)
    cursor.only("kind", "contests")
    return read_said(cursor.get("contests"))
