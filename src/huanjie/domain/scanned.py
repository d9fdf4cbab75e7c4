"""Scanned ballots (扫描的选票): what was read on each picture, and which papers that makes.

A reader says of a picture what is sure, and why the rest is not. Here the pictures of one paper
come together: a paper of several pages is one ballot, the same paper fed twice counts once, two
papers with one code are both doubtful. Nothing is guessed: whatever is not sure goes to
adjudication (疑票认定), and every picture ends in exactly one of the two lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

from huanjie.domain.ballotform import BallotForm
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.tally import CastVoteRecord, Mark, Paper, Picture

DoubtKind = Literal[
    "unreadable",
    "no-code",
    "other-election",
    "not-issued",
    "damaged",
    "two-sheets",
    "two-marks",
    "unsure-mark",
    "write-in",
    "stray-ink",
    "code-twice",
    "page-missing",
    "other-picture",
]
DOUBTS: Final[Mapping[DoubtKind, str]] = {
    "unreadable": "读不出图像",
    "no-code": "没有这次选举的选票编号",
    "other-election": "是另一次选举或者另一种选票",
    "not-issued": "选票编号不在印制的编号里",
    "damaged": "票面不完整",
    "two-sheets": "一幅图像里有两张选票",
    "two-marks": "对一个人有两种标记",
    "unsure-mark": "标记不能确定",
    "write-in": "另选他人栏有字迹",
    "stray-ink": "方框以外有字迹",
    "code-twice": "两张选票编号相同",
    "page-missing": "缺少这张选票的另一页",
    "other-picture": "这张选票的另一幅图像有疑问",
}
"""Each reason why a person must look (疑票的种类), as a page and a file call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a picture is not sure (疑问): its kind, and where it matters the particulars."""

    kind: DoubtKind
    says: str = ""

    def __str__(self) -> str:
        return f"{DOUBTS[self.kind]}：{self.says}" if self.says else DOUBTS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class InkedBox:
    """A box that needs a look (有疑问的方框), and how much of it is inked: 0 to 1."""

    contest: Post
    candidate: PersonId | None
    mark: Mark | None
    fill: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """One picture of one page (读出的一页)."""

    file: str
    page: int
    """from 1, within the file"""
    form: str | None = None
    """the form's key; None where none of the election's was recognised"""
    code: str | None = None
    """the code on the paper; no record ever holds it"""
    part: int = 1
    """which page of the ballot, from 1"""
    marks: Mapping[Post, Mapping[PersonId, Mark]]
    """the marks that are sure"""
    doubts: tuple[Doubt, ...] = ()
    boxes: tuple[InkedBox, ...] = ()
    ink: tuple[int, ...] = ()
    """a coarse picture of the pen's ink on the page, a row of bits each, to know a paper again"""

    @property
    def place(self) -> Picture:
        """Where the picture is."""
        return self.file, self.page


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRead:
    """A paper that was read for sure (一张读清的选票): every picture of it, and what it shows."""

    source: tuple[Picture, ...]
    contests: Mapping[Post, Paper]

    def record(self, *, id: str, batch: str) -> CastVoteRecord:
        """The paper as a 单票记录 under a random id; the code on the paper is gone here."""
        return CastVoteRecord(id=id, batch=batch, source=self.source, contests=self.contests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a pile of pictures makes: papers that are sure, and pictures for adjudication."""

    papers: tuple[PaperRead, ...]
    doubtful: tuple[PageRead, ...]
    """each with its reasons: none is without one"""


def join_pages(
    reads: Iterable[PageRead],
    forms: Collection[BallotForm],
    *,
    codes: Collection[str] | None = None,
) -> Joined:
    """Bring the pictures of each paper together; `codes` are those printed, where a list is kept.

    A paper is sure only when every page of it is there, no picture of it is doubtful, and all its
    pictures show the same paper.
    """
    known = {form.key: form for form in forms}
    papers: dict[tuple[str, str], list[PageRead]] = {}
    doubtful: list[PageRead] = []
    for read in reads:
        if read.form not in known or read.code is None:
            doubtful.append(read if read.doubts else _of_no_paper(read))
        else:
            papers.setdefault((read.form, read.code), []).append(read)
    sure: list[PaperRead] = []
    for (key, code), pages in papers.items():
        printed = codes is None or code in codes
        doubts = _doubts_of(pages, known[key], printed=printed)
        if doubts or any(page.doubts for page in pages):
            doubtful += [_with_doubts(page, doubts) for page in pages]
        else:
            sure.append(_paper(pages, known[key]))
    return Joined(papers=tuple(sure), doubtful=tuple(doubtful))


def _of_no_paper(read: PageRead) -> PageRead:
    """A picture that a reader took for a page of a form that is none of the vote's by now."""
    kind: DoubtKind = "no-code" if read.code is None else "other-election"
    return replace(read, doubts=(Doubt(kind=kind),))


def _with_doubts(page: PageRead, of_paper: tuple[Doubt, ...]) -> PageRead:
    own = (*page.doubts, *of_paper) or (Doubt(kind="other-picture"),)
    return replace(page, doubts=own)


def _doubts_of(pages: list[PageRead], form: BallotForm, *, printed: bool) -> tuple[Doubt, ...]:
    """What is wrong with a paper as a whole."""
    found = [] if printed else [Doubt(kind="not-issued")]
    parts = {each.part for each in pages}
    missing = [n for n in range(1, len(form.pages) + 1) if n not in parts]
    if missing:
        found.append(Doubt(kind="page-missing", says="、".join(f"第 {n} 页" for n in missing)))
    if not all(_one_paper([each for each in pages if each.part == n]) for n in parts):
        found.append(Doubt(kind="code-twice"))
    return tuple(found)


def _one_paper(pictures: list[PageRead]) -> bool:
    """Whether several pictures of one page are of the same paper: each is compared with each, for
    likeness is not handed on; one on which no box was seen says nothing.
    """
    return all(_alike(one, other) for one, other in combinations(pictures, 2))


def _alike(one: PageRead, other: PageRead) -> bool:
    if one.ink and other.ink and not same_ink(one.ink, other.ink):
        return False
    return one.marks == other.marks or bool(one.doubts or other.doubts)


MOST_UNLIKE: Final = 0.06
"""How much of the ink may lie apart on two pictures of one paper, a hair's breadth not counted:
worn pictures of one paper come to a third of it, the same vote in two hands mostly to three times
as much. Where the two cannot be told apart a copy counts once."""


def same_ink(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two coarse pictures show the same strokes, a point's breadth apart at most."""
    inked = sum(map(int.bit_count, one)) + sum(map(int.bit_count, other))
    apart = _beyond(one, _thickened(other)) + _beyond(other, _thickened(one))
    return apart <= inked * MOST_UNLIKE


def _beyond(rows: tuple[int, ...], within: list[int]) -> int:
    padded = [*within, *[0] * (len(rows) - len(within))]
    return sum((row & ~cover).bit_count() for row, cover in zip(rows, padded, strict=False))


def _thickened(rows: tuple[int, ...]) -> list[int]:
    wide = [row | row << 1 | row >> 1 for row in rows]
    around = zip(wide, [0, *wide], [*wide[1:], 0], strict=False)
    return [row | above | below for row, above, below in around]


def _paper(pages: list[PageRead], form: BallotForm) -> PaperRead:
    marks: dict[Post, dict[PersonId, Mark]] = {post: {} for post in form.posts}
    for page in pages:
        for post, own in page.marks.items():
            marks[post].update(own)
    return PaperRead(
        source=tuple(sorted(page.place for page in pages)),
        contests={post: Paper(marks=own) for post, own in marks.items()},
    )
