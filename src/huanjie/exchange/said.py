"""What is said of a paper (写明的标记) as JSON, post by post: what a reader is sure of, and what a
person decides.
"""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.seen import NONE, Said, SaidMark, SaidPaper
from huanjie.door.cursor import Cursor
from huanjie.exchange.marks import MARKS, read_write_ins
from huanjie.exchange.names import read_by_post, read_key

_MARKS: Final = (*MARKS, NONE)


def said_as_json(paper: SaidPaper) -> dict[str, Any]:
    """Each post; `write_ins` is left out where nothing is said of them."""
    return {
        post: {"marks": dict(said.marks)}
        | ({} if said.write_ins is None else {"write_ins": list(said.write_ins)})
        for post, said in paper.items()
    }


def read_said(contests: Cursor) -> dict[Post, Said]:
    """Each post; both its keys may be left out."""
    return read_by_post(contests, _read_post)


def _read_post(own: Cursor) -> Said:
    own.only("marks", "write_ins")
    marks, names = own.find("marks"), own.find("write_ins")
    return Said(
        marks={PersonId(read_key(marks, who)): _read_mark(mark) for who, mark in marks.entries()}
        if marks
        else {},
        write_ins=read_write_ins(names) if names else None,
    )


def _read_mark(cursor: Cursor) -> SaidMark:
    mark: Any = cursor.one_of(*_MARKS)
    word: SaidMark = mark
    return word
