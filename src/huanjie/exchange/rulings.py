"""A ruling on a doubtful paper (疑票的认定) as JSON: what one person decided."""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.adjudication import Illegible, Marked, NotAPaper, Ruling, SamePaper
from huanjie.domain.contest import Post
from huanjie.domain.tally import Paper
from huanjie.door.cursor import Cursor
from huanjie.exchange.marks import papers_as_json, read_marks
from huanjie.exchange.names import read_key

KINDS: Final = ("marked", "not-a-paper", "same-paper", "illegible")


def ruling_as_json(ruling: Ruling) -> dict[str, Any]:
    """One ruling, its kind first."""
    match ruling:
        case Marked():
            return {"kind": "marked", "contests": papers_as_json(ruling.contests)}
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
    return Paper(
        marks=read_marks(own.get("marks")),
        write_ins=tuple(name.text() for name in own.get("write_ins").items()),
    )
