"""Marks (标记) on a paper as JSON, by candidate, and whole papers by post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.tally import Mark, Paper
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import read_key

MARKS: Final[tuple[Mark, ...]] = get_args(Mark)


def papers_as_json(contests: Mapping[Post, Paper]) -> dict[str, Any]:
    """What a paper shows of each post, with every key of the shape."""
    return {
        post: {"marks": dict(paper.marks), "write_ins": list(paper.write_ins)}
        for post, paper in contests.items()
    }


def read_marks(marks: Cursor) -> dict[PersonId, Mark]:
    """Who is marked, and how."""
    return {PersonId(read_key(marks, who)): read_mark(mark) for who, mark in marks.entries()}


def read_mark(cursor: Cursor) -> Mark:
    """One mark."""
    mark: Any = cursor.one_of(*MARKS)
    word: Mark = mark
    return word
