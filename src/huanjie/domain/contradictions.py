"""Contradictions (自相矛盾之处): sums of a sheet that cannot be, by plain arithmetic and no law.

More papers collected than issued is none of them: that is a fact, and the law answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from huanjie.domain.contest import PersonId, Post
from huanjie.domain.election import Candidate, Contest, Election
from huanjie.domain.sheets import Sheet, SheetContest


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One sum that cannot be (一处矛盾), in a sentence with its numbers; no post where the sheet
    is of another paper.
    """

    post: Post | None
    says: str


def contradictions(
    sheet: Sheet, election: Election, *, collected: int, name: Callable[[Post], str] = str
) -> tuple[Contradiction, ...]:
    """Everything on a sheet that blocks it, in the order of the paper; empty where it adds up.

    `collected` is the papers taken out of the boxes (收回的选票); `name` gives a post's Chinese
    name, like a pack's `post_name`.
    """
    misfits = tuple(Contradiction(post=None, says=says) for says in _misfits(sheet, election, name))
    if misfits:
        return misfits
    on_one_paper = election.single_ballot or len(election.contests) == 1
    found = []
    for contest in election.contests:
        part = sheet.contests[contest.post]
        said = (
            *_of_papers(part, collected, on_one_paper=on_one_paper),
            *_of_people(part, contest),
            *_of_write_ins(part, contest),
            *_of_votes(part, contest),
        )
        found += [
            Contradiction(post=contest.post, says=f"{name(contest.post)}：{says}") for says in said
        ]
    return tuple(found)


def _misfits(sheet: Sheet, election: Election, name: Callable[[Post], str]) -> Iterator[str]:
    """Posts, people or columns that are not those of the paper."""
    contests = {contest.post: contest for contest in election.contests}
    for post in sheet.contests:
        if post not in contests:
            yield f"选票上没有 {name(post)} 这项职务"
    for post, contest in contests.items():
        if post not in sheet.contests:
            yield f"计票单上缺少 {name(post)} 这项职务"
        elif not _fits(sheet.contests[post], contest, election):
            yield f"计票单上 {name(post)} 的候选人或者栏目与选票不同"


def _fits(part: SheetContest, contest: Contest, election: Election) -> bool:
    printed = {candidate.id for candidate in contest.candidates}
    marked = election.style == "approve-oppose-abstain"
    columns = (part.oppose, part.abstain)
    if part.spoilt is not None and not (marked and set(part.spoilt) == printed):
        return False
    return set(part.votes) == printed and all(
        set(column) == printed if marked and column is not None else marked == (column is not None)
        for column in columns
    )


def _of_papers(part: SheetContest, collected: int, *, on_one_paper: bool) -> Iterator[str]:
    papers = f"有效 {part.valid} 张加无效 {part.invalid} 张是 {part.papers} 张"
    if part.papers > collected:
        yield f"{papers}，收回的是 {collected} 张，多 {part.papers - collected} 张"
    elif on_one_paper and part.papers < collected:
        yield f"{papers}，收回的是 {collected} 张，差 {collected - part.papers} 张"


def _of_people(part: SheetContest, contest: Contest) -> Iterator[str]:
    for candidate in contest.candidates:
        approve = part.votes[candidate.id]
        if approve > part.valid:
            yield f"{candidate.name} 得赞成 {approve} 票，有效票只有 {part.valid} 张"
        elif part.oppose is not None and part.abstain is not None:
            yield from _of_marks(part, candidate, part.oppose[candidate.id], part.abstain)


def _of_marks(
    part: SheetContest, candidate: Candidate, oppose: int, abstain: Mapping[PersonId, int]
) -> Iterator[str]:
    approve, none = part.votes[candidate.id], abstain[candidate.id]
    spoilt = None if part.spoilt is None else part.spoilt[candidate.id]
    marks = approve + oppose + none + (spoilt or 0)
    if marks != part.valid:
        void = "" if spoilt is None else f"、部分作废 {spoilt} 票"
        said = f"赞成 {approve} 票、反对 {oppose} 票、弃权 {none} 票{void}，一共 {marks} 票"
        yield f"{candidate.name} {said}，有效票是 {part.valid} 张"


def _of_write_ins(part: SheetContest, contest: Contest) -> Iterator[str]:
    printed = {c.id for c in contest.candidates} | {c.name for c in contest.candidates}
    for whom, n in part.write_ins.items():
        if whom in printed:
            yield f"另选他人“{whom}”（{n} 票）就是印在选票上的候选人"
        if n < 1:
            yield f"另选他人“{whom}”是 {n} 票：没有人写的，不列在另选他人里"
        if n > part.valid:
            yield f"另选他人“{whom}”得 {n} 票，有效票只有 {part.valid} 张"
    lines = contest.write_ins
    if lines is not None and part.written_in > lines * part.valid:
        most = f"有效票 {part.valid} 张、每张 {lines} 行，最多 {lines * part.valid} 票"
        yield f"另选他人一共 {part.written_in} 票，{most}"


def _of_votes(part: SheetContest, contest: Contest) -> Iterator[str]:
    votes = sum(part.votes.values()) + part.written_in
    most = contest.seats * part.valid
    if votes > most:
        said = f"有效票 {part.valid} 张、每张最多选 {contest.seats} 人，最多 {most} 票"
        yield f"赞成和另选他人一共 {votes} 票，{said}"
