"""A tie and the votes that settle it (票数相等和再次投票), counted from files of records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tests.dossier import cast

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.counting import first_round, with_revote
from huanjie.domain.election import BallotStyle, Contest, Election, Turnout
from huanjie.domain.rounds import CountFile
from huanjie.domain.tally import CastVoteRecord, Paper, tally
from huanjie.dossier import container
from huanjie.dossier.build import SealedDossier

OWN = "cvr-1-revote-1.jsonl.sealed"
"""The file of the first revote in sealed.zip."""

AIDE = Post("aide")

Votes = dict[Post, dict[PersonId, int]]

FIRST: Votes = {
    cast.CHAIR: {cast.ZHAO: 41, cast.QIAN: 19},
    cast.MEMBER: {cast.SUN: 40, cast.LI: 36, cast.ZHOU: 36, cast.WU: 8},
}
"""李 and 周 are equal for the second member's seat."""
AGAIN: Votes = {cast.MEMBER: {cast.LI: 30, cast.ZHOU: 21}}


@dataclass(frozen=True)
class Counting:
    """A count with revotes in it, and the files that it was counted from."""

    count: CountFile
    paths: list[Path]


def tied_election(*more: Contest, style: BallotStyle = "approve-oppose-abstain") -> Election:
    own = cast.election(
        cast.contest(cast.CHAIR, 1, cast.ZHAO, cast.QIAN),
        cast.contest(cast.MEMBER, 2, cast.SUN, cast.LI, cast.ZHOU, cast.WU),
        *more,
        turnout=Turnout(collected=60, issued=62, registered=100),
    )
    return replace(own, style=style)


def again_election(*contests: Contest, single_ballot: bool = True) -> Election:
    own = contests or (cast.contest(cast.MEMBER, 1, cast.LI, cast.ZHOU, write_ins=0),)
    return cast.election(*own, turnout=Turnout(collected=0), single_ballot=single_ballot)


def first_count(
    folder: Path, election: Election | None = None, votes: Votes | None = None
) -> Counting:
    """The first vote alone."""
    own, path = election or tied_election(), folder / "first.jsonl"
    papers = cast.records(votes or FIRST, 60)
    if own.style == "choice":
        papers = [chosen(paper) for paper in papers]
    hash_ = cast.written(path, papers)
    round_ = first_round(own, tally(own, papers, cast.villagers()), cvr_sha256=hash_)
    return Counting(CountFile(election=own, rounds=(round_,)), [path])


def chosen(record: CastVoteRecord) -> CastVoteRecord:
    """The same paper where nobody can be opposed."""
    contests = {
        post: Paper(marks={p: mark for p, mark in paper.marks.items() if mark == "approve"})
        for post, paper in record.contests.items()
    }
    return replace(record, contests=contests)


def revoted(
    before: Counting, election: Election, papers: list[CastVoteRecord], collected: int | None = None
) -> Counting:
    """The count with one more revote, and its file."""
    path = before.paths[0].with_name(f"revote-{len(before.paths)}.jsonl")
    hash_ = cast.written(path, papers)
    turnout = Turnout(collected=len(papers) if collected is None else collected)
    vote = replace(election, turnout=turnout)
    counted = tally(vote, papers, cast.villagers())
    count = with_revote(before.count, vote, counted, cvr_sha256=hash_)
    return Counting(count, [*before.paths, path])


def counted(folder: Path) -> Counting:
    """The tie, and 李 chosen by the revote; two papers of it name both, and are void."""
    papers = cast.records(AGAIN, 55)
    for at in (3, 7):
        both = Paper(marks={cast.LI: "approve", cast.ZHOU: "approve"})
        papers[at] = replace(papers[at], contests={cast.MEMBER: both})
    return revoted(first_count(folder), again_election(), papers)


def first_with_aide(folder: Path) -> Counting:
    """Two ties at once: one of the members' seats, and one of the two aides'."""
    aide = cast.contest(AIDE, 2, cast.ZHENG, cast.QIAN, cast.WU)
    votes = {**FIRST, AIDE: {cast.ZHENG: 40, cast.QIAN: 36, cast.WU: 36}}
    return first_count(folder, tied_election(aide), votes)


AIDES = cast.contest(AIDE, 1, cast.QIAN, cast.WU, write_ins=0)
MEMBERS = cast.contest(cast.MEMBER, 1, cast.LI, cast.ZHOU, write_ins=0)


def parts(dossier: SealedDossier) -> dict[str, bytes]:
    assert dossier.sealed is not None
    return container.read(dossier.sealed)
