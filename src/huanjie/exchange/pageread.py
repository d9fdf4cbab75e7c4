"""A page that was read (读出的一页) as JSON: its marks, its doubts, its boxes, its ink.

The code on the paper is never written: what holds a page read holds nothing that finds its paper.
"""

from __future__ import annotations

from typing import Any, Final

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.scanned import DOUBTS, Doubt, DoubtKind, InkedBox, PageRead
from huanjie.door.cursor import Cursor
from huanjie.exchange.marks import read_mark, read_marks
from huanjie.exchange.names import read_by_post
from huanjie.exchange.pictures import picture_as_json, picture_in

_HEXADECIMAL: Final = 16
"""rows of ink are written in this base: a whole number of JSON is never so long"""


def page_read_as_json(read: PageRead) -> dict[str, Any]:
    """One page, without the code on its paper."""
    return {
        **picture_as_json(read.place),
        "form": read.form,
        "part": read.part,
        "marks": {post: dict(own) for post, own in read.marks.items()},
        "doubts": [{"kind": each.kind, "says": each.says} for each in read.doubts],
        "boxes": [box_as_json(each) for each in read.boxes],
        "ink": " ".join(f"{row:x}" for row in read.ink),
    }


def box_as_json(box: InkedBox) -> dict[str, Any]:
    """A box in doubt, and how much of it is inked."""
    return {
        "contest": box.contest,
        "candidate": box.candidate,
        "mark": box.mark,
        "fill": box.fill,
    }


def read_page_read(cursor: Cursor, *, code: str | None = None) -> PageRead:
    """One page; `code` is whatever tells its paper from others."""
    cursor.only("file", "page", "form", "part", "marks", "doubts", "boxes", "ink")
    form = cursor.find("form")
    file, page = picture_in(cursor)
    return PageRead(
        file=file,
        page=page,
        form=form.text() if form else None,
        code=code,
        part=cursor.get("part").whole(at_least=1),
        marks=read_by_post(cursor.get("marks"), read_marks),
        doubts=tuple(_read_doubt(item) for item in cursor.get("doubts").items()),
        boxes=tuple(read_box(item) for item in cursor.get("boxes").items()),
        ink=_read_ink(cursor.get("ink")),
    )


def _read_doubt(item: Cursor) -> Doubt:
    item.only("kind", "says")
    kind: Any = item.get("kind").one_of(*DOUBTS)
    word: DoubtKind = kind
    says = item.get("says")
    return Doubt(kind=word, says=says.text() if says.value else "")


def read_box(item: Cursor) -> InkedBox:
    """A box in doubt; of a write-in line's nobody is the candidate."""
    item.only("contest", "candidate", "mark", "fill")
    candidate, mark = item.find("candidate"), item.get("mark")
    return InkedBox(
        contest=Post(item.get("contest").text()),
        candidate=PersonId(candidate.text()) if candidate else None,
        mark=None if mark.value is None else read_mark(mark),
        fill=_read_fill(item.get("fill")),
    )


def _read_fill(item: Cursor) -> float:
    is_number = isinstance(item.value, int | float) and not isinstance(item.value, bool)
    if not is_number or not 0 <= item.value <= 1:
        item.refuse("应为从零到一的数", "写墨迹占方框的比例")
    return float(item.value)


def _read_ink(item: Cursor) -> tuple[int, ...]:
    """One text, not a list: a vote has a hundred rows on each of thousands of pages."""
    try:
        return tuple(int(row, base=_HEXADECIMAL) for row in item.value.split())
    except (ValueError, AttributeError):
        item.refuse("应为十六进制数", "一行一个，用空格隔开")
