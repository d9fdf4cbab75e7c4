"""The votes on the notice (公告的得票表): every person of every vote, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from huanjie.domain.contest import Because, Person
from huanjie.dossier.case import Case
from huanjie.dossier.notice_parts import Line, NoticeBlock, VoteRow, Votes
from huanjie.dossier.outcomes import Outcome, Outcomes
from huanjie.dossier.people import People
from huanjie.dossier.vote import Vote, votes_in

_WORDS: Final[dict[Outcome, str]] = {
    Outcome.ELECTED: "当选",
    Outcome.NEXT_IN_LINE: "递补当选",
    Outcome.TIED: "票数相等",
    Outcome.STEPPED_BACK: "不任职",
    Outcome.NOT_ELECTED: "未当选",
    Outcome.VOID: "选举无效",
}
_AGAIN: Final = "票数相等，再次投票"
"""In the table of the first vote, of whoever stands in the revote's own table."""
_BACK: Final[dict[Because, str]] = {
    "near-relative": "与当选的人有近亲属关系",
    "two-posts": "已当选更高的职务",
}


def votes_blocks(case: Case, people: People, index: int) -> Iterator[NoticeBlock]:
    """The votes of one round, contest by contest, each with those who step back."""
    outcomes = Outcomes(case)
    for vote in votes_in(case, index):
        for each in (vote, vote.revote):
            if each:
                yield Votes(caption=_caption(people, each), rows=_rows(people, outcomes, each))
        for back in outcomes.stepped_back(vote):
            yield Line(says=f"{people.name(back.id)}得票够数而不任职：{_BACK[back.because]}")


def _caption(people: People, vote: Vote) -> str:
    match vote.kind:
        case "first":
            return f"{people.post(vote.post)}（应选 {vote.seats} 名）得票"
        case "revote":
            return f"再次投票，收回选票 {vote.base} 张"
        case "officers":
            return f"{people.post(vote.post)}得票"
    return "得票"


def _rows(people: People, outcomes: Outcomes, vote: Vote) -> tuple[VoteRow, ...]:
    return tuple(
        VoteRow(
            name=people.name(person.id), votes=person.votes, result=_result(outcomes, vote, person)
        )
        for person in vote.people
    )


def _result(outcomes: Outcomes, vote: Vote, person: Person) -> str:
    if person.id in vote.voted_again and not vote.is_void:
        return _AGAIN
    return _WORDS[outcomes.of(vote, person).outcome]
