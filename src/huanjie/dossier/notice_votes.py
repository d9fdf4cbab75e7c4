"""The votes on the notice (公告的得票表): every person of every vote, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from huanjie.domain.contest import (
    ContestCount,
    ContestResult,
    Count,
    Declaration,
    Person,
    PersonId,
    Post,
)
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import OfficersFacts, RunoffFacts, post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.dossier.case import Case
from huanjie.dossier.notice_parts import Line, NoticeBlock, VoteRow, Votes
from huanjie.dossier.people import People

_ELECTED: Final = "当选"
_OUT: Final = "未当选"
_TIED: Final = "票数相等"
_AGAIN: Final = "票数相等，再次投票"
_BACK: Final = "不任职"
_NEXT: Final = "递补当选"
_VOID: Final = "选举无效"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vote:
    """One vote for one post, and whom it elected."""

    case: Case
    people: People
    post: Post
    elected: tuple[PersonId, ...]
    tied: tuple[PersonId, ...] = ()

    def table(self, caption: str, votes: Mapping[PersonId, int]) -> Votes:
        rows = (
            VoteRow(name=self.people.name(id_), votes=n, result=self.outcome(id_))
            for id_, n in votes.items()
        )
        return Votes(caption=caption, rows=tuple(rows))

    def outcome(self, person: PersonId) -> str:
        """Whom it elected may step back after a later vote, and the next in line takes the seat."""
        holds = person in self.case.declared.final.get(self.post, ())
        if person in self.elected:
            return _ELECTED if holds else _BACK
        if person in self.tied:
            return _TIED
        return _NEXT if holds and (self.post, person) not in _voted_in(self.case) else _OUT


def votes_blocks(case: Case, people: People, index: int) -> Iterator[NoticeBlock]:
    """The votes of one round, contest by contest."""
    answer, round_ = case.declared.answers[index], case.count.rounds[index]
    match round_.facts, answer:
        case Count() as count, Declaration():
            results = {result.post: result for result in answer.contests}
            for contest in count.contests:
                yield from _contest(case, people, contest, results.get(contest.post))
        case RunoffFacts() as runoff, Runoff():
            post = post_of_round(round_, case.declared.answers, index)
            vote = _Vote(
                case=case, people=people, post=post, elected=answer.elected, tied=answer.tied
            )
            yield vote.table("得票", runoff.votes)
        case OfficersFacts() as officers, Officers():
            for post, own in officers.votes.items():
                winner = answer.elected.get(post)
                vote = _Vote(
                    case=case, people=people, post=post, elected=(winner,) if winner else ()
                )
                yield vote.table(f"{people.post(post)}得票", own)


def _contest(
    case: Case, people: People, contest: ContestCount, result: ContestResult | None
) -> Iterator[NoticeBlock]:
    vote = _Vote(
        case=case,
        people=people,
        post=contest.post,
        elected=result.elected if result else (),
        tied=result.tied if result else (),
    )
    rows = (
        VoteRow(
            name=people.name(person.id),
            votes=person.votes,
            result=_first_result(vote, contest, result, person),
        )
        for person in contest.people
    )
    caption = f"{people.post(contest.post)}（应选 {contest.seats} 名）得票"
    yield Votes(caption=caption, rows=tuple(rows))
    if contest.revote:
        caption = f"再次投票，收回选票 {contest.revote.collected} 张"
        yield vote.table(caption, contest.revote.votes)
    for each in result.withdrawn if result else ():
        why = "与当选的人有近亲属关系" if each.because == "near-relative" else "已当选更高的职务"
        yield Line(says=f"{people.name(each.id)}得票够数而不任职：{why}")


def _first_result(
    vote: _Vote, contest: ContestCount, result: ContestResult | None, person: Person
) -> str:
    """What came of somebody's votes in the first vote."""
    if result is None:
        return _VOID
    if contest.revote and person.id in contest.revote.votes:
        return _AGAIN
    if any(each.id == person.id for each in result.withdrawn):
        return _BACK
    return vote.outcome(person.id)


def _voted_in(case: Case) -> set[tuple[Post, PersonId]]:
    """Everyone whom a vote itself elected to a seat."""
    found: set[tuple[Post, PersonId]] = set()
    for index, answer in enumerate(case.declared.answers):
        match answer:
            case Declaration():
                found |= {(each.post, id_) for each in answer.contests for id_ in each.elected}
            case Runoff():
                post = post_of_round(case.count.rounds[index], case.declared.answers, index)
                found |= {(post, id_) for id_ in answer.elected}
    return found
