"""Invented papers and their reader (编造的选票图像): a file is the JSON of its pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from huanjie.domain.ballotform import Area, BallotForm, FormPage, MarkBox, WriteInLine
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Election
from huanjie.domain.scanned import Doubt, InkedBox, PageRead
from huanjie.domain.secondlanguage import SecondLanguage
from huanjie.law.pack import RulePack
from huanjie.office.scanning.machine import Drawn

FORM: Final = "form-1"
BLANK: Final = b"\xff\xd8\xff\xe0 a picture \xff\xd9"
MARKS: Final = {"chair": {"p1": "approve"}, "member": {"p3": "approve", "p4": "approve"}}
"""what most papers show"""
FULL: Final = MARKS | {"妇女委员": {"p7": "approve"}}
"""what elects everybody"""


class FakePapers:
    """One form of one page for every vote, a reader, and a picture that says which page it is."""

    pages = 1
    """of each paper; a test may want two"""

    def __init__(
        self,
        file: Election,
        pack: RulePack | None = None,
        second: SecondLanguage | None = None,
    ) -> None:
        self.file = file

    @property
    def forms(self) -> tuple[BallotForm, ...]:
        area = Area(x=20, y=30, w=4, h=4)
        boxes = tuple(
            MarkBox(contest=c.post, candidate=each.id, mark="approve", area=area, cell=area)
            for c in self.file.contests
            for each in c.candidates
        )
        lines = tuple(WriteInLine(contest=c.post, area=area) for c in self.file.contests)
        first = FormPage(boxes=boxes, write_in=lines)
        empty = tuple(FormPage(boxes=(), write_in=()) for _ in range(self.pages - 1))
        own = BallotForm(
            key=FORM,
            paper="A4",
            bilingual=False,
            symbols=False,
            posts=tuple(c.post for c in self.file.contests),
            pages=(first, *empty),
        )
        return (own,)

    def read_file(self, name: str, raw: bytes) -> Iterator[PageRead]:
        """The pages as the file states them; what is no JSON is no picture."""
        try:
            pages = json.loads(raw)
        except ValueError:
            pages = [{"doubts": ["unreadable"], "form": None}]
        for number, page in enumerate(pages, start=1):
            yield _page(name, number, page)

    def picture(self, raw: bytes, page: int) -> Drawn | None:
        stated = json.loads(raw)[page - 1]
        if "unreadable" in stated.get("doubts", ()):
            return None
        form = self.forms[0] if stated.get("form", FORM) else None
        own = form.pages[stated.get("part", 1) - 1] if form else None
        return Drawn(jpeg=BLANK + str(page).encode(), form=form, page=own)


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
