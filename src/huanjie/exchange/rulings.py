"""A ruling on a doubtful paper (疑票的认定) as JSON: what one person decided."""

from __future__ import annotations

from typing import Any, Final, get_args

from huanjie.domain.adjudication import Illegible, Marked, NotAPaper, Ruling, SamePaper
from huanjie.domain.tally import Paper
from huanjie.door.cursor import Cursor
from huanjie.exchange.marks import papers_as_json, read_marks, read_write_ins
from huanjie.exchange.names import read_by_post
from huanjie.exchange.pictures import picture_as_json, picture_in

KINDS: Final = tuple(each.kind for each in get_args(Ruling))


def ruling_as_json(ruling: Ruling) -> dict[str, Any]:
    """One ruling, its kind first."""
    match ruling:
        case Marked():
            return {"kind": ruling.kind, "contests": papers_as_json(ruling.contests)}
        case SamePaper():
            return {"kind": ruling.kind, **picture_as_json(ruling.picture)}
        case NotAPaper() | Illegible():
            return {"kind": ruling.kind}


def read_ruling(cursor: Cursor) -> Ruling:
    """One ruling; whether its marks can stand on the paper is the vote's question."""
    match cursor.get("kind").one_of(*KINDS):
        case Marked.kind:
            cursor.only("kind", "contests")
            return Marked(contests=read_by_post(cursor.get("contests"), _read_paper))
        case SamePaper.kind:
            cursor.only("kind", "file", "page")
            return SamePaper(picture=picture_in(cursor))
        case kind:
            cursor.only("kind")
            return NotAPaper() if kind == NotAPaper.kind else Illegible()


def _read_paper(own: Cursor) -> Paper:
    """Unlike a record's, it says of the write-ins that there are none: nobody forgot them."""
    own.only("marks", "write_ins")
    return Paper(marks=read_marks(own.get("marks")), write_ins=read_write_ins(own.get("write_ins")))
