"""The result as its page shows it (选举结果): who was elected, round by round how, and by which
article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from huanjie.domain.contest import Declaration
from huanjie.domain.rounds import ROUND_NAMES, Answer, OfficersFacts, Round, RoundKind
from huanjie.dossier.case import Case
from huanjie.dossier.outcomes import Outcomes
from huanjie.dossier.outlook import held, is_valid, votes_of
from huanjie.dossier.people import People
from huanjie.dossier.sentences import Sentence, reasons_to_withdraw, sentences
from huanjie.dossier.vote import all_votes
from huanjie.law.citation import Citation
from huanjie.office.closing.sheets import SheetsShown, sheets_of
from huanjie.office.closing.votes import VoteTable, vote_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A post and who holds it now (当选名单的一行), each with the votes that gave it."""

    post: str
    people: tuple[tuple[str, int | None], ...]
    vacancies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SteppedBack:
    """Somebody with enough votes who does not take the seat (不任职), and by which articles."""

    post: str
    name: str
    why: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a round in large type (数字)."""

    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundShown:
    """One round (一轮投票) from its numbers to its result."""

    number: int
    kind: RoundKind
    name: str
    about: str
    """the post of a runoff; empty for any other round"""
    figures: tuple[Figure, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[VoteTable, ...]
    hand_counts: tuple[SheetsShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The whole page's content (结果页)."""

    valid: bool
    reason: str
    """why the election is void; empty where it is valid"""
    holders: tuple[Holder, ...]
    stepped_back: tuple[SteppedBack, ...]
    rounds: tuple[RoundShown, ...]

    @property
    def elected(self) -> int:
        """How many people hold a post."""
        return len({name for holder in self.holders for name, _votes in holder.people})

    @property
    def open_posts(self) -> tuple[Holder, ...]:
        """The posts with seats still open."""
        return tuple(holder for holder in self.holders if holder.vacancies)


def result_of(case: Case) -> Result:
    """What the result page says of a case."""
    valid, people = is_valid(case), People(case)
    first = case.declared.answers[0]
    return Result(
        valid=valid,
        reason="" if valid else getattr(first, "reason", None) or "",
        holders=tuple(_holders(case, people)) if valid else (),
        stepped_back=tuple(_stepped_back(case, people)),
        rounds=tuple(_round(case, people, index) for index in range(len(case.count.rounds))),
    )


def _holders(case: Case, people: People) -> Iterator[Holder]:
    votes = votes_of(case)
    for each in held(case):
        yield Holder(
            post=people.post(each.post),
            people=tuple((people.name(id_), votes.get((each.post, id_))) for id_ in each.people),
            vacancies=each.vacancies,
        )


def _stepped_back(case: Case, people: People) -> Iterator[SteppedBack]:
    outcomes = Outcomes(case)
    for vote in all_votes(case):
        for each in outcomes.stepped_back(vote):
            why, citations = reasons_to_withdraw(case.pack, each.because, vote.post)
            yield SteppedBack(
                post=people.post(vote.post),
                name=people.name(each.id),
                why=why,
                citations=citations,
            )


def _round(case: Case, people: People, index: int) -> RoundShown:
    round_, answer = case.count.rounds[index], case.declared.answers[index]
    return RoundShown(
        number=index + 1,
        kind=round_.kind,
        name=_(ROUND_NAMES[round_.kind]),
        about=people.runoff_post(case, index).strip("（）"),
        figures=tuple(_figures(round_, answer)),
        sentences=sentences(case, index),
        tables=vote_tables(case, people, index),
        hand_counts=sheets_of(people, round_),
    )


def _figures(round_: Round, answer: Answer) -> Iterator[Figure]:
    """The numbers that the facts of this kind of round state, in the order of the day."""
    facts = round_.facts
    if isinstance(facts, OfficersFacts):
        yield Figure(label=_("委员会成员"), number=len(facts.committee))
    stated = (
        (_("登记参加选举"), "registered"),
        (_("应到会"), "entitled"),
        (_("实到会"), "attended"),
        (_("投票人数"), "voters"),
        (_("发出选票"), "issued"),
        (_("收回选票"), "collected"),
    )
    for label, name in stated:
        number = getattr(facts, name, None)
        if number is not None:
            yield Figure(label=label, number=number)
    needed = _needed(answer)
    if len(needed) == 1:
        yield Figure(label=_("当选所需票数"), number=needed.pop())


def _needed(answer: Answer) -> set[int]:
    """The votes needed in this round: one number where all its contests share it."""
    if isinstance(answer, Declaration):
        return {result.minimum_votes for result in answer.contests}
    return {answer.minimum_votes}
