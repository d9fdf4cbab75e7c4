"""Recounting (重新计票): cast vote records counted again under the pack, held against their rounds.

One file of records serves one round, or all the runoffs of one evening, or one revote. A later
vote's paper is not in the dossier: it is told from the facts, and from the marks on the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from huanjie.domain.contest import ContestCount, Count, Person, PersonId, Post
from huanjie.domain.counting import first_round, officers_round, runoff_rounds
from huanjie.domain.election import Candidate, Contest, Election, Turnout
from huanjie.domain.rounds import CountFile, OfficersFacts, Round, RunoffFacts
from huanjie.domain.tally import CastVoteRecord, tally
from huanjie.dossier.difference import Difference, first_difference
from huanjie.dossier.recount_revote import batches_differ, revote_differs, style_of
from huanjie.exchange.count import facts_as_json
from huanjie.law.pack import RulePack


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """What one file of records was counted for: these rounds, or one revote of the first."""

    rounds: tuple[int, ...]
    revote: int | None = None

    @property
    def title(self) -> str:
        """What a verdict calls them."""
        rounds = "、".join(str(index + 1) for index in self.rounds)
        return f"第 {rounds} 轮" if self.revote is None else f"第 {rounds} 轮的再次投票"

    @property
    def order(self) -> tuple[tuple[int, ...], int]:
        """By rounds, a round before its revotes."""
        return self.rounds, -1 if self.revote is None else self.revote


@dataclass(frozen=True, slots=True)
class Recounted:
    """A vote that its records do not bear out (不符的一轮)."""

    vote: Votes
    difference: Difference
    """its pointer from the root of count.json"""


def groups(count: CountFile) -> dict[str, Votes]:
    """What was counted from each file of records, by its hash; a hand count has none."""
    found: dict[str, list[int]] = {}
    for index, round_ in enumerate(count.rounds):
        if round_.cvr_sha256:
            found.setdefault(round_.cvr_sha256, []).append(index)
    votes = {hash_: Votes(rounds=tuple(indexes)) for hash_, indexes in found.items()}
    for at, revote in enumerate(count.rounds[0].revotes):
        if revote.cvr_sha256:
            votes[revote.cvr_sha256] = Votes(rounds=(0,), revote=at)
    return votes


def recount(
    count: CountFile, pack: RulePack, votes: Votes, records: list[CastVoteRecord]
) -> Recounted | None:
    """The first of these votes that differs from its records; None where all agree."""
    if votes.revote is not None:
        difference = revote_differs(count, pack, votes.revote, records)
        return Recounted(votes, difference) if difference else None
    again = _rounds(count, pack, votes.rounds, records)
    for index in votes.rounds:
        difference = _differs(count.rounds[index], again, f"/rounds/{index}")
        if difference:
            return Recounted(Votes(rounds=(index,)), difference)
    return None


def _differs(stated: Round, again: list[Round], pointer: str) -> Difference | None:
    mine = next((each for each in again if each.post == stated.post), again[0])
    one, other = facts_as_json(_bare(stated).facts), facts_as_json(_bare(mine).facts)
    difference = first_difference(one, other, f"{pointer}/facts")
    if difference or not stated.batches:
        return difference
    return batches_differ(stated.batches, mine.batches, f"{pointer}/batches")


def _bare(round_: Round) -> Round:
    """A round without its revote, whose papers are other papers, and without order among people."""
    facts = round_.facts
    if not isinstance(facts, Count):
        return round_
    contests = tuple(
        replace(contest, revote=None, people=_ordered(contest)) for contest in facts.contests
    )
    return replace(round_, facts=replace(facts, contests=contests))


def _ordered(contest: ContestCount) -> tuple[Person, ...]:
    written = sorted((p for p in contest.people if p.written_in), key=lambda p: p.id)
    return (*(p for p in contest.people if not p.written_in), *written)


def _rounds(
    count: CountFile, pack: RulePack, indexes: Sequence[int], records: list[CastVoteRecord]
) -> list[Round]:
    """The rounds that these records make."""
    stated = [count.rounds[index] for index in indexes]
    facts = stated[0].facts
    if isinstance(facts, Count):
        counted = tally(count.election, records, pack)
        return [first_round(count.election, counted, cvr_sha256=stated[0].cvr_sha256)]
    election = _election(count.election, stated, records)
    counted = tally(election, records, pack)
    if isinstance(facts, OfficersFacts):
        committee, hash_ = facts.committee, stated[0].cvr_sha256
        return [officers_round(election, counted, committee=committee, cvr_sha256=hash_)]
    return list(runoff_rounds(election, counted, cvr_sha256=stated[0].cvr_sha256))


def _election(first: Election, stated: list[Round], records: list[CastVoteRecord]) -> Election:
    """The later vote's own election."""
    contests = tuple(_contests(first, stated, records))
    papers = max((sum(c.post in _posts(r, contests) for r in records) for c in contests), default=0)
    attended = next((getattr(each.facts, "attended", None) for each in stated), None)
    return replace(
        first,
        contests=contests,
        near_relatives=(),
        style=style_of(first, records),
        turnout=Turnout(collected=papers, attended=attended),
    )


def _posts(record: CastVoteRecord, contests: tuple[Contest, ...]) -> set[Post]:
    """What a paper is about; one with nothing on it is a blank one of every contest."""
    return set(record.contests) or {contest.post for contest in contests}


def _contests(
    first: Election, stated: list[Round], records: list[CastVoteRecord]
) -> Iterator[Contest]:
    for round_ in stated:
        match round_.facts:
            case RunoffFacts() as facts if post := round_.post or _only_post(records):
                yield _contest(first, post, facts.vacancies, list(facts.votes), records)
            case OfficersFacts() as facts:
                for post, own in facts.votes.items():
                    yield _contest(first, post, 1, list(own), records)


def _only_post(records: list[CastVoteRecord]) -> Post | None:
    """What a runoff without batches was about: the one post on its papers."""
    posts = {post for record in records for post in record.contests}
    return posts.pop() if len(posts) == 1 else None


def _contest(
    first: Election,
    post: Post,
    seats: int,
    voted_for: list[PersonId],
    records: list[CastVoteRecord],
) -> Contest:
    """The candidates are those whom the papers print: people marked, not only written in."""
    papers = [record.contests[post] for record in records if post in record.contests]
    written = {PersonId(name) for paper in papers for name in paper.write_ins}
    marked = {person for paper in papers for person in paper.marks}
    names = {c.id: c.name for contest in first.contests for c in contest.candidates}
    return Contest(
        post=post,
        seats=seats,
        candidates=tuple(
            Candidate(id=person, name=names.get(person, person))
            for person in voted_for
            if person in marked or person not in written
        ),
    )
