"""Marks on a paper (选票上的标记) as JSON: who has which, and who is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.tally import Mark, Paper
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import read_key

MARKS: Final[tuple[Mark, ...]] = get_args(Mark)
"""Every mark, in the order of the boxes on a paper."""


def read_mark(cursor: Cursor) -> Mark:
    """One mark (赞成、反对、弃权)."""
    mark: Any = cursor.one_of(*MARKS)
    word: Mark = mark
    return word


def read_marks(table: Cursor) -> dict[PersonId, Mark]:
    """Everybody's mark; whether they stand on the paper is the election's question."""
    return {PersonId(read_key(table, person)): read_mark(mark) for person, mark in table.entries()}


def read_write_ins(names: Cursor) -> tuple[str, ...]:
    """Who is written in (另选他人), line by line."""
    return tuple(name.text() for name in names.items())


def read_paper(cursor: Cursor) -> Paper:
    """What a paper shows for one post (一项职务的标记)."""
    cursor.only("marks", "write_ins")
    names = cursor.find("write_ins")
    return Paper(
        marks=read_marks(cursor.get("marks")),
        write_ins=read_write_ins(names) if names else (),
    )


def papers_as_json(contests: Mapping[Post, Paper]) -> dict[str, Any]:
    """What a paper shows of each post, with every key of the shape."""
    return {
        post: {"marks": {**paper.marks}, "write_ins": list(paper.write_ins)}
        for post, paper in contests.items()
    }
