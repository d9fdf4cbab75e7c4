"""What is sure of a doubtful paper (读清的部分): marks, boxes that are surely empty, lines on which
nobody wrote. People decide the rest, and nothing that was read is lost on the way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from huanjie.domain.adjudication import Marked
from huanjie.domain.ballotform import BallotForm
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Contest, Election
from huanjie.domain.scanned import DoubtKind, PageRead
from huanjie.domain.tally import Mark, Paper, check_paper
from huanjie.door.cursor import escape
from huanjie.door.fault import BadInput

NONE: Final = "none"
"""没有标记, said of a candidate: whoever is not named at all was perhaps forgotten."""
SaidMark = Mark | Literal["none"]
_NEVER_READ: Final[frozenset[DoubtKind]] = frozenset(
    {"unreadable", "no-code", "other-election", "damaged", "two-sheets"}
)
"""Doubts of pictures whose boxes nobody looked at: an empty box on them is not sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One post of a paper as far as it is said (写明的部分)."""

    marks: Mapping[PersonId, SaidMark] = field(default_factory=dict)
    write_ins: tuple[str, ...] | None = None
    """None: nothing is said of them"""


SaidPaper = Mapping[Post, Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """One doubtful picture (一幅有疑问的图像): what is sure, and who is in doubt."""

    sure: SaidPaper
    doubted: frozenset[tuple[Post, PersonId | None]]


def seen_on(read: PageRead, forms: Collection[BallotForm]) -> SeenPage:
    """What was read for sure on one page; nothing where its form was not recognised."""
    doubted = frozenset((box.contest, box.candidate) for box in read.boxes)
    form = next((each for each in forms if each.key == read.form), None)
    kinds = {doubt.kind for doubt in read.doubts}
    if form is None or not 1 <= read.part <= len(form.pages) or kinds & _NEVER_READ:
        return SeenPage(sure={}, doubted=doubted)
    page = form.pages[read.part - 1]
    marks: dict[Post, dict[PersonId, SaidMark]] = {box.contest: {} for box in page.boxes}
    for box in page.boxes:
        if (box.contest, box.candidate) not in doubted:
            own = read.marks.get(box.contest, {})
            marks[box.contest][box.candidate] = own.get(box.candidate, NONE)
    empty = set() if "write-in" in kinds else {line.contest for line in page.write_in}
    posts = dict.fromkeys([*marks, *(line.contest for line in page.write_in)])
    sure = {
        post: Said(
            marks=marks.get(post, {}),
            write_ins=() if post in empty and (post, None) not in doubted else None,
        )
        for post in posts
    }
    return SeenPage(sure=sure, doubted=doubted)


def seen_together(pages: Collection[SeenPage]) -> dict[Post, Said]:
    """What is sure of a paper by all its pictures: what one of them doubts, or two show
    differently, is not.
    """
    doubted = {line for page in pages for line in page.doubted}
    found: dict[Post, dict[PersonId, set[SaidMark]]] = {}
    lines: dict[Post, set[tuple[str, ...] | None]] = {}
    for page in pages:
        for post, said in page.sure.items():
            lines.setdefault(post, set()).add(said.write_ins)
            own = found.setdefault(post, {})
            for person, mark in said.marks.items():
                own.setdefault(person, set()).add(mark)
    return {
        post: Said(
            marks={
                person: next(iter(marks))
                for person, marks in own.items()
                if len(marks) == 1 and (post, person) not in doubted
            },
            write_ins=next(iter(lines[post])) if len(lines[post]) == 1 else None,
        )
        for post, own in found.items()
    }


def completed(said: SaidPaper, seen: SaidPaper, election: Election) -> Marked:
    """The whole paper: what a person says of it, and of the rest what was read for sure. Whoever
    stands in neither is left out, and that is refused (BadInput), for a mark may be lost.
    """
    return Marked(
        contests={
            contest.post: _whole(
                contest, said.get(contest.post, Said()), seen.get(contest.post, Said()), election
            )
            for contest in _contests_on(dict.fromkeys([*said, *seen]), election)
        }
    )


def overruled(ruling: Marked, seen: SaidPaper) -> Iterator[tuple[Post, PersonId]]:
    """Whose mark people decided otherwise than it was read (改了识读的标记)."""
    for post, paper in ruling.contests.items():
        for person, mark in seen.get(post, Said()).marks.items():
            if paper.marks.get(person, NONE) != mark:
                yield post, person


def _contests_on(posts: Iterable[Post], election: Election) -> tuple[Contest, ...]:
    """The contests of the paper on which these posts stand."""
    named = list(posts)
    own = {contest.post: contest for contest in election.contests}
    for post in named:
        if post not in own:
            raise BadInput(
                f"这次选举没有职务“{post}”",
                at=f"/contests/{escape(post)}",
                remedy="写选举文件里的职务",
            )
    if election.single_ballot or len(own) == 1:
        return election.contests
    if len(named) != 1:
        raise BadInput(
            f"每项职务有自己的选票，这里写了 {len(named)} 项",
            at="/contests",
            remedy="只写这张选票的职务",
        )
    return (own[named[0]],)


def _whole(contest: Contest, said: Said, seen: Said, election: Election) -> Paper:
    marks = {**seen.marks, **said.marks}
    lines = seen.write_ins if said.write_ins is None else said.write_ins
    if lines is None and contest.write_ins == 0:
        lines = ()
    for person in said.marks.keys() - {candidate.id for candidate in contest.candidates}:
        at = f"/contests/{escape(contest.post)}/marks/{escape(person)}"
        raise BadInput(f"{contest.post} 没有候选人“{person}”", at=at, remedy="写候选人的 id")
    left = [f"{c.name}（{c.id}）" for c in contest.candidates if c.id not in marks]
    left += ["另选他人"] if lines is None else []
    if left:
        raise BadInput(
            f"{contest.post} 没有写明：{'、'.join(left)}",
            at=f"/contests/{escape(contest.post)}",
            remedy="没有读清的每一名都写 approve、oppose、abstain，没有标记的写 none；"
            "没有另选他人的，write_ins 写 []",
        )
    given: dict[PersonId, Mark] = {who: mark for who, mark in marks.items() if mark != NONE}
    paper = Paper(marks=given, write_ins=lines or ())
    check_paper(f"认定的 {contest.post}", contest, paper, election)
    return paper
