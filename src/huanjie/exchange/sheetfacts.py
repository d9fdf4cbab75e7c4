"""Facts from sheets (由计票单得出的事实): what a round states must be what its sheets say.

A later vote's paper is not in COUNT.json: it is told from the sheets, and the seats that nobody
states bound nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from huanjie.domain.contest import Count, PersonId, Post
from huanjie.domain.contradictions import contradictions
from huanjie.domain.election import Candidate, Contest, Election
from huanjie.domain.rounds import Batch, Facts, OfficersFacts, Round, RunoffFacts
from huanjie.domain.sheets import Sheet, SheetContest, Sheets
from huanjie.domain.tally import ids_by_name
from huanjie.door.cursor import Cursor, shown
from huanjie.exchange.batches import sum_of

_Key = tuple[str, str]
"""What a number is, and whose; the papers are nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What the facts state of one post: where, and each number that a sheet can say."""

    at: Cursor
    numbers: dict[_Key, Cursor] = field(default_factory=dict)
    marked: bool = False
    """whether the papers, and who opposed or abstained, are stated too"""
    papers: bool = False
    """whether the papers are stated as one number"""


def check_sheets(round_: Cursor, read: Round, election: Election) -> None:
    """Refuse a round, or a revote in it, whose facts do not follow from its sheets."""
    facts = round_.get("facts")
    names = ids_by_name(election.contests)
    if read.sheets:
        stated = _of_round(facts, read)
        paper = _paper(read.facts, read.sheets.decided, election)
        _Vote(round_, read.sheets, read.batches, names).check(stated, paper, read.facts)
    revotes = round_.find("revotes")
    for item, own in zip(revotes.items() if revotes else (), read.revotes, strict=True):
        if own.sheets:
            stated = {post: _of_revote(facts, post) for post in own.posts}
            paper = _told(own.sheets.decided, election, {})
            _Vote(item, own.sheets, own.batches, names).check(stated, paper)


@dataclass(frozen=True, slots=True)
class _Vote:
    """One hand count with its sheets, where it stands in the file."""

    at: Cursor
    sheets: Sheets
    batches: tuple[Batch, ...]
    names: Mapping[str, PersonId]

    def check(
        self, stated: Mapping[Post, _Stated], paper: Election, facts: Facts | None = None
    ) -> None:
        """The posts, the arithmetic of the sheet, every number of the facts, and the batches."""
        contests = self.decided.get("contests")
        if set(contests.value) != set(stated):
            contests.refuse("计票单上的职务不是这一轮的职务", "一轮的计票单只写这一轮的职务")
        sheet = self.sheets.decided
        most = max(part.papers for part in sheet.contests.values())
        collected = facts.collected if isinstance(facts, Count) else most
        for each in contradictions(sheet, paper, collected=collected):
            at = contests.get(each.post) if each.post else contests
            at.refuse(f"计票单自相矛盾：{each.says}", "核对原始记录")
        for post, own in stated.items():
            _compare(own, _expected(sheet.contests[post], own, self.names))
        self._check_batches()

    @property
    def decided(self) -> Cursor:
        """The sheet that counts."""
        sheets = self.at.get("sheets")
        return sheets.find("settled") or sheets.get("first")

    def _check_batches(self) -> None:
        for post, summed in sum_of(self.batches).items():
            part = self.sheets.decided.contests[post]
            if (summed.valid, summed.invalid) != (part.valid, part.invalid):
                self.at.get("batches").refuse(
                    f"各批的有效票、无效票合计 {summed.valid}、{summed.invalid}，"
                    f"计票单上是 {part.valid}、{part.invalid}",
                    "核对各批的票数",
                )


def _compare(own: _Stated, expected: Mapping[_Key, int]) -> None:
    for what, whom in dict.fromkeys([*own.numbers, *expected]):
        stated, said = own.numbers.get((what, whom)), expected.get((what, whom))
        if stated is None:
            whose = f"“{shown(whom)}”的 " if whom else ""
            own.at.refuse(f"计票单上有 {whose}{what}（{said}），这里没有", "核对计票单")
        if said is None:
            stated.refuse("计票单上没有这个数", "核对计票单")
        if stated.value != said:
            stated.refuse(f"计票单上是 {said}，这里写的是 {stated.value}", "核对计票单")


def _expected(part: SheetContest, own: _Stated, names: Mapping[str, PersonId]) -> dict[_Key, int]:
    """What the facts must state if they follow from a sheet."""
    expected: dict[_Key, int] = {}
    if own.marked:
        expected |= {("valid", ""): part.valid, ("invalid", ""): part.invalid}
    if own.papers:
        expected["collected", ""] = part.papers
    votes = Counter({str(person): n for person, n in part.votes.items()})
    for name, n in part.write_ins.items():
        # Somebody printed elsewhere is counted under his id, and a stranger under his name.
        votes[name if ("votes", name) in own.numbers else names.get(name, name)] += n
    expected |= {("votes", person): n for person, n in votes.items()}
    if own.marked and part.oppose is not None and part.abstain is not None:
        expected |= {("oppose", person): n for person, n in part.oppose.items()}
        # Whoever is neither approved nor opposed on a valid paper: a part that is void counts for
        # nobody and against nobody, like a paper that a machine read with nothing in that place.
        spoilt = part.spoilt or {}
        expected |= {("abstain", p): n + spoilt.get(p, 0) for p, n in part.abstain.items()}
    return expected


def _of_round(facts: Cursor, read: Round) -> dict[Post, _Stated]:
    match read.facts:
        case Count():
            items = facts.get("contests").items()
            return {Post(item.get("post").text()): _of_contest(item) for item in items}
        case RunoffFacts():
            post = read.post
            return {post: _of_papers(facts)} if post else {}
        case OfficersFacts():
            return {
                Post(post): _Stated(at=votes, numbers=dict(_votes(votes)))
                for post, votes in facts.get("votes").entries()
            }


def _of_revote(facts: Cursor, post: Post) -> _Stated:
    own = (item for item in facts.get("contests").items() if item.get("post").value == post)
    return _of_papers(next(own).get("revote"))


def _of_contest(item: Cursor) -> _Stated:
    papers = {(key, ""): stated for key in ("valid", "invalid") if (stated := item.find(key))}
    written = item.find("write_ins")
    people = (*item.get("candidates").items(), *(written.items() if written else ()))
    votes = {
        (key, person.get("id").text()): stated
        for person in people
        for key in ("votes", "oppose", "abstain")
        if (stated := person.find(key))
    }
    return _Stated(at=item, numbers=papers | votes, marked=True)


def _of_papers(facts: Cursor) -> _Stated:
    """A runoff or a revote: the papers collected, and each one's votes."""
    collected = facts.find("collected")
    papers = {("collected", ""): collected} if collected else {}
    return _Stated(at=facts, numbers=papers | dict(_votes(facts.get("votes"))), papers=True)


def _votes(votes: Cursor) -> Iterator[tuple[_Key, Cursor]]:
    for person, number in votes.entries():
        yield ("votes", person), number


def _paper(facts: Facts, sheet: Sheet, election: Election) -> Election:
    """The paper that a round was counted from."""
    match facts:
        case Count():
            return replace(election, single_ballot=facts.single_ballot)
        case RunoffFacts():
            return _told(sheet, election, dict.fromkeys(sheet.contests, facts.vacancies))
        case OfficersFacts():
            return _told(sheet, election, dict.fromkeys(sheet.contests, 1))


def _told(sheet: Sheet, election: Election, seats: Mapping[Post, int]) -> Election:
    """A later paper, as its sheet tells it: whom it prints, and whether it asks to oppose."""
    marked = all(part.oppose is not None for part in sheet.contests.values())
    return replace(
        election,
        contests=tuple(
            Contest(
                post=post,
                seats=seats.get(post, max(1, len(part.votes))),
                candidates=tuple(Candidate(id=person, name=person) for person in part.votes),
            )
            for post, part in sheet.contests.items()
        ),
        turnout=None,
        single_ballot=False,
        style="approve-oppose-abstain" if marked else "choice",
    )
