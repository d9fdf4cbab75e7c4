"""Rounds (轮次): the first vote, the runoffs and the committee's own vote, each declared by its own
question.

A revote is no round of its own: it settles a tie inside the round that it belongs to, and that
round keeps the batches and the records of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from huanjie.domain.avoidance import Holder, Pairs
from huanjie.domain.contest import Count, Declaration, Person, PersonId, Post
from huanjie.domain.declaration import declare
from huanjie.domain.election import Election
from huanjie.domain.holding import Held, Line, hold, refill
from huanjie.domain.officers import Officers, officers
from huanjie.domain.runoff import Runoff, runoff
from huanjie.domain.seats import by_votes
from huanjie.domain.sheets import Sheets
from huanjie.door.fault import BadInput
from huanjie.law.pack import RulePack

RoundKind = Literal["first", "runoff", "officers"]
ROUND_NAMES: Final[dict[RoundKind, str]] = {
    "first": "第一次投票",
    "runoff": "另行选举",
    "officers": "委员会全体会议选举",
}
"""Each kind of round as a notice calls it (轮次名称)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunoffFacts:
    """What a runoff (另行选举) is declared from."""

    vacancies: int
    votes: Mapping[PersonId, int]
    collected: int | None = None
    attended: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersFacts:
    """What the committee's own vote (委员会全体会议) is declared from."""

    committee: tuple[PersonId, ...]
    attended: int
    votes: Mapping[Post, Mapping[PersonId, int]]


Facts = Count | RunoffFacts | OfficersFacts
Answer = Declaration | Runoff | Officers


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCount:
    """One batch's part of one contest (分箱计票); too few papers to hide a vote are merged
    before.
    """

    valid: int
    invalid: int
    votes: Mapping[PersonId, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """一个票箱或一批选票."""

    name: str
    contests: Mapping[Post, BatchCount]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevoteRecords:
    """一次再次投票的分箱计票和单票记录; its sums stand in the facts, in each contest's `revote`."""

    batches: tuple[Batch, ...]
    cvr_sha256: str | None = None
    sheets: Sheets | None = None
    """of a hand count (手工计票)"""

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts that it was about, as its batches name them."""
        return tuple(dict.fromkeys(post for batch in self.batches for post in batch.contests))


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """一轮投票: its facts, its batches, and the hash of its cast vote records where there were
    any.
    """

    kind: RoundKind
    facts: Facts
    batches: tuple[Batch, ...] = ()
    cvr_sha256: str | None = None
    revotes: tuple[RevoteRecords, ...] = ()
    """of the first round alone, in the order in which they were counted"""
    sheets: Sheets | None = None
    """of a hand count (手工计票), which has no records"""

    @property
    def post(self) -> Post | None:
        """The one post that a runoff is about, as its batches or its sheets name it."""
        posts = {post for batch in self.batches for post in batch.contests}
        posts |= set(self.sheets.decided.contests) if self.sheets else set()
        return posts.pop() if len(posts) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFile:
    """COUNT.json: the election and every round of it."""

    election: Election
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Every round's answer, and who holds each post at the end (最终当选)."""

    answers: tuple[Answer, ...]
    final: Mapping[Post, tuple[PersonId, ...]]
    held: Held
    """who steps back because of what a later round decided"""


def declare_rounds(count: CountFile, pack: RulePack) -> Declared:
    """Declare round after round under one pack, and gather who is elected."""
    pairs = _pairs(count)
    answers: list[Answer] = []
    holders: list[Holder] = []
    held = Held(stay=())
    for index, round_ in enumerate(count.rounds):
        if isinstance(round_.facts, RunoffFacts):
            _check_vacancies(
                round_.facts, post_of_round(round_, answers, index), held, count, index
            )
        answers.append(answer_round(round_.facts, pack))
        holders += _holders(round_, answers, index, pack)
        in_line = _in_line(count.rounds[: index + 1], answers, pack)
        held = refill(hold(tuple(holders), pairs, pack), in_line, pairs, pack)
    posts = [contest.post for contest in count.election.contests]
    final = {
        post: tuple(holder.person.id for holder in held.stay if holder.post == post)
        for post in (*posts, *(holder.post for holder in held.stay))
    }
    for answer in answers:
        if isinstance(answer, Officers):
            final |= {post: (id_,) if id_ else () for post, id_ in answer.elected.items()}
    return Declared(answers=tuple(answers), final=final, held=held)


def _pairs(count: CountFile) -> Pairs:
    """Every pair of near relatives that the election or its first round states."""
    stated = list(count.election.near_relatives)
    for round_ in count.rounds:
        if isinstance(round_.facts, Count):
            stated += round_.facts.near_relatives
    return frozenset(frozenset(pair) for pair in stated)


def _check_vacancies(
    facts: RunoffFacts, post: Post, held: Held, count: CountFile, index: int
) -> None:
    """A runoff fills no more seats than are open."""
    first = count.rounds[0].facts
    contests = first.contests if isinstance(first, Count) else ()
    seats = next((contest.seats for contest in contests if contest.post == post), 0)
    vacant = seats - sum(holder.post == post for holder in held.stay)
    if facts.vacancies > vacant:
        raise BadInput(
            f"{post} 只缺 {vacant} 名，另行选举写的是 {facts.vacancies} 名",
            at=f"/rounds/{index}/facts/vacancies",
            remedy="核对前几轮的结果",
        )


def answer_round(facts: Facts, pack: RulePack) -> Answer:
    """Declare one round by its own question."""
    match facts:
        case Count():
            return declare(facts, pack)
        case RunoffFacts():
            return runoff(
                pack,
                vacancies=facts.vacancies,
                collected=facts.collected,
                attended=facts.attended,
                votes=facts.votes,
            )
        case OfficersFacts():
            return officers(
                pack, committee=facts.committee, attended=facts.attended, votes=facts.votes
            )


def _holders(round_: Round, answers: list[Answer], index: int, pack: RulePack) -> list[Holder]:
    """Whom one round seats; officers already sit on the committee and are no new holders."""
    answer = answers[index]
    elected: list[tuple[Post, PersonId]] = []
    votes: dict[tuple[Post, PersonId], int] = {}
    if isinstance(answer, Declaration) and isinstance(round_.facts, Count):
        elected = [(result.post, id_) for result in answer.contests for id_ in result.elected]
        votes = counted_votes(round_.facts, answer)
    if isinstance(answer, Runoff) and isinstance(round_.facts, RunoffFacts):
        post = post_of_round(round_, answers, index)
        elected = [(post, id_) for id_ in answer.elected]
        votes = {(post, id_): n for id_, n in round_.facts.votes.items()}
    return [
        Holder(person=Person(id=id_, votes=votes[post, id_]), post=post, rank=pack.rank_of(post))
        for post, id_ in elected
    ]


def counted_votes(count: Count, declared: Declaration) -> dict[tuple[Post, PersonId], int]:
    """Everybody's votes by post, those that count from higher posts among them."""
    votes = {(each.post, p.id): p.votes for each in count.contests for p in each.people}
    carried = {(r.post, each.id): each.total for r in declared.contests for each in r.carried}
    return votes | carried


def _in_line(
    rounds: tuple[Round, ...], answers: list[Answer], pack: RulePack
) -> dict[Post, list[Line]]:
    """Who reached the line, by post: a line for each vote, in the order of its votes."""
    line: dict[Post, list[Line]] = {}
    for index, (round_, answer) in enumerate(zip(rounds, answers, strict=True)):
        if isinstance(answer, Declaration) and isinstance(round_.facts, Count):
            results = {result.post: result for result in answer.contests}
            for contest in round_.facts.contests:
                result = results.get(contest.post)
                people = result.counted(contest.people) if result else ()
                least = {contest.post: result.minimum_votes} if result else {}
                line[contest.post] = [_over(contest.post, people, least, pack)]
        if isinstance(answer, Runoff) and isinstance(round_.facts, RunoffFacts):
            post = post_of_round(round_, answers, index)
            people = tuple(Person(id=id_, votes=n) for id_, n in round_.facts.votes.items())
            own = _over(post, people, {post: answer.minimum_votes}, pack)
            line[post] = [*line.get(post, []), own]
    return line


def _over(
    post: Post, people: tuple[Person, ...], least: Mapping[Post, int], pack: RulePack
) -> list[Holder]:
    """Those of one post with enough votes; of a void election nobody has."""
    if post not in least:
        return []
    rank = pack.rank_of(post)
    enough = by_votes(tuple(person for person in people if person.votes >= least[post]))
    return [Holder(person=person, post=post, rank=rank) for person in enough]


def post_of_round(round_: Round, answers: Sequence[Answer], index: int) -> Post:
    """The contest of a runoff: the one its batches name, else the one whose people stand again."""
    if round_.post:
        return round_.post
    first = answers[0]
    results = first.contests if isinstance(first, Declaration) else ()
    standing = set(round_.facts.votes) if isinstance(round_.facts, RunoffFacts) else set()
    own = [r for r in results if r.vacancies and standing & set(r.not_elected)]
    if len(own) != 1:
        raise BadInput(
            "看不出这一轮另行选举的是哪一项职务",
            at=f"/rounds/{index}",
            remedy="在 batches 里写明职务，或者核对候选人",
        )
    return own[0].post
