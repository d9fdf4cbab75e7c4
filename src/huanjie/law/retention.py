"""The law of retention (保存期限): what is kept how long, by which article, and when it goes.

`retention.toml` holds each kind of data that the site keeps. A period that no law states is a
convention of ours and marked so; the months of `keep` are what a law forbids to delete before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from huanjie.door.cursor import Cursor
from huanjie.law.citation import CITATION_KEYS, Citation, read_citation
from huanjie.law.packfile import (
    Sources,
    parse_document,
    read_document,
    read_sources,
    written_out,
)

SHIPPED: Final = Path(__file__).parent / "retention.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One period (一个期限), in months, with the article that it rests on."""

    months: int
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKind:
    """A kind of data (一种内容) with the periods that hold for it."""

    kind: str
    name: str
    keep: Period | None
    """not deleted before (锁定)"""
    delete: Period | None
    """deleted after (到期删除); None: never by itself"""
    for_good: Citation | None
    """kept for good (永久保存), and why"""


@cache
def load_retention() -> tuple[KeptKind, ...]:
    """The periods that we ship, in the order of the file."""
    return _read(Cursor(read_document(SHIPPED)))


def parse_retention(text: str) -> tuple[KeptKind, ...]:
    """Periods from TOML text; a fault names the place."""
    return _read(Cursor(parse_document(text, file=SHIPPED.name)))


def kind_of(word: str) -> KeptKind:
    """The periods of one kind that we ship."""
    return next(each for each in load_retention() if each.kind == word)


def _read(document: Cursor) -> tuple[KeptKind, ...]:
    document.only("sources", "kind")
    sources = read_sources(document.get("sources"))
    found = tuple(_kind(item, sources) for item in document.get("kind").items())
    if len({each.kind for each in found}) < len(found):
        document.get("kind").refuse("同一种内容写了两次", "每种内容写一次")
    return found


def _kind(table: Cursor, sources: Sources) -> KeptKind:
    table.only("kind", "name", "for_good", "keep_months", "delete_months", "keep", "delete")
    keep, delete = (_period(table, word, sources) for word in ("keep", "delete"))
    for_good = None
    if table.has("for_good"):
        for_good = _citation(table.get("keep"), sources)
        if delete or keep:
            table.get("for_good").refuse("永久保存的内容没有月数", "删去 _months 的行")
    elif delete is None:
        table.refuse("没有写期限", "写 delete_months，或者 for_good = true")
    if keep and delete and delete.months < keep.months:
        table.get("delete_months").refuse("锁定期没有过就要删", "不少于 keep_months")
    return KeptKind(
        kind=table.get("kind").text(),
        name=table.get("name").text(),
        keep=keep,
        delete=delete,
        for_good=for_good,
    )


def _period(table: Cursor, word: str, sources: Sources) -> Period | None:
    months = f"{word}_months"
    if not table.has(months):
        return None
    return Period(months=table.get(months).whole(), citation=_citation(table.get(word), sources))


def _citation(table: Cursor, sources: Sources) -> Citation:
    table.only("source", *CITATION_KEYS)
    return read_citation(written_out(table, sources))
