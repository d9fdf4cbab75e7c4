"""A ruling on a doubtful paper (疑票的认定) as JSON: what one person decided."""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.adjudication import Illegible, Marked, NotAPaper, Ruling, SamePaper
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.tally import Mark, Paper
from huanjie.door.cursor import Cursor
from huanjie.exchange.names import read_key

KINDS: Final = ("marked", "not-a-paper", "same-paper", "illegible")


def ruling_as_json(ruling: Ruling) -> dict[str, Any]:
    """One ruling, its kind first."""
    match ruling:
        case Marked():
            contests: dict[str, Any] = {
                post: {"marks": {**paper.marks}, "write_ins": list(paper.write_ins)}
                for post, paper in ruling.contests.items()
            }
            return {"kind": "marked", "contests": contests}
        case SamePaper():
            file, page = ruling.picture
            return {"kind": "same-paper", "file": file, "page": page}
        case NotAPaper():
            return {"kind": "not-a-paper"}
        case Illegible():
            return {"kind": "illegible"}


def read_ruling(cursor: Cursor) -> Ruling:
    """One ruling; whether its marks can stand on the paper is the vote's question."""
    match cursor.get("kind").one_of(*KINDS):
        case "marked":
            cursor.only("kind", "contests")
            contests = cursor.get("contests")
            return Marked(
                contests={
                    Post(read_key(contests, post)): _read_paper(own)
                    for post, own in contests.entries()
                }
            )
        case "same-paper":
            cursor.only("kind", "file", "page")
            page = cursor.get("page").whole(at_least=1)
            return SamePaper(picture=(cursor.get("file").text(), page))
        case kind:
            cursor.only("kind")
            return NotAPaper() if kind == "not-a-paper" else Illegible()


def _read_paper(own: Cursor) -> Paper:
    own.only("marks", "write_ins")
    marks = own.get("marks")
    return Paper(
        marks={
            PersonId(read_key(marks, person)): _read_mark(mark) for person, mark in marks.entries()
        },
        write_ins=tuple(name.text() for name in own.get("write_ins").items()),
    )


def _read_mark(cursor: Cursor) -> Mark:
    mark: Any = cursor.one_of("approve", "oppose", "abstain")
    word: Mark = mark
    return word
