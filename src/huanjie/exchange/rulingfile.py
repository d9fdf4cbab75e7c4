"""RULINGS.jsonl (疑票认定文件): one person's ruling a line, on the pictures of one paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huanjie.domain.adjudication import ItemKey, Ruling
from huanjie.door.cursor import Cursor
from huanjie.exchange.jsonlines import each_line
from huanjie.exchange.rulings import read_ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRuling:
    """One line (一行认定): who decided what, of which pictures."""

    pictures: ItemKey
    """in order, each once"""
    by: str
    ruling: Ruling


def read_rulings(path: Path) -> Iterator[WrittenRuling]:
    """Every ruling in the order of the file; a fault names the line."""
    return each_line(path, _read)


def _read(cursor: Cursor) -> WrittenRuling:
    cursor.only("pictures", "by", "ruling")
    pictures = [_picture(item) for item in cursor.get("pictures").items()]
    if not pictures or len(set(pictures)) < len(pictures):
        cursor.get("pictures").refuse("写明这张选票的每一幅图像，各一次")
    return WrittenRuling(
        pictures=tuple(sorted(pictures)),
        by=cursor.get("by").text(),
        ruling=read_ruling(cursor.get("ruling")),
    )


def _picture(item: Cursor) -> tuple[str, int]:
    item.only("file", "page")
    return item.get("file").text(), item.get("page").whole(at_least=1)
