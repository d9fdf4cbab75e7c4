"""Outcomes (结果): what came of each person's votes for a post, in the end.

A later vote may move somebody to another post, and the next in line then takes the seat.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from huanjie.domain.contest import Because, Declaration, PersonId, Post
from huanjie.domain.officers import Officers
from huanjie.domain.rounds import post_of_round
from huanjie.domain.runoff import Runoff
from huanjie.dossier.case import Case


class Outcome(StrEnum):
    """What came of somebody's votes (个人结果)."""

    ELECTED = "elected"
    NEXT_IN_LINE = "next-in-line"
    """递补当选: after somebody stepped back"""
    TIED = "tied"
    STEPPED_BACK = "stepped-back"
    """得票够数而不任职"""
    NOT_ELECTED = "not-elected"
    VOID = "void"
    """选举无效"""


class Outcomes:
    """Who holds what after every vote of a case, and why somebody elected does not."""

    def __init__(self, case: Case) -> None:
        self._final = case.declared.final
        self._voted_in = set(_voted_in(case))
        self._stepped_back = dict(_stepped_back(case))

    def of(
        self,
        post: Post,
        person: PersonId,
        *,
        elected: tuple[PersonId, ...],
        tied: tuple[PersonId, ...],
    ) -> Outcome:
        """What came of somebody's votes in a vote that elected these, with these equal."""
        holds = person in self._final.get(post, ())
        if person in elected and holds:
            return Outcome.ELECTED
        if holds and (post, person) not in self._voted_in:
            return Outcome.NEXT_IN_LINE
        if person in elected or self.why_not_seated(post, person):
            return Outcome.STEPPED_BACK
        return Outcome.TIED if person in tied else Outcome.NOT_ELECTED

    def why_not_seated(self, post: Post, person: PersonId) -> Because | None:
        """Why somebody with enough votes does not take the seat; None for anybody else."""
        return self._stepped_back.get((post, person))


def _voted_in(case: Case) -> Iterator[tuple[Post, PersonId]]:
    """Everybody whom some vote elected."""
    for index, answer in enumerate(case.declared.answers):
        match answer:
            case Declaration():
                yield from ((each.post, id_) for each in answer.contests for id_ in each.elected)
            case Runoff():
                post = post_of_round(case.count.rounds[index], case.declared.answers, index)
                yield from ((post, id_) for id_ in answer.elected)
            case Officers():
                yield from ((post, id_) for post, id_ in answer.elected.items() if id_)


def _stepped_back(case: Case) -> Iterator[tuple[tuple[Post, PersonId], Because]]:
    """Everybody with enough votes and no seat, by the declaration or by what came later."""
    for answer in case.declared.answers:
        for result in answer.contests if isinstance(answer, Declaration) else ():
            yield from (((result.post, each.id), each.because) for each in result.withdrawn)
    for post, each in case.declared.held.withdrawn:
        yield (post, each.id), each.because
