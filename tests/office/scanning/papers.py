"""Invented papers and their reader (编造的选票图像): a file is the JSON of its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from huanjie.domain.ballotform import Area, BallotForm, FormPage, MarkBox, WriteInLine
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Election
from huanjie.domain.scanned import Doubt, InkedBox, PageRead
from huanjie.law.pack import RulePack

FORM: Final = "form-1"
BLANK: Final = b"\xff\xd8\xff\xe0 a picture \xff\xd9"
MARKS: Final = {"chair": {"p1": "approve"}, "member": {"p3": "approve", "p4": "approve"}}
"""what most papers show"""
FULL: Final = MARKS | {"妇女委员": {"p7": "approve"}}
"""what elects everybody"""


class FakeReader:
    """Reads the pages as the file states them; what is no JSON is no picture."""

    def read_file(self, name: str, raw: bytes) -> Iterator[PageRead]:
        try:
            pages = json.loads(raw)
        except ValueError:
            pages = [{"doubts": ["unreadable"], "form": None}]
        for number, page in enumerate(pages, start=1):
            yield _page(name, number, page)


def _page(name: str, number: int, page: dict[str, Any]) -> PageRead:
    boxes = (
        InkedBox(contest=Post(post), candidate=PersonId(person), mark="approve", fill=0.1)
        for post, person in page.get("boxes", ())
    )
    return PageRead(
        file=name,
        page=number,
        form=page.get("form", FORM),
        code=page.get("code"),
        part=page.get("part", 1),
        marks=page.get("marks", {}),
        doubts=tuple(Doubt(kind=kind) for kind in page.get("doubts", ())),
        boxes=tuple(boxes),
        ink=tuple(page.get("ink", ())),
    )


class FakeMachine:
    """One form of one page for every vote, and a picture that says which page it is."""

    def __init__(self, pages: int = 1) -> None:
        self.pages = pages

    def forms(self, file: Election) -> tuple[BallotForm, ...]:
        area = Area(x=20, y=30, w=4, h=4)
        boxes = tuple(
            MarkBox(contest=c.post, candidate=each.id, mark="approve", area=area, cell=area)
            for c in file.contests
            for each in c.candidates
        )
        lines = tuple(WriteInLine(contest=c.post, area=area) for c in file.contests)
        first = FormPage(boxes=boxes, write_in=lines)
        empty = tuple(FormPage(boxes=(), write_in=()) for _ in range(self.pages - 1))
        posts = tuple(c.post for c in file.contests)
        return (
            BallotForm(key=FORM, paper="A4", bilingual=False, posts=posts, pages=(first, *empty)),
        )

    def reader(self, file: Election, pack: RulePack) -> FakeReader:
        return FakeReader()

    def picture(self, raw: bytes, page: int, form: BallotForm | None) -> bytes:
        return BLANK + str(page).encode()


def scan(*pages: dict[str, Any]) -> bytes:
    """A file of these pages."""
    return json.dumps(pages).encode()


def sure(code: str, **marks: dict[str, str]) -> dict[str, Any]:
    """A page that was read for sure."""
    return {"code": code, "marks": marks or MARKS}


def doubtful(code: str | None = None, kind: str = "unsure-mark", **more: Any) -> dict[str, Any]:
    """A page that was not."""
    return {"code": code, "doubts": [kind], **more}


def pile(first: int, last: int) -> bytes:
    """A file of papers that are alike but for their codes."""
    return scan(*(sure(f"c{number}") for number in range(first, last + 1)))
