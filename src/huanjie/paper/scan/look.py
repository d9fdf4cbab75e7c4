"""What a look at a page finds (看一页的所得): its code, what is sure, what is doubted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huanjie.domain.ballotform import MarkBox
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.scanned import Doubt, InkedBox, PageRead
from huanjie.domain.tally import Mark
from huanjie.paper.ballot_code import SheetCode
from huanjie.paper.scan.forms import KnownPage

Marks = dict[Post, dict[PersonId, Mark]]


@dataclass(frozen=True, kw_only=True)
class Look:
    """One page as it was seen (看到的一页); `code` is None where no ballot's was read."""

    code: SheetCode | None = None
    marks: Mapping[Post, Mapping[PersonId, Mark]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    boxes: tuple[InkedBox, ...] = ()
    ink: tuple[int, ...] = ()

    def named(self, file: str, page: int) -> PageRead:
        """The page as it was fed."""
        return PageRead(
            file=file,
            page=page,
            form=self.code.form if self.code else None,
            code=self.code.code if self.code else None,
            part=self.code.part if self.code else 1,
            marks=self.marks,
            doubts=self.doubts,
            boxes=self.boxes,
            ink=self.ink,
        )


def marks_in(marked: Iterable[tuple[MarkBox, Mark]]) -> Marks:
    """Marked boxes by post and candidate; of a candidate with two the caller takes none."""
    marks: Marks = {}
    for box, mark in marked:
        marks.setdefault(box.contest, {})[box.candidate] = mark
    return marks


def twice_marked(page: KnownPage, marked: Iterable[bool]) -> frozenset[tuple[Post, PersonId]]:
    """The candidates with more than one mark (对一个人有两种标记)."""
    once: set[tuple[Post, PersonId]] = set()
    twice: set[tuple[Post, PersonId]] = set()
    for box, is_marked in zip(page.page.boxes, marked, strict=True):
        person = box.contest, box.candidate
        if is_marked:
            (twice if person in once else once).add(person)
    return frozenset(twice)
