"""Tally (计票): cast vote records in, votes by contest and batch out.

A record says what the paper shows and imposes no rule; the pack says what the paper is worth.
Records are read once, in any order, and nothing of a single paper is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from huanjie.domain.ballot import Ballot, Marks, Verdict, judge
from huanjie.domain.batching import Parts, merge_small
from huanjie.domain.contest import PersonId, Post
from huanjie.domain.contesttally import ContestTally
from huanjie.domain.election import Contest, Election, Turnout
from huanjie.door.cursor import escape
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack

Mark = Literal["approve", "oppose", "abstain"]
Picture = tuple[str, int]
"""Where a picture of a paper is (图像的位置): (file, page), from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One contest as one paper shows it; a candidate without a mark is absent."""

    marks: Mapping[PersonId, Mark]
    write_ins: tuple[str, ...] = ()
    """who is written in (另选他人), line by line: a name, or an id once it is known whose"""

    def naming(self, names: Mapping[str, str]) -> Paper:
        """The same paper, whoever is written in called as `names` has it."""
        return replace(self, write_ins=tuple(names.get(name, name) for name in self.write_ins))


@dataclass(frozen=True, slots=True, kw_only=True)
class CastVoteRecord:
    """单票记录: what one paper shows. Its id is random, and never the code on the paper."""

    id: str
    batch: str
    source: tuple[Picture, ...]
    """every picture of this paper"""
    contests: Mapping[Post, Paper]
    void: bool = False
    """整张无效: nobody can tell what is written on it (无法辨认); it shows nothing else"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """计票结果: every contest's votes, and the same by batch."""

    contests: Mapping[Post, ContestTally]
    batches: Mapping[str, Mapping[Post, ContestTally]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A record under the law (判定): every post on its paper, whom it chooses, what it is worth."""

    record: CastVoteRecord
    papers: Mapping[Post, Paper]
    """whoever is written in for one post and printed for another stands here under one id"""
    chosen: Mapping[Post, set[PersonId]]
    verdict: Verdict


ILLEGIBLE: Final = Verdict(valid=False, void_posts=(), grounds=())
"""无法辨认: void by what people decided of the paper, and by no count of its marks."""


def tally(election: Election, records: Iterable[CastVoteRecord], pack: RulePack) -> Tally:
    """Count every record once; a record that cannot belong to this election is refused."""
    counting = Counting(election)
    for judged in judged_records(election, records, pack):
        counting.add(judged)
    return counting.finished()


def judged_records(
    election: Election, records: Iterable[CastVoteRecord], pack: RulePack
) -> Iterator[Judged]:
    """Each record with its verdict, as soon as it is read; one that cannot be is refused."""
    contests = {contest.post: contest for contest in election.contests}
    seats = {post: contest.seats for post, contest in contests.items()}
    namesakes = ids_by_name(election.contests)
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            says = f"单票记录“{record.id}”出现两次"
            raise BadInput(says, at="/id", remedy="同一张选票只留一条记录")
        seen.add(record.id)
        papers = _papers(record, contests, single_ballot=election.single_ballot)
        for post, paper in papers.items():
            check_paper(f"单票记录“{record.id}”的 {post}", contests[post], paper, election)
        named = _named(papers, namesakes)
        chosen = {post: _chosen(paper) for post, paper in named.items()}
        ballot = _ballot(named, chosen, election)
        verdict = ILLEGIBLE if record.void else judge(pack, ballot, seats)
        yield Judged(record=record, papers=named, chosen=chosen, verdict=verdict)


class Counting:
    """A tally in the making (计票中): judged records come one by one, and none is kept."""

    def __init__(self, election: Election) -> None:
        self._election = election
        self._batches: dict[str, dict[Post, ContestTally]] = {}

    def add(self, judged: Judged) -> None:
        """Count one paper."""
        batch = self._batches.get(judged.record.batch)
        if batch is None:
            batch = self._batches[judged.record.batch] = self._nothing()
        for post, paper in judged.papers.items():
            part = batch[post]
            if not judged.verdict.counts_for(post):
                part.invalid += 1
                continue
            part.valid += 1
            part.votes.update(judged.chosen[post])
            part.oppose.update(person for person, mark in paper.marks.items() if mark == "oppose")

    def finished(self) -> Tally:
        """The tally; records that are not as many as the papers are refused."""
        _check_boxes(self._election, self._batches)
        merged = merge_small(self._batches)
        totals = self._nothing()
        for parts in merged.values():
            for post, part in parts.items():
                totals[post].add(part)
        _check_collected(self._election, totals)
        return Tally(contests=totals, batches=merged)

    def _nothing(self) -> dict[Post, ContestTally]:
        return {contest.post: ContestTally() for contest in self._election.contests}


def _papers(
    record: CastVoteRecord, contests: Mapping[Post, Contest], *, single_ballot: bool
) -> dict[Post, Paper]:
    """The contests on this paper; what is not marked on it was left blank.

    Where posts have papers of their own, a record names its own, and a wholly blank one is every
    post's.
    """
    unknown = [post for post in record.contests if post not in contests]
    if unknown:
        says = f"单票记录“{record.id}”里有这次选举没有的职务“{unknown[0]}”"
        remedy = "核对选举文件和单票记录是不是同一次选举的"
        raise BadInput(says, at=f"/contests/{escape(unknown[0])}", remedy=remedy)
    on_it = contests if single_ballot or not record.contests else record.contests
    return {post: record.contests.get(post, Paper(marks={})) for post in on_it}


def ids_by_name(contests: Iterable[Contest]) -> dict[str, PersonId]:
    """Who is printed under a name, where only one person is (同名的人不算)."""
    ids: dict[str, set[PersonId]] = {}
    for contest in contests:
        for candidate in contest.candidates:
            ids.setdefault(candidate.name, set()).add(candidate.id)
    return {name: next(iter(own)) for name, own in ids.items() if len(own) == 1}


def _named(papers: Mapping[Post, Paper], ids: Mapping[str, PersonId]) -> dict[Post, Paper]:
    """The same papers, somebody written in for one post and printed for another under one id.

    Equal names are one person: adjudication has told namesakes apart before.
    """
    return {post: paper.naming(ids) for post, paper in papers.items()}


def check_paper(where: str, contest: Contest, paper: Paper, election: Election) -> None:
    """Refuse marks and names that this paper has no place for (BadInput); `where` says whose."""
    at = f"/contests/{escape(contest.post)}"
    ids = {candidate.id for candidate in contest.candidates}
    for person, mark in paper.marks.items():
        if person not in ids:
            says = f"{where} 里有选票上没有的人“{person}”"
            remedy = "只填选票上印的候选人，别的人写在另选他人里"
            raise BadInput(says, at=f"{at}/marks/{escape(person)}", remedy=remedy)
        if election.style == "choice" and mark != "approve":
            says = f"{where} 有“{mark}”，而这次的选票只有选与不选"
            remedy = "选了的填 approve，没有选的不填"
            raise BadInput(says, at=f"{at}/marks/{escape(person)}", remedy=remedy)
    if contest.write_ins is not None and len(paper.write_ins) > contest.write_ins:
        lines, most = len(paper.write_ins), contest.write_ins
        says = f"{where} 写了 {lines} 个另选他人，选票上只有 {most} 行"
        raise BadInput(says, at=f"{at}/write_ins")
    printed = ids | {candidate.name for candidate in contest.candidates}
    for line, name in enumerate(paper.write_ins):
        if name in printed:
            says, remedy = f"{where} 的另选他人“{name}”就是候选人", "认定疑票时改记在候选人名下"
            raise BadInput(says, at=f"{at}/write_ins/{line}", remedy=remedy)


def _ballot(
    papers: Mapping[Post, Paper], chosen: Mapping[Post, set[PersonId]], election: Election
) -> Ballot:
    marks = {post: _numbers(paper, chosen[post], election) for post, paper in papers.items()}
    twice = Counter(person for people in chosen.values() for person in people)
    return Ballot(marks=marks, same_person_twice=any(n > 1 for n in twice.values()))


def _chosen(paper: Paper) -> set[PersonId]:
    """Everyone whom the paper chooses; a name written twice is one person."""
    marked = {person for person, mark in paper.marks.items() if mark == "approve"}
    return marked | {PersonId(name) for name in paper.write_ins}


def _numbers(paper: Paper, chosen: set[PersonId], election: Election) -> Marks:
    written = len(set(paper.write_ins))
    kinds = Counter(paper.marks.values())
    counted = election.style == "approve-oppose-abstain"
    return Marks(
        approve=len(chosen) - written,
        oppose=kinds["oppose"] if counted else None,
        abstain=kinds["abstain"] if counted else None,
        write_in=written,
    )


def check_has_turnout(election: Election) -> Turnout:
    """The turnout (投票情况), which an election has once the vote is over."""
    if election.turnout is None:
        raise BadInput("还没有投票情况，不能计票", at="/turnout", remedy="补上 turnout")
    return election.turnout


def _check_collected(election: Election, totals: Mapping[Post, ContestTally]) -> None:
    """The records must be as many as the papers collected, or some are lost or doubled."""
    collected = check_has_turnout(election).collected
    papers = max((part.papers for part in totals.values()), default=0)
    if papers != collected:
        raise BadInput(
            f"单票记录 {papers} 条，收回选票写的是 {collected} 张",
            remedy="找出缺少或者多出的选票，再计票",
        )


def _check_boxes(election: Election, batches: Mapping[str, Parts]) -> None:
    """Where the batches are the boxes, each holds the papers that were counted out of it."""
    boxes = {box.id: box.collected for box in check_has_turnout(election).boxes}
    if not set(batches) <= set(boxes):
        return
    for name, parts in batches.items():
        papers = max(part.papers for part in parts.values())
        if papers != boxes[name]:
            raise BadInput(
                f"票箱“{name}”的单票记录 {papers} 条，清点时是 {boxes[name]} 张",
                remedy="核对记录的票箱，或者重新清点",
            )
