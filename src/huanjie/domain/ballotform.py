"""The form of a ballot (选票版面): where its boxes and write-in lines stand, in millimetres from
the top left corner of the paper as it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.tally import Mark

PaperSize = Literal["A4", "A5"]
PAPER_SIZES: Final[tuple[PaperSize, ...]] = get_args(PaperSize)
"""The sizes of paper on which ballots are printed (纸张)."""

CODE_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What the code of a ballot (选票编号) is written in: no I, L, O or U, so that a person reads and
types it right (Crockford's base 32)."""
CODE_SIGNS: Final = 16
"""How many signs a code has."""


def paper_size(name: str) -> PaperSize:
    """The size of this name, which must be one of them (ValueError)."""
    return PAPER_SIZES[PAPER_SIZES.index(name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on the paper (纸上的一块), in millimetres."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.h

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Its corners, clockwise from the top left."""
        return (
            (self.x, self.y),
            (self.right, self.y),
            (self.right, self.bottom),
            (self.x, self.bottom),
        )

    def grown(self, by: float) -> Area:
        """The rectangle with `by` millimetres more on every side; negative: less."""
        return Area(x=self.x - by, y=self.y - by, w=self.w + 2 * by, h=self.h + 2 * by)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkBox:
    """方框: what a mark in it says of one candidate."""

    contest: Post
    candidate: PersonId
    mark: Mark | None
    """None: the symbol in it says, ○ for approve, × for oppose"""
    area: Area
    """the printed frame"""
    cell: Area
    """the cell of the table around it, where a mark beside the box still belongs to it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteInLine:
    """另选他人栏: where one name may be written for a post."""

    contest: Post
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """One page of a ballot (选票的一页)."""

    boxes: tuple[MarkBox, ...]
    write_in: tuple[WriteInLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotForm:
    """一种选票: the paper that is handed out, for one post or for all of them."""

    key: str
    """names the form on every sheet of it; another election's, another size's is another"""
    paper: PaperSize
    bilingual: bool
    symbols: bool
    """one box a candidate, for ○ or × (画符号), in place of a box for each answer"""
    posts: tuple[Post, ...]
    pages: tuple[FormPage, ...]

    def boxes(self) -> Iterator[MarkBox]:
        """Every box of every page."""
        for page in self.pages:
            yield from page.boxes
